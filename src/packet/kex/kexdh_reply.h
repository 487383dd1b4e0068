/* SSH_MSG_KEXDH_REPLY (31): the server's half of Diffie-Hellman, signed. RFC 4253, section 8; RFC
 * 8268, section 4. */
#ifndef SSH2_PACKET_KEX_KEXDH_REPLY_H
#define SSH2_PACKET_KEX_KEXDH_REPLY_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_KEXDH_REPLY_FIELDS(FIELD)                                                   \
    FIELD(STRING, host_key_and_certificates)              /* a pubkey_*.h or cert_*.h */ \
    FIELD(MPINT, f, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES)) /* 1 < f < p - 1 */            \
    FIELD(STRING, signature_of_hash)                      /* a sig_*.h over the exchange hash */
SSH2_PACKET(kexdh_reply, SSH_MSG_KEXDH_REPLY, SSH2_KEXDH_REPLY_FIELDS)

#endif
