#include "src/transport/algorithms.h"

#include "src/crypto/chachapoly.h"
#include "src/crypto/gcm.h"
#include "src/crypto/testing.h"

#define LIST_MAX_BYTES 1024u

struct list {
    char text[LIST_MAX_BYTES];
};

static struct list as_text(struct ssh2_writer *w)
{
    struct list list = { 0 };

    assert_int_equal(w->status, SSH2_OK);
    assert_true(w->len < sizeof(list.text));
    memcpy(list.text, w->data, w->len);
    return list;
}

static struct list defaults(enum ssh2_algorithm_kind kind)
{
    uint8_t bytes[LIST_MAX_BYTES];
    struct ssh2_writer w = ssh2_writer(bytes, sizeof(bytes));

    ssh2_algorithms_write_default(&w, kind);
    return as_text(&w);
}

static struct list known(enum ssh2_algorithm_kind kind, const char *names)
{
    uint8_t bytes[LIST_MAX_BYTES];
    struct ssh2_writer w = ssh2_writer(bytes, sizeof(bytes));

    ssh2_algorithms_write_known(&w, kind, ssh2_text(names));
    return as_text(&w);
}

/* They come first, where the crypto library has them. */
static const char *hybrids(void)
{
    const char *names = "mlkem768x25519-sha256,mlkem768nistp256-sha256,mlkem1024nistp384-sha384,";
    bool are_available = ssh2_kex_is_available(SSH2_KEX_MLKEM768_X25519);

    assert_int_equal(strncmp(defaults(SSH2_ALGORITHM_KEX).text, names, strlen(names)) == 0,
                     are_available);
    return are_available ? names : "";
}

static void defaults_are_offered_in_this_order(void **unused)
{
    (void)unused;
    assert_string_equal(
        defaults(SSH2_ALGORITHM_KEX).text + strlen(hybrids()),
        "curve25519-sha256,curve25519-sha256@libssh.org,ecdh-sha2-nistp256,ecdh-sha2-nistp384,"
        "ecdh-sha2-nistp521,diffie-hellman-group-exchange-sha256,diffie-hellman-group16-sha512,"
        "diffie-hellman-group18-sha512,diffie-hellman-group14-sha256");
    assert_string_equal(defaults(SSH2_ALGORITHM_HOST_KEY).text,
                        "ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,"
                        "rsa-sha2-512,rsa-sha2-256");
    assert_string_equal(defaults(SSH2_ALGORITHM_CIPHER).text,
                        "chacha20-poly1305@openssh.com,aes256-gcm@openssh.com,"
                        "aes128-gcm@openssh.com,aes256-ctr,aes192-ctr,aes128-ctr");
    assert_string_equal(defaults(SSH2_ALGORITHM_MAC).text,
                        "hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com,"
                        "hmac-sha2-256,hmac-sha2-512");
    assert_string_equal(defaults(SSH2_ALGORITHM_COMPRESSION).text, "zlib,zlib@openssh.com,none");
    assert_string_equal(defaults(SSH2_ALGORITHM_NO_COMPRESSION).text, "none"); /* threat Z5 */
}

/* Threats K29 and L10: by what the descriptors say, not by their names. */
static void no_default_is_weak(void **unused)
{
    const struct ssh2_algorithm *a;

    (void)unused;
    for (size_t i = 0; (a = ssh2_algorithm_at(SSH2_ALGORITHM_KEX, i)) != NULL; i++)
        if (a->is_default && a->kex.family != SSH2_KEX_FAMILY_MARKER) {
            assert_int_not_equal(a->kex.hash, SSH2_HASH_SHA1);
            assert_int_not_equal(a->kex.agreement, SSH2_KEX_DH_GROUP1);
        }
    for (size_t i = 0; (a = ssh2_algorithm_at(SSH2_ALGORITHM_HOST_KEY, i)) != NULL; i++)
        assert_true(!a->is_default || a->host_key.hash != SSH2_HASH_SHA1);
    for (size_t i = 0; (a = ssh2_algorithm_at(SSH2_ALGORITHM_MAC, i)) != NULL; i++)
        if (a->is_default) {
            assert_true(a->mac.hash == SSH2_HASH_SHA256 || a->mac.hash == SSH2_HASH_SHA512);
            assert_int_equal(a->mac.tag_len, ssh2_hash_len(a->mac.hash));
        }
    for (size_t i = 0; (a = ssh2_algorithm_at(SSH2_ALGORITHM_CIPHER, i)) != NULL; i++)
        if (a->is_default && a->cipher.protection == SSH2_PROTECTION_CIPHER_AND_MAC)
            assert_in_range(a->cipher.kind, SSH2_CIPHER_AES128_CTR, SSH2_CIPHER_AES256_CTR);
}

/* RFC 4251, section 6. */
static void every_name_is_a_name_and_found_once(void **unused)
{
    (void)unused;
    for (int kind = 0; kind < SSH2_ALGORITHM_KIND_COUNT; kind++) {
        const struct ssh2_algorithm *a;

        for (size_t i = 0; (a = ssh2_algorithm_at((enum ssh2_algorithm_kind)kind, i)) != NULL;
             i++) {
            bool marker = kind == SSH2_ALGORITHM_KEX && a->kex.family == SSH2_KEX_FAMILY_MARKER;

            assert_in_range(strlen(a->name), 1, 64);
            assert_null(strchr(a->name, ','));
            assert_ptr_equal(
                ssh2_algorithm_find((enum ssh2_algorithm_kind)kind, ssh2_text(a->name)),
                marker || !ssh2_algorithm_is_available((enum ssh2_algorithm_kind)kind, a) ? NULL
                                                                                          : a);
        }
        assert_true(defaults((enum ssh2_algorithm_kind)kind).text[0] != '\0');
    }
    assert_null(ssh2_algorithm_at(SSH2_ALGORITHM_KIND_COUNT, 0));
}

static void lengths_are_those_of_the_crypto_adapters(void **unused)
{
    const struct ssh2_algorithm *a;

    (void)unused;
    for (size_t i = 0; (a = ssh2_algorithm_at(SSH2_ALGORITHM_CIPHER, i)) != NULL; i++) {
        if (a->cipher.protection == SSH2_PROTECTION_CHACHAPOLY) {
            assert_int_equal(a->cipher.key_len, SSH2_CHACHAPOLY_KEY_BYTES);
            assert_int_equal(a->cipher.iv_len, 0);
        } else if (a->cipher.protection == SSH2_PROTECTION_GCM) {
            assert_true(a->cipher.key_len == 16 || a->cipher.key_len == 32);
            assert_int_equal(a->cipher.iv_len, SSH2_GCM_NONCE_BYTES);
        } else {
            assert_int_equal(a->cipher.key_len, ssh2_cipher_key_len(a->cipher.kind));
            assert_int_equal(a->cipher.iv_len, ssh2_cipher_iv_len(a->cipher.kind));
            assert_int_equal(a->cipher.block_len, ssh2_cipher_block_len(a->cipher.kind));
        }
        assert_true(a->cipher.block_len >= 8);
    }
}

static void unknown_names_are_left_out_of_a_preference(void **unused)
{
    static const struct {
        const char *why, *names, *left;
    } cases[] = {
        { "one known", "aes256-ctr", "aes256-ctr" },
        { "the program's order counts", "aes128-ctr,aes256-ctr", "aes128-ctr,aes256-ctr" },
        { "unknown first and last", "x,aes128-ctr,y", "aes128-ctr" },
        { "off by default, but asked for", "3des-cbc,aes128-cbc", "3des-cbc,aes128-cbc" },
        { "named twice", "aes128-ctr,aes256-ctr,aes128-ctr", "aes128-ctr,aes256-ctr" },
        { "empty names", ",,aes128-ctr,,", "aes128-ctr" },
        { "nothing", "", "" },
        { "nothing known", "x,y", "" },
        { "a MAC's name", "hmac-sha2-256", "" },
        { "case counts", "AES128-CTR", "" },
        { "a beginning is no name", "aes128", "" },
    };

    (void)unused;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct list left = known(SSH2_ALGORITHM_CIPHER, cases[i].names);

        if (strcmp(left.text, cases[i].left) != 0)
            fail_msg("%s: \"%s\"", cases[i].why, left.text);
    }
}

/* What programs take from known_hosts: docs/spec/behaviour.md, section 21. */
static void an_rsa_key_may_sign_with_sha2_when_its_type_is_asked_for(void **unused)
{
    (void)unused;
    assert_string_equal(known(SSH2_ALGORITHM_HOST_KEY, "ssh-rsa").text,
                        "rsa-sha2-512,rsa-sha2-256,ssh-rsa");
    assert_string_equal(known(SSH2_ALGORITHM_HOST_KEY, "ssh-ed25519,ssh-rsa,rsa-sha2-512").text,
                        "ssh-ed25519,rsa-sha2-512,rsa-sha2-256,ssh-rsa");
    assert_string_equal(known(SSH2_ALGORITHM_HOST_KEY, "rsa-sha2-256,ssh-rsa").text,
                        "rsa-sha2-256,rsa-sha2-512,ssh-rsa");
    assert_string_equal(known(SSH2_ALGORITHM_HOST_KEY, "rsa-sha2-256").text, "rsa-sha2-256");
}

/* Threat K8: they go into the first KEXINIT by themselves, and are never a method. */
static void markers_are_no_preference_and_no_default(void **unused)
{
    (void)unused;
    assert_string_equal(
        known(SSH2_ALGORITHM_KEX, "ext-info-c,kex-strict-c-v00@openssh.com,ecdh-sha2-nistp256")
            .text,
        "ecdh-sha2-nistp256");
    assert_string_equal(known(SSH2_ALGORITHM_KEX, "ext-info-c").text, "");
    assert_null(strstr(defaults(SSH2_ALGORITHM_KEX).text, "ext-info"));
}

static void a_list_is_written_behind_what_stands_there(void **unused)
{
    uint8_t bytes[LIST_MAX_BYTES];
    struct ssh2_writer w = ssh2_writer(bytes, sizeof(bytes));

    (void)unused;
    ssh2_write_byte(&w, '>');
    ssh2_algorithms_write_default(&w, SSH2_ALGORITHM_NO_COMPRESSION);
    assert_string_equal(as_text(&w).text, ">none");
}

static void the_clients_markers_are_listed_for_programs(void **unused)
{
    size_t found = 0;
    const struct ssh2_algorithm *a;
    struct ssh2_bytes markers = ssh2_kex_markers(SSH2_CLIENT);
    char text[LIST_MAX_BYTES] = "";

    (void)unused;
    memcpy(text, markers.data, markers.len);
    for (size_t i = 0; (a = ssh2_algorithm_at(SSH2_ALGORITHM_KEX, i)) != NULL; i++)
        if (a->kex.family == SSH2_KEX_FAMILY_MARKER) {
            assert_non_null(strstr(text, a->name));
            found++;
        }
    assert_int_equal(found, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults_are_offered_in_this_order),
        cmocka_unit_test(no_default_is_weak),
        cmocka_unit_test(every_name_is_a_name_and_found_once),
        cmocka_unit_test(lengths_are_those_of_the_crypto_adapters),
        cmocka_unit_test(unknown_names_are_left_out_of_a_preference),
        cmocka_unit_test(an_rsa_key_may_sign_with_sha2_when_its_type_is_asked_for),
        cmocka_unit_test(markers_are_no_preference_and_no_default),
        cmocka_unit_test(a_list_is_written_behind_what_stands_there),
        cmocka_unit_test(the_clients_markers_are_listed_for_programs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
