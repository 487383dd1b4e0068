/* A signature, "ecdsa-sha2-nistp521". RFC 5656, section 3.1.2. */
#ifndef SSH2_PACKET_KEY_SIG_ECDSA_NISTP521_H
#define SSH2_PACKET_KEY_SIG_ECDSA_NISTP521_H

#include "src/packet/key/sig_ecdsa_fields.h"
#include "src/packet/packet.h"

#define SSH2_SIG_ECDSA_NISTP521_FIELDS(FIELD) SSH2_SIG_ECDSA_FIELDS(FIELD, "nistp521")
SSH2_PACKET(sig_ecdsa_nistp521, SSH2_NO_NUMBER, SSH2_SIG_ECDSA_NISTP521_FIELDS)

#endif
