/* SSH_MSG_KEX_ECDH_REPLY (31) for nistp521: the server's public key, signed. RFC 5656, section 4.
 */
#ifndef SSH2_PACKET_KEX_KEX_ECDH_REPLY_NISTP521_H
#define SSH2_PACKET_KEX_KEX_ECDH_REPLY_NISTP521_H

#include "src/packet/kex/kex_ecdh_reply_fields.h"
#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_KEX_ECDH_REPLY_NISTP521_FIELDS(FIELD) \
    SSH2_KEX_ECDH_REPLY_FIELDS(FIELD, SSH2_NISTP521_POINT_BYTES)
SSH2_PACKET(kex_ecdh_reply_nistp521, SSH_MSG_KEX_ECDH_REPLY, SSH2_KEX_ECDH_REPLY_NISTP521_FIELDS)

#endif
