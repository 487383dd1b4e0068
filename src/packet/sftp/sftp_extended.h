/* SSH_FXP_EXTENDED (200): a request beyond the draft. draft-ietf-secsh-filexfer-02, section 8. What
 * follows depends on extended_request: see sftp_ext_*.h. */
#ifndef SSH2_PACKET_SFTP_SFTP_EXTENDED_H
#define SSH2_PACKET_SFTP_SFTP_EXTENDED_H

#include "src/packet/packet.h"

#define SSH2_SFTP_EXTENDED_FIELDS(FIELD) \
    FIELD(UINT32, request_id)            \
    FIELD(STRING, extended_request)      \
    FIELD(REST, request_specific_data)
SSH2_PACKET(sftp_extended, SSH_FXP_EXTENDED, SSH2_SFTP_EXTENDED_FIELDS)

#endif
