/* SSH_MSG_KEX_ECDH_REPLY (31): what the replies of all curves share. RFC 5656, section 4. */
#ifndef SSH2_PACKET_KEX_KEX_ECDH_REPLY_FIELDS_H
#define SSH2_PACKET_KEX_KEX_ECDH_REPLY_FIELDS_H

#define SSH2_KEX_ECDH_REPLY_FIELDS(FIELD, point_bytes)                           \
    FIELD(STRING, k_s)                            /* the server's host key */    \
    FIELD(STRING, q_s, SSH2_EXACTLY(point_bytes)) /* its ephemeral public key */ \
    FIELD(STRING, signature_of_hash)              /* over the exchange hash */

#endif
