/* SSH_MSG_CHANNEL_EOF (96): no more data from this side. RFC 4254, section 5.3. The other side may
 * go on. Needs no window and gets no answer. */
#ifndef SSH2_PACKET_CONNECTION_CHANNEL_EOF_H
#define SSH2_PACKET_CONNECTION_CHANNEL_EOF_H

#include "src/packet/packet.h"

#define SSH2_CHANNEL_EOF_FIELDS(FIELD) \
    FIELD(UINT32, recipient_channel)
SSH2_PACKET(channel_eof, SSH_MSG_CHANNEL_EOF, SSH2_CHANNEL_EOF_FIELDS)

#endif
