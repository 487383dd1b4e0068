/* Threat H12: what stands in an RSA signature beside the hash has one form, to the byte. Who lets a
 * verifier pass over some of it forges signatures, most easily where e is 3. RFC 8017, section 9.2.
 */
#include <openssl/rsa.h>

#include "src/crypto/hash.h"
#include "src/crypto/pem.h"
#include "src/crypto/sign.h"
#include "src/crypto/sign_key.h"
#include "src/crypto/testing.h"
#include "src/crypto/testing_keys.h"

#define KEY_BYTES 256u
#define MESSAGE ssh2_text("what the session signs")

/* DigestInfo of SHA-256, before the hash. RFC 8017, section 9.2, note 1. */
#define SHA256_INFO "\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20"
#define WITHOUT_NULL "\x30\x2f\x30\x0b\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x04\x20"
#define SHA512_INFO "\x30\x51\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x03\x05\x00\x04\x40"
#define LONG_LENGTH \
    "\x30\x81\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20"

struct padding {
    const char *why;
    uint8_t first, type; /* 0 and 1 */
    int filler;          /* 0xff */
    size_t filler_len;   /* 0: as many as there is room for */
    struct ssh2_bytes info;
    bool is_right;
};

static const struct padding paddings[] = {
    { "as it should be", 0, 1, 0xff, 0, SSH2_TEXT(SHA256_INFO), true },
    { "no NULL among the parameters", 0, 1, 0xff, 0, SSH2_TEXT(WITHOUT_NULL), false },
    { "another hash's name", 0, 1, 0xff, 0, SSH2_TEXT(SHA512_INFO), false },
    { "a length in its long form", 0, 1, 0xff, 0, SSH2_TEXT(LONG_LENGTH), false },
    { "no name of a hash at all", 0, 1, 0xff, 0, SSH2_TEXT(""), false },
    { "bytes behind the hash (Bleichenbacher, 2006)", 0, 1, 0xff, 8, SSH2_TEXT(SHA256_INFO),
      false },
    { "a filler that is not all ones", 0, 1, 0xfe, 0, SSH2_TEXT(SHA256_INFO), false },
    { "encryption's type", 0, 2, 0xff, 0, SSH2_TEXT(SHA256_INFO), false },
    { "the type of nothing", 0, 0, 0x00, 0, SSH2_TEXT(SHA256_INFO), false },
};

/* The number that is then raised to the private exponent. */
static void pad(const struct padding *p, const uint8_t hash[32], uint8_t out[KEY_BYTES])
{
    size_t info_len = p->info.len;
    size_t filler_len = p->filler_len != 0 ? p->filler_len : KEY_BYTES - 3 - info_len - 32;
    struct ssh2_bytes rest = ssh2_bytes(out + 2 + filler_len, KEY_BYTES - 2 - filler_len);

    memset(out, 0x55, KEY_BYTES); /* what stands behind the hash, if anything does */
    out[0] = p->first;
    out[1] = p->type;
    memset(out + 2, p->filler, filler_len);
    assert_true(rest.len >= 1 + info_len + 32);
    out[2 + filler_len] = 0;
    if (info_len > 0)
        memcpy(out + 3 + filler_len, p->info.data, info_len);
    memcpy(out + 3 + filler_len + info_len, hash, 32);
}

/* RSA without any padding, as nobody should use it. */
static void raise(const struct ssh2_private_key *key, const uint8_t in[KEY_BYTES],
                  uint8_t out[KEY_BYTES])
{
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(key->evp, NULL);
    size_t len = KEY_BYTES;

    assert_non_null(context);
    assert_int_equal(EVP_PKEY_decrypt_init(context), 1);
    assert_int_equal(EVP_PKEY_CTX_set_rsa_padding(context, RSA_NO_PADDING), 1);
    assert_int_equal(EVP_PKEY_decrypt(context, out, &len, in, KEY_BYTES), 1);
    assert_int_equal(len, KEY_BYTES);
    EVP_PKEY_CTX_free(context);
}

static void rsa_padding_has_one_form(void **state)
{
    struct ssh2_private_key *key = NULL;
    uint8_t hash[SSH2_HASH_MAX_BYTES];

    (void)state;
    assert_int_equal(ssh2_pem_load(&ssh2_memory_default, ssh2_text(TEST_RSA_PKCS1),
                                   ssh2_bytes(NULL, 0), SSH2_RSA_MIN_BITS_DEFAULT, &key),
                     SSH2_CRYPTO_OK);
    assert_true(ssh2_hash_once(SSH2_HASH_SHA256, MESSAGE, hash));
    for (size_t i = 0; i < sizeof(paddings) / sizeof(paddings[0]); i++) {
        uint8_t padded[KEY_BYTES], signature[KEY_BYTES];
        struct ssh2_signature_parts parts = { .first = ssh2_bytes(signature, KEY_BYTES) };

        print_message("%s\n", paddings[i].why);
        pad(&paddings[i], hash, padded);
        raise(key, padded, signature);
        assert_int_equal(
            ssh2_verify(ssh2_private_key_public(key), SSH2_HASH_SHA256, MESSAGE, parts),
            paddings[i].is_right);
    }
    ssh2_private_key_free(key);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rsa_padding_has_one_form),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
