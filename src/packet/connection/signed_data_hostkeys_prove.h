/* What each host key signs for "hostkeys-prove". draft-ietf-sshm-hostkey-update-00, section 2.2. */
#ifndef SSH2_PACKET_CONNECTION_SIGNED_DATA_HOSTKEYS_PROVE_H
#define SSH2_PACKET_CONNECTION_SIGNED_DATA_HOSTKEYS_PROVE_H

#include "src/packet/packet.h"

#define SSH2_SIGNED_DATA_HOSTKEYS_PROVE_FIELDS(FIELD)                                \
    FIELD(STRING, purpose,                                                           \
          SSH2_IS("hostkeys-prove-0")) /* the draft's spelling, not the request's */ \
    FIELD(STRING, session_identifier)                                                \
    FIELD(STRING, host_key_blob)
SSH2_PACKET(signed_data_hostkeys_prove, SSH2_NO_NUMBER, SSH2_SIGNED_DATA_HOSTKEYS_PROVE_FIELDS)

#endif
