/* The requests of one file that are under way or answered, in the order of their replies' use. Places
 * are used again: nothing is allocated for a request once a file's pipe is as long as it gets. */
#ifndef SSH2_SFTP_PIPE_H
#define SSH2_SFTP_PIPE_H

#include <stdint.h>

#include "src/crypto/memory.h"

#define SSH2_SFTP_PIPE_MAX_COUNT 1024u /* ours: 32 MiB in requests of 32 KiB */

enum ssh2_sftp_flight_state {
    SSH2_SFTP_UNSENT,   /* to be asked for once more */
    SSH2_SFTP_AWAITED,
    SSH2_SFTP_ANSWERED, /* with what was asked for */
    SSH2_SFTP_DENIED    /* by a status */
};

struct ssh2_sftp_flight {
    enum ssh2_sftp_flight_state state;
    uint32_t status;      /* SSH_FX_*, when denied */
    uint64_t offset;      /* in the file; READ */
    uint32_t length;      /* bytes asked for, or written */
    uint32_t got;         /* bytes that came; READ */
    uint8_t *kept;        /* what came before its turn: memory of ours, or NULL */
    uint32_t kept_len;    /* bytes */
};

struct ssh2_sftp_pipe {
    struct ssh2_sftp_flight *places;
    uint32_t capacity;   /* 0 or a power of 2 */
    uint32_t first, end; /* numbers of flights: they only grow, and wrap */
};

uint32_t ssh2_sftp_pipe_count(const struct ssh2_sftp_pipe *pipe);

/* One more at the end, all zero but its state, which is AWAITED; NULL without memory. There must be fewer
 * than SSH2_SFTP_PIPE_MAX_COUNT. Its number is pipe->end - 1. */
struct ssh2_sftp_flight *ssh2_sftp_pipe_push(struct ssh2_sftp_pipe *pipe,
                                             const struct ssh2_memory *memory);

/* Takes the last push back. */
void ssh2_sftp_pipe_unpush(struct ssh2_sftp_pipe *pipe);

/* The first, or NULL. */
struct ssh2_sftp_flight *ssh2_sftp_pipe_first(const struct ssh2_sftp_pipe *pipe);

/* The one with this number, which must be in the pipe. */
struct ssh2_sftp_flight *ssh2_sftp_pipe_at(const struct ssh2_sftp_pipe *pipe, uint32_t number);

/* Removes the first, and what it kept. */
void ssh2_sftp_pipe_pop(struct ssh2_sftp_pipe *pipe, const struct ssh2_memory *memory);

/* Removes all; the places stay. */
void ssh2_sftp_pipe_clear(struct ssh2_sftp_pipe *pipe, const struct ssh2_memory *memory);

void ssh2_sftp_pipe_free(struct ssh2_sftp_pipe *pipe, const struct ssh2_memory *memory);

#endif
