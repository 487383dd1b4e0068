#include "src/transport/kex_run.h"

#include "src/transport/kex_run_testing.h"

#define VECTOR_COUNT (sizeof(hostkey_vectors) / sizeof(hostkey_vectors[0]))

/* Threat K23: a hybrid's secret is a string of the hash's length, the others' a number. */
static void assert_is_encoded_right(const struct ssh2_algorithm *kex,
                                    struct ssh2_bytes shared_secret)
{
    struct ssh2_reader r = ssh2_reader(shared_secret);

    if (kex->kex.family == SSH2_KEX_FAMILY_HYBRID)
        assert_int_equal(ssh2_read_string(&r).len, ssh2_hash_len(kex->kex.hash));
    else
        assert_true(ssh2_read_mpint(&r).len > 0);
    assert_int_equal(ssh2_read_end(&r).status, SSH2_OK);
}

static void exchange(const char *kex, const struct hostkey_vector *v)
{
    struct ssh2_private_key *key = load(v->pem);
    struct ssh2_kex_setup client_setup = setup_for(SSH2_CLIENT, kex, v->algorithm, NULL);
    struct ssh2_kex_setup server_setup = setup_for(SSH2_SERVER, kex, v->algorithm, key);
    struct ssh2_kex_run *client = run_for(&client_setup), *server = run_for(&server_setup);
    struct group_turn turn = { 0 };
    struct message init = start(client);
    struct unhexed blob = unhex(v->key_blob);

    assert_int_equal(ssh2_kex_run_start(server, &(struct ssh2_bytes){ 0 }), 0);
    if (agrees_on_a_group(&client_setup)) {
        turn = (struct group_turn){ init, answer(server, &init) };
        init = answer(client, &turn.group);
    }
    struct message reply = answer(server, &init);

    assert_int_equal(receive(client, ssh2_bytes(reply.bytes, reply.len)), 0);

    const struct ssh2_kex_result *ours = ssh2_kex_run_result(client);
    const struct ssh2_kex_result *theirs = ssh2_kex_run_result(server);
    assert_same(ours->shared_secret, theirs->shared_secret);
    assert_same(ours->exchange_hash, theirs->exchange_hash);
    assert_same(ours->host_key, view(&blob));
    assert_same(theirs->host_key, view(&blob));
    assert_is_encoded_right(client_setup.kex, ours->shared_secret);
    assert_hash_is_right(&client_setup, &turn, &init, &reply, ours);
    ssh2_kex_run_free(client);
    ssh2_kex_run_free(server);
    ssh2_private_key_free(key);
}

static void both_roles_reach_the_same_secret_with_every_method_and_host_key(void **unused)
{
    const struct ssh2_algorithm *kex;

    (void)unused;
    for (size_t i = 0; (kex = ssh2_algorithm_at(SSH2_ALGORITHM_KEX, i)) != NULL; i++)
        if (kex->kex.family != SSH2_KEX_FAMILY_MARKER &&
            ssh2_algorithm_is_available(SSH2_ALGORITHM_KEX, kex))
            for (size_t v = 0; v < VECTOR_COUNT; v++)
                exchange(kex->name, &hostkey_vectors[v]);
}

static void two_runs_have_nothing_in_common(void **unused)
{
    struct ssh2_kex_setup setup = setup_for(SSH2_CLIENT, "curve25519-sha256", "ssh-ed25519", NULL);
    struct ssh2_kex_run *one = run_for(&setup), *other = run_for(&setup);
    struct message a = start(one), b = start(other);

    (void)unused;
    assert_int_equal(a.len, b.len);
    assert_memory_not_equal(a.bytes, b.bytes, a.len);
    ssh2_kex_run_free(one);
    ssh2_kex_run_free(other);
}

/* A client and a server's reply to it, to be spoilt. */
struct dialogue {
    struct ssh2_private_key *key;
    struct ssh2_kex_run *client, *server;
    struct message init, reply;
};

static void begin(struct dialogue *d, const char *kex)
{
    d->key = load(hostkey_vectors[0].pem);
    struct ssh2_kex_setup client = setup_for(SSH2_CLIENT, kex, "ssh-ed25519", NULL);
    struct ssh2_kex_setup server = setup_for(SSH2_SERVER, kex, "ssh-ed25519", d->key);

    d->client = run_for(&client);
    d->server = run_for(&server);
    d->init = start(d->client);
    d->reply = answer(d->server, &d->init);
}

static void end(struct dialogue *d)
{
    ssh2_kex_run_free(d->client);
    ssh2_kex_run_free(d->server);
    ssh2_private_key_free(d->key);
}

/* A run takes one message, so each change has a dialogue of its own. */
static void a_reply_changed_in_any_byte_is_refused(void **unused)
{
    struct dialogue probe;

    (void)unused;
    begin(&probe, "curve25519-sha256");
    const size_t len = probe.reply.len;
    end(&probe);
    for (size_t at = 0; at < len; at++) {
        struct dialogue d;

        begin(&d, "curve25519-sha256");
        d.reply.bytes[at] ^= 1;
        assert_int_not_equal(receive(d.client, ssh2_bytes(d.reply.bytes, d.reply.len)), 0);
        end(&d);
    }
}

static void a_reply_of_another_length_is_refused(void **unused)
{
    struct dialogue probe;

    (void)unused;
    begin(&probe, "ecdh-sha2-nistp256");
    const size_t right = probe.reply.len;
    end(&probe);
    for (size_t len = 0; len <= right + 1; len++) {
        struct dialogue d;

        begin(&d, "ecdh-sha2-nistp256");
        d.reply.bytes[right] = 0;
        int result = receive(d.client, ssh2_bytes(d.reply.bytes, len));
        assert_int_equal(result, len == d.reply.len ? 0 : LIBSSH2_ERROR_KEX_FAILURE);
        end(&d);
    }
}

static void a_signature_of_another_key_or_another_exchange_is_refused(void **unused)
{
    struct dialogue d, other;

    (void)unused;
    begin(&d, "curve25519-sha256");
    begin(&other, "curve25519-sha256");
    assert_int_equal(receive(d.client, ssh2_bytes(other.reply.bytes, other.reply.len)),
                     LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE);
    end(&d);
    end(&other);
}

/* What is signed includes both KEXINITs and identification lines: nobody may have changed them. */
static void a_difference_in_what_was_said_before_is_noticed(void **unused)
{
    (void)unused;
    for (int changed = 0; changed < 4; changed++) {
        struct ssh2_private_key *key = load(hostkey_vectors[0].pem);
        struct ssh2_kex_setup client =
            setup_for(SSH2_CLIENT, "curve25519-sha256", "ssh-ed25519", NULL);
        struct ssh2_kex_setup server =
            setup_for(SSH2_SERVER, "curve25519-sha256", "ssh-ed25519", key);
        struct ssh2_bytes *views[] = { &server.v_c, &server.v_s, &server.i_c, &server.i_s };

        views[changed]->len--;
        struct ssh2_kex_run *c = run_for(&client), *s = run_for(&server);
        struct message init = start(c), reply = answer(s, &init);
        assert_int_equal(receive(c, ssh2_bytes(reply.bytes, reply.len)),
                         LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE);
        ssh2_kex_run_free(c);
        ssh2_kex_run_free(s);
        ssh2_private_key_free(key);
    }
}

static void a_second_message_is_refused(void **unused)
{
    struct dialogue d;
    struct ssh2_bytes none;

    (void)unused;
    begin(&d, "curve25519-sha256");
    assert_int_equal(receive(d.client, ssh2_bytes(d.reply.bytes, d.reply.len)), 0);
    assert_int_equal(ssh2_kex_run_receive(d.client, ssh2_bytes(d.reply.bytes, d.reply.len), &none),
                     LIBSSH2_ERROR_KEX_FAILURE);
    assert_int_equal(ssh2_kex_run_receive(d.server, ssh2_bytes(d.init.bytes, d.init.len), &none),
                     LIBSSH2_ERROR_KEX_FAILURE);
    end(&d);
}

static void a_message_of_the_other_side_is_refused(void **unused)
{
    struct dialogue d;

    (void)unused;
    begin(&d, "curve25519-sha256");
    assert_int_equal(receive(d.client, ssh2_bytes(d.init.bytes, d.init.len)),
                     LIBSSH2_ERROR_KEX_FAILURE);
    assert_non_null(strstr(last_error.message, "curve25519-sha256"));
    end(&d);
}

static void a_server_whose_key_is_not_the_agreed_one_fails(void **unused)
{
    struct dialogue d;
    struct ssh2_bytes none;

    (void)unused;
    begin(&d, "curve25519-sha256");
    struct ssh2_kex_setup setup =
        setup_for(SSH2_SERVER, "curve25519-sha256", "rsa-sha2-512", d.key);
    struct ssh2_kex_run *server = run_for(&setup);
    assert_int_equal(ssh2_kex_run_receive(server, ssh2_bytes(d.init.bytes, d.init.len), &none),
                     LIBSSH2_ERROR_HOSTKEY_SIGN);
    ssh2_kex_run_free(server);
    end(&d);
}

/* Threats H3 and L2: the n-th allocation fails, for every n, in both roles. */
static int exchange_with(const struct ssh2_memory *memory, enum ssh2_role stingy_role,
                         const char *kex, const struct ssh2_private_key *key)
{
    struct ssh2_kex_setup client = setup_for(SSH2_CLIENT, kex, "ssh-ed25519", NULL);
    struct ssh2_kex_setup server = setup_for(SSH2_SERVER, kex, "ssh-ed25519", key);
    struct ssh2_kex_run *c = NULL, *s = NULL;
    struct ssh2_bytes init, reply, none = { 0 };

    if (stingy_role == SSH2_CLIENT)
        client.memory = memory;
    else
        server.memory = memory;
    int result = ssh2_kex_run_new(&client, &c);
    if (result == 0)
        result = ssh2_kex_run_new(&server, &s);
    if (result == 0)
        result = ssh2_kex_run_start(c, &init);
    if (result == 0)
        result = ssh2_kex_run_receive(s, init, &reply);
    if (result == 0)
        result = ssh2_kex_run_receive(c, reply, &none);
    if (result == 0 && none.len > 0) /* it was a group */
        result = ssh2_kex_run_receive(s, none, &reply);
    if (result == 0 && none.len > 0)
        result = ssh2_kex_run_receive(c, reply, &none);
    if (result == 0)
        assert_non_null(ssh2_kex_run_result(c));
    ssh2_kex_run_free(c);
    ssh2_kex_run_free(s);
    return result;
}

static void an_allocation_that_fails_ends_the_run_cleanly(void **unused)
{
    static const char *const methods[] = { "curve25519-sha256", "ecdh-sha2-nistp256",
                                           "diffie-hellman-group14-sha256",
                                           "diffie-hellman-group-exchange-sha256" };
    struct ssh2_private_key *key = load(hostkey_vectors[0].pem);

    (void)unused;
    for (size_t m = 0; m < sizeof(methods) / sizeof(methods[0]); m++)
        for (int role = SSH2_CLIENT; role <= SSH2_SERVER; role++) {
            int result = LIBSSH2_ERROR_ALLOC;

            for (size_t allowance = 0; result != 0; allowance++) {
                struct stingy purse = { .allowance = allowance };
                void *holder = &purse;
                struct ssh2_memory memory = stingy_memory(&holder);

                result = exchange_with(&memory, (enum ssh2_role)role, methods[m], key);
                assert_int_equal(purse.in_use, 0);
                assert_true(result == LIBSSH2_ERROR_ALLOC || (result == 0 && allowance > 2));
            }
        }
    ssh2_private_key_free(key);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_roles_reach_the_same_secret_with_every_method_and_host_key),
        cmocka_unit_test(two_runs_have_nothing_in_common),
        cmocka_unit_test(a_reply_changed_in_any_byte_is_refused),
        cmocka_unit_test(a_reply_of_another_length_is_refused),
        cmocka_unit_test(a_signature_of_another_key_or_another_exchange_is_refused),
        cmocka_unit_test(a_difference_in_what_was_said_before_is_noticed),
        cmocka_unit_test(a_second_message_is_refused),
        cmocka_unit_test(a_message_of_the_other_side_is_refused),
        cmocka_unit_test(a_server_whose_key_is_not_the_agreed_one_fails),
        cmocka_unit_test(an_allocation_that_fails_ends_the_run_cleanly),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
