/* SSH_MSG_USERAUTH_BANNER (53): text to show before authentication. RFC 4252, section 5.4. The
 * server, at any time from the start of authentication to its success. */
#ifndef SSH2_PACKET_USERAUTH_USERAUTH_BANNER_H
#define SSH2_PACKET_USERAUTH_USERAUTH_BANNER_H

#include "src/packet/packet.h"

#define SSH2_USERAUTH_BANNER_FIELDS(FIELD)                                                       \
    FIELD(UTF8, message) /* lines end in CR LF; control characters are for the reader to drop */ \
    FIELD(STRING, language_tag)
SSH2_PACKET(userauth_banner, SSH_MSG_USERAUTH_BANNER, SSH2_USERAUTH_BANNER_FIELDS)

#endif
