/* SSH_MSG_UNIMPLEMENTED (3): the sender does not know a message that came. RFC 4253, section 11.4.
 * Either side, in the order in which such messages came. */
#ifndef SSH2_PACKET_TRANSPORT_UNIMPLEMENTED_H
#define SSH2_PACKET_TRANSPORT_UNIMPLEMENTED_H

#include "src/packet/packet.h"

#define SSH2_UNIMPLEMENTED_FIELDS(FIELD) \
    FIELD(UINT32, rejected_sequence_number) /* the packet's, counted by its receiver */
SSH2_PACKET(unimplemented, SSH_MSG_UNIMPLEMENTED, SSH2_UNIMPLEMENTED_FIELDS)

#endif
