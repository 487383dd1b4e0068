/* SSH_MSG_KEX_DH_GEX_REPLY (33): the server's half, signed. RFC 4419, section 3. */
#ifndef SSH2_PACKET_KEX_KEX_DH_GEX_REPLY_H
#define SSH2_PACKET_KEX_KEX_DH_GEX_REPLY_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_KEX_DH_GEX_REPLY_FIELDS(FIELD)                                              \
    FIELD(STRING, host_key_and_certificates)              /* a pubkey_*.h or cert_*.h */ \
    FIELD(MPINT, f, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES)) /* 1 < f < p - 1 */            \
    FIELD(STRING, signature_of_hash)                      /* a sig_*.h over the exchange hash */
SSH2_PACKET(kex_dh_gex_reply, SSH_MSG_KEX_DH_GEX_REPLY, SSH2_KEX_DH_GEX_REPLY_FIELDS)

#endif
