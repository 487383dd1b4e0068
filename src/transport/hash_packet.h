/* Hashing a packet without writing it: what an exchange hash holds is declared in src/packet/kex,
 * and may be long, because two KEXINITs are in it. */
#ifndef SSH2_TRANSPORT_HASH_PACKET_H
#define SSH2_TRANSPORT_HASH_PACKET_H

#include <stdbool.h>

#include "src/crypto/hash.h"
#include "src/wire/packet.h"

/* Adds to hash what ssh2_packet_write() would write; the type consists of strings, mpints and
 * uint32s. False when the library fails or the type has another kind of field. */
bool ssh2_hash_packet(struct ssh2_hash *hash, const struct ssh2_packet_type *type,
                      const void *packet);

#endif
