/* One run of a key exchange method, in either role: from the KEXINITs to the shared secret and the
 * exchange hash, the server's proof of its host key included. RFC 4253, section 8; RFC 4419; RFC
 * 5656, section 4; RFC 8731; RFC 10042. Messages in, messages out.
 *
 *     client: start gives message 30; receive takes 31 and ends the run
 *     server: start gives nothing;    receive takes 30, gives 31 and ends the run
 *
 * Where the group is agreed first, by RFC 4419, there is one turn more:
 *
 *     client: start gives 34;      receive takes 31, gives 32; receive takes 33 and ends the run
 *     server: start gives nothing; receive takes 34, gives 31; receive takes 32, gives 33 and ends
 *             the run */
#ifndef SSH2_TRANSPORT_KEX_RUN_H
#define SSH2_TRANSPORT_KEX_RUN_H

#include <stddef.h>
#include <stdint.h>

#include "src/crypto/hash.h"
#include "src/crypto/kex.h"
#include "src/crypto/memory.h"
#include "src/crypto/sign.h"
#include "src/protocol/role.h"
#include "src/transport/algorithms.h"
#include "src/transport/error.h"
#include "src/wire/bytes.h"

/* What a run needs to know. All is borrowed and outlives the run. */
struct ssh2_kex_setup {
    const struct ssh2_memory *memory;
    struct ssh2_error *error;
    enum ssh2_role role;
    const struct ssh2_algorithm *kex;
    const struct ssh2_algorithm *host_key;
    const struct ssh2_private_key *host_private_key; /* server: goes with host_key; client: NULL */
    struct ssh2_bytes v_c, v_s;                      /* identification lines without CR LF */
    struct ssh2_bytes i_c, i_s; /* whole KEXINIT payloads, message number included */
};

/* What a run ends with. */
struct ssh2_kex_result {
    struct ssh2_bytes shared_secret; /* K as it is hashed: its length, an mpint's sign, its bytes */
    struct ssh2_bytes exchange_hash; /* H */
    enum ssh2_hash_kind hash;        /* that made H and makes the keys */
    struct ssh2_bytes host_key;      /* K_S: its signature of H is right, nothing else is checked */
};

struct ssh2_kex_run;

/* Makes the run and its key pair. *setup is copied, what it points to is not.
 * On success *out is the caller's to free, otherwise NULL. Fails with ALLOC or KEX_FAILURE. */
int ssh2_kex_run_new(const struct ssh2_kex_setup *setup, struct ssh2_kex_run **out);

/* Wipes and frees; NULL is allowed. */
void ssh2_kex_run_free(struct ssh2_kex_run *run);

/* The client's first message; empty for a server. A view into run until the next call. */
int ssh2_kex_run_start(struct ssh2_kex_run *run, struct ssh2_bytes *message);

/* Takes a message of the method from the peer; *answer is what has to be sent upon it, a view into
 * run until the next call, or empty. Fails with KEX_FAILURE for a message that is malformed or not
 * this method's turn and for a value that must be refused, KEY_EXCHANGE_FAILURE when the
 * signature is not the host key's, HOSTKEY_INIT when the key is not acceptable, ALLOC: then the
 * run is over. */
int ssh2_kex_run_receive(struct ssh2_kex_run *run, struct ssh2_bytes message,
                         struct ssh2_bytes *answer);

/* NULL before the run has ended well. Views into run. */
const struct ssh2_kex_result *ssh2_kex_run_result(const struct ssh2_kex_run *run);

#endif
