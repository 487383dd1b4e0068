#include "src/sftp/pipe.h"

#include <string.h>

#define FIRST_COUNT 4u /* ours: a small file needs no more */

uint32_t ssh2_sftp_pipe_count(const struct ssh2_sftp_pipe *pipe)
{
    return pipe->end - pipe->first;
}

struct ssh2_sftp_flight *ssh2_sftp_pipe_at(const struct ssh2_sftp_pipe *pipe, uint32_t number)
{
    return &pipe->places[number & (pipe->capacity - 1)];
}

static int grow(struct ssh2_sftp_pipe *pipe, const struct ssh2_memory *memory)
{
    struct ssh2_sftp_pipe larger = *pipe;

    larger.capacity = pipe->capacity == 0 ? FIRST_COUNT : 2 * pipe->capacity;
    larger.places = ssh2_calloc(memory, larger.capacity, sizeof(larger.places[0]));
    if (larger.places == NULL)
        return -1;
    for (uint32_t number = pipe->first; number != pipe->end; number++)
        *ssh2_sftp_pipe_at(&larger, number) = *ssh2_sftp_pipe_at(pipe, number);
    ssh2_free(memory, pipe->places);
    *pipe = larger;
    return 0;
}

struct ssh2_sftp_flight *ssh2_sftp_pipe_push(struct ssh2_sftp_pipe *pipe,
                                             const struct ssh2_memory *memory)
{
    if (ssh2_sftp_pipe_count(pipe) == pipe->capacity && grow(pipe, memory) != 0)
        return NULL;

    struct ssh2_sftp_flight *flight = ssh2_sftp_pipe_at(pipe, pipe->end++);

    *flight = (struct ssh2_sftp_flight){ .state = SSH2_SFTP_AWAITED };
    return flight;
}

void ssh2_sftp_pipe_unpush(struct ssh2_sftp_pipe *pipe)
{
    pipe->end--;
}

struct ssh2_sftp_flight *ssh2_sftp_pipe_first(const struct ssh2_sftp_pipe *pipe)
{
    return pipe->first == pipe->end ? NULL : ssh2_sftp_pipe_at(pipe, pipe->first);
}

void ssh2_sftp_pipe_pop(struct ssh2_sftp_pipe *pipe, const struct ssh2_memory *memory)
{
    struct ssh2_sftp_flight *flight = ssh2_sftp_pipe_at(pipe, pipe->first++);

    ssh2_free_secret(memory, flight->kept, flight->kept_len);
    flight->kept = NULL;
}

void ssh2_sftp_pipe_clear(struct ssh2_sftp_pipe *pipe, const struct ssh2_memory *memory)
{
    while (pipe->first != pipe->end)
        ssh2_sftp_pipe_pop(pipe, memory);
}

void ssh2_sftp_pipe_free(struct ssh2_sftp_pipe *pipe, const struct ssh2_memory *memory)
{
    ssh2_sftp_pipe_clear(pipe, memory);
    ssh2_free(memory, pipe->places);
    memset(pipe, 0, sizeof(*pipe));
}
