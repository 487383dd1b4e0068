/* A packet whose type version 3 does not have, behind that type: 21 to 100, 106 to 199 and 202 to
 * 255. draft-ietf-secsh-filexfer-02, section 3, names no answer. */
#ifndef SSH2_PACKET_SFTP_SFTP_UNKNOWN_TYPE_H
#define SSH2_PACKET_SFTP_SFTP_UNKNOWN_TYPE_H

#include "src/packet/packet.h"

#define SSH2_SFTP_UNKNOWN_TYPE_FIELDS(FIELD) \
    FIELD(UINT32, request_id)                \
    FIELD(REST, data)
SSH2_PACKET(sftp_unknown_type, SSH2_NO_NUMBER, SSH2_SFTP_UNKNOWN_TYPE_FIELDS)

#endif
