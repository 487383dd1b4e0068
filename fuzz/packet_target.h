/* What the fuzz targets of the packet types do with an input, whatever engine drives them. */
#ifndef SSH2_FUZZ_PACKET_TARGET_H
#define SSH2_FUZZ_PACKET_TARGET_H

#include "src/wire/packet.h"

/* The packet type that SSH2_FUZZ_PACKET names. Ends the program if there is none of that name; of
 * the name "list" it prints the layers and names of all and ends. */
const struct ssh2_packet_type *ssh2_fuzz_named_type(void);

/* Holds the type to its promises (src/packet/testing/check.h) on a heap copy of exactly the
 * input's size, where a sanitizer sees any read past the end. A broken promise aborts. */
void ssh2_fuzz_packet(const struct ssh2_packet_type *type, struct ssh2_bytes input);

#endif
