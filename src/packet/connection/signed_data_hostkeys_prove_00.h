/* What each host key signs for "hostkeys-prove-00@openssh.com". OpenSSH's PROTOCOL, 2.5. */
#ifndef SSH2_PACKET_CONNECTION_SIGNED_DATA_HOSTKEYS_PROVE_00_H
#define SSH2_PACKET_CONNECTION_SIGNED_DATA_HOSTKEYS_PROVE_00_H

#include "src/packet/packet.h"

#define SSH2_SIGNED_DATA_HOSTKEYS_PROVE_00_FIELDS(FIELD)             \
    FIELD(STRING, purpose, SSH2_IS("hostkeys-prove-00@openssh.com")) \
    FIELD(STRING, session_identifier)                                \
    FIELD(STRING, host_key_blob)
SSH2_PACKET(signed_data_hostkeys_prove_00, SSH2_NO_NUMBER,
            SSH2_SIGNED_DATA_HOSTKEYS_PROVE_00_FIELDS)

#endif
