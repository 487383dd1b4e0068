/* "version": the sender's version, first of all. The lower one is spoken. RFC 4819, section 3.4. */
#ifndef SSH2_PACKET_PUBLICKEY_PKSS_VERSION_H
#define SSH2_PACKET_PUBLICKEY_PKSS_VERSION_H

#include "src/packet/packet.h"

#define SSH2_PKSS_VERSION_FIELDS(FIELD)     \
    FIELD(STRING, name, SSH2_IS("version")) \
    FIELD(UINT32, protocol_version_number) /* 2 */
SSH2_PACKET(pkss_version, SSH2_NO_NUMBER, SSH2_PKSS_VERSION_FIELDS)

#endif
