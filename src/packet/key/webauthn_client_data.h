/* The client_data of sig_webauthn_sk_ecdsa.h. W3C WebAuthn 2; OpenSSH's PROTOCOL.u2f. */
#ifndef SSH2_PACKET_KEY_WEBAUTHN_CLIENT_DATA_H
#define SSH2_PACKET_KEY_WEBAUTHN_CLIENT_DATA_H

#include "src/packet/packet.h"

#define SSH2_WEBAUTHN_CLIENT_DATA_FIELDS(FIELD) \
    FIELD(REST, json)
SSH2_PACKET(webauthn_client_data, SSH2_NO_NUMBER, SSH2_WEBAUTHN_CLIENT_DATA_FIELDS)

#endif
