/* Mutation of packets by their field lists, for every engine. */
#ifndef SSH2_FUZZ_PACKET_MUTATION_H
#define SSH2_FUZZ_PACKET_MUTATION_H

#include "src/wire/packet.h"

/* Mutates data[0..size), which may grow to capacity: of an input that parses, one field gets
 * another value, mostly one that it may have, else one just outside its limits; any other
 * input is replaced by a random packet. Returns the new size, or 0 if the result does not fit.
 * Not for types written by hand, whose lists do not tell all. */
size_t ssh2_fuzz_mutate_packet(const struct ssh2_packet_type *type, uint8_t *data, size_t size,
                               size_t capacity, uint64_t seed);

#endif
