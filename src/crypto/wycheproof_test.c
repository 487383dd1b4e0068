/* The adapters against the vectors of Project Wycheproof, read from the folder that
 * SSH2_WYCHEPROOF_DIR names. Without it every test is skipped. */
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>

#include "src/crypto/evp_curve.h"
#include "src/crypto/evp_params.h"
#include "src/crypto/gcm.h"
#include "src/crypto/kex_method.h"
#include "src/crypto/mlkem_sodium.h"
#include "src/crypto/sign.h"
#include "src/crypto/wycheproof_testing.h"

static void seal_and_open(json_t *group, json_t *test, const char *file)
{
    struct unhexed key = hex_of(test, "key"), nonce = hex_of(test, "iv");
    struct unhexed aad = hex_of(test, "aad"), plain = hex_of(test, "msg");
    struct unhexed sealed = hex_of(test, "ct"), tag = hex_of(test, "tag");
    uint8_t out[UNHEX_MAX_BYTES + SSH2_GCM_TAG_BYTES];
    struct ssh2_bytes span = view(&plain);

    (void)group;
    /* SSH has no other nonces and keys, and the adapter has no way to take them. */
    if (nonce.len != SSH2_GCM_NONCE_BYTES || (key.len != 16 && key.len != 32))
        return;
    assert_int_equal(tag.len, SSH2_GCM_TAG_BYTES);

    struct ssh2_gcm *seal = ssh2_gcm_new(&ssh2_memory_default, SSH2_CIPHER_ENCRYPT, view(&key));
    struct ssh2_gcm *open = ssh2_gcm_new(&ssh2_memory_default, SSH2_CIPHER_DECRYPT, view(&key));

    memcpy(sealed.bytes + sealed.len, tag.bytes, tag.len);
    sealed.len += tag.len;
    bool opened = ssh2_gcm_open(open, nonce.bytes, view(&aad), view(&sealed), out);

    assert_verdict(test, file, opened);
    if (opened) {
        assert_memory_equal(out, plain.bytes, plain.len);
        assert_true(ssh2_gcm_seal(seal, nonce.bytes, view(&aad), &span, 1, out));
        assert_memory_equal(out, sealed.bytes, sealed.len);
    }
    ssh2_gcm_free(seal);
    ssh2_gcm_free(open);
}

static void agree(struct ssh2_kex_key *key, json_t *test, const char *file)
{
    struct unhexed peer = hex_of(test, "public"), shared = hex_of(test, "shared");
    struct ssh2_kex_secret secret;
    bool agreed = ssh2_kex_agree(key, view(&peer), &secret) == SSH2_CRYPTO_OK;
    static const uint8_t zeros[SSH2_X25519_BYTES];

    assert_verdict(test, file, agreed);
    if (agreed) {
        assert_int_equal(secret.len, shared.len);
        assert_memory_equal(secret.bytes, shared.bytes, shared.len);
    } else if (shared.len == sizeof(zeros) && key->kind == SSH2_KEX_X25519) {
        /* The only reason to refuse an X25519 value of the right length. */
        assert_memory_equal(shared.bytes, zeros, sizeof(zeros));
    }
}

static struct ssh2_kex_key *key_new(enum ssh2_kex_kind kind)
{
    struct ssh2_kex_key *key = NULL;

    assert_int_equal(ssh2_kex_generate(&ssh2_memory_default, kind, SSH2_KEX_INITIATOR, &key),
                     SSH2_CRYPTO_OK);
    return key;
}

static void agree_x25519(json_t *group, json_t *test, const char *file)
{
    struct unhexed scalar = hex_of(test, "private");
    struct ssh2_kex_key *key = key_new(SSH2_KEX_X25519);

    (void)group;
    assert_int_equal(scalar.len, SSH2_X25519_BYTES);
    memcpy(key->state.x25519_scalar, scalar.bytes, scalar.len);
    agree(key, test, file);
    ssh2_kex_free(key);
}

/* The point of a scalar, which the file does not give. */
static struct unhexed point_of(int nid, struct ssh2_bytes scalar)
{
    EC_GROUP *group = EC_GROUP_new_by_curve_name(nid);
    EC_POINT *point = EC_POINT_new(group);
    BIGNUM *number = BN_bin2bn(scalar.data, (int)scalar.len, NULL);
    struct unhexed out = { .len = 0 };

    assert_int_equal(EC_POINT_mul(group, point, number, NULL, NULL, NULL), 1);
    out.len = EC_POINT_point2oct(group, point, POINT_CONVERSION_UNCOMPRESSED, out.bytes,
                                 sizeof(out.bytes), NULL);
    BN_free(number);
    EC_POINT_free(point);
    EC_GROUP_free(group);
    return out;
}

static void agree_on_curve(int nid, enum ssh2_kex_kind kind, json_t *test, const char *file)
{
    struct unhexed scalar = hex_of(test, "private");
    struct unhexed point = point_of(nid, view(&scalar));
    struct ssh2_kex_key *key = key_new(kind);
    const struct ssh2_curve *curve = &ssh2_curves[SSH2_CURVE_P256 + kind - SSH2_KEX_ECDH_P256];

    EVP_PKEY_free(key->state.ec);
    key->state.ec = ssh2_curve_key_new(curve, view(&point), view(&scalar));
    assert_non_null(key->state.ec);
    agree(key, test, file);
    ssh2_kex_free(key);
}

static void agree_p256(json_t *group, json_t *test, const char *file)
{
    (void)group;
    agree_on_curve(NID_X9_62_prime256v1, SSH2_KEX_ECDH_P256, test, file);
}

static void agree_p384(json_t *group, json_t *test, const char *file)
{
    (void)group;
    agree_on_curve(NID_secp384r1, SSH2_KEX_ECDH_P384, test, file);
}

static void agree_p521(json_t *group, json_t *test, const char *file)
{
    (void)group;
    agree_on_curve(NID_secp521r1, SSH2_KEX_ECDH_P521, test, file);
}

/* Takes DER apart into r and s. False for anything but the one right encoding: SSH carries two
 * numbers and no DER, so what is wrong about the DER alone does not reach the adapter. */
static bool split_der(const struct unhexed *der, struct unhexed *r, struct unhexed *s)
{
    const uint8_t *in = der->bytes;
    uint8_t *again = NULL;
    ECDSA_SIG *signature = d2i_ECDSA_SIG(NULL, &in, (long)der->len);
    bool ok = false;

    if (signature != NULL) {
        int len = i2d_ECDSA_SIG(signature, &again);
        const BIGNUM *r_number = ECDSA_SIG_get0_r(signature);
        const BIGNUM *s_number = ECDSA_SIG_get0_s(signature);

        ok = len > 0 && (size_t)len == der->len && memcmp(again, der->bytes, der->len) == 0 &&
             !BN_is_negative(r_number) && !BN_is_negative(s_number);
        r->len = ok ? (size_t)BN_bn2bin(r_number, r->bytes) : 0;
        s->len = ok ? (size_t)BN_bn2bin(s_number, s->bytes) : 0;
    }
    OPENSSL_free(again);
    ECDSA_SIG_free(signature);
    return ok;
}

static enum ssh2_hash_kind hash_of(json_t *group)
{
    const char *name = json_string_value(json_object_get(group, "sha"));

    if (strcmp(name, "SHA-256") == 0)
        return SSH2_HASH_SHA256;
    return strcmp(name, "SHA-384") == 0 ? SSH2_HASH_SHA384 : SSH2_HASH_SHA512;
}

static void verify_ecdsa(json_t *group, json_t *test, const char *file)
{
    struct unhexed point = hex_of(json_object_get(group, "publicKey"), "uncompressed");
    struct unhexed message = hex_of(test, "msg"), der = hex_of(test, "sig"), r, s;
    enum ssh2_key_kind kind = point.len == 65   ? SSH2_KEY_ECDSA_P256
                              : point.len == 97 ? SSH2_KEY_ECDSA_P384
                                                : SSH2_KEY_ECDSA_P521;
    struct ssh2_public_key *key = NULL;

    if (!split_der(&der, &r, &s)) {
        assert_false(says(test, "valid"));
        return;
    }
    assert_int_equal(ssh2_public_key_ecdsa(&ssh2_memory_default, kind, view(&point), &key),
                     SSH2_CRYPTO_OK);
    assert_verdict(test, file,
                   ssh2_verify(key, hash_of(group), view(&message),
                               (struct ssh2_signature_parts){ view(&r), view(&s) }));
    ssh2_public_key_free(key);
}

static void verify_ed25519(json_t *group, json_t *test, const char *file)
{
    struct unhexed pk = hex_of(json_object_get(group, "publicKey"), "pk");
    struct unhexed message = hex_of(test, "msg"), signature = hex_of(test, "sig");
    struct ssh2_public_key *key = NULL;

    assert_int_equal(ssh2_public_key_ed25519(&ssh2_memory_default, view(&pk), &key),
                     SSH2_CRYPTO_OK);
    assert_verdict(test, file,
                   ssh2_verify(key, SSH2_HASH_SHA512, view(&message),
                               (struct ssh2_signature_parts){ view(&signature), { NULL, 0 } }));
    ssh2_public_key_free(key);
}

static void verify_rsa(json_t *group, json_t *test, const char *file)
{
    struct unhexed n = hex_of(json_object_get(group, "publicKey"), "modulus");
    struct unhexed e = hex_of(json_object_get(group, "publicKey"), "publicExponent");
    struct unhexed message = hex_of(test, "msg"), signature = hex_of(test, "sig");
    struct ssh2_public_key *key = NULL;

    assert_int_equal(ssh2_public_key_rsa(&ssh2_memory_default, view(&n), view(&e),
                                         SSH2_RSA_MIN_BITS_DEFAULT, &key),
                     SSH2_CRYPTO_OK);
    assert_verdict(test, file,
                   ssh2_verify(key, hash_of(group), view(&message),
                               (struct ssh2_signature_parts){ view(&signature), { NULL, 0 } }));
    ssh2_public_key_free(key);
}

static const struct ssh2_mlkem *mlkem_of(json_t *group)
{
    const char *name = json_string_value(json_object_get(group, "parameterSet"));

    return strcmp(name, ssh2_mlkem_768.name) == 0 ? &ssh2_mlkem_768 : &ssh2_mlkem_1024;
}

/* The key of a seed, and its public half: false where it is refused. */
static bool mlkem_from_seed(const struct ssh2_mlkem *kem, const struct unhexed *seed,
                            struct ssh2_mlkem_key *key, uint8_t *public_out)
{
    EVP_KEM *fetched = EVP_KEM_fetch(NULL, kem->name, NULL);
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    size_t len = 0;

    *key = (struct ssh2_mlkem_key){ .evp = NULL };
    EVP_KEM_free(fetched);
    if (fetched == NULL) {
        OSSL_PARAM_BLD_free(builder);
        if (seed->len != sizeof(key->seed))
            return false;
        memcpy(key->seed, seed->bytes, seed->len);
        return ssh2_sodium_mlkem768_public(key->seed, public_out);
    }
    assert_int_equal(OSSL_PARAM_BLD_push_octet_string(builder, "seed", seed->bytes, seed->len), 1);
    key->evp = ssh2_evp_key_from(kem->name, builder, EVP_PKEY_KEYPAIR);
    OSSL_PARAM_BLD_free(builder);
    return key->evp != NULL &&
           EVP_PKEY_get_octet_string_param(key->evp, OSSL_PKEY_PARAM_PUB_KEY, public_out,
                                           kem->public_len, &len) == 1 &&
           len == kem->public_len;
}

static void decapsulate(json_t *group, json_t *test, const char *file)
{
    const struct ssh2_mlkem *kem = mlkem_of(group);
    struct unhexed seed = hex_of(test, "seed"), ciphertext = hex_of(test, "c");
    struct unhexed expected = hex_of(test, "K");
    uint8_t public_bytes[SSH2_KEX_PUBLIC_MAX_BYTES], secret[SSH2_MLKEM_SECRET_BYTES];
    struct ssh2_mlkem_key key;
    bool ok = mlkem_from_seed(kem, &seed, &key, public_bytes) &&
              ssh2_mlkem_decapsulate(kem, &key, view(&ciphertext), secret) == SSH2_CRYPTO_OK;

    assert_verdict(test, file, ok);
    if (ok) {
        struct unhexed public_key = hex_of(test, "ek");

        assert_int_equal(public_key.len, kem->public_len);
        assert_memory_equal(public_bytes, public_key.bytes, kem->public_len);
        assert_int_equal(expected.len, sizeof(secret));
        assert_memory_equal(secret, expected.bytes, sizeof(secret));
    }
    ssh2_mlkem_release(&key);
}

static void mlkem_holds(void **state)
{
    (void)state;
    if (!ssh2_mlkem_is_available(&ssh2_mlkem_768)) {
        print_message("neither OpenSSL nor libsodium has ML-KEM here: skipped\n");
        skip();
    }
    run_file("mlkem_768_test.json", decapsulate);
    if (ssh2_mlkem_is_available(&ssh2_mlkem_1024)) /* libsodium does not have it */
        run_file("mlkem_1024_test.json", decapsulate);
}

static void aes_gcm_holds(void **state)
{
    (void)state;
    run_file("aes_gcm_test.json", seal_and_open);
}

static void x25519_holds(void **state)
{
    (void)state;
    run_file("x25519_test.json", agree_x25519);
}

static void ecdh_holds(void **state)
{
    (void)state;
    run_file("ecdh_secp256r1_ecpoint_test.json", agree_p256);
    run_file("ecdh_secp384r1_ecpoint_test.json", agree_p384);
    run_file("ecdh_secp521r1_ecpoint_test.json", agree_p521);
}

static void ecdsa_holds(void **state)
{
    (void)state;
    run_file("ecdsa_secp256r1_sha256_test.json", verify_ecdsa);
    run_file("ecdsa_secp384r1_sha384_test.json", verify_ecdsa);
    run_file("ecdsa_secp521r1_sha512_test.json", verify_ecdsa);
}

static void ed25519_holds(void **state)
{
    (void)state;
    run_file("ed25519_test.json", verify_ed25519);
}

static void rsa_holds(void **state)
{
    (void)state;
    run_file("rsa_signature_2048_sha256_test.json", verify_rsa);
    run_file("rsa_signature_2048_sha512_test.json", verify_rsa);
    run_file("rsa_signature_4096_sha512_test.json", verify_rsa);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(aes_gcm_holds), cmocka_unit_test(x25519_holds),
        cmocka_unit_test(ecdh_holds),    cmocka_unit_test(ecdsa_holds),
        cmocka_unit_test(ed25519_holds), cmocka_unit_test(rsa_holds),
        cmocka_unit_test(mlkem_holds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
