/* One mechanism that "gssapi-with-mic" offers. RFC 4462, section 3.2. */
#ifndef SSH2_PACKET_USERAUTH_GSSAPI_MECHANISM_H
#define SSH2_PACKET_USERAUTH_GSSAPI_MECHANISM_H

#include "src/packet/packet.h"

#define SSH2_GSSAPI_MECHANISM_FIELDS(FIELD) \
    FIELD(STRING, mechanism_oid) /* DER */
SSH2_PACKET(gssapi_mechanism, SSH2_NO_NUMBER, SSH2_GSSAPI_MECHANISM_FIELDS)

#endif
