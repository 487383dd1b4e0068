/* One signature in global_hostkeys_prove_00_success. OpenSSH's PROTOCOL, 2.5. */
#ifndef SSH2_PACKET_CONNECTION_HOST_KEY_SIGNATURE_H
#define SSH2_PACKET_CONNECTION_HOST_KEY_SIGNATURE_H

#include "src/packet/packet.h"

#define SSH2_HOST_KEY_SIGNATURE_FIELDS(FIELD) \
    FIELD(STRING, signature) /* a sig_*.h over signed_data_hostkeys_prove_00 */
SSH2_PACKET(host_key_signature, SSH2_NO_NUMBER, SSH2_HOST_KEY_SIGNATURE_FIELDS)

#endif
