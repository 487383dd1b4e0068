/* SSH_MSG_NEWKEYS (21): what this side sends next is under the new keys. RFC 4253, section 7.3. */
#ifndef SSH2_PACKET_KEX_NEWKEYS_H
#define SSH2_PACKET_KEX_NEWKEYS_H

#include "src/packet/packet.h"

SSH2_EMPTY_PACKET(newkeys, SSH_MSG_NEWKEYS)

#endif
