#include "src/crypto/cipher.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <string.h>

#include "src/crypto/evp_legacy.h"
#include "src/crypto/evp_spans.h"
#include "src/crypto/secret.h"

#define ARCFOUR128_DISCARD_BYTES 1536u /* RFC 4345, section 4 */

struct kind {
    const EVP_CIPHER *(*evp)(void); /* NULL and no legacy name either: nothing is encrypted */
    size_t key_len, iv_len, block_len;
    bool is_chained;
    const char *legacy; /* its name in OpenSSL's legacy provider */
    size_t discard_len; /* bytes of the stream that are not used */
};

static const struct kind kinds[] = {
    [SSH2_CIPHER_NONE] = { .block_len = 8 },
    [SSH2_CIPHER_AES128_CTR] = { EVP_aes_128_ctr, 16, 16, 16, false, NULL, 0 },
    [SSH2_CIPHER_AES192_CTR] = { EVP_aes_192_ctr, 24, 16, 16, false, NULL, 0 },
    [SSH2_CIPHER_AES256_CTR] = { EVP_aes_256_ctr, 32, 16, 16, false, NULL, 0 },
    [SSH2_CIPHER_AES128_CBC] = { EVP_aes_128_cbc, 16, 16, 16, true, NULL, 0 },
    [SSH2_CIPHER_AES192_CBC] = { EVP_aes_192_cbc, 24, 16, 16, true, NULL, 0 },
    [SSH2_CIPHER_AES256_CBC] = { EVP_aes_256_cbc, 32, 16, 16, true, NULL, 0 },
    [SSH2_CIPHER_3DES_CBC] = { EVP_des_ede3_cbc, 24, 8, 8, true, NULL, 0 },
    [SSH2_CIPHER_BLOWFISH_CBC] = { NULL, 16, 8, 8, true, "BF-CBC", 0 },
    [SSH2_CIPHER_CAST128_CBC] = { NULL, 16, 8, 8, true, "CAST5-CBC", 0 },
    [SSH2_CIPHER_ARCFOUR] = { NULL, 16, 0, 8, false, "RC4", 0 },
    [SSH2_CIPHER_ARCFOUR128] = { NULL, 16, 0, 8, false, "RC4", ARCFOUR128_DISCARD_BYTES },
};

struct ssh2_cipher {
    const struct ssh2_memory *memory;
    EVP_CIPHER_CTX *context; /* NULL for none */
    struct ssh2_evp_legacy legacy;
};

static const struct kind *find(enum ssh2_cipher_kind kind)
{
    static const struct kind unknown = { .block_len = 0 };

    return (size_t)kind < sizeof(kinds) / sizeof(kinds[0]) ? &kinds[kind] : &unknown;
}

bool ssh2_cipher_is_available(enum ssh2_cipher_kind kind)
{
    const struct kind *k = find(kind);
    struct ssh2_evp_legacy legacy;

    if (k->legacy == NULL)
        return k->block_len != 0;

    ERR_set_mark();
    bool is_there = ssh2_evp_legacy_load(&legacy, k->legacy);
    ERR_pop_to_mark();

    ssh2_evp_legacy_unload(&legacy);
    return is_there;
}

bool ssh2_cipher_is_chained(enum ssh2_cipher_kind kind)
{
    return find(kind)->is_chained;
}

size_t ssh2_cipher_key_len(enum ssh2_cipher_kind kind)
{
    return find(kind)->key_len;
}

size_t ssh2_cipher_iv_len(enum ssh2_cipher_kind kind)
{
    return find(kind)->iv_len;
}

size_t ssh2_cipher_block_len(enum ssh2_cipher_kind kind)
{
    return find(kind)->block_len;
}

static EVP_CIPHER_CTX *keyed_context_new(const EVP_CIPHER *evp, int encrypt, const uint8_t *key,
                                         const uint8_t *iv)
{
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();

    /* Padding is SSH's own (RFC 4253, section 6). */
    if (context != NULL && EVP_CipherInit_ex2(context, evp, key, iv, encrypt, NULL) == 1 &&
        EVP_CIPHER_CTX_set_padding(context, 0) == 1)
        return context;
    EVP_CIPHER_CTX_free(context);
    return NULL;
}

static bool cipher_of_none(const struct kind *k)
{
    return k->evp == NULL && k->legacy == NULL;
}

static bool discard(EVP_CIPHER_CTX *context, size_t len)
{
    uint8_t stream[ARCFOUR128_DISCARD_BYTES] = { 0 };
    int written = 0;
    bool ok = len == 0 || EVP_CipherUpdate(context, stream, &written, stream, (int)len) == 1;

    ssh2_wipe(stream, sizeof(stream));
    return ok;
}

static bool set_key(struct ssh2_cipher *cipher, const struct kind *k, int encrypt,
                    const uint8_t *key, const uint8_t *iv)
{
    if (k->legacy != NULL && !ssh2_evp_legacy_load(&cipher->legacy, k->legacy))
        return false;

    const EVP_CIPHER *evp = k->legacy != NULL ? cipher->legacy.cipher : k->evp();

    cipher->context = keyed_context_new(evp, encrypt, key, iv);
    return cipher->context != NULL && discard(cipher->context, k->discard_len);
}

struct ssh2_cipher *ssh2_cipher_new(const struct ssh2_memory *memory, enum ssh2_cipher_kind kind,
                                    enum ssh2_cipher_direction direction, struct ssh2_bytes key,
                                    struct ssh2_bytes iv)
{
    const struct kind *k = find(kind);

    if (k->block_len == 0 || key.len != k->key_len || iv.len != k->iv_len)
        return NULL;

    struct ssh2_cipher *cipher = ssh2_calloc(memory, 1, sizeof(*cipher));

    if (cipher == NULL)
        return NULL;
    cipher->memory = memory;
    if (cipher_of_none(k))
        return cipher;

    ERR_set_mark();
    bool ok = set_key(cipher, k, direction == SSH2_CIPHER_ENCRYPT, key.data, iv.data);
    ERR_pop_to_mark();
    if (!ok) {
        ssh2_cipher_free(cipher);
        return NULL;
    }
    return cipher;
}

static bool copy_spans(const struct ssh2_bytes *spans, size_t span_count, uint8_t *out)
{
    for (size_t i = 0; i < span_count; i++) {
        if (spans[i].len != 0)
            memmove(out, spans[i].data, spans[i].len);
        out += spans[i].len;
    }
    return true;
}

bool ssh2_cipher_crypt(struct ssh2_cipher *cipher, const uint8_t *in, uint8_t *out, size_t len)
{
    struct ssh2_bytes span = ssh2_bytes(in, len);

    return ssh2_cipher_crypt_spans(cipher, &span, 1, out);
}

bool ssh2_cipher_crypt_spans(struct ssh2_cipher *cipher, const struct ssh2_bytes *spans,
                             size_t span_count, uint8_t *out)
{
    if (cipher->context == NULL)
        return copy_spans(spans, span_count, out);

    size_t written = 0;

    ERR_set_mark();
    bool ok = ssh2_evp_spans(cipher->context, spans, span_count, out, &written);
    ERR_pop_to_mark();
    return ok && written == ssh2_spans_len(spans, span_count);
}

void ssh2_cipher_free(struct ssh2_cipher *cipher)
{
    if (cipher == NULL)
        return;
    EVP_CIPHER_CTX_free(cipher->context); /* OpenSSL wipes the key schedule */
    ssh2_evp_legacy_unload(&cipher->legacy);
    ssh2_free(cipher->memory, cipher);
}
