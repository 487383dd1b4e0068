/* SSH_MSG_EXT_INFO (7): what the sender supports beyond the algorithms. RFC 8308, section 2.3.
 * Either side, right behind its first SSH_MSG_NEWKEYS; the server once more before
 * SSH_MSG_USERAUTH_SUCCESS. The extensions known here are ext_info_*.h. */
#ifndef SSH2_PACKET_TRANSPORT_EXT_INFO_H
#define SSH2_PACKET_TRANSPORT_EXT_INFO_H

#include "src/packet/packet.h"
#include "src/packet/transport/ext_info_extension.h"

#define SSH2_EXT_INFO_MAX_COUNT 1024u /* extensions; ours, and OpenSSH's */

#define SSH2_EXT_INFO_FIELDS(FIELD)                                      \
    FIELD(UINT32, nr_extensions, SSH2_RANGE(0, SSH2_EXT_INFO_MAX_COUNT)) \
    FIELD(REPEAT, extensions, SSH2_COUNTED(ext_info_extension))
SSH2_PACKET(ext_info, SSH_MSG_EXT_INFO, SSH2_EXT_INFO_FIELDS)

#endif
