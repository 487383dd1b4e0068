/* SSH_FXP_REALPATH (16): asks for the absolute path. draft-ietf-secsh-filexfer-02, section 6.11.
 * The reply is SSH_FXP_NAME with one name, whose attributes mean nothing. */
#ifndef SSH2_PACKET_SFTP_SFTP_REALPATH_H
#define SSH2_PACKET_SFTP_SFTP_REALPATH_H

#include "src/packet/packet.h"

#define SSH2_SFTP_REALPATH_FIELDS(FIELD) \
    FIELD(UINT32, request_id)            \
    FIELD(STRING, path)
SSH2_PACKET(sftp_realpath, SSH_FXP_REALPATH, SSH2_SFTP_REALPATH_FIELDS)

#endif
