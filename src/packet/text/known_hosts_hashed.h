/* The hosts word of a known_hosts line that does not show the name: "|1|", a salt, "|" and
 * HMAC-SHA1(salt, name). sshd(8), SSH_KNOWN_HOSTS FILE FORMAT; ssh_config(5), HashKnownHosts. */
#ifndef SSH2_PACKET_TEXT_KNOWN_HOSTS_HASHED_H
#define SSH2_PACKET_TEXT_KNOWN_HOSTS_HASHED_H

#include "src/packet/packet.h"

#define SSH2_KNOWN_HOSTS_HASH_BYTES 20u     /* SHA-1 */
#define SSH2_KNOWN_HOSTS_SALT_MAX_BYTES 64u /* ours: HMAC's block; all programs write 20 */

#define SSH2_KNOWN_HOSTS_HASHED_FIELDS(FIELD)                                                     \
    FIELD(BYTES, salt_base64) /* 1 to SSH2_KNOWN_HOSTS_SALT_MAX_BYTES behind the base64 */        \
    FIELD(BYTES, hash_base64) /* SSH2_KNOWN_HOSTS_HASH_BYTES behind the base64 */
SSH2_HANDWRITTEN_PACKET(known_hosts_hashed, SSH2_KNOWN_HOSTS_HASHED_FIELDS)

#endif
