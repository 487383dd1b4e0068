/* SSH_FXP_EXTENDED (200) with a name nobody here knows: answered with SSH_FX_OP_UNSUPPORTED.
 * draft-ietf-secsh-filexfer-02, section 8. */
#ifndef SSH2_PACKET_SFTP_SFTP_EXT_UNKNOWN_H
#define SSH2_PACKET_SFTP_SFTP_EXT_UNKNOWN_H

#include "src/packet/packet.h"
#include "src/packet/sftp/sftp_extended.h"

SSH2_PACKET(sftp_ext_unknown, SSH_FXP_EXTENDED, SSH2_SFTP_EXTENDED_FIELDS)

#endif
