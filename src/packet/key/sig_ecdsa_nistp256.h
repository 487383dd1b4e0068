/* A signature, "ecdsa-sha2-nistp256". RFC 5656, section 3.1.2. */
#ifndef SSH2_PACKET_KEY_SIG_ECDSA_NISTP256_H
#define SSH2_PACKET_KEY_SIG_ECDSA_NISTP256_H

#include "src/packet/key/sig_ecdsa_fields.h"
#include "src/packet/packet.h"

#define SSH2_SIG_ECDSA_NISTP256_FIELDS(FIELD) SSH2_SIG_ECDSA_FIELDS(FIELD, "nistp256")
SSH2_PACKET(sig_ecdsa_nistp256, SSH2_NO_NUMBER, SSH2_SIG_ECDSA_NISTP256_FIELDS)

#endif
