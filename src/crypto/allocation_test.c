/* What the adapters and OpenSSL below them allocate: nothing for a packet; and what happens when
 * OpenSSL gets no memory. */
#include <openssl/crypto.h>
#include <stdbool.h>
#include <stdio.h>

#include "src/crypto/chachapoly.h"
#include "src/crypto/cipher.h"
#include "src/crypto/gcm.h"
#include "src/crypto/kex.h"
#include "src/crypto/mac.h"
#include "src/crypto/pem.h"
#include "src/crypto/sign.h"
#include "src/crypto/testing.h"
#include "src/crypto/testing_keys.h"

#define PACKET_BYTES 32768u
#define PACKET_COUNT 50
#define NEVER SIZE_MAX

static size_t allocations;          /* by OpenSSL, since the start */
static size_t failing_from = NEVER; /* allocations from this one on fail */

static bool may_allocate(void)
{
    return allocations++ < failing_from;
}

static void *counted_malloc(size_t len, const char *file, int line)
{
    (void)file;
    (void)line;
    return may_allocate() ? malloc(len) : NULL;
}

static void *counted_realloc(void *p, size_t len, const char *file, int line)
{
    (void)file;
    (void)line;
    return may_allocate() ? realloc(p, len) : NULL;
}

static void counted_free(void *p, const char *file, int line)
{
    (void)file;
    (void)line;
    free(p);
}

static uint8_t packet[PACKET_BYTES + 64];
static const uint8_t key_bytes[SSH2_CHACHAPOLY_KEY_BYTES];

static struct ssh2_bytes key_of(size_t len)
{
    return ssh2_bytes(key_bytes, len);
}

static void gcm_allocates_nothing_for_a_packet(void **state)
{
    const struct ssh2_memory *memory = &ssh2_memory_default;
    struct ssh2_gcm *seal = ssh2_gcm_new(memory, SSH2_CIPHER_ENCRYPT, key_of(32));
    struct ssh2_gcm *open = ssh2_gcm_new(memory, SSH2_CIPHER_DECRYPT, key_of(32));
    uint8_t nonce[SSH2_GCM_NONCE_BYTES] = { 0 };
    struct ssh2_bytes span = ssh2_bytes(packet, PACKET_BYTES);
    struct ssh2_bytes sealed = ssh2_bytes(packet, PACKET_BYTES + SSH2_GCM_TAG_BYTES);
    size_t before = 0;

    (void)state;
    for (int i = 0; i < PACKET_COUNT; i++) {
        if (i == 1)
            before = allocations;
        nonce[0] = (uint8_t)i;
        assert_true(ssh2_gcm_seal(seal, nonce, key_of(4), &span, 1, packet));
        assert_true(ssh2_gcm_open(open, nonce, key_of(4), sealed, packet));
    }
    assert_int_equal(allocations, before);
    ssh2_gcm_free(seal);
    ssh2_gcm_free(open);
}

static void chachapoly_allocates_nothing_for_a_packet(void **state)
{
    struct ssh2_chachapoly *cipher = ssh2_chachapoly_new(&ssh2_memory_default, key_bytes);
    struct ssh2_bytes span = ssh2_bytes(packet + SSH2_CHACHAPOLY_LENGTH_BYTES, PACKET_BYTES);
    struct ssh2_bytes sealed =
        ssh2_bytes(packet, SSH2_CHACHAPOLY_LENGTH_BYTES + PACKET_BYTES + SSH2_CHACHAPOLY_TAG_BYTES);
    uint8_t length[SSH2_CHACHAPOLY_LENGTH_BYTES] = { 0 };
    size_t before = 0;

    (void)state;
    for (uint32_t i = 0; i < PACKET_COUNT; i++) {
        if (i == 1)
            before = allocations;
        assert_true(ssh2_chachapoly_seal(cipher, i, length, &span, 1, packet));
        assert_true(ssh2_chachapoly_decrypt_length(cipher, i, packet, length));
        assert_true(ssh2_chachapoly_open(cipher, i, sealed, packet + SSH2_CHACHAPOLY_LENGTH_BYTES));
    }
    assert_int_equal(allocations, before);
    ssh2_chachapoly_free(cipher);
}

static void ctr_allocates_nothing_and_hmac_two_for_a_packet(void **state)
{
    const struct ssh2_memory *memory = &ssh2_memory_default;
    struct ssh2_cipher *cipher = ssh2_cipher_new(memory, SSH2_CIPHER_AES256_CTR,
                                                 SSH2_CIPHER_ENCRYPT, key_of(32), key_of(16));
    struct ssh2_mac *mac = ssh2_mac_new(memory, SSH2_HASH_SHA256, key_of(32));
    uint8_t tag[SSH2_HASH_MAX_BYTES];
    size_t before = allocations;

    (void)state;
    for (int i = 0; i < PACKET_COUNT; i++)
        assert_true(ssh2_cipher_crypt(cipher, packet, packet, PACKET_BYTES));
    assert_int_equal(allocations, before);
    for (int i = 0; i < PACKET_COUNT; i++)
        assert_true(ssh2_mac_start(mac) && ssh2_mac_update(mac, ssh2_bytes(packet, PACKET_BYTES)) &&
                    ssh2_mac_final(mac, tag));
    assert_true(allocations - before <= 2 * PACKET_COUNT); /* see mac.c */
    ssh2_cipher_free(cipher);
    ssh2_mac_free(mac);
}

/* Each makes something, uses it and takes it away again; false when any step failed. */

static bool use_cipher(void)
{
    struct ssh2_cipher *cipher = ssh2_cipher_new(&ssh2_memory_default, SSH2_CIPHER_AES256_CTR,
                                                 SSH2_CIPHER_ENCRYPT, key_of(32), key_of(16));
    bool ok = cipher != NULL && ssh2_cipher_crypt(cipher, packet, packet, 64);

    ssh2_cipher_free(cipher);
    return ok;
}

static bool use_gcm(void)
{
    struct ssh2_gcm *gcm = ssh2_gcm_new(&ssh2_memory_default, SSH2_CIPHER_ENCRYPT, key_of(32));
    struct ssh2_bytes span = ssh2_bytes(packet, 64);
    bool ok = gcm != NULL && ssh2_gcm_seal(gcm, key_bytes, key_of(4), &span, 1, packet);

    ssh2_gcm_free(gcm);
    return ok;
}

static bool use_chachapoly(void)
{
    struct ssh2_chachapoly *cipher = ssh2_chachapoly_new(&ssh2_memory_default, key_bytes);
    bool ok = cipher != NULL && ssh2_chachapoly_seal(cipher, 0, key_bytes, NULL, 0, packet);

    ssh2_chachapoly_free(cipher);
    return ok;
}

static bool use_mac(void)
{
    struct ssh2_mac *mac = ssh2_mac_new(&ssh2_memory_default, SSH2_HASH_SHA256, key_of(32));
    uint8_t tag[SSH2_HASH_MAX_BYTES];
    bool ok = mac != NULL && ssh2_mac_start(mac) && ssh2_mac_update(mac, key_of(4)) &&
              ssh2_mac_final(mac, tag);

    ssh2_mac_free(mac);
    return ok;
}

static bool use_hash(void)
{
    uint8_t out[SSH2_HASH_MAX_BYTES];

    return ssh2_hash_once(SSH2_HASH_SHA512, key_of(4), out);
}

static bool use_kex(enum ssh2_kex_kind kind)
{
    struct ssh2_kex_key *key = NULL;
    struct ssh2_kex_secret secret;
    bool ok =
        ssh2_kex_generate(&ssh2_memory_default, kind, SSH2_KEX_INITIATOR, &key) == SSH2_CRYPTO_OK &&
        ssh2_kex_agree(key, ssh2_kex_public(key), &secret) == SSH2_CRYPTO_OK;

    ssh2_kex_free(key);
    return ok;
}

static bool use_ecdh(void)
{
    return use_kex(SSH2_KEX_ECDH_P256);
}

static bool use_dh(void)
{
    return use_kex(SSH2_KEX_DH_GROUP1);
}

static bool use_key(const char *pem)
{
    struct ssh2_private_key *key = NULL;
    struct ssh2_signature signature;
    bool ok = ssh2_pem_load(&ssh2_memory_default, ssh2_text(pem), ssh2_bytes(NULL, 0), 2048,
                            &key) == SSH2_CRYPTO_OK &&
              ssh2_sign(key, SSH2_HASH_SHA256, key_of(4), &signature) == SSH2_CRYPTO_OK;

    ssh2_private_key_free(key);
    return ok;
}

static bool use_rsa(void)
{
    return use_key(TEST_RSA_PKCS1);
}

static bool use_ecdsa(void)
{
    return use_key(TEST_P256_SEC1);
}

/* Threats P8 and K18: with every number of successful allocations the answer is a clean failure
 * or a right result, and once memory is back everything works again. */
static void a_library_without_memory_is_reported(void **state)
{
    static bool (*const uses[])(void) = { use_hash, use_mac, use_cipher, use_gcm,  use_chachapoly,
                                          use_ecdh, use_dh,  use_rsa,    use_ecdsa };

    (void)state;
    for (size_t i = 0; i < sizeof(uses) / sizeof(uses[0]); i++) {
        assert_true(uses[i]()); /* what is fetched once is there from now on */

        size_t before = allocations;

        assert_true(uses[i]());

        size_t needed = allocations - before;
        size_t step = 1 + needed / 200;

        for (size_t allowed = 0; allowed < needed; allowed += step) {
            failing_from = allocations + allowed;
            bool ok = uses[i]();

            failing_from = NEVER;
            if (allowed == 0)
                assert_false(ok);
            assert_true(uses[i]());
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gcm_allocates_nothing_for_a_packet),
        cmocka_unit_test(chachapoly_allocates_nothing_for_a_packet),
        cmocka_unit_test(ctr_allocates_nothing_and_hmac_two_for_a_packet),
        cmocka_unit_test(a_library_without_memory_is_reported),
    };

    /* Possible only before OpenSSL has allocated anything. */
    if (CRYPTO_set_mem_functions(counted_malloc, counted_realloc, counted_free) != 1) {
        fputs("OpenSSL does not let its allocations be counted\n", stderr);
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
