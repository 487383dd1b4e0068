/* One user in "users-groups-by-id@openssh.com". OpenSSH's PROTOCOL, 4.12. */
#ifndef SSH2_PACKET_SFTP_SFTP_UID_H
#define SSH2_PACKET_SFTP_SFTP_UID_H

#include "src/packet/packet.h"

#define SSH2_SFTP_UID_FIELDS(FIELD) \
    FIELD(UINT32, uid)
SSH2_PACKET(sftp_uid, SSH2_NO_NUMBER, SSH2_SFTP_UID_FIELDS)

#endif
