/* SSH_FXP_EXTENDED (200), "lsetstat@openssh.com": sets attributes of a path, a link's own.
 * OpenSSH's PROTOCOL, 4.7. */
#ifndef SSH2_PACKET_SFTP_SFTP_EXT_LSETSTAT_H
#define SSH2_PACKET_SFTP_SFTP_EXT_LSETSTAT_H

#include "src/packet/packet.h"
#include "src/packet/sftp/sftp_attrs.h"

#define SSH2_SFTP_EXT_LSETSTAT_FIELDS(FIELD)                         \
    FIELD(UINT32, request_id)                                        \
    FIELD(STRING, extended_request, SSH2_IS("lsetstat@openssh.com")) \
    FIELD(STRING, path)                                              \
    FIELD(ATTRS, attrs) /* without a size */
SSH2_PACKET(sftp_ext_lsetstat, SSH_FXP_EXTENDED, SSH2_SFTP_EXT_LSETSTAT_FIELDS)

#endif
