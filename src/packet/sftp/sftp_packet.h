/* Every SFTP packet on its channel: a length, then the type and what it says.
 * draft-ietf-secsh-filexfer-02, section 3. May lie across several SSH_MSG_CHANNEL_DATA. */
#ifndef SSH2_PACKET_SFTP_SFTP_PACKET_H
#define SSH2_PACKET_SFTP_SFTP_PACKET_H

#include "src/packet/packet.h"
#include "src/packet/sftp/sftp_limits.h"

#define SSH2_SFTP_PACKET_FIELDS(FIELD) \
    FIELD(STRING, type_and_data, SSH2_LENGTH(1, SSH2_SFTP_PACKET_MAX_BYTES))
SSH2_PACKET(sftp_packet, SSH2_NO_NUMBER, SSH2_SFTP_PACKET_FIELDS)

#endif
