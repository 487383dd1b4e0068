#include "src/crypto/bcrypt_pbkdf.h"

#include "src/crypto/cipher.h"
#include "src/crypto/testing.h"

/* Of "password" and "salt", 4 rounds: the vector that every implementation quotes. */
static void the_published_value_is_met(void **state)
{
    uint8_t out[32];

    (void)state;
    assert_int_equal(ssh2_bcrypt_pbkdf(ssh2_text("password"), ssh2_text("salt"), 4, out, 32),
                     SSH2_CRYPTO_OK);
    assert_is_hex(out, sizeof(out),
                  "5bbf0cc293587f1c3635555c27796598d47e579071bf427e9d8fbe842aba34d9");
}

/* A key made by ssh-keygen -t ed25519 -a 3 -N secret: 48 bytes are the key and the IV of
 * aes256-ctr; the two check words at the head of what it decrypts are the same, and the public
 * key follows after the name. */
static void a_key_that_ssh_keygen_encrypted_decrypts(void **state)
{
    struct unhexed salt = unhex("a8a0b5344b75d13b35dfa0999d5d18f7");
    struct unhexed sealed =
        unhex("fad59b129b6be4216cc94716ca1b8b3aeca0602d56695ceaed10f740509002918a"
              "6d1b5473b70f1605f2ec1f8dc25992dde45a483ba133e44cd4b3eff144590d10"
              "0012acbb68660400a60680ee9b629a495a2badd8293b27037a3d8b4d90f62045");
    uint8_t key[48], plain[96];

    (void)state;
    assert_int_equal(ssh2_bcrypt_pbkdf(ssh2_text("secret"), view(&salt), 3, key, sizeof(key)),
                     SSH2_CRYPTO_OK);

    struct ssh2_cipher *cipher =
        ssh2_cipher_new(&ssh2_memory_default, SSH2_CIPHER_AES256_CTR, SSH2_CIPHER_DECRYPT,
                        ssh2_bytes(key, 32), ssh2_bytes(key + 32, 16));

    assert_non_null(cipher);
    assert_true(ssh2_cipher_crypt(cipher, sealed.bytes, plain, sizeof(plain)));
    assert_memory_equal(plain, plain + 4, 4);
    assert_memory_equal(plain + 12, "ssh-ed25519", 11);
    assert_is_hex(plain + 27, 32,
                  "8bb405031084fda9c20cb8dbd6d95f865d4efbc64f1a0cf57d2fd0c2afa8810d");
    ssh2_cipher_free(cipher);
}

/* With one block no byte is interleaved, so a shorter output is the head of a longer one. */
static void a_shorter_output_is_the_head_of_one_block(void **state)
{
    uint8_t whole[32], part[5];

    (void)state;
    assert_int_equal(ssh2_bcrypt_pbkdf(ssh2_text("p"), ssh2_text("s"), 1, whole, sizeof(whole)),
                     SSH2_CRYPTO_OK);
    assert_int_equal(ssh2_bcrypt_pbkdf(ssh2_text("p"), ssh2_text("s"), 1, part, sizeof(part)),
                     SSH2_CRYPTO_OK);
    assert_memory_equal(whole, part, sizeof(part));
}

/* Threat G8: a file must not choose how long we work. */
static void what_is_empty_or_beyond_its_bound_is_refused_at_once(void **state)
{
    static uint8_t long_salt[SSH2_BCRYPT_SALT_MAX_BYTES + 1];
    static uint8_t long_passphrase[SSH2_BCRYPT_PASSPHRASE_MAX_BYTES + 1];
    static uint8_t out[SSH2_BCRYPT_OUT_MAX_BYTES + 1], zeros[SSH2_BCRYPT_OUT_MAX_BYTES + 1];
    struct ssh2_bytes p = ssh2_text("p"), s = ssh2_text("s"), none = { NULL, 0 };
    const struct {
        struct ssh2_bytes passphrase, salt;
        uint32_t rounds;
        size_t out_len;
    } cases[] = {
        { none, s, 1, 32 },
        { ssh2_bytes(long_passphrase, sizeof(long_passphrase)), s, 1, 32 },
        { p, none, 1, 32 },
        { p, ssh2_bytes(long_salt, sizeof(long_salt)), 1, 32 },
        { p, s, 0, 32 },
        { p, s, SSH2_BCRYPT_ROUNDS_MAX_COUNT + 1, 32 },
        { p, s, UINT32_MAX, 32 },
        { p, s, 1, 0 },
        { p, s, 1, sizeof(out) },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        memset(out, 0xee, sizeof(out));
        assert_int_equal(ssh2_bcrypt_pbkdf(cases[i].passphrase, cases[i].salt, cases[i].rounds, out,
                                           cases[i].out_len),
                         SSH2_CRYPTO_BAD_VALUE);
        assert_memory_equal(out, zeros, cases[i].out_len);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_published_value_is_met),
        cmocka_unit_test(a_key_that_ssh_keygen_encrypted_decrypts),
        cmocka_unit_test(a_shorter_output_is_the_head_of_one_block),
        cmocka_unit_test(what_is_empty_or_beyond_its_bound_is_refused_at_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
