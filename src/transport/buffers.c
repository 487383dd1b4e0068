#include "src/transport/buffers.h"

#include <string.h>

/* Ours: from a full small buffer to SSH2_INPUT_FLOW_BYTES in three receives. */
#define ROOM_GROWTH 4u

struct ssh2_bytes ssh2_buffer_held(const struct ssh2_buffer *buffer)
{
    if (buffer->start == buffer->end)
        return ssh2_bytes(NULL, 0);
    return ssh2_bytes(buffer->data + buffer->start, buffer->end - buffer->start);
}

static void move_to_front(struct ssh2_buffer *buffer)
{
    size_t held = buffer->end - buffer->start;

    if (held > 0 && buffer->start > 0)
        memmove(buffer->data, buffer->data + buffer->start, held);
    buffer->start = 0;
    buffer->end = held;
}

/* The next power of two that holds len, and more than there is now; 0 if there is none. */
static size_t grown_capacity(const struct ssh2_buffer *buffer, size_t len)
{
    size_t capacity = SSH2_BUFFER_START_BYTES;

    while (capacity < len || capacity <= buffer->capacity) {
        if (capacity > SIZE_MAX / 2)
            return 0;
        capacity *= 2;
    }
    return capacity;
}

static bool grow(struct ssh2_buffer *buffer, size_t len)
{
    struct ssh2_bytes held = ssh2_buffer_held(buffer);

    if (len > SIZE_MAX - held.len)
        return false;

    size_t capacity = grown_capacity(buffer, held.len + len);
    uint8_t *data = capacity == 0 ? NULL : ssh2_alloc(buffer->memory, capacity);

    if (data == NULL)
        return false;
    if (held.len > 0)
        memcpy(data, held.data, held.len);
    ssh2_free_secret(buffer->memory, buffer->data, buffer->capacity);
    buffer->data = data;
    buffer->capacity = capacity;
    buffer->start = 0;
    buffer->end = held.len;
    return true;
}

uint8_t *ssh2_buffer_reserve(struct ssh2_buffer *buffer, size_t len)
{
    size_t held = buffer->end - buffer->start;

    if (len > buffer->capacity - buffer->end) {
        /* Only as many bytes are moved as were consumed since the last time: each byte that passes
         * through is moved at most once on average. */
        if (len <= buffer->capacity - held && held <= buffer->start)
            move_to_front(buffer);
        else if (!grow(buffer, len))
            return NULL;
    }
    return buffer->data + buffer->end;
}

void ssh2_buffer_extend(struct ssh2_buffer *buffer, size_t count)
{
    buffer->end += count;
}

void ssh2_buffer_consume(struct ssh2_buffer *buffer, size_t count)
{
    buffer->start += count;
    if (buffer->start == buffer->end)
        buffer->start = buffer->end = 0;
}

void ssh2_buffer_trim(struct ssh2_buffer *buffer)
{
    if (buffer->start == buffer->end)
        ssh2_buffer_free(buffer);
}

void ssh2_buffer_free(struct ssh2_buffer *buffer)
{
    ssh2_free_secret(buffer->memory, buffer->data, buffer->capacity);
    buffer->data = NULL;
    buffer->capacity = buffer->start = buffer->end = 0;
}

/* The bytes that are missing before work can go on. */
static size_t missing(const struct ssh2_input *input)
{
    size_t held = input->buffer.end - input->buffer.start;

    return input->needed > held ? input->needed - held : 1;
}

uint8_t *ssh2_input_space(struct ssh2_input *input, size_t *len)
{
    struct ssh2_buffer *buffer = &input->buffer;
    size_t held = buffer->end - buffer->start;

    if (input->room == 0)
        input->room = SSH2_BUFFER_START_BYTES;

    size_t wanted = input->room > held ? input->room - held : 1;

    if (wanted < missing(input))
        wanted = missing(input);

    /* Half of the room without moving anything is as good as all of it with. */
    size_t enough = wanted / 2 > missing(input) ? wanted / 2 : missing(input);

    if (enough > buffer->capacity - buffer->end && ssh2_buffer_reserve(buffer, wanted) == NULL)
        return NULL;
    *len = input->offered = buffer->capacity - buffer->end;
    return buffer->data + buffer->end;
}

void ssh2_input_filled(struct ssh2_input *input, size_t count)
{
    ssh2_buffer_extend(&input->buffer, count);
    if (count == input->offered && input->room < SSH2_INPUT_FLOW_BYTES)
        input->room *= ROOM_GROWTH;
}

void ssh2_input_trim(struct ssh2_input *input)
{
    if (input->buffer.start != input->buffer.end)
        return;
    ssh2_buffer_free(&input->buffer);
    input->room = 0;
}
