/* One group in "users-groups-by-id@openssh.com". OpenSSH's PROTOCOL, 4.12. */
#ifndef SSH2_PACKET_SFTP_SFTP_GID_H
#define SSH2_PACKET_SFTP_SFTP_GID_H

#include "src/packet/packet.h"

#define SSH2_SFTP_GID_FIELDS(FIELD) \
    FIELD(UINT32, gid)
SSH2_PACKET(sftp_gid, SSH2_NO_NUMBER, SSH2_SFTP_GID_FIELDS)

#endif
