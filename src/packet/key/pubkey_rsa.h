/* A public key, "ssh-rsa". RFC 4253, section 6.6. rsa-sha2-256 and rsa-sha2-512 sign with the same
 * key: RFC 8332, section 3. */
#ifndef SSH2_PACKET_KEY_PUBKEY_RSA_H
#define SSH2_PACKET_KEY_PUBKEY_RSA_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_PUBKEY_RSA_FIELDS(FIELD)                                    \
    FIELD(STRING, key_type, SSH2_IS("ssh-rsa"))                          \
    FIELD(MPINT, e, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES)) /* odd, > 1 */ \
    FIELD(MPINT, n, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES)) /* 2048 bits or more: RFC 8332, 5 */
SSH2_PACKET(pubkey_rsa, SSH2_NO_NUMBER, SSH2_PUBKEY_RSA_FIELDS)

#endif
