/* SSH_FXP_EXTENDED (200), "home-directory": asks for a user's home. OpenSSH's PROTOCOL, 4.11. */
#ifndef SSH2_PACKET_SFTP_SFTP_EXT_HOME_DIRECTORY_H
#define SSH2_PACKET_SFTP_SFTP_EXT_HOME_DIRECTORY_H

#include "src/packet/packet.h"

#define SSH2_SFTP_EXT_HOME_DIRECTORY_FIELDS(FIELD)             \
    FIELD(UINT32, request_id)                                  \
    FIELD(STRING, extended_request, SSH2_IS("home-directory")) \
    FIELD(STRING, username) /* empty: the own */
SSH2_PACKET(sftp_ext_home_directory, SSH_FXP_EXTENDED, SSH2_SFTP_EXT_HOME_DIRECTORY_FIELDS)

#endif
