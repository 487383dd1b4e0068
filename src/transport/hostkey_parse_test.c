/* Blobs of host keys: which keys are taken, and what they are called. */
#include "src/transport/hostkey.h"

#include "src/crypto/testing.h"
#include "src/packet/key/pubkey_rsa.h"
#include "src/packet/key/pubkey_unknown.h"
#include "src/transport/hostkey_vectors.h"

#define VECTOR_COUNT (sizeof(hostkey_vectors) / sizeof(hostkey_vectors[0]))
#define BLOB_MAX_BYTES 4096u

static struct ssh2_bytes rsa_blob(uint8_t *out, struct ssh2_bytes e, struct ssh2_bytes n)
{
    struct ssh2_writer w = ssh2_writer(out, BLOB_MAX_BYTES);

    ssh2_pubkey_rsa_write(&w, &(struct ssh2_pubkey_rsa){ .e = e, .n = n });
    assert_int_equal(w.status, SSH2_OK);
    return ssh2_written(&w);
}

static int parse(struct ssh2_bytes blob)
{
    struct ssh2_error error = { 0 };
    struct ssh2_public_key *key;
    int result = ssh2_hostkey_parse(&ssh2_memory_default, &error, blob, &key);

    assert_true((result == 0) == (key != NULL));
    ssh2_public_key_free(key);
    return result;
}

/* Threats H11 and H12. */
static void rsa_numbers_out_of_range_are_refused(void **unused)
{
    struct unhexed good = unhex(hostkey_vectors[4].key_blob), small = unhex(small_rsa_blob);
    struct ssh2_pubkey_rsa rsa;
    uint8_t blob[BLOB_MAX_BYTES], even[256], huge[2049];
    const struct ssh2_bytes e[] = { SSH2_TEXT(""), SSH2_TEXT("\x01"), SSH2_TEXT("\x02"),
                                    SSH2_TEXT("\x04\0\0\0\x01") };

    (void)unused;
    assert_int_equal(ssh2_pubkey_rsa_parse(view(&good), &rsa), SSH2_OK);
    assert_int_equal(parse(rsa_blob(blob, rsa.e, rsa.n)), 0);
    for (size_t i = 0; i < sizeof(e) / sizeof(e[0]); i++)
        assert_int_equal(parse(rsa_blob(blob, e[i], rsa.n)), LIBSSH2_ERROR_HOSTKEY_INIT);
    assert_int_equal(rsa.n.len, sizeof(even));
    memcpy(even, rsa.n.data, sizeof(even));
    even[sizeof(even) - 1] &= 0xfe;
    assert_int_equal(parse(rsa_blob(blob, rsa.e, ssh2_bytes(even, sizeof(even)))),
                     LIBSSH2_ERROR_HOSTKEY_INIT);
    memset(huge, 0xff, sizeof(huge));
    assert_int_equal(parse(rsa_blob(blob, rsa.e, ssh2_bytes(huge, sizeof(huge)))),
                     LIBSSH2_ERROR_HOSTKEY_INIT);
    assert_int_equal(parse(view(&small)), LIBSSH2_ERROR_HOSTKEY_INIT);
}

static void a_blob_of_no_known_type_is_named_in_the_error(void **unused)
{
    static const struct ssh2_bytes blob = SSH2_TEXT("\0\0\0\x07ssh-dssrest");
    struct ssh2_error error = { 0 };
    struct ssh2_public_key *key;

    (void)unused;
    assert_int_equal(ssh2_hostkey_parse(&ssh2_memory_default, &error, blob, &key),
                     LIBSSH2_ERROR_HOSTKEY_INIT);
    assert_non_null(strstr(error.message, "ssh-dss"));
    assert_null(key);
    assert_int_equal(ssh2_hostkey_parse(&ssh2_memory_default, &error, ssh2_text(""), &key),
                     LIBSSH2_ERROR_HOSTKEY_INIT);
}

/* Threats H13, H14, H15, H16: there is no way to name an authority, so certificates prove nothing here, nor do
 * the keys of tokens, of which nobody can tell whether they were touched. They are not offered, and
 * not taken, whatever is in them and however deep: no byte behind the name is looked at. */
static void certificates_and_token_keys_are_no_host_keys(void **unused)
{
    static const char *const types[] = {
        "ssh-ed25519-cert-v01@openssh.com",
        "ecdsa-sha2-nistp256-cert-v01@openssh.com",
        "ssh-rsa-cert-v01@openssh.com",
        "sk-ssh-ed25519@openssh.com",
    };

    (void)unused;
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
        struct ssh2_pubkey_unknown blob = { .key_type = ssh2_text(types[i]),
                                            .key_data = ssh2_text("whatever") };
        uint8_t bytes[128];
        struct ssh2_writer w = ssh2_writer(bytes, sizeof(bytes));

        ssh2_pubkey_unknown_write(&w, &blob);
        assert_int_equal(parse(ssh2_bytes(bytes, w.len)), LIBSSH2_ERROR_HOSTKEY_INIT);
        assert_null(ssh2_algorithm_find(SSH2_ALGORITHM_HOST_KEY, ssh2_text(types[i])));
    }
}

static void types_are_those_of_the_public_header(void **unused)
{
    static const int types[] = { LIBSSH2_HOSTKEY_TYPE_ED25519, LIBSSH2_HOSTKEY_TYPE_ECDSA_256,
                                 LIBSSH2_HOSTKEY_TYPE_ECDSA_384, LIBSSH2_HOSTKEY_TYPE_ECDSA_521,
                                 LIBSSH2_HOSTKEY_TYPE_RSA };

    (void)unused;
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
        struct unhexed key = unhex(hostkey_vectors[i].key_blob);

        assert_int_equal(ssh2_hostkey_type(view(&key)), types[i]);
    }
    assert_int_equal(ssh2_hostkey_type(ssh2_text("")), LIBSSH2_HOSTKEY_TYPE_UNKNOWN);
    assert_int_equal(ssh2_hostkey_type(ssh2_text("ssh-rsa")), LIBSSH2_HOSTKEY_TYPE_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rsa_numbers_out_of_range_are_refused),
        cmocka_unit_test(a_blob_of_no_known_type_is_named_in_the_error),
        cmocka_unit_test(certificates_and_token_keys_are_no_host_keys),
        cmocka_unit_test(types_are_those_of_the_public_header),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
