/* Every packet type there is, for tests and tools that walk all of them. The table is made at
 * build time: declaring a packet type in src/packet/<layer>/<name>.h enters it. */
#ifndef SSH2_PACKET_TESTING_REGISTRY_H
#define SSH2_PACKET_TESTING_REGISTRY_H

#include <stddef.h>

#include "src/wire/packet.h"

struct ssh2_registered {
    const char *layer; /* the header's folder */
    const char *name;  /* the header's name without .h */
    ssh2_packet_type_function *type;
};

extern const struct ssh2_registered ssh2_all_packet_types[];
extern const size_t ssh2_packet_type_count;

/* The packet type of that name, or NULL. */
const struct ssh2_packet_type *ssh2_packet_type_named(const char *name);

#endif
