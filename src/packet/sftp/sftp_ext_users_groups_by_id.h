/* SSH_FXP_EXTENDED (200), "users-groups-by-id@openssh.com": asks for names. OpenSSH's PROTOCOL,
 * 4.12. */
#ifndef SSH2_PACKET_SFTP_SFTP_EXT_USERS_GROUPS_BY_ID_H
#define SSH2_PACKET_SFTP_SFTP_EXT_USERS_GROUPS_BY_ID_H

#include "src/packet/packet.h"
#include "src/packet/sftp/sftp_gid.h"
#include "src/packet/sftp/sftp_uid.h"

#define SSH2_SFTP_EXT_USERS_GROUPS_BY_ID_FIELDS(FIELD)                         \
    FIELD(UINT32, request_id)                                                  \
    FIELD(STRING, extended_request, SSH2_IS("users-groups-by-id@openssh.com")) \
    FIELD(STRING, uids, SSH2_HOLDS_ALL(sftp_uid))                              \
    FIELD(STRING, gids, SSH2_HOLDS_ALL(sftp_gid))
SSH2_PACKET(sftp_ext_users_groups_by_id, SSH_FXP_EXTENDED, SSH2_SFTP_EXT_USERS_GROUPS_BY_ID_FIELDS)

#endif
