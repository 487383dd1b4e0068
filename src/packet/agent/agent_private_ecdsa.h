/* A private key, "ecdsa-sha2-nistp256", -384 or -521. RFC 9987, section 5.2.2. Also in
 * openssh_private_key_list.h. */
#ifndef SSH2_PACKET_AGENT_AGENT_PRIVATE_ECDSA_H
#define SSH2_PACKET_AGENT_AGENT_PRIVATE_ECDSA_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_AGENT_PRIVATE_ECDSA_FIELDS(FIELD)                                          \
    FIELD(STRING, key_type)                                                             \
    FIELD(STRING, curve_name) /* "nistp256"... as in key_type */                        \
    FIELD(STRING, q, SSH2_LENGTH(SSH2_NISTP256_POINT_BYTES, SSH2_NISTP521_POINT_BYTES)) \
    FIELD(MPINT, d, SSH2_LENGTH(1, SSH2_NIST_SCALAR_MAX_BYTES))
SSH2_PACKET(agent_private_ecdsa, SSH2_NO_NUMBER, SSH2_AGENT_PRIVATE_ECDSA_FIELDS)

#endif
