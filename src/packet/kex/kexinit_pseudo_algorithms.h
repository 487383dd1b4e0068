/* Names in the first SSH_MSG_KEXINIT's kex_algorithms that say what a side can do and are no
 * method. RFC 8308, section 2.1; OpenSSH's PROTOCOL, 1.9; draft-ietf-sshm-strict-kex-02, section
 * 3.1. */
#ifndef SSH2_PACKET_KEX_KEXINIT_PSEUDO_ALGORITHMS_H
#define SSH2_PACKET_KEX_KEXINIT_PSEUDO_ALGORITHMS_H

#include "src/packet/packet.h"

#define SSH2_EXT_INFO_CLIENT "ext-info-c"
#define SSH2_EXT_INFO_SERVER "ext-info-s"
#define SSH2_KEX_STRICT_CLIENT "kex-strict-c-v00@openssh.com"
#define SSH2_KEX_STRICT_SERVER "kex-strict-s-v00@openssh.com"
#define SSH2_KEX_STRICT_CLIENT_STD "kex-strict-c"
#define SSH2_KEX_STRICT_SERVER_STD "kex-strict-s"

#define SSH2_KEXINIT_PSEUDO_ALGORITHMS_FIELDS(FIELD) \
    FIELD(NAME_LIST, kex_algorithms)
SSH2_PACKET(kexinit_pseudo_algorithms, SSH2_NO_NUMBER, SSH2_KEXINIT_PSEUDO_ALGORITHMS_FIELDS)

#endif
