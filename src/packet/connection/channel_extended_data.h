/* SSH_MSG_CHANNEL_EXTENDED_DATA (95): bytes of another stream. RFC 4254, section 5.2. They count
 * against the same window as SSH_MSG_CHANNEL_DATA. */
#ifndef SSH2_PACKET_CONNECTION_CHANNEL_EXTENDED_DATA_H
#define SSH2_PACKET_CONNECTION_CHANNEL_EXTENDED_DATA_H

#include "src/packet/packet.h"

#define SSH_EXTENDED_DATA_STDERR 1 /* RFC 4250, section 4.4.2 */

#define SSH2_CHANNEL_EXTENDED_DATA_FIELDS(FIELD)                                                   \
    FIELD(UINT32, recipient_channel)                                                               \
    FIELD(UINT32, data_type_code) /* SSH_EXTENDED_DATA_STDERR; 0xfe000000 and above are private */ \
    FIELD(STRING, data) /* within the window and the maximum packet size */
SSH2_PACKET(channel_extended_data, SSH_MSG_CHANNEL_EXTENDED_DATA, SSH2_CHANNEL_EXTENDED_DATA_FIELDS)

#endif
