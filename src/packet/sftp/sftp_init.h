/* SSH_FXP_INIT (1): the client's version, first of all. draft-ietf-secsh-filexfer-02, section 4. */
#ifndef SSH2_PACKET_SFTP_SFTP_INIT_H
#define SSH2_PACKET_SFTP_SFTP_INIT_H

#include "src/packet/packet.h"
#include "src/packet/sftp/sftp_extension_pair.h"

#define SSH2_SFTP_INIT_FIELDS(FIELD) \
    FIELD(UINT32, version) /* 3 */   \
    FIELD(REPEAT, extensions, SSH2_OF(sftp_extension_pair))
SSH2_PACKET(sftp_init, SSH_FXP_INIT, SSH2_SFTP_INIT_FIELDS)

#endif
