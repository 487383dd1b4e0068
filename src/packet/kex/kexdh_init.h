/* SSH_MSG_KEXDH_INIT (30): the client's Diffie-Hellman value. RFC 4253, section 8; RFC 8268,
 * section 4. */
#ifndef SSH2_PACKET_KEX_KEXDH_INIT_H
#define SSH2_PACKET_KEX_KEXDH_INIT_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_KEXDH_INIT_FIELDS(FIELD) \
    FIELD(MPINT, e, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES)) /* 1 < e < p - 1 */
SSH2_PACKET(kexdh_init, SSH_MSG_KEXDH_INIT, SSH2_KEXDH_INIT_FIELDS)

#endif
