/* The code in SSH_FXP_STATUS. draft-ietf-secsh-filexfer-02, section 7. */
#ifndef SSH2_PACKET_SFTP_SFTP_STATUS_CODES_H
#define SSH2_PACKET_SFTP_SFTP_STATUS_CODES_H

#include "src/packet/packet.h"

enum {
    SSH_FX_OK = 0,
    SSH_FX_EOF = 1,
    SSH_FX_NO_SUCH_FILE = 2,
    SSH_FX_PERMISSION_DENIED = 3,
    SSH_FX_FAILURE = 4,
    SSH_FX_BAD_MESSAGE = 5,
    SSH_FX_NO_CONNECTION = 6,   /* for the client's own use, as is the next: */
    SSH_FX_CONNECTION_LOST = 7, /* neither is ever sent */
    SSH_FX_OP_UNSUPPORTED = 8
};

#define SSH2_SFTP_STATUS_CODES_FIELDS(FIELD) \
    FIELD(UINT32, code)
SSH2_PACKET(sftp_status_codes, SSH2_NO_NUMBER, SSH2_SFTP_STATUS_CODES_FIELDS)

#endif
