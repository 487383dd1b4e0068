/* Random packets of any type, made from its field list: for properties that hold for all. */
#ifndef SSH2_PACKET_TESTING_RANDOM_H
#define SSH2_PACKET_TESTING_RANDOM_H

#include <stdint.h>

#include "src/packet/testing/arena.h"
#include "src/wire/packet.h"

/* A repeatable sequence (xorshift64*); the state is never 0. */
struct ssh2_random {
    uint64_t state;
};

struct ssh2_random ssh2_random_from(uint64_t seed);

/* A number below bound, which is not 0. */
uint64_t ssh2_random_below(struct ssh2_random *random, uint64_t bound);

/* Fills *out with a packet that the type's own parser accepts as canonical. Likes what lies on the
 * edge: empty, shortest, longest, 0 and the largest number. What views point to is in arena.
 * Not for types written by hand, whose field lists do not tell all that they demand. */
void ssh2_random_packet(struct ssh2_random *random, const struct ssh2_packet_type *type,
                        struct ssh2_arena *arena, void *out);

/* Sets *out to a random value of one field, which is there. */
void ssh2_random_member(struct ssh2_random *random, const struct ssh2_field *field,
                        struct ssh2_arena *arena, void *out);

#endif
