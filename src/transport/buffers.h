/* The transport's two buffers: what came in and is not yet consumed, what is to go out and is not
 * yet sent. Both hold one contiguous run of bytes, grow when they must, and can be given back. */
#ifndef SSH2_TRANSPORT_BUFFERS_H
#define SSH2_TRANSPORT_BUFFERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/crypto/memory.h"
#include "src/wire/bytes.h"

#define SSH2_BUFFER_START_BYTES 4096u /* ours: the packets of a login, not those of a transfer */
#define SSH2_INPUT_FLOW_BYTES 262144u /* ours: one receive brings this much while data flows */

/* Bytes added at the end and taken from the front. All zero but for memory is a valid, empty
 * buffer. It may hold secrets: whatever is given back is wiped. */
struct ssh2_buffer {
    const struct ssh2_memory *memory;
    uint8_t *data; /* NULL when capacity is 0 */
    size_t capacity;
    size_t start, end; /* the bytes held; start <= end <= capacity */
};

/* What is held: a view that lives until the next change. */
struct ssh2_bytes ssh2_buffer_held(const struct ssh2_buffer *buffer);

/* Room for at least len > 0 more bytes behind those held; what is held may move. NULL without
 * memory: nothing has changed then. The capacity stays below 4 times what was ever held and
 * reserved together. */
uint8_t *ssh2_buffer_reserve(struct ssh2_buffer *buffer, size_t len);

/* Takes count bytes, just written to the room that was reserved, into what is held. */
void ssh2_buffer_extend(struct ssh2_buffer *buffer, size_t count);

/* Drops count of the bytes held, from the front. */
void ssh2_buffer_consume(struct ssh2_buffer *buffer, size_t count);

/* Gives the memory back if nothing is held. */
void ssh2_buffer_trim(struct ssh2_buffer *buffer);

/* Wipes, frees and leaves an empty buffer. */
void ssh2_buffer_free(struct ssh2_buffer *buffer);

/* A buffer to receive into. Its room grows while the peer fills it, up to SSH2_INPUT_FLOW_BYTES. */
struct ssh2_input {
    struct ssh2_buffer buffer;
    size_t room;   /* how much the next receive should be able to bring; 0: not begun */
    size_t offered; /* the free bytes last handed out */
    size_t needed; /* what has to be held before work can go on; 0: not known */
};

/* Free bytes to receive into, *len > 0 of them; NULL without memory. */
uint8_t *ssh2_input_space(struct ssh2_input *input, size_t *len);

/* Tells that the first count of them were filled. */
void ssh2_input_filled(struct ssh2_input *input, size_t count);

/* As ssh2_buffer_trim; the room begins small again. */
void ssh2_input_trim(struct ssh2_input *input);

#endif
