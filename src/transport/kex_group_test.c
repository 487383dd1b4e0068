/* Groups that the server names: RFC 4419. */
#include "src/transport/kex_run.h"

#include <time.h>

#include "src/packet/kex/kex_dh_gex_request.h"
#include "src/transport/kex_run_testing.h"

#define METHOD "diffie-hellman-group-exchange-sha256"

/* The prime of a built-in group with a zero byte in front, which keeps it positive. */
struct prime {
    uint8_t bytes[1 + SSH2_KEX_VALUE_MAX_BYTES + 1];
    size_t len;
};

static struct prime prime_of(enum ssh2_kex_kind kind)
{
    struct prime p = { .bytes = { 0 } };

    p.len = 1 + ssh2_kex_dh_prime(kind, p.bytes + 1);
    assert_true(p.len > 1);
    return p;
}

static struct message group_message(struct ssh2_bytes p, struct ssh2_bytes g)
{
    static uint8_t bytes[65536];
    struct ssh2_writer w = ssh2_writer(bytes, sizeof(bytes));
    struct message m = { .len = 0 };

    ssh2_write_byte(&w, SSH_MSG_KEX_DH_GEX_GROUP);
    ssh2_write_string(&w, p);
    ssh2_write_string(&w, g);
    assert_int_equal(w.status, SSH2_OK);
    assert_true(w.len <= sizeof(m.bytes));
    memcpy(m.bytes, bytes, w.len);
    m.len = w.len;
    return m;
}

/* The client's verdict on a group; it answers with its value when the verdict is 0. */
static int take_group(struct ssh2_bytes p, struct ssh2_bytes g)
{
    struct ssh2_kex_setup setup = setup_for(SSH2_CLIENT, METHOD, "ssh-ed25519", NULL);
    struct ssh2_kex_run *client = run_for(&setup);
    struct message group = group_message(p, g);
    struct ssh2_bytes answer;

    start(client);
    int result = ssh2_kex_run_receive(client, ssh2_bytes(group.bytes, group.len), &answer);

    assert_int_equal(answer.len > 0, result == 0);
    if (result == 0) {
        assert_int_equal(answer.data[0], SSH_MSG_KEX_DH_GEX_INIT);
    } else { /* nothing more is taken */
        assert_int_equal(receive(client, ssh2_bytes(group.bytes, group.len)),
                         LIBSSH2_ERROR_KEX_FAILURE);
    }
    ssh2_kex_run_free(client);
    return result;
}

static void assert_refused(const char *why, struct ssh2_bytes p, struct ssh2_bytes g)
{
    if (take_group(p, g) != LIBSSH2_ERROR_KEX_FAILURE)
        fail_msg("not refused: %s", why);
}

static struct ssh2_bytes bytes_of(const struct prime *p)
{
    return ssh2_bytes(p->bytes, p->len);
}

static void groups_of_2048_to_8192_bits_are_taken(void **unused)
{
    (void)unused;
    for (int kind = SSH2_KEX_DH_GROUP14; kind <= SSH2_KEX_DH_GROUP18; kind++) {
        struct prime p = prime_of((enum ssh2_kex_kind)kind);

        assert_int_equal(take_group(bytes_of(&p), ssh2_text("\x02")), 0);
        assert_int_equal(take_group(bytes_of(&p), ssh2_text("\x05")), 0);
    }
}

/* Threat K15. */
static void primes_of_other_sizes_are_refused(void **unused)
{
    static uint8_t huge[7000];
    struct prime small = prime_of(SSH2_KEX_DH_GROUP1), p = prime_of(SSH2_KEX_DH_GROUP14);
    struct prime large = prime_of(SSH2_KEX_DH_GROUP18);
    struct ssh2_bytes g = SSH2_TEXT("\x02");

    (void)unused;
    assert_refused("1024 bits", bytes_of(&small), g);
    assert_refused("512 bits", ssh2_bytes(small.bytes, 65), g);
    p.bytes[1] = 0x7f;
    assert_refused("2047 bits", bytes_of(&p), g);
    large.bytes[0] = 1;
    assert_refused("8193 bits", bytes_of(&large), g);
    memset(huge, 0x7f, sizeof(huge));
    assert_refused("56000 bits", ssh2_bytes(huge, sizeof(huge)), g);
    assert_refused("0", ssh2_text(""), g);
}

static void what_is_no_group_is_refused(void **unused)
{
    struct prime p = prime_of(SSH2_KEX_DH_GROUP14);
    struct ssh2_bytes g = SSH2_TEXT("\x02");

    (void)unused;
    assert_refused("a negative prime", ssh2_bytes(p.bytes + 1, p.len - 1), g);
    assert_refused("g = 0", bytes_of(&p), ssh2_text(""));
    assert_refused("g = 1", bytes_of(&p), ssh2_text("\x01"));
    assert_refused("g = -1", bytes_of(&p), ssh2_text("\xff"));
    assert_refused("g = p", bytes_of(&p), bytes_of(&p));
    p.bytes[p.len - 1]--; /* also what is even */
    assert_refused("an even p", bytes_of(&p), g);

    struct prime odd = prime_of(SSH2_KEX_DH_GROUP14);

    assert_refused("g = p - 1", bytes_of(&odd), bytes_of(&p));
}

/* Threat K17: lengths that together pass 2^32. */
static void lengths_past_the_end_are_refused(void **unused)
{
    static const uint8_t message[] = {
        SSH_MSG_KEX_DH_GEX_GROUP, 0xff, 0xff, 0xff, 0xff, 1, 0, 0, 0, 5, 2
    };
    struct ssh2_kex_setup setup = setup_for(SSH2_CLIENT, METHOD, "ssh-ed25519", NULL);
    struct ssh2_kex_run *client = run_for(&setup);

    (void)unused;
    start(client);
    assert_int_equal(receive(client, ssh2_bytes(message, sizeof(message))),
                     LIBSSH2_ERROR_KEX_FAILURE);
    ssh2_kex_run_free(client);
}

static struct message request_for(uint32_t min, uint32_t n, uint32_t max)
{
    struct ssh2_kex_dh_gex_request request = { .min = min, .n = n, .max = max };
    uint8_t bytes[64];
    struct ssh2_writer w = ssh2_writer(bytes, sizeof(bytes));

    ssh2_kex_dh_gex_request_write(&w, &request);
    return copy(ssh2_written(&w));
}

/* Bits of the group that a server gives upon a request; 0 when it refuses. */
static size_t bits_given(uint32_t min, uint32_t n, uint32_t max)
{
    struct ssh2_private_key *key = load(hostkey_vectors[0].pem);
    struct ssh2_kex_setup setup = setup_for(SSH2_SERVER, METHOD, "ssh-ed25519", key);
    struct ssh2_kex_run *server = run_for(&setup);
    struct message request = request_for(min, n, max);
    struct ssh2_bytes group;
    size_t bits = 0;

    if (ssh2_kex_run_receive(server, ssh2_bytes(request.bytes, request.len), &group) == 0) {
        struct ssh2_reader r = ssh2_reader(ssh2_bytes(group.data + 1, group.len - 1));

        bits = 8 * ssh2_read_mpint(&r).len;
    }
    ssh2_kex_run_free(server);
    ssh2_private_key_free(key);
    return bits;
}

static void a_server_gives_the_smallest_group_that_is_large_enough(void **unused)
{
    static const struct {
        uint32_t min, n, max, given;
    } cases[] = {
        { 2048, 4096, 8192, 4096 }, { 1024, 1024, 8192, 2048 },   { 2048, 3000, 8192, 3072 },
        { 2048, 8192, 8192, 8192 }, { 2048, 16384, 16384, 8192 }, { 2048, 4096, 4096, 4096 },
        { 2048, 4000, 4095, 3072 }, { 1024, 1024, 1024, 0 },      { 8193, 9000, 10000, 0 },
        { 4096, 2048, 8192, 0 },    { 2048, 8192, 4096, 0 },      { 0, 0, 0xffffffff, 2048 },
    };

    (void)unused;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        assert_int_equal(bits_given(cases[i].min, cases[i].n, cases[i].max), cases[i].given);
}

/* Each message at the other's turn, to either role. */
static void messages_out_of_turn_are_refused(void **unused)
{
    static const uint8_t first_numbers[] = { SSH_MSG_KEX_DH_GEX_INIT, SSH_MSG_KEX_DH_GEX_REPLY,
                                             SSH_MSG_KEX_DH_GEX_REQUEST_OLD };
    struct ssh2_private_key *key = load(hostkey_vectors[0].pem);
    struct prime p = prime_of(SSH2_KEX_DH_GROUP14);

    (void)unused;
    for (int role = SSH2_CLIENT; role <= SSH2_SERVER; role++)
        for (size_t i = 0; i < sizeof(first_numbers); i++) {
            struct ssh2_kex_setup setup =
                setup_for((enum ssh2_role)role, METHOD, "ssh-ed25519", key);
            struct ssh2_kex_run *run = run_for(&setup);
            struct message m = group_message(bytes_of(&p), ssh2_text("\x02"));

            assert_int_equal(ssh2_kex_run_start(run, &(struct ssh2_bytes){ 0 }), 0);
            m.bytes[0] = first_numbers[i];
            assert_int_equal(receive(run, ssh2_bytes(m.bytes, m.len)), LIBSSH2_ERROR_KEX_FAILURE);
            ssh2_kex_run_free(run);
        }
    ssh2_private_key_free(key);
}

/* Threat K14, in a group of the server's. */
static void values_out_of_range_are_refused(void **unused)
{
    static const char *const values[] = { "", "\x01", "\xff" };

    (void)unused;
    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        struct ssh2_private_key *key = load(hostkey_vectors[0].pem);
        struct ssh2_kex_setup setup = setup_for(SSH2_SERVER, METHOD, "ssh-ed25519", key);
        struct ssh2_kex_run *server = run_for(&setup);
        struct message request = request_for(2048, 2048, 8192);
        uint8_t bytes[64];
        struct ssh2_writer w = ssh2_writer(bytes, sizeof(bytes));

        answer(server, &request);
        ssh2_write_byte(&w, SSH_MSG_KEX_DH_GEX_INIT);
        ssh2_write_string(&w, ssh2_text(values[i]));
        assert_int_equal(receive(server, ssh2_written(&w)), LIBSSH2_ERROR_KEX_FAILURE);
        ssh2_kex_run_free(server);
        ssh2_private_key_free(key);
    }
}

/* p - 2 is divisible by 3, since p - 1 is twice a prime, and p is no multiple of 3. */
static struct prime composite(void)
{
    struct prime p = prime_of(SSH2_KEX_DH_GROUP16);

    p.bytes[p.len - 1] -= 2;
    return p;
}

/* Threat K16: no API of libssh2's asks for strict groups, and a proof that p and (p - 1) / 2 are primes costs
 * ten times what the exchange does. What there is to win by a bad group only the server wins, which has the
 * session anyway: a group that somebody else has put in its place is not the one that it signs. */
static void a_group_of_somebody_else_is_not_what_the_server_signs(void **unused)
{
    struct ssh2_private_key *key = load(hostkey_vectors[0].pem);
    struct ssh2_kex_setup for_client = setup_for(SSH2_CLIENT, METHOD, "ssh-ed25519", NULL);
    struct ssh2_kex_setup for_server = setup_for(SSH2_SERVER, METHOD, "ssh-ed25519", key);
    struct ssh2_kex_run *client = run_for(&for_client), *server = run_for(&for_server);
    struct message request = start(client);
    struct prime p = composite();
    struct message group = answer(server, &request);
    struct message unsafe = group_message(bytes_of(&p), ssh2_text("\x02"));
    struct message init, reply;

    (void)unused;
    assert_int_equal(unsafe.len, group.len);
    init = answer(client, &unsafe);
    reply = answer(server, &init);
    assert_int_equal(receive(client, ssh2_bytes(reply.bytes, reply.len)),
                     LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE); /* the signature */
    ssh2_kex_run_free(client);
    ssh2_kex_run_free(server);
    ssh2_private_key_free(key);
}

/* Threat K16: a group that is none takes no longer than one that is. */
static void unsafe_groups_cost_no_more_than_others(void **unused)
{
    struct prime p = prime_of(SSH2_KEX_DH_GROUP18);
    clock_t start_of_all = clock();

    (void)unused;
    for (size_t i = 1; i + 1 < p.len; i += 61) {
        struct prime unsafe = p;

        unsafe.bytes[1 + i] ^= 0x10;
        (void)take_group(bytes_of(&unsafe), ssh2_text("\x02"));
    }
    assert_true((double)(clock() - start_of_all) / CLOCKS_PER_SEC < 17 * 2.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_of_2048_to_8192_bits_are_taken),
        cmocka_unit_test(primes_of_other_sizes_are_refused),
        cmocka_unit_test(what_is_no_group_is_refused),
        cmocka_unit_test(lengths_past_the_end_are_refused),
        cmocka_unit_test(a_server_gives_the_smallest_group_that_is_large_enough),
        cmocka_unit_test(messages_out_of_turn_are_refused),
        cmocka_unit_test(values_out_of_range_are_refused),
        cmocka_unit_test(a_group_of_somebody_else_is_not_what_the_server_signs),
        cmocka_unit_test(unsafe_groups_cost_no_more_than_others),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
