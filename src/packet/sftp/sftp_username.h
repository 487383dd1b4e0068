/* One name in the reply to "users-groups-by-id@openssh.com". OpenSSH's PROTOCOL, 4.12. */
#ifndef SSH2_PACKET_SFTP_SFTP_USERNAME_H
#define SSH2_PACKET_SFTP_SFTP_USERNAME_H

#include "src/packet/packet.h"

#define SSH2_SFTP_USERNAME_FIELDS(FIELD) \
    FIELD(STRING, username) /* empty: not known */
SSH2_PACKET(sftp_username, SSH2_NO_NUMBER, SSH2_SFTP_USERNAME_FIELDS)

#endif
