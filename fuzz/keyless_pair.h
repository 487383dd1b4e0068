/* A session of the public API and the peer of src/oracle, in memory and without keys: both begin
 * where their first key exchange has ended, and send packets unencrypted. What the peer says passes
 * through edits. A session costs microseconds so, and a fuzzer reaches what lies behind the login.
 */
#ifndef SSH2_FUZZ_KEYLESS_PAIR_H
#define SSH2_FUZZ_KEYLESS_PAIR_H

#include <stdbool.h>

#include "fuzz/edits.h"
#include "include/libssh2.h"
#include "src/oracle/peer.h"

struct ssh2_keyless_pair {
    LIBSSH2_SESSION *session;
    struct ssh2_peer *peer;
    struct ssh2_edits edits;
    bool edits_sftp; /* SFTP's packets in CHANNEL_DATA are edited, and nothing else */
    bool is_opaque;  /* the peer's packets can be told apart no more: keys have been exchanged */
    uint8_t *stream; /* what the client has not received yet */
    size_t stream_len, stream_start, stream_capacity;
};

/* Makes both, with the client's handshake done. The session's abstract pointer is pair. */
void ssh2_keyless_pair_open(struct ssh2_keyless_pair *pair, struct ssh2_bytes edits,
                            bool edits_sftp);
void ssh2_keyless_pair_close(struct ssh2_keyless_pair *pair);

#endif
