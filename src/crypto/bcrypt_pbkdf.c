/* The construction: PBKDF2 with bcrypt as its function, after SHA-512 of passphrase and salt, and
 * with the bytes of the blocks interleaved in the output.
 *
 * bcrypt salts Blowfish's key schedule, which no library offers, so the block function is here
 * too; OpenSSL's own is deprecated and may be left out of a build. Blowfish looks up secrets in
 * tables: as everywhere, its time can tell something to who shares the processor's cache. */
#include "src/crypto/bcrypt_pbkdf.h"

#include <stdbool.h>
#include <string.h>

#include "src/crypto/blowfish_tables.h"
#include "src/crypto/hash.h"
#include "src/crypto/secret.h"

#define SHA512_BYTES 64u
#define KEY_WORD_COUNT 16u   /* SHA-512 in 32-bit words: bcrypt's salt and its key */
#define BCRYPT_WORD_COUNT 8u /* 32 bytes come out of one bcrypt */
#define BCRYPT_BYTES 32u
#define BCRYPT_COST_COUNT 64u /* repetitions of the key schedule, and of the encryption */

static uint32_t read_be32(const uint8_t *in)
{
    return (uint32_t)in[0] << 24 | (uint32_t)in[1] << 16 | (uint32_t)in[2] << 8 | in[3];
}

static void write_be32(uint8_t *out, uint32_t value)
{
    for (unsigned i = 0; i < 4; i++)
        out[i] = (uint8_t)(value >> (24 - 8 * i));
}

static void write_le32(uint8_t *out, uint32_t value)
{
    for (unsigned i = 0; i < 4; i++)
        out[i] = (uint8_t)(value >> (8 * i));
}

static uint32_t mix(const struct ssh2_blowfish *b, uint32_t x)
{
    return ((b->s[0][x >> 24] + b->s[1][x >> 16 & 0xff]) ^ b->s[2][x >> 8 & 0xff]) +
           b->s[3][x & 0xff];
}

static void encrypt_block(const struct ssh2_blowfish *b, uint32_t *left, uint32_t *right)
{
    uint32_t l = *left, r = *right;

    for (unsigned round = 0; round < 16; round += 2) {
        l ^= b->p[round];
        r ^= mix(b, l);
        r ^= b->p[round + 1];
        l ^= mix(b, r);
    }
    *left = r ^ b->p[17];
    *right = l ^ b->p[16];
}

/* The key schedule: key goes into the subkeys; then the state replaces itself, two words at a
 * time, by the encryption of what came before, with the words of salt mixed in in turn. */
static void expand(struct ssh2_blowfish *b, const uint32_t salt[KEY_WORD_COUNT],
                   const uint32_t key[KEY_WORD_COUNT])
{
    uint32_t l = 0, r = 0;
    unsigned next = 0;

    for (unsigned i = 0; i < SSH2_BLOWFISH_P_COUNT; i++)
        b->p[i] ^= key[i % KEY_WORD_COUNT];
    for (unsigned i = 0; i < SSH2_BLOWFISH_P_COUNT; i += 2, next += 2) {
        l ^= salt[next % KEY_WORD_COUNT];
        r ^= salt[(next + 1) % KEY_WORD_COUNT];
        encrypt_block(b, &l, &r);
        b->p[i] = l;
        b->p[i + 1] = r;
    }
    for (unsigned box = 0; box < 4; box++) {
        for (unsigned i = 0; i < SSH2_BLOWFISH_S_COUNT; i += 2, next += 2) {
            l ^= salt[next % KEY_WORD_COUNT];
            r ^= salt[(next + 1) % KEY_WORD_COUNT];
            encrypt_block(b, &l, &r);
            b->s[box][i] = l;
            b->s[box][i + 1] = r;
        }
    }
}

/* bcrypt with a cost of 6 and a text of its own, of SHA-512 values. */
static void bcrypt(const uint32_t key[KEY_WORD_COUNT], const uint32_t salt[KEY_WORD_COUNT],
                   uint8_t out[BCRYPT_BYTES])
{
    static const uint32_t no_salt[KEY_WORD_COUNT];
    static const char text[] = "OxychromaticBlowfishSwatDynamite";
    struct ssh2_blowfish state = ssh2_blowfish_initial;
    uint32_t words[BCRYPT_WORD_COUNT];

    expand(&state, salt, key);
    for (unsigned i = 0; i < BCRYPT_COST_COUNT; i++) {
        expand(&state, no_salt, salt);
        expand(&state, no_salt, key);
    }

    for (unsigned i = 0; i < BCRYPT_WORD_COUNT; i++)
        words[i] = read_be32((const uint8_t *)text + 4 * i);
    for (unsigned i = 0; i < BCRYPT_COST_COUNT; i++) {
        for (unsigned j = 0; j < BCRYPT_WORD_COUNT; j += 2)
            encrypt_block(&state, &words[j], &words[j + 1]);
    }
    for (unsigned i = 0; i < BCRYPT_WORD_COUNT; i++)
        write_le32(out + 4 * i, words[i]);

    ssh2_wipe(&state, sizeof(state));
    ssh2_wipe(words, sizeof(words));
}

static bool sha512_words(struct ssh2_bytes input, uint32_t out[KEY_WORD_COUNT])
{
    uint8_t value[SHA512_BYTES];
    bool ok = ssh2_hash_once(SSH2_HASH_SHA512, input, value);

    for (unsigned i = 0; ok && i < KEY_WORD_COUNT; i++)
        out[i] = read_be32(value + 4 * i);
    ssh2_wipe(value, sizeof(value));
    return ok;
}

/* Block number index of the output, counted from 1: as in PBKDF2 the salt of the first round has
 * the number behind it, that of every further round is the result of the one before, and all
 * results are added up by exclusive or. */
static bool derive_block(const uint32_t key[KEY_WORD_COUNT], struct ssh2_bytes salt, uint32_t index,
                         uint32_t rounds, uint8_t out[BCRYPT_BYTES])
{
    uint8_t numbered[SSH2_BCRYPT_SALT_MAX_BYTES + 4];
    uint8_t result[BCRYPT_BYTES];
    uint32_t round_salt[KEY_WORD_COUNT];

    memcpy(numbered, salt.data, salt.len);
    write_be32(numbered + salt.len, index);
    memset(out, 0, BCRYPT_BYTES);

    bool ok = sha512_words(ssh2_bytes(numbered, salt.len + 4), round_salt);

    for (uint32_t round = 0; ok && round < rounds; round++) {
        bcrypt(key, round_salt, result);
        for (unsigned i = 0; i < BCRYPT_BYTES; i++)
            out[i] ^= result[i];
        ok = sha512_words(ssh2_bytes(result, sizeof(result)), round_salt);
    }
    ssh2_wipe(result, sizeof(result));
    ssh2_wipe(round_salt, sizeof(round_salt));
    return ok;
}

/* The blocks' bytes in turn: byte i of block b (from 0) is byte i * block_count + b of out. */
static bool derive(const uint32_t key[KEY_WORD_COUNT], struct ssh2_bytes salt, uint32_t rounds,
                   uint8_t *out, size_t out_len)
{
    size_t block_count = (out_len + BCRYPT_BYTES - 1) / BCRYPT_BYTES;
    uint8_t block[BCRYPT_BYTES];
    bool ok = true;

    for (size_t b = 0; ok && b < block_count; b++) {
        ok = derive_block(key, salt, (uint32_t)b + 1, rounds, block);
        for (size_t i = 0; i < BCRYPT_BYTES && i * block_count + b < out_len; i++)
            out[i * block_count + b] = block[i];
    }
    ssh2_wipe(block, sizeof(block));
    return ok;
}

static bool is_between(size_t value, size_t least, size_t most)
{
    return value >= least && value <= most;
}

enum ssh2_crypto_status ssh2_bcrypt_pbkdf(struct ssh2_bytes passphrase, struct ssh2_bytes salt,
                                          uint32_t rounds, uint8_t *out, size_t out_len)
{
    uint32_t key[KEY_WORD_COUNT];

    ssh2_wipe(out, out_len);
    if (!is_between(passphrase.len, 1, SSH2_BCRYPT_PASSPHRASE_MAX_BYTES) ||
        !is_between(salt.len, 1, SSH2_BCRYPT_SALT_MAX_BYTES) ||
        !is_between(rounds, 1, SSH2_BCRYPT_ROUNDS_MAX_COUNT) ||
        !is_between(out_len, 1, SSH2_BCRYPT_OUT_MAX_BYTES))
        return SSH2_CRYPTO_BAD_VALUE;

    bool ok = sha512_words(passphrase, key) && derive(key, salt, rounds, out, out_len);

    ssh2_wipe(key, sizeof(key));
    if (!ok)
        ssh2_wipe(out, out_len);
    return ok ? SSH2_CRYPTO_OK : SSH2_CRYPTO_FAILED;
}
