/* Where to connect, as people write it: "ssh://alice@example.com:2222". RFC 3986, section 3.2;
 * draft-ietf-secsh-scp-sftp-ssh-uri-04, section 3. Known is the port that is left out, 22.
 * There is no path, no password, and nothing that a program could take for an option. */
#ifndef SSH2_PACKET_TEXT_URI_KNOWN_PORT_H
#define SSH2_PACKET_TEXT_URI_KNOWN_PORT_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_URI_KNOWN_PORT 22u /* RFC 4251, section 4.1 */

#define SSH2_URI_KNOWN_PORT_FIELDS(FIELD)                                                    \
    FIELD(BYTES, user)  /* empty, or as it stands: "%40" is not decoded; no "-" in front */  \
    FIELD(BYTES, host)  /* a name, or an address, of IPv6 without its brackets; not empty */ \
    FIELD(UINT32, port) /* 1 to SSH2_PORT_MAX */
SSH2_HANDWRITTEN_PACKET(uri_known_port, SSH2_URI_KNOWN_PORT_FIELDS)

#endif
