#include "src/transport/kex_run.h"

#include "src/transport/kex_run_testing.h"

/* Hostile public values, offered to both roles. */

static struct message dh_message(enum ssh2_role to, struct ssh2_bytes value)
{
    uint8_t bytes[MESSAGE_MAX_BYTES];
    struct ssh2_writer w = ssh2_writer(bytes, sizeof(bytes));

    ssh2_write_byte(&w, to == SSH2_CLIENT ? SSH_MSG_KEXDH_REPLY : SSH_MSG_KEXDH_INIT);
    if (to == SSH2_CLIENT)
        ssh2_write_string(&w, ssh2_text("a host key"));
    ssh2_write_string(&w, value);
    if (to == SSH2_CLIENT)
        ssh2_write_string(&w, ssh2_text("a signature"));
    assert_int_equal(w.status, SSH2_OK);
    return copy(ssh2_written(&w));
}

static void assert_refused(const char *why, const char *kex, struct ssh2_bytes value)
{
    struct ssh2_private_key *key = load(hostkey_vectors[0].pem);

    for (int role = SSH2_CLIENT; role <= SSH2_SERVER; role++) {
        struct ssh2_kex_setup setup = setup_for((enum ssh2_role)role, kex, "ssh-ed25519", key);
        struct ssh2_kex_run *run = run_for(&setup);
        struct message m = dh_message((enum ssh2_role)role, value);

        if (receive(run, ssh2_bytes(m.bytes, m.len)) != LIBSSH2_ERROR_KEX_FAILURE)
            fail_msg("%s: %s is not refused by role %d", kex, why, role);
        ssh2_kex_run_free(run);
    }
    ssh2_private_key_free(key);
}

/* Threat K14. RFC 4253, section 8. */
static void dh_values_out_of_range_are_refused(void **unused)
{
    uint8_t p[1 + SSH2_KEX_VALUE_MAX_BYTES] = { 0 }; /* the zero byte keeps it positive */
    size_t len = 1 + ssh2_kex_dh_prime(SSH2_KEX_DH_GROUP14, p + 1);
    const char *kex = "diffie-hellman-group14-sha256";

    (void)unused;
    assert_int_equal(len, 257);
    assert_refused("0", kex, ssh2_text(""));
    assert_refused("0 in a byte", kex, ssh2_bytes("\0", 1));
    assert_refused("1", kex, ssh2_text("\x01"));
    assert_refused("1 with zeros", kex, ssh2_bytes("\0\0\0\x01", 4));
    assert_refused("-1", kex, ssh2_text("\xff"));
    assert_refused("-p", kex, ssh2_bytes(p + 1, len - 1));
    assert_refused("p", kex, ssh2_bytes(p, len));
    p[len - 1]--;
    assert_refused("p - 1", kex, ssh2_bytes(p, len));
    p[len - 1] += 2; /* p ends in 0xff...ff */
    for (size_t i = len - 1; p[i] == 0; i--)
        p[i - 1]++;
    assert_refused("p + 1", kex, ssh2_bytes(p, len));
    memset(p, 0x7f, sizeof(p));
    assert_refused("1025 bytes", kex, ssh2_bytes(p, sizeof(p)));
}

/* Threats K20 and K21. */
static void x25519_values_without_a_contribution_are_refused(void **unused)
{
    /* The points of small order, as RFC 7748 encodes them, and what reduces to them. */
    static const char *const low_order[] = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    };
    uint8_t bytes[33];

    (void)unused;
    for (size_t i = 0; i < sizeof(low_order) / sizeof(low_order[0]); i++) {
        struct unhexed value = unhex(low_order[i]);

        assert_refused(low_order[i], "curve25519-sha256", view(&value));
    }
    memset(bytes, 9, sizeof(bytes));
    assert_refused("0 bytes", "curve25519-sha256", ssh2_text(""));
    assert_refused("31 bytes", "curve25519-sha256", ssh2_bytes(bytes, 31));
    assert_refused("33 bytes", "curve25519-sha256@libssh.org", ssh2_bytes(bytes, 33));
}

/* Threat K19. */
static void points_that_are_none_are_refused(void **unused)
{
    uint8_t point[133] = { 0 };

    (void)unused;
    assert_refused("infinity", "ecdh-sha2-nistp256", ssh2_bytes("\0", 1));
    point[0] = 4;
    point[64] = 1;
    assert_refused("off the curve", "ecdh-sha2-nistp256", ssh2_bytes(point, 65));
    assert_refused("another curve's length", "ecdh-sha2-nistp256", ssh2_bytes(point, 97));
    assert_refused("off the curve", "ecdh-sha2-nistp384", ssh2_bytes(point, 97));
    assert_refused("off the curve", "ecdh-sha2-nistp521", ssh2_bytes(point, 133));
    memset(point + 1, 0xff, 64);
    assert_refused("coordinates above p", "ecdh-sha2-nistp256", ssh2_bytes(point, 65));
    point[0] = 2;
    assert_refused("compressed", "ecdh-sha2-nistp256", ssh2_bytes(point, 33));
}

/* A value with zeros that its sign does not need counts as the value: the hash must not see them.
 * RFC 4251, section 5. */
static void a_longer_form_of_a_dh_value_is_hashed_in_its_shortest(void **unused)
{
    struct ssh2_private_key *key = load(hostkey_vectors[0].pem);
    struct ssh2_kex_setup setup =
        setup_for(SSH2_SERVER, "diffie-hellman-group14-sha256", "ssh-ed25519", key);
    struct ssh2_kex_run *server = run_for(&setup);
    struct message longer = dh_message(SSH2_SERVER, ssh2_bytes("\0\0\x02", 3));
    struct message shortest = dh_message(SSH2_SERVER, ssh2_text("\x02"));
    struct message reply = answer(server, &longer);

    (void)unused;
    assert_hash_is_right(&setup, &(struct group_turn){ 0 }, &shortest, &reply,
                         ssh2_kex_run_result(server));
    ssh2_kex_run_free(server);
    ssh2_private_key_free(key);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dh_values_out_of_range_are_refused),
        cmocka_unit_test(x25519_values_without_a_contribution_are_refused),
        cmocka_unit_test(points_that_are_none_are_refused),
        cmocka_unit_test(a_longer_form_of_a_dh_value_is_hashed_in_its_shortest),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
