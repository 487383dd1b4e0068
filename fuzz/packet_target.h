/* What the fuzz targets of the packet types do with an input, whatever engine drives them. */
#ifndef SSH2_FUZZ_PACKET_TARGET_H
#define SSH2_FUZZ_PACKET_TARGET_H

#include "src/wire/packet.h"

/* The packet type that SSH2_FUZZ_PACKET names. Ends the program if there is none of that name; of
 * the name "list" it prints the names of all first. */
const struct ssh2_packet_type *ssh2_fuzz_named_type(void);

/* Holds the type to its promises (src/packet/testing/check.h) on a heap copy of exactly the
 * input's size, where a sanitizer sees any read past the end. A broken promise aborts. */
void ssh2_fuzz_packet(const struct ssh2_packet_type *type, struct ssh2_bytes input);

/* Mutates data[0..size), which may grow to capacity, by the type's field list: an input that
 * parses gets one other field, any other is replaced by a random packet. Returns the new size, or
 * 0 if the result does not fit. Not for types written by hand. */
size_t ssh2_fuzz_mutate_packet(const struct ssh2_packet_type *type, uint8_t *data, size_t size,
                               size_t capacity, uint64_t seed);

#endif
