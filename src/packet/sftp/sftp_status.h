/* SSH_FXP_STATUS (101): how a request ended. draft-ietf-secsh-filexfer-02, section 7. Old servers
 * end behind the code. */
#ifndef SSH2_PACKET_SFTP_SFTP_STATUS_H
#define SSH2_PACKET_SFTP_SFTP_STATUS_H

#include "src/packet/packet.h"
#include "src/packet/sftp/sftp_status_codes.h"

#define SSH2_SFTP_STATUS_FIELDS(FIELD)                                                 \
    FIELD(UINT32, request_id)                                                          \
    FIELD(UINT32, code) /* SSH_FX_*; higher ones, from later drafts, mean a failure */ \
    FIELD(UTF8, message, SSH2_MAY_BE_MISSING) /* for people */                         \
    FIELD(STRING, language_tag, SSH2_MAY_BE_MISSING)
SSH2_PACKET(sftp_status, SSH_FXP_STATUS, SSH2_SFTP_STATUS_FIELDS)

#endif
