/* A signal without its SIG. RFC 4254, section 6.10: ABRT ALRM FPE HUP ILL INT KILL PIPE QUIT SEGV
 * TERM USR1 USR2, or a private one with an @ and a domain. */
#ifndef SSH2_PACKET_CONNECTION_SIGNAL_NAMES_H
#define SSH2_PACKET_CONNECTION_SIGNAL_NAMES_H

#include "src/packet/packet.h"

#define SSH2_SIGNAL_NAMES_FIELDS(FIELD) \
    FIELD(STRING, signal_name, SSH2_LENGTH(1, SSH2_NO_LIMIT))
SSH2_PACKET(signal_names, SSH2_NO_NUMBER, SSH2_SIGNAL_NAMES_FIELDS)

#endif
