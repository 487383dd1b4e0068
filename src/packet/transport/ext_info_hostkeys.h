/* "hostkeys": the sender knows "hostkeys" and "hostkeys-prove". draft-ietf-sshm-hostkey-update-00,
 * section 2.4. */
#ifndef SSH2_PACKET_TRANSPORT_EXT_INFO_HOSTKEYS_H
#define SSH2_PACKET_TRANSPORT_EXT_INFO_HOSTKEYS_H

#include "src/packet/packet.h"

#define SSH2_EXT_INFO_HOSTKEYS_FIELDS(FIELD)           \
    FIELD(STRING, extension_name, SSH2_IS("hostkeys")) \
    FIELD(STRING, extension_value, SSH2_IS("0")) /* the version */
SSH2_PACKET(ext_info_hostkeys, SSH2_NO_NUMBER, SSH2_EXT_INFO_HOSTKEYS_FIELDS)

#endif
