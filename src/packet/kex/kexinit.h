/* SSH_MSG_KEXINIT (20): what the sender can do, best first. RFC 4253, section 7.1. Either side;
 * begins the first key exchange and every later one. The lists of languages may be empty, the
 * others may not. */
#ifndef SSH2_PACKET_KEX_KEXINIT_H
#define SSH2_PACKET_KEX_KEXINIT_H

#include "src/packet/packet.h"

#define SSH2_KEXINIT_COOKIE_BYTES 16
#define SSH2_KEXINIT_ALGORITHMS SSH2_LENGTH(1, SSH2_NO_LIMIT)

#define SSH2_KEXINIT_FIELDS(FIELD)                                                                 \
    FIELD(BYTES, cookie, SSH2_SIZE(SSH2_KEXINIT_COOKIE_BYTES)) /* random */                        \
    FIELD(NAME_LIST, kex_algorithms, SSH2_KEXINIT_ALGORITHMS)                                      \
    FIELD(NAME_LIST, server_host_key_algorithms, SSH2_KEXINIT_ALGORITHMS)                          \
    FIELD(NAME_LIST, encryption_algorithms_client_to_server, SSH2_KEXINIT_ALGORITHMS)              \
    FIELD(NAME_LIST, encryption_algorithms_server_to_client, SSH2_KEXINIT_ALGORITHMS)              \
    FIELD(NAME_LIST, mac_algorithms_client_to_server, SSH2_KEXINIT_ALGORITHMS)                     \
    FIELD(NAME_LIST, mac_algorithms_server_to_client, SSH2_KEXINIT_ALGORITHMS)                     \
    FIELD(NAME_LIST, compression_algorithms_client_to_server, SSH2_KEXINIT_ALGORITHMS)             \
    FIELD(NAME_LIST, compression_algorithms_server_to_client, SSH2_KEXINIT_ALGORITHMS)             \
    FIELD(NAME_LIST, languages_client_to_server)                                                   \
    FIELD(NAME_LIST, languages_server_to_client)                                                   \
    FIELD(BOOLEAN, first_kex_packet_follows) /* a guess at the method's first packet comes next */ \
    FIELD(UINT32, reserved, SSH2_SHOULD_BE(0)) /* for what may come: to be ignored */
SSH2_PACKET(kexinit, SSH_MSG_KEXINIT, SSH2_KEXINIT_FIELDS)

#endif
