#include "src/transport/kex_run_parts.h"

#include <string.h>

#include "src/crypto/secret.h"
#include "src/transport/hash_packet.h"
#include "src/transport/hostkey.h"

int ssh2_kex_run_fail(const struct ssh2_kex_run *run, enum ssh2_crypto_status status,
                      const char *what)
{
    if (status == SSH2_CRYPTO_NO_MEMORY)
        return ssh2_fail_memory(run->setup.error, "a key exchange");
    return ssh2_fail(run->setup.error, LIBSSH2_ERROR_KEX_FAILURE, "%s: %s", run->setup.kex->name,
                     what);
}

/* Of a method whose group or curve is known from its name. */
static int make_key(struct ssh2_kex_run *run)
{
    enum ssh2_kex_side side =
        run->setup.role == SSH2_CLIENT ? SSH2_KEX_INITIATOR : SSH2_KEX_RESPONDER;
    enum ssh2_crypto_status status =
        ssh2_kex_generate(run->setup.memory, run->setup.kex->kex.agreement, side, &run->key);

    return status == SSH2_CRYPTO_OK
               ? 0
               : ssh2_kex_run_fail(run, status, "the crypto library could not make a key pair");
}

int ssh2_kex_run_new(const struct ssh2_kex_setup *setup, struct ssh2_kex_run **out)
{
    struct ssh2_kex_run *run = ssh2_calloc(setup->memory, 1, sizeof(*run));

    *out = NULL;
    if (run == NULL)
        return ssh2_fail_memory(setup->error, "a key exchange");
    run->setup = *setup;
    run->messages = ssh2_kex_messages_of(setup->kex);
    run->result.hash = setup->kex->kex.hash;

    int failure = setup->kex->kex.family == SSH2_KEX_FAMILY_GEX ? 0 : make_key(run);

    if (failure == 0)
        *out = run;
    else
        ssh2_kex_run_free(run);
    return failure;
}

void ssh2_kex_run_free(struct ssh2_kex_run *run)
{
    if (run == NULL)
        return;
    const struct ssh2_memory *memory = run->setup.memory;

    ssh2_kex_free(run->key);
    ssh2_free(memory, run->message);
    ssh2_free(memory, run->host_key);
    ssh2_free(memory, run->group.memory);
    ssh2_free_secret(memory, run, sizeof(*run));
}

const struct ssh2_kex_result *ssh2_kex_run_result(const struct ssh2_kex_run *run)
{
    return run->ended_well ? &run->result : NULL;
}

/* --- steps that both roles take ------------------------------------------------------------- */

int ssh2_kex_run_parse(const struct ssh2_kex_run *run, const struct ssh2_packet_type *type,
                       struct ssh2_bytes message, void *fields)
{
    struct ssh2_verdict verdict = ssh2_packet_judge(type, message, fields);

    if (verdict.status == SSH2_OK || verdict.status == SSH2_NOT_CANONICAL)
        return 0;
    return ssh2_fail(run->setup.error, LIBSSH2_ERROR_KEX_FAILURE,
                     "%s: the peer's message is no %s: %s at byte %zu", run->setup.kex->name,
                     type->name, ssh2_status_name(verdict.status), verdict.offset);
}

int ssh2_kex_run_make(struct ssh2_kex_run *run, const struct ssh2_packet_type *type,
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

/* A hybrid's secret is a hash value, and so a string: RFC 10042, section 2.4 (threat K23). The
 * others' is a number. */
static void write_secret(struct ssh2_writer *w, enum ssh2_kex_family family,
                         struct ssh2_bytes secret)
{
    if (family == SSH2_KEX_FAMILY_HYBRID)
        ssh2_write_string(w, secret);
    else
        ssh2_write_mpint(w, secret);
}

/* K from the peer's public value and our key. */
static int agree(struct ssh2_kex_run *run, struct ssh2_bytes peer_public)
{
    struct ssh2_writer w = ssh2_writer(run->shared_secret, sizeof(run->shared_secret));
    struct ssh2_kex_secret secret;
    enum ssh2_crypto_status status = ssh2_kex_agree(run->key, peer_public, &secret);

    if (status == SSH2_CRYPTO_OK)
        write_secret(&w, run->setup.kex->kex.family, ssh2_bytes(secret.bytes, secret.len));
    ssh2_wipe(&secret, sizeof(secret));
    if (status != SSH2_CRYPTO_OK)
        return ssh2_kex_run_fail(run, status,
                                 status == SSH2_CRYPTO_BAD_VALUE
                                     ? "the peer's public value must not be used"
                                     : "the crypto library could not compute the shared secret");
    run->result.shared_secret = ssh2_written(&w);
    return 0;
}

static bool hash_fields(const struct ssh2_kex_run *run, struct ssh2_hash *hash,
                        const struct ssh2_kex_hash_fields *fields)
{
    if (run->messages->exchange_hash == NULL)
        return ssh2_kex_group_hash(run, hash, fields);
    return ssh2_hash_packet(hash, run->messages->exchange_hash(), fields);
}

/* H, from what both sides know now. */
static int hash_exchange(struct ssh2_kex_run *run, struct ssh2_bytes client_public,
                         struct ssh2_bytes server_public)
{
    const struct ssh2_kex_setup *setup = &run->setup;
    const struct ssh2_bytes secret = run->result.shared_secret;
    const struct ssh2_kex_hash_fields fields = {
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
    bool done = ssh2_hash_init(&hash, run->result.hash) && hash_fields(run, &hash, &fields) &&
                ssh2_hash_final(&hash, run->exchange_hash);

    ssh2_hash_free(&hash);
    if (!done)
        return ssh2_kex_run_fail(run, SSH2_CRYPTO_FAILED,
                                 "the crypto library could not compute the exchange hash");
    run->result.exchange_hash = ssh2_bytes(run->exchange_hash, ssh2_hash_len(run->result.hash));
    return 0;
}

/* --- client --------------------------------------------------------------------------------- */

static int make_init(struct ssh2_kex_run *run, struct ssh2_bytes *message)
{
    const struct ssh2_kex_init_fields init = { ssh2_kex_public(run->key) };

    return ssh2_kex_run_make(run, run->messages->init(), &init, message);
}

int ssh2_kex_run_start(struct ssh2_kex_run *run, struct ssh2_bytes *message)
{
    *message = ssh2_bytes(NULL, 0);
    if (run->setup.role == SSH2_SERVER)
        return 0;
    return run->key == NULL ? ssh2_kex_group_request(run, message) : make_init(run, message);
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
    struct ssh2_kex_reply_fields reply;
    int failure = ssh2_kex_run_parse(run, run->messages->reply(), message, &reply);

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
    const struct ssh2_kex_reply_fields reply = { run->result.host_key, ssh2_kex_public(run->key),
                                                 ssh2_bytes(signature.bytes, signature.len) };

    return ssh2_kex_run_make(run, run->messages->reply(), &reply, answer);
}

static int receive_init(struct ssh2_kex_run *run, struct ssh2_bytes message,
                        struct ssh2_bytes *answer)
{
    struct ssh2_kex_init_fields init;
    int failure = ssh2_kex_run_parse(run, run->messages->init(), message, &init);

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

/* RFC 4419: a turn in which the group is agreed stands before those of all methods. */
static int agree_group(struct ssh2_kex_run *run, struct ssh2_bytes message,
                       struct ssh2_bytes *answer)
{
    int failure = ssh2_kex_group_receive(run, message, answer);

    if (failure == 0 && run->setup.role == SSH2_CLIENT)
        failure = make_init(run, answer);
    run->is_over = failure != 0;
    return failure;
}

int ssh2_kex_run_receive(struct ssh2_kex_run *run, struct ssh2_bytes message,
                         struct ssh2_bytes *answer)
{
    *answer = ssh2_bytes(NULL, 0);
    if (run->is_over)
        return ssh2_kex_run_fail(run, SSH2_CRYPTO_BAD_VALUE,
                                 "the peer sent one message more than the method has");
    if (run->key == NULL)
        return agree_group(run, message, answer);

    int failure = run->setup.role == SSH2_CLIENT ? receive_reply(run, message)
                                                 : receive_init(run, message, answer);
    run->is_over = true;
    run->ended_well = failure == 0;
    return failure;
}
