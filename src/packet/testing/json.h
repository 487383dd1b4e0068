/* A packet's fields as JSON, and back: testvectors/README.md says how each kind looks. */
#ifndef SSH2_PACKET_TESTING_JSON_H
#define SSH2_PACKET_TESTING_JSON_H

#include <jansson.h>
#include <stdbool.h>

#include "src/packet/testing/arena.h"
#include "src/wire/packet.h"

/* A new reference to an object of the fields that are there. */
json_t *ssh2_packet_to_json(const struct ssh2_packet_type *type, const void *in);

/* Fills *out (type->struct_size bytes) from an object of fields; what its views point to is
 * allocated in arena. False, with the name of the field to blame in *fault, if a field is missing,
 * not of the form that its kind wants, or unknown to the type. */
bool ssh2_packet_from_json(const struct ssh2_packet_type *type, json_t *json,
                           struct ssh2_arena *arena, void *out, const char **fault);

/* Hex in, bytes out; false if it is not hex. */
bool ssh2_bytes_from_hex(const char *hex, struct ssh2_arena *arena, struct ssh2_bytes *out);

#endif
