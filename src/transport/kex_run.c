#include "src/transport/kex_run.h"

#include <string.h>

#include "src/crypto/secret.h"
#include "src/packet/kex/exchange_hash_dh.h"
#include "src/packet/kex/exchange_hash_ecdh.h"
#include "src/packet/kex/kex_ecdh_init_curve25519.h"
#include "src/packet/kex/kex_ecdh_init_nistp256.h"
#include "src/packet/kex/kex_ecdh_init_nistp384.h"
#include "src/packet/kex/kex_ecdh_init_nistp521.h"
#include "src/packet/kex/kex_ecdh_reply_curve25519.h"
#include "src/packet/kex/kex_ecdh_reply_nistp256.h"
#include "src/packet/kex/kex_ecdh_reply_nistp384.h"
#include "src/packet/kex/kex_ecdh_reply_nistp521.h"
#include "src/packet/kex/kexdh_init.h"
#include "src/packet/kex/kexdh_reply.h"
#include "src/transport/hash_packet.h"
#include "src/transport/hostkey.h"

/* --- what the methods send ------------------------------------------------------------------ */

/* The methods differ in names, in length limits, and in whether a public value is an mpint or a
 * string. All that is in the declared packet types; their structs have one shape. */
struct init_fields {
    struct ssh2_bytes client_public;
};

struct reply_fields {
    struct ssh2_bytes host_key;
    struct ssh2_bytes server_public;
    struct ssh2_bytes signature;
};

struct hash_fields {
    struct ssh2_bytes v_c, v_s, i_c, i_s, k_s, client_public, server_public, k;
};

#define IS_ALIKE(packet, shape) \
    _Static_assert(sizeof(struct packet) == sizeof(struct shape), #shape " serves " #packet)
IS_ALIKE(ssh2_kexdh_init, init_fields);
IS_ALIKE(ssh2_kexdh_reply, reply_fields);
IS_ALIKE(ssh2_exchange_hash_dh, hash_fields);
IS_ALIKE(ssh2_kex_ecdh_init_curve25519, init_fields);
IS_ALIKE(ssh2_kex_ecdh_init_nistp256, init_fields);
IS_ALIKE(ssh2_kex_ecdh_init_nistp384, init_fields);
IS_ALIKE(ssh2_kex_ecdh_init_nistp521, init_fields);
IS_ALIKE(ssh2_kex_ecdh_reply_curve25519, reply_fields);
IS_ALIKE(ssh2_kex_ecdh_reply_nistp256, reply_fields);
IS_ALIKE(ssh2_kex_ecdh_reply_nistp384, reply_fields);
IS_ALIKE(ssh2_kex_ecdh_reply_nistp521, reply_fields);
IS_ALIKE(ssh2_exchange_hash_ecdh, hash_fields);

struct method_messages {
    ssh2_packet_type_function *init, *reply, *exchange_hash;
};

static const struct method_messages dh_messages = { ssh2_kexdh_init_type, ssh2_kexdh_reply_type,
                                                    ssh2_exchange_hash_dh_type };

static const struct method_messages ecdh_messages[] = {
    [SSH2_KEX_X25519] = { ssh2_kex_ecdh_init_curve25519_type, ssh2_kex_ecdh_reply_curve25519_type,
                          ssh2_exchange_hash_ecdh_type },
    [SSH2_KEX_ECDH_P256] = { ssh2_kex_ecdh_init_nistp256_type, ssh2_kex_ecdh_reply_nistp256_type,
                             ssh2_exchange_hash_ecdh_type },
    [SSH2_KEX_ECDH_P384] = { ssh2_kex_ecdh_init_nistp384_type, ssh2_kex_ecdh_reply_nistp384_type,
                             ssh2_exchange_hash_ecdh_type },
    [SSH2_KEX_ECDH_P521] = { ssh2_kex_ecdh_init_nistp521_type, ssh2_kex_ecdh_reply_nistp521_type,
                             ssh2_exchange_hash_ecdh_type },
};

static const struct method_messages *messages_of(const struct ssh2_algorithm *kex)
{
    return kex->kex.family == SSH2_KEX_FAMILY_ECDH ? &ecdh_messages[kex->kex.agreement]
                                                   : &dh_messages;
}

/* --- the run -------------------------------------------------------------------------------- */

/* K as an mpint: length, the zero byte before a set top bit, the number. */
#define SHARED_SECRET_MAX_BYTES (4u + 1u + SSH2_KEX_VALUE_MAX_BYTES)

struct ssh2_kex_run {
    struct ssh2_kex_setup setup;
    const struct method_messages *messages;
    struct ssh2_kex_key *key;
    bool is_over; /* it ended, well or badly */
    bool ended_well;
    uint8_t *message; /* the last one made */
    uint8_t *host_key;
    uint8_t shared_secret[SHARED_SECRET_MAX_BYTES];
    uint8_t exchange_hash[SSH2_HASH_MAX_BYTES];
    struct ssh2_kex_result result;
};

static int fail_crypto(const struct ssh2_kex_run *run, enum ssh2_crypto_status status,
                       const char *what)
{
    if (status == SSH2_CRYPTO_NO_MEMORY)
        return ssh2_fail_memory(run->setup.error, "a key exchange");
    return ssh2_fail(run->setup.error, LIBSSH2_ERROR_KEX_FAILURE, "%s: %s", run->setup.kex->name,
                     what);
}

int ssh2_kex_run_new(const struct ssh2_kex_setup *setup, struct ssh2_kex_run **out)
{
    struct ssh2_kex_run *run = ssh2_calloc(setup->memory, 1, sizeof(*run));

    *out = NULL;
    if (run == NULL)
        return ssh2_fail_memory(setup->error, "a key exchange");
    run->setup = *setup;
    run->messages = messages_of(setup->kex);
    run->result.hash = setup->kex->kex.hash;

    enum ssh2_crypto_status status =
        ssh2_kex_generate(setup->memory, setup->kex->kex.agreement, &run->key);
    if (status != SSH2_CRYPTO_OK) {
        int failure = fail_crypto(run, status, "the crypto library could not make a key pair");

        ssh2_kex_run_free(run);
        return failure;
    }
    *out = run;
    return 0;
}

void ssh2_kex_run_free(struct ssh2_kex_run *run)
{
    if (run == NULL)
        return;
    const struct ssh2_memory *memory = run->setup.memory;

    ssh2_kex_free(run->key);
    ssh2_free(memory, run->message);
    ssh2_free(memory, run->host_key);
    ssh2_free_secret(memory, run, sizeof(*run));
}

const struct ssh2_kex_result *ssh2_kex_run_result(const struct ssh2_kex_run *run)
{
    return run->ended_well ? &run->result : NULL;
}

/* --- steps that both roles take ------------------------------------------------------------- */

static int parse(const struct ssh2_kex_run *run, const struct ssh2_packet_type *type,
                 struct ssh2_bytes message, void *fields)
{
    struct ssh2_verdict verdict = ssh2_packet_judge(type, message, fields);

    if (verdict.status == SSH2_OK || verdict.status == SSH2_NOT_CANONICAL)
        return 0;
    return ssh2_fail(run->setup.error, LIBSSH2_ERROR_KEX_FAILURE,
                     "%s: the peer's message is no %s: %s at byte %zu", run->setup.kex->name,
                     type->name, ssh2_status_name(verdict.status), verdict.offset);
}

static int make_message(struct ssh2_kex_run *run, const struct ssh2_packet_type *type,
                        const void *fields, struct ssh2_bytes *message)
{
    size_t len = ssh2_packet_len(type, fields);

    ssh2_free(run->setup.memory, run->message);
    run->message = ssh2_alloc(run->setup.memory, len);
    if (run->message == NULL)
        return ssh2_fail_memory(run->setup.error, "a key exchange message");

    struct ssh2_writer w = ssh2_writer(run->message, len);
    ssh2_packet_write(type, &w, fields);
    *message = ssh2_written(&w);
    return 0;
}

/* K from the peer's public value and our key. */
static int agree(struct ssh2_kex_run *run, struct ssh2_bytes peer_public)
{
    struct ssh2_writer w = ssh2_writer(run->shared_secret, sizeof(run->shared_secret));
    struct ssh2_kex_secret secret;
    enum ssh2_crypto_status status = ssh2_kex_agree(run->key, peer_public, &secret);

    if (status == SSH2_CRYPTO_OK)
        ssh2_write_mpint(&w, ssh2_bytes(secret.bytes, secret.len));
    ssh2_wipe(&secret, sizeof(secret));
    if (status != SSH2_CRYPTO_OK)
        return fail_crypto(run, status,
                           status == SSH2_CRYPTO_BAD_VALUE
                               ? "the peer's public value must not be used"
                               : "the crypto library could not compute the shared secret");
    run->result.shared_secret = ssh2_written(&w);
    return 0;
}

/* H, from what both sides know now. */
static int hash_exchange(struct ssh2_kex_run *run, struct ssh2_bytes client_public,
                         struct ssh2_bytes server_public)
{
    const struct ssh2_kex_setup *setup = &run->setup;
    const struct ssh2_bytes secret = run->result.shared_secret;
    const struct hash_fields fields = {
        .v_c = setup->v_c,
        .v_s = setup->v_s,
        .i_c = setup->i_c,
        .i_s = setup->i_s,
        .k_s = run->result.host_key,
        .client_public = client_public,
        .server_public = server_public,
        .k = ssh2_bytes(secret.data + sizeof(uint32_t), secret.len - sizeof(uint32_t)),
    };
    struct ssh2_hash hash = { 0 };
    bool done = ssh2_hash_init(&hash, run->result.hash) &&
                ssh2_hash_packet(&hash, run->messages->exchange_hash(), &fields) &&
                ssh2_hash_final(&hash, run->exchange_hash);

    ssh2_hash_free(&hash);
    if (!done)
        return fail_crypto(run, SSH2_CRYPTO_FAILED,
                           "the crypto library could not compute the exchange hash");
    run->result.exchange_hash = ssh2_bytes(run->exchange_hash, ssh2_hash_len(run->result.hash));
    return 0;
}

/* --- client --------------------------------------------------------------------------------- */

int ssh2_kex_run_start(struct ssh2_kex_run *run, struct ssh2_bytes *message)
{
    const struct init_fields init = { ssh2_kex_public(run->key) };

    *message = ssh2_bytes(NULL, 0);
    if (run->setup.role == SSH2_SERVER)
        return 0;
    return make_message(run, run->messages->init(), &init, message);
}

static int keep_host_key(struct ssh2_kex_run *run, struct ssh2_bytes host_key)
{
    if (host_key.len > 0) {
        run->host_key = ssh2_alloc(run->setup.memory, host_key.len);
        if (run->host_key == NULL)
            return ssh2_fail_memory(run->setup.error, "the host key");
        memcpy(run->host_key, host_key.data, host_key.len);
    }
    run->result.host_key = ssh2_bytes(run->host_key, host_key.len);
    return 0;
}

static int receive_reply(struct ssh2_kex_run *run, struct ssh2_bytes message)
{
    struct reply_fields reply;
    int failure = parse(run, run->messages->reply(), message, &reply);

    if (failure == 0)
        failure = agree(run, reply.server_public);
    if (failure == 0)
        failure = keep_host_key(run, reply.host_key);
    if (failure == 0)
        failure = hash_exchange(run, ssh2_kex_public(run->key), reply.server_public);
    if (failure == 0)
        failure = ssh2_hostkey_verify(run->setup.memory, run->setup.error, run->setup.host_key,
                                      reply.host_key, reply.signature, run->result.exchange_hash);
    return failure;
}

/* --- server --------------------------------------------------------------------------------- */

static int show_host_key(struct ssh2_kex_run *run)
{
    size_t len = 0;
    int failure = ssh2_hostkey_blob(run->setup.memory, run->setup.error,
                                    ssh2_private_key_public(run->setup.host_private_key),
                                    &run->host_key, &len);

    if (failure == 0)
        run->result.host_key = ssh2_bytes(run->host_key, len);
    return failure;
}

static int make_reply(struct ssh2_kex_run *run, struct ssh2_bytes *answer)
{
    struct ssh2_signature_blob signature;
    int failure = ssh2_hostkey_sign(run->setup.error, run->setup.host_private_key,
                                    run->setup.host_key, run->result.exchange_hash, &signature);

    if (failure != 0)
        return failure;
    const struct reply_fields reply = { run->result.host_key, ssh2_kex_public(run->key),
                                        ssh2_bytes(signature.bytes, signature.len) };

    return make_message(run, run->messages->reply(), &reply, answer);
}

static int receive_init(struct ssh2_kex_run *run, struct ssh2_bytes message,
                        struct ssh2_bytes *answer)
{
    struct init_fields init;
    int failure = parse(run, run->messages->init(), message, &init);

    if (failure == 0)
        failure = agree(run, init.client_public);
    if (failure == 0)
        failure = show_host_key(run);
    if (failure == 0)
        failure = hash_exchange(run, init.client_public, ssh2_kex_public(run->key));
    if (failure == 0)
        failure = make_reply(run, answer);
    return failure;
}

/* --- either --------------------------------------------------------------------------------- */

int ssh2_kex_run_receive(struct ssh2_kex_run *run, struct ssh2_bytes message,
                         struct ssh2_bytes *answer)
{
    *answer = ssh2_bytes(NULL, 0);
    if (run->is_over)
        return fail_crypto(run, SSH2_CRYPTO_BAD_VALUE,
                           "the peer sent one message more than the method has");

    int failure = run->setup.role == SSH2_CLIENT ? receive_reply(run, message)
                                                 : receive_init(run, message, answer);
    run->is_over = true;
    run->ended_well = failure == 0;
    return failure;
}
