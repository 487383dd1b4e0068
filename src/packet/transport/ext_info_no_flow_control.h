/* "no-flow-control": one channel at most, and no window. RFC 8308, section 3.3. In force if both
 * sides send it and at least one prefers it. */
#ifndef SSH2_PACKET_TRANSPORT_EXT_INFO_NO_FLOW_CONTROL_H
#define SSH2_PACKET_TRANSPORT_EXT_INFO_NO_FLOW_CONTROL_H

#include "src/packet/packet.h"

#define SSH2_EXT_INFO_NO_FLOW_CONTROL_FIELDS(FIELD)           \
    FIELD(STRING, extension_name, SSH2_IS("no-flow-control")) \
    FIELD(STRING, extension_value, SSH2_EXACTLY(1)) /* "p": preferred, "s": supported */
SSH2_PACKET(ext_info_no_flow_control, SSH2_NO_NUMBER, SSH2_EXT_INFO_NO_FLOW_CONTROL_FIELDS)

#endif
