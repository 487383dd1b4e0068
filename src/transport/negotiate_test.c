#include "src/transport/negotiate.h"

#include <time.h>

#include "src/crypto/testing.h"

/* The lists of one side, in KEXINIT's order; NULL: as in usual. */
struct lists {
    const char *kex, *host_key, *cipher_c2s, *cipher_s2c, *mac_c2s, *mac_s2c, *comp_c2s, *comp_s2c;
};

static const struct lists usual = {
    "curve25519-sha256,ecdh-sha2-nistp256,ext-info-c,kex-strict-c-v00@openssh.com",
    "ssh-ed25519,rsa-sha2-512",
    "aes256-ctr,aes128-ctr",
    "aes256-ctr,aes128-ctr",
    "hmac-sha2-256,hmac-sha2-512",
    "hmac-sha2-256,hmac-sha2-512",
    "none",
    "none",
};

static struct ssh2_bytes or_usual(const char *list, const char *usually)
{
    return ssh2_text(list != NULL ? list : usually);
}

static struct ssh2_kexinit kexinit(const struct lists *l)
{
    return (struct ssh2_kexinit){
        .kex_algorithms = or_usual(l->kex, usual.kex),
        .server_host_key_algorithms = or_usual(l->host_key, usual.host_key),
        .encryption_algorithms_client_to_server = or_usual(l->cipher_c2s, usual.cipher_c2s),
        .encryption_algorithms_server_to_client = or_usual(l->cipher_s2c, usual.cipher_s2c),
        .mac_algorithms_client_to_server = or_usual(l->mac_c2s, usual.mac_c2s),
        .mac_algorithms_server_to_client = or_usual(l->mac_s2c, usual.mac_s2c),
        .compression_algorithms_client_to_server = or_usual(l->comp_c2s, usual.comp_c2s),
        .compression_algorithms_server_to_client = or_usual(l->comp_s2c, usual.comp_s2c),
    };
}

/* "-" for none. */
static void assert_name(const char *why, const struct ssh2_algorithm *got, const char *expected)
{
    const char *name = got == NULL ? "-" : got->name;

    if (strcmp(name, expected) != 0)
        fail_msg("%s: %s instead of %s", why, name, expected);
}

static void assert_names(const char *why, const struct ssh2_agreed *got, const struct lists *names)
{
    assert_name(why, got->kex, names->kex);
    assert_name(why, got->host_key, names->host_key);
    assert_name(why, got->client_to_server.cipher, names->cipher_c2s);
    assert_name(why, got->server_to_client.cipher, names->cipher_s2c);
    assert_name(why, got->client_to_server.mac, names->mac_c2s);
    assert_name(why, got->server_to_client.mac, names->mac_s2c);
    assert_name(why, got->client_to_server.compression, names->comp_c2s);
    assert_name(why, got->server_to_client.compression, names->comp_s2c);
}

#define USUAL_REST "aes256-ctr", "aes256-ctr", "hmac-sha2-256", "hmac-sha2-256", "none", "none"

static const struct {
    const char *why;
    struct lists client, server, agreed;
} agreements[] = {
    { "the same lists", { 0 }, { 0 }, { "curve25519-sha256", "ssh-ed25519", USUAL_REST } },
    { "the client's order counts",
      { .kex = "ecdh-sha2-nistp384,curve25519-sha256" },
      { .kex = "curve25519-sha256,ecdh-sha2-nistp384" },
      { "ecdh-sha2-nistp384", "ssh-ed25519", USUAL_REST } },
    { "names of one side are passed over",
      { .host_key = "x@a,ssh-ed25519,rsa-sha2-256" },
      { .host_key = "rsa-sha2-256,y@b" },
      { "curve25519-sha256", "rsa-sha2-256", USUAL_REST } },
    { "names that both list and nobody here knows are passed over",
      { .kex = "new@example.com,ecdh-sha2-nistp256" },
      { .kex = "new@example.com,ecdh-sha2-nistp256" },
      { "ecdh-sha2-nistp256", "ssh-ed25519", USUAL_REST } },
    { "markers that both list are passed over",
      { .kex = "kex-strict-c-v00@openssh.com,ext-info-c,ecdh-sha2-nistp256" },
      { .kex = "kex-strict-c-v00@openssh.com,ext-info-c,ecdh-sha2-nistp256" },
      { "ecdh-sha2-nistp256", "ssh-ed25519", USUAL_REST } },
    { "each direction has its own",
      { .cipher_s2c = "aes128-ctr", .mac_c2s = "hmac-sha2-512" },
      { 0 },
      { "curve25519-sha256", "ssh-ed25519", "aes256-ctr", "aes128-ctr", "hmac-sha2-512",
        "hmac-sha2-256", "none", "none" } },
    { "an AEAD cipher needs no MAC",
      { .cipher_c2s = "aes256-gcm@openssh.com", .mac_c2s = "hmac-sha2-256" },
      { .cipher_c2s = "aes256-gcm@openssh.com", .mac_c2s = "umac-64@openssh.com" },
      { "curve25519-sha256", "ssh-ed25519", "aes256-gcm@openssh.com", "aes256-ctr", "-",
        "hmac-sha2-256", "none", "none" } },
    { "but names the MAC that it would have had",
      { .cipher_s2c = "chacha20-poly1305@openssh.com" },
      { .cipher_s2c = "chacha20-poly1305@openssh.com" },
      { "curve25519-sha256", "ssh-ed25519", "aes256-ctr", "chacha20-poly1305@openssh.com",
        "hmac-sha2-256", "hmac-sha2-256", "none", "none" } },
};

static void both_roles_agree_upon_the_clients_first_that_the_server_lists(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof(agreements) / sizeof(agreements[0]); i++) {
        struct ssh2_kexinit client = kexinit(&agreements[i].client);
        struct ssh2_kexinit server = kexinit(&agreements[i].server);
        struct ssh2_error error = { 0 };
        struct ssh2_agreed agreed;

        assert_int_equal(ssh2_negotiate(&error, SSH2_CLIENT, &client, &server, &agreed), 0);
        assert_names(agreements[i].why, &agreed, &agreements[i].agreed);
        assert_int_equal(ssh2_negotiate(&error, SSH2_SERVER, &server, &client, &agreed), 0);
        assert_names(agreements[i].why, &agreed, &agreements[i].agreed);
    }
}

/* Threat K4. */
static const struct {
    const char *why;
    struct lists peer;
    const char *what; /* in the sentence */
} refusals[] = {
    { "another method", { .kex = "ecdh-sha2-nistp521" }, "no common key exchange method: we" },
    { "only markers",
      { .kex = "ext-info-c,kex-strict-c-v00@openssh.com" },
      "no common key exchange method: we" },
    { "another host key", { .host_key = "ssh-rsa" }, "no common host key algorithm: we" },
    { "no cipher", { .cipher_c2s = "none" }, "no common cipher from client to server: we" },
    { "a cipher known, not offered",
      { .cipher_s2c = "aes256-cbc" },
      "no common cipher from server to client: we" },
    { "no MAC", { .mac_c2s = "none" }, "no common MAC from client to server: we" },
    { "a MAC known, not offered",
      { .mac_s2c = "hmac-sha1" },
      "no common MAC from server to client: we" },
    { "compression only",
      { .comp_c2s = "zlib" },
      "no common compression from client to server: we" },
    { "compression only, back",
      { .comp_s2c = "zlib" },
      "no common compression from server to client: we" },
    { "a name that contains another", { .kex = "xcurve25519-sha256x" }, "key exchange method" },
};

static void without_a_common_name_the_error_names_both_lists(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
        struct ssh2_kexinit ours = kexinit(&usual), peers = kexinit(&refusals[i].peer);

        for (int role = SSH2_CLIENT; role <= SSH2_SERVER; role++) {
            static const struct ssh2_agreed nothing;
            struct ssh2_error error = { 0 };
            struct ssh2_agreed agreed;

            assert_int_equal(ssh2_negotiate(&error, (enum ssh2_role)role, &ours, &peers, &agreed),
                             LIBSSH2_ERROR_KEX_FAILURE);
            if (strstr(error.message, refusals[i].what) == NULL)
                fail_msg("%s: %s", refusals[i].why, error.message);
            assert_non_null(strstr(error.message, "offer "));
            assert_non_null(strstr(error.message, role == SSH2_CLIENT ? "the server offers "
                                                                      : "the client offers "));
            assert_memory_equal(&agreed, &nothing, sizeof(agreed));
        }
    }
}

static void the_sentence_reads_so(void **unused)
{
    struct ssh2_kexinit ours = kexinit(&usual);
    struct ssh2_kexinit peers = kexinit(&(struct lists){ .mac_s2c = "umac-64,none" });
    struct ssh2_error error = { 0 };
    struct ssh2_agreed agreed;

    (void)unused;
    ssh2_negotiate(&error, SSH2_CLIENT, &ours, &peers, &agreed);
    assert_string_equal(error.message, "no common MAC from server to client: we offer "
                                       "hmac-sha2-256,hmac-sha2-512; the server offers "
                                       "umac-64,none");
}

/* RFC 4253, section 7.1. Threat K5. */
static void a_guess_is_dropped_when_one_of_the_first_names_differs(void **unused)
{
    static const struct {
        struct lists peer;
        bool follows, dropped;
    } cases[] = {
        { { 0 }, true, false },
        { { 0 }, false, false },
        { { .kex = "ecdh-sha2-nistp256,curve25519-sha256" }, true, true },
        { { .kex = "ecdh-sha2-nistp256,curve25519-sha256" }, false, false },
        { { .host_key = "rsa-sha2-512,ssh-ed25519" }, true, true },
        { { .cipher_c2s = "aes128-ctr" }, true, false }, /* other lists do not matter */
    };

    (void)unused;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        for (int role = SSH2_CLIENT; role <= SSH2_SERVER; role++) {
            struct ssh2_kexinit ours = kexinit(&usual), peers = kexinit(&cases[i].peer);
            struct ssh2_error error = { 0 };
            struct ssh2_agreed agreed;

            peers.first_kex_packet_follows = cases[i].follows;
            assert_int_equal(ssh2_negotiate(&error, (enum ssh2_role)role, &ours, &peers, &agreed),
                             0);
            assert_int_equal(agreed.drop_peers_guess, cases[i].dropped);
        }
}

/* Threat K8. */
static void markers_count_from_the_right_side_only(void **unused)
{
    static const struct {
        const char *kex;
        bool from_server_strict, from_server_ext_info, from_client_strict, from_client_ext_info;
    } cases[] = {
        { "curve25519-sha256", false, false, false, false },
        { "a,kex-strict-s-v00@openssh.com", true, false, false, false },
        { "ext-info-s,a", false, true, false, false },
        { "kex-strict-c-v00@openssh.com,a", false, false, true, false },
        { "a,ext-info-c,b", false, false, false, true },
        { "kex-strict-s-v00@openssh.comx,xext-info-s", false, false, false, false },
    };

    (void)unused;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct ssh2_kexinit peers = kexinit(&(struct lists){ .kex = cases[i].kex });
        struct ssh2_peer_markers server = ssh2_peer_markers(SSH2_CLIENT, &peers);
        struct ssh2_peer_markers client = ssh2_peer_markers(SSH2_SERVER, &peers);

        assert_int_equal(server.strict_kex, cases[i].from_server_strict);
        assert_int_equal(server.ext_info, cases[i].from_server_ext_info);
        assert_int_equal(client.strict_kex, cases[i].from_client_strict);
        assert_int_equal(client.ext_info, cases[i].from_client_ext_info);
    }
}

/* Threat K2. Generous beside the few milliseconds it takes, for slow machines and sanitizers:
 * quadratic work would take minutes. */
#define LONG_LIST_BYTES 200000u
#define SECONDS_ALLOWED 2

static void long_lists_cost_little(void **unused)
{
    static char long_list[LONG_LIST_BYTES + 1];
    const clock_t start = clock();

    (void)unused;
    for (size_t i = 0; i < LONG_LIST_BYTES; i++)
        long_list[i] = i % 2 == 0 ? 'a' : ',';
    long_list[LONG_LIST_BYTES - 1] = 'b';
    for (int role = SSH2_CLIENT; role <= SSH2_SERVER; role++) {
        struct ssh2_kexinit ours = kexinit(&usual);
        struct ssh2_kexinit peers = kexinit(&(struct lists){ .kex = long_list });
        struct ssh2_error error = { 0 };
        struct ssh2_agreed agreed;

        assert_int_equal(ssh2_negotiate(&error, (enum ssh2_role)role, &ours, &peers, &agreed),
                         LIBSSH2_ERROR_KEX_FAILURE);
        assert_true(strlen(error.message) < sizeof(error.message));
    }
    assert_true(clock() - start < SECONDS_ALLOWED * CLOCKS_PER_SEC);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_roles_agree_upon_the_clients_first_that_the_server_lists),
        cmocka_unit_test(without_a_common_name_the_error_names_both_lists),
        cmocka_unit_test(the_sentence_reads_so),
        cmocka_unit_test(a_guess_is_dropped_when_one_of_the_first_names_differs),
        cmocka_unit_test(markers_count_from_the_right_side_only),
        cmocka_unit_test(long_lists_cost_little),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
