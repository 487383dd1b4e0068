/* One extension in SSH_MSG_EXT_INFO. RFC 8308, section 2.3. */
#ifndef SSH2_PACKET_TRANSPORT_EXT_INFO_EXTENSION_H
#define SSH2_PACKET_TRANSPORT_EXT_INFO_EXTENSION_H

#include "src/packet/packet.h"

#define SSH2_EXT_INFO_EXTENSION_FIELDS(FIELD) \
    FIELD(STRING, extension_name)             \
    FIELD(STRING, extension_value) /* any bytes, NUL included: section 2.5 */
SSH2_PACKET(ext_info_extension, SSH2_NO_NUMBER, SSH2_EXT_INFO_EXTENSION_FIELDS)

#endif
