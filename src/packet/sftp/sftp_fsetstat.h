/* SSH_FXP_FSETSTAT (10): sets attributes of an open file. draft-ietf-secsh-filexfer-02, section
 * 6.9. */
#ifndef SSH2_PACKET_SFTP_SFTP_FSETSTAT_H
#define SSH2_PACKET_SFTP_SFTP_FSETSTAT_H

#include "src/packet/packet.h"
#include "src/packet/sftp/sftp_attrs.h"
#include "src/packet/sftp/sftp_limits.h"

#define SSH2_SFTP_FSETSTAT_FIELDS(FIELD)                              \
    FIELD(UINT32, request_id)                                         \
    FIELD(STRING, handle, SSH2_LENGTH(1, SSH2_SFTP_HANDLE_MAX_BYTES)) \
    FIELD(ATTRS, attrs) /* a size cuts the file or makes it longer */
SSH2_PACKET(sftp_fsetstat, SSH_FXP_FSETSTAT, SSH2_SFTP_FSETSTAT_FIELDS)

#endif
