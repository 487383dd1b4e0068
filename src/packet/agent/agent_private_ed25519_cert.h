/* A private key with its certificate, Ed25519, as OpenSSH sends it: draft-ietf-sshm-cert-01,
 * section 2.5.3, leaves enc_a out. */
#ifndef SSH2_PACKET_AGENT_AGENT_PRIVATE_ED25519_CERT_H
#define SSH2_PACKET_AGENT_AGENT_PRIVATE_ED25519_CERT_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_AGENT_PRIVATE_ED25519_CERT_FIELDS(FIELD)                               \
    FIELD(STRING, key_type, SSH2_IS("ssh-ed25519-cert-v01@openssh.com"))            \
    FIELD(STRING, certificate_blob) /* a cert_v01_ed25519.h */                      \
    FIELD(STRING, enc_a, SSH2_EXACTLY(SSH2_ED25519_KEY_BYTES)) /* the public key */ \
    FIELD(STRING, k_enc_a, SSH2_EXACTLY(SSH2_ED25519_PAIR_BYTES)) /* the seed, then enc_a again */
SSH2_PACKET(agent_private_ed25519_cert, SSH2_NO_NUMBER, SSH2_AGENT_PRIVATE_ED25519_CERT_FIELDS)

#endif
