#include "src/crypto/hash.h"

#include <openssl/err.h>
#include <openssl/evp.h>

#include "src/crypto/evp_hash.h"

static const struct {
    const EVP_MD *(*evp)(void);
    size_t len;
} kinds[] = {
    [SSH2_HASH_MD5] = { EVP_md5, 16 },       [SSH2_HASH_SHA1] = { EVP_sha1, 20 },
    [SSH2_HASH_SHA256] = { EVP_sha256, 32 }, [SSH2_HASH_SHA384] = { EVP_sha384, 48 },
    [SSH2_HASH_SHA512] = { EVP_sha512, 64 }, [SSH2_HASH_RIPEMD160] = { EVP_ripemd160, 20 },
};

static bool is_kind(enum ssh2_hash_kind kind)
{
    return (size_t)kind < sizeof(kinds) / sizeof(kinds[0]);
}

bool ssh2_hash_is_available(enum ssh2_hash_kind kind)
{
    const EVP_MD *evp = ssh2_evp_hash(kind);

    ERR_set_mark();
    EVP_MD *fetched = evp == NULL ? NULL : EVP_MD_fetch(NULL, EVP_MD_get0_name(evp), NULL);
    ERR_pop_to_mark();

    EVP_MD_free(fetched);
    return fetched != NULL;
}

size_t ssh2_hash_len(enum ssh2_hash_kind kind)
{
    return is_kind(kind) ? kinds[kind].len : 0;
}

const EVP_MD *ssh2_evp_hash(enum ssh2_hash_kind kind)
{
    return is_kind(kind) ? kinds[kind].evp() : NULL;
}

static bool begin(struct ssh2_hash *hash, enum ssh2_hash_kind kind)
{
    const EVP_MD *evp = ssh2_evp_hash(kind);

    if (evp == NULL)
        return false;
    if (hash->context == NULL)
        hash->context = EVP_MD_CTX_new();
    return hash->context != NULL && EVP_DigestInit_ex2(hash->context, evp, NULL) == 1;
}

bool ssh2_hash_init(struct ssh2_hash *hash, enum ssh2_hash_kind kind)
{
    ERR_set_mark();
    bool ok = begin(hash, kind);
    ERR_pop_to_mark();

    /* Without this an update after a failed init would go on with what was there before. */
    if (!ok)
        ssh2_hash_free(hash);
    return ok;
}

bool ssh2_hash_update(struct ssh2_hash *hash, struct ssh2_bytes input)
{
    if (hash->context == NULL)
        return false;
    return input.len == 0 || EVP_DigestUpdate(hash->context, input.data, input.len) == 1;
}

bool ssh2_hash_final(struct ssh2_hash *hash, uint8_t *out)
{
    return hash->context != NULL && EVP_DigestFinal_ex(hash->context, out, NULL) == 1;
}

void ssh2_hash_free(struct ssh2_hash *hash)
{
    EVP_MD_CTX_free(hash->context);
    hash->context = NULL;
}

bool ssh2_hash_once(enum ssh2_hash_kind kind, struct ssh2_bytes input, uint8_t *out)
{
    struct ssh2_hash hash = { 0 };
    bool ok = ssh2_hash_init(&hash, kind) && ssh2_hash_update(&hash, input) &&
              ssh2_hash_final(&hash, out);

    ssh2_hash_free(&hash);
    return ok;
}
