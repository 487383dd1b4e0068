/* A payload under "zlib@openssh.com": as "zlib", but from SSH_MSG_USERAUTH_SUCCESS on.
 * draft-miller-secsh-compression-delayed-00. */
#ifndef SSH2_PACKET_TRANSPORT_COMPRESSED_PAYLOAD_ZLIB_OPENSSH_H
#define SSH2_PACKET_TRANSPORT_COMPRESSED_PAYLOAD_ZLIB_OPENSSH_H

#include "src/packet/packet.h"

#define SSH2_COMPRESSED_PAYLOAD_ZLIB_OPENSSH_FIELDS(FIELD) \
    FIELD(REST, payload)
SSH2_PACKET(compressed_payload_zlib_openssh, SSH2_NO_NUMBER,
            SSH2_COMPRESSED_PAYLOAD_ZLIB_OPENSSH_FIELDS)

#endif
