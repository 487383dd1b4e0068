/* What two KEXINITs agree upon. RFC 4253, section 7.1. */
#ifndef SSH2_TRANSPORT_NEGOTIATE_H
#define SSH2_TRANSPORT_NEGOTIATE_H

#include <stdbool.h>

#include "src/packet/kex/kexinit.h"
#include "src/protocol/role.h"
#include "src/transport/algorithms.h"
#include "src/transport/error.h"

/* One direction's algorithms. */
struct ssh2_agreed_direction {
    const struct ssh2_algorithm *cipher;
    const struct ssh2_algorithm *mac; /* unused beside an AEAD cipher, and then perhaps NULL */
    const struct ssh2_algorithm *compression;
};

struct ssh2_agreed {
    const struct ssh2_algorithm *kex;
    const struct ssh2_algorithm *host_key;
    struct ssh2_agreed_direction client_to_server;
    struct ssh2_agreed_direction server_to_client;
    /* The peer sent its first method message on a guess, and guessed wrongly: the next method
     * message from it is dropped, once. */
    bool drop_peers_guess;
};

/* For each kind the first name of the client's list that the server lists too. ours and peers are
 * the KEXINITs that were sent; markers are no algorithms, whatever they match.
 * Fails with KEX_FAILURE and a sentence that holds both lists: *out is then all zero. */
int ssh2_negotiate(struct ssh2_error *error, enum ssh2_role role, const struct ssh2_kexinit *ours,
                   const struct ssh2_kexinit *peers, struct ssh2_agreed *out);

/* What the peer's first KEXINIT says by markers; those of the wrong side say nothing. In a later
 * KEXINIT they have no meaning: do not ask then. */
struct ssh2_peer_markers {
    bool strict_kex; /* agreed, because we always offer it ourselves */
    bool ext_info;   /* the peer may be sent an EXT_INFO */
};
struct ssh2_peer_markers ssh2_peer_markers(enum ssh2_role role, const struct ssh2_kexinit *peers);

#endif
