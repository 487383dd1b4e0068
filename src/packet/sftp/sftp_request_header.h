/* The start of every request but SSH_FXP_INIT. draft-ietf-secsh-filexfer-02, section 3. */
#ifndef SSH2_PACKET_SFTP_SFTP_REQUEST_HEADER_H
#define SSH2_PACKET_SFTP_SFTP_REQUEST_HEADER_H

#include "src/packet/packet.h"
#include "src/packet/sftp/sftp_limits.h"
#include "src/packet/sftp/sftp_message.h"

#define SSH2_SFTP_REQUEST_HEADER_FIELDS(FIELD) \
    FIELD(STRING, type_and_data,               \
          SSH2_LENGTH(1, SSH2_SFTP_PACKET_MAX_BYTES), SSH2_HOLDS(sftp_message))
SSH2_PACKET(sftp_request_header, SSH2_NO_NUMBER, SSH2_SFTP_REQUEST_HEADER_FIELDS)

#endif
