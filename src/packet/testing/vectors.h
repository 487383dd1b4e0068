/* The test vectors of testvectors/, read from their files. */
#ifndef SSH2_PACKET_TESTING_VECTORS_H
#define SSH2_PACKET_TESTING_VECTORS_H

#include <jansson.h>

#include "src/packet/testing/arena.h"
#include "src/wire/packet.h"

struct ssh2_vector {
    const char *id;
    struct ssh2_bytes bytes;
    const char *verdict;
    size_t offset;
    json_t *fields; /* NULL if the bytes are refused */
};

struct ssh2_vector_file {
    const char *packet;
    const char *layer;
    struct ssh2_vector *vectors;
    size_t count;
    json_t *root;
    struct ssh2_arena arena;
};

/* Reads one file. A file that is not as the schema wants it ends the test program with a word on
 * why. */
struct ssh2_vector_file ssh2_vector_file_read(const char *path);

void ssh2_vector_file_free(struct ssh2_vector_file *file);

#endif
