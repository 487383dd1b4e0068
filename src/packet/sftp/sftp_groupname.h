/* One name in the reply to "users-groups-by-id@openssh.com". OpenSSH's PROTOCOL, 4.12. */
#ifndef SSH2_PACKET_SFTP_SFTP_GROUPNAME_H
#define SSH2_PACKET_SFTP_SFTP_GROUPNAME_H

#include "src/packet/packet.h"

#define SSH2_SFTP_GROUPNAME_FIELDS(FIELD) \
    FIELD(STRING, groupname) /* empty: not known */
SSH2_PACKET(sftp_groupname, SSH2_NO_NUMBER, SSH2_SFTP_GROUPNAME_FIELDS)

#endif
