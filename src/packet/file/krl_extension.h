/* An extension of a list of revoked keys. OpenSSH's PROTOCOL.krl, 2.5 and 5. */
#ifndef SSH2_PACKET_FILE_KRL_EXTENSION_H
#define SSH2_PACKET_FILE_KRL_EXTENSION_H

#include "src/packet/packet.h"

#define SSH2_KRL_EXTENSION_FIELDS(FIELD)                                   \
    FIELD(STRING, extension_name)                                          \
    FIELD(BOOLEAN, is_critical) /* not known: the whole list is refused */ \
    FIELD(STRING, extension_contents)
SSH2_PACKET(krl_extension, SSH2_NO_NUMBER, SSH2_KRL_EXTENSION_FIELDS)

#endif
