/* SSH_FXP_EXTENDED_REPLY (201) to "users-groups-by-id@openssh.com": as many names as ids, in their
 * order. OpenSSH's PROTOCOL, 4.12. */
#ifndef SSH2_PACKET_SFTP_SFTP_EXT_USERS_GROUPS_BY_ID_REPLY_H
#define SSH2_PACKET_SFTP_SFTP_EXT_USERS_GROUPS_BY_ID_REPLY_H

#include "src/packet/packet.h"
#include "src/packet/sftp/sftp_groupname.h"
#include "src/packet/sftp/sftp_username.h"

#define SSH2_SFTP_EXT_USERS_GROUPS_BY_ID_REPLY_FIELDS(FIELD) \
    FIELD(UINT32, request_id)                                \
    FIELD(STRING, usernames, SSH2_HOLDS_ALL(sftp_username))  \
    FIELD(STRING, groupnames, SSH2_HOLDS_ALL(sftp_groupname))
SSH2_PACKET(sftp_ext_users_groups_by_id_reply, SSH_FXP_EXTENDED_REPLY,
            SSH2_SFTP_EXT_USERS_GROUPS_BY_ID_REPLY_FIELDS)

#endif
