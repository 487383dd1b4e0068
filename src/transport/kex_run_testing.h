/* What the tests of kex_run.h share. */
#ifndef SSH2_TRANSPORT_KEX_RUN_TESTING_H
#define SSH2_TRANSPORT_KEX_RUN_TESTING_H

#include "src/crypto/pem.h"
#include "src/crypto/testing.h"
#include "src/packet/numbers.h"
#include "src/transport/hostkey.h"
#include "src/transport/hostkey_vectors.h"
#include "src/transport/kex_run.h"
#include "src/wire/reader.h"
#include "src/wire/writer.h"

#define MESSAGE_MAX_BYTES 8192u

static inline const struct ssh2_algorithm *find(enum ssh2_algorithm_kind kind, const char *name)
{
    const struct ssh2_algorithm *found = ssh2_algorithm_find(kind, ssh2_text(name));

    assert_non_null(found);
    return found;
}

static inline struct ssh2_private_key *load(const char *pem)
{
    struct ssh2_private_key *key;

    assert_int_equal(ssh2_pem_load(&ssh2_memory_default, ssh2_text(pem), ssh2_bytes(NULL, 0),
                                   SSH2_RSA_MIN_BITS_DEFAULT, &key),
                     SSH2_CRYPTO_OK);
    return key;
}

static struct ssh2_error last_error; /* of every run in a test */

static inline struct ssh2_kex_setup setup_for(enum ssh2_role role, const char *kex,
                                              const char *host_key,
                                              const struct ssh2_private_key *key)
{
    return (struct ssh2_kex_setup){
        .memory = &ssh2_memory_default,
        .error = &last_error,
        .role = role,
        .kex = find(SSH2_ALGORITHM_KEX, kex),
        .host_key = find(SSH2_ALGORITHM_HOST_KEY, host_key),
        .host_private_key = role == SSH2_SERVER ? key : NULL,
        .v_c = ssh2_text("SSH-2.0-client"),
        .v_s = ssh2_text("SSH-2.0-server"),
        .i_c = ssh2_text("\x14the client's KEXINIT"),
        .i_s = ssh2_text("\x14the server's KEXINIT"),
    };
}

static inline struct ssh2_kex_run *run_for(const struct ssh2_kex_setup *setup)
{
    struct ssh2_kex_run *run;

    assert_int_equal(ssh2_kex_run_new(setup, &run), 0);
    assert_null(ssh2_kex_run_result(run));
    return run;
}

/* A message on its way from one run to another. */
struct message {
    uint8_t bytes[MESSAGE_MAX_BYTES];
    size_t len;
};

static inline struct message copy(struct ssh2_bytes bytes)
{
    struct message m = { .len = bytes.len };

    assert_true(bytes.len > 0 && bytes.len <= sizeof(m.bytes));
    memcpy(m.bytes, bytes.data, bytes.len);
    return m;
}

static inline struct message start(struct ssh2_kex_run *client)
{
    struct ssh2_bytes message;

    assert_int_equal(ssh2_kex_run_start(client, &message), 0);
    return copy(message);
}

/* What run says upon a message of the other's. */
static inline struct message answer(struct ssh2_kex_run *run, const struct message *to)
{
    struct ssh2_bytes message;

    assert_int_equal(ssh2_kex_run_receive(run, ssh2_bytes(to->bytes, to->len), &message), 0);
    return copy(message);
}

static inline bool agrees_on_a_group(const struct ssh2_kex_setup *setup)
{
    return setup->kex->kex.family == SSH2_KEX_FAMILY_GEX;
}

static inline int receive(struct ssh2_kex_run *run, struct ssh2_bytes message)
{
    struct ssh2_bytes none;
    int result = ssh2_kex_run_receive(run, message, &none);

    if (result != 0) {
        assert_int_equal(none.len, 0);
        assert_null(ssh2_kex_run_result(run));
        assert_int_equal(last_error.code, result);
    }
    return result;
}

static inline void assert_same(struct ssh2_bytes a, struct ssh2_bytes b)
{
    assert_true(a.len > 0);
    assert_true(ssh2_bytes_equal(a, b));
}

/* The one more turn that RFC 4419 has. All empty where the method has none. */
struct group_turn {
    struct message request, group;
};

static inline void write_group_turn(struct ssh2_writer *w, const struct group_turn *turn)
{
    if (turn->request.len > 0) { /* min, n, max and p, g: as they were on the wire */
        ssh2_write_bytes(w, ssh2_bytes(turn->request.bytes + 1, turn->request.len - 1));
        ssh2_write_bytes(w, ssh2_bytes(turn->group.bytes + 1, turn->group.len - 1));
    }
}

/* H as RFC 4253, section 8, RFC 4419, section 3, RFC 5656, section 4 and RFC 10042, section 2.5
 * have it, from the messages that were seen. */
static inline void assert_hash_is_right(const struct ssh2_kex_setup *setup,
                                        const struct group_turn *turn, const struct message *init,
                                        const struct message *reply,
                                        const struct ssh2_kex_result *result)
{
    uint8_t bytes[2 * MESSAGE_MAX_BYTES], hash[SSH2_HASH_MAX_BYTES];
    struct ssh2_writer w = ssh2_writer(bytes, sizeof(bytes));
    struct ssh2_reader i = ssh2_reader(ssh2_bytes(init->bytes + 1, init->len - 1));
    struct ssh2_reader r = ssh2_reader(ssh2_bytes(reply->bytes + 1, reply->len - 1));

    ssh2_write_string(&w, setup->v_c);
    ssh2_write_string(&w, setup->v_s);
    ssh2_write_string(&w, setup->i_c);
    ssh2_write_string(&w, setup->i_s);
    ssh2_write_string(&w, ssh2_read_string(&r)); /* K_S */
    write_group_turn(&w, turn);
    ssh2_write_string(&w, ssh2_read_string(&i)); /* e or Q_C: as they were on the wire */
    ssh2_write_string(&w, ssh2_read_string(&r)); /* f or Q_S */
    ssh2_write_bytes(&w, result->shared_secret);
    assert_int_equal(w.status, SSH2_OK);
    assert_true(ssh2_hash_once(setup->kex->kex.hash, ssh2_written(&w), hash));
    assert_same(result->exchange_hash, ssh2_bytes(hash, ssh2_hash_len(setup->kex->kex.hash)));
    assert_int_equal(result->hash, setup->kex->kex.hash);
}

#endif
