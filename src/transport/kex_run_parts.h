/* The inside of a run of a key exchange method, shared by the files that make it up:
 *
 *     kex_run.c       the run, and the steps that all methods have
 *     kex_messages.c  what each method's messages look like
 *     kex_group.c     the two messages in which a group is agreed: RFC 4419
 */
#ifndef SSH2_TRANSPORT_KEX_RUN_PARTS_H
#define SSH2_TRANSPORT_KEX_RUN_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/transport/kex_run.h"
#include "src/wire/packet.h"

/* --- kex_messages.c ------------------------------------------------------------------------- */

/* The methods differ in names, in length limits, and in whether a public value is an mpint or a
 * string. All that is in the declared packet types; their structs have one shape. */
struct ssh2_kex_init_fields {
    struct ssh2_bytes client_public;
};

struct ssh2_kex_reply_fields {
    struct ssh2_bytes host_key;
    struct ssh2_bytes server_public;
    struct ssh2_bytes signature;
};

struct ssh2_kex_hash_fields {
    struct ssh2_bytes v_c, v_s, i_c, i_s, k_s, client_public, server_public, k;
};

struct ssh2_kex_messages {
    ssh2_packet_type_function *init, *reply;
    ssh2_packet_type_function *exchange_hash; /* NULL: not of the shape above, see kex_group.c */
};

const struct ssh2_kex_messages *ssh2_kex_messages_of(const struct ssh2_algorithm *kex);

/* --- kex_run.c ------------------------------------------------------------------------------ */

/* K as an mpint: length, the zero byte before a set top bit, the number. */
#define SSH2_SHARED_SECRET_MAX_BYTES (4u + 1u + SSH2_KEX_VALUE_MAX_BYTES)

/* What the client asks for and what the server gave. RFC 4419, section 3. */
struct ssh2_kex_group {
    uint32_t min, n, max; /* bits */
    struct ssh2_bytes p, g;
    uint8_t *memory; /* of both */
};

struct ssh2_kex_run {
    struct ssh2_kex_setup setup;
    const struct ssh2_kex_messages *messages;
    struct ssh2_kex_key *key;    /* NULL until the group is agreed */
    struct ssh2_kex_group group; /* of RFC 4419's methods; all zero for the others */
    bool is_over;                /* it ended, well or badly */
    bool ended_well;
    uint8_t *message; /* the last one made */
    uint8_t *host_key;
    uint8_t shared_secret[SSH2_SHARED_SECRET_MAX_BYTES];
    uint8_t exchange_hash[SSH2_HASH_MAX_BYTES];
    struct ssh2_kex_result result;
};

/* Fails with ALLOC or KEX_FAILURE. */
int ssh2_kex_run_fail(const struct ssh2_kex_run *run, enum ssh2_crypto_status status,
                      const char *what);

/* Fails with KEX_FAILURE for a message that is not of this type. */
int ssh2_kex_run_parse(const struct ssh2_kex_run *run, const struct ssh2_packet_type *type,
                       struct ssh2_bytes message, void *fields);

/* Makes the message that goes out next. *message is a view into run until the next call. */
int ssh2_kex_run_make(struct ssh2_kex_run *run, const struct ssh2_packet_type *type,
                      const void *fields, struct ssh2_bytes *message);

/* --- kex_group.c ---------------------------------------------------------------------------- */

/* Client: the request for a group. */
int ssh2_kex_group_request(struct ssh2_kex_run *run, struct ssh2_bytes *message);

/* Takes the peer's message about the group and makes the run's key in it. Server: *answer is the
 * group; client: it is still empty. */
int ssh2_kex_group_receive(struct ssh2_kex_run *run, struct ssh2_bytes message,
                           struct ssh2_bytes *answer);

/* Hashes fields with the group among them. False when the library fails. */
bool ssh2_kex_group_hash(const struct ssh2_kex_run *run, struct ssh2_hash *hash,
                         const struct ssh2_kex_hash_fields *fields);

#endif
