#include "src/crypto/pem.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <stdbool.h>
#include <string.h>

#include "src/crypto/pem_cost.h"
#include "src/crypto/secret.h"
#include "src/crypto/sign_key.h"

struct passphrase_request {
    struct ssh2_bytes passphrase;
    bool was_asked;
};

/* OpenSSL's question for the passphrase. Without a function of ours it would ask the terminal. */
static int answer(char *buffer, int size, int for_writing, void *user)
{
    struct passphrase_request *request = user;

    (void)for_writing;
    request->was_asked = true;
    if (request->passphrase.data == NULL ||
        request->passphrase.len > SSH2_PEM_PASSPHRASE_MAX_BYTES ||
        request->passphrase.len > (size_t)size)
        return -1;
    memcpy(buffer, request->passphrase.data, request->passphrase.len);
    return (int)request->passphrase.len;
}

/* The numbers of a key on their way from OpenSSL's object to our constructor. */
struct numbers {
    uint8_t n[SSH2_RSA_MAX_BITS / 8], e[SSH2_RSA_MAX_BITS / 8], d[SSH2_RSA_MAX_BITS / 8];
    uint8_t p[SSH2_RSA_MAX_BITS / 8], q[SSH2_RSA_MAX_BITS / 8], iqmp[SSH2_RSA_MAX_BITS / 8];
};

/* The number called name, as len bytes at out. An empty view when evp has none or it is longer. */
static struct ssh2_bytes number_of(const EVP_PKEY *evp, const char *name, uint8_t *out, size_t len)
{
    BIGNUM *number = NULL;
    bool ok = EVP_PKEY_get_bn_param(evp, name, &number) == 1 &&
              BN_bn2binpad(number, out, (int)len) == (int)len;

    BN_clear_free(number);
    return ssh2_bytes(out, ok ? len : 0);
}

static enum ssh2_crypto_status take_rsa(const struct ssh2_memory *memory, const EVP_PKEY *evp,
                                        unsigned min_bits, struct ssh2_private_key **out)
{
    struct numbers *raw = ssh2_alloc(memory, sizeof(*raw));

    if (raw == NULL)
        return SSH2_CRYPTO_NO_MEMORY;

    struct ssh2_rsa_parts parts = {
        .n = number_of(evp, OSSL_PKEY_PARAM_RSA_N, raw->n, sizeof(raw->n)),
        .e = number_of(evp, OSSL_PKEY_PARAM_RSA_E, raw->e, sizeof(raw->e)),
        .d = number_of(evp, OSSL_PKEY_PARAM_RSA_D, raw->d, sizeof(raw->d)),
        .p = number_of(evp, OSSL_PKEY_PARAM_RSA_FACTOR1, raw->p, sizeof(raw->p)),
        .q = number_of(evp, OSSL_PKEY_PARAM_RSA_FACTOR2, raw->q, sizeof(raw->q)),
        .iqmp = number_of(evp, OSSL_PKEY_PARAM_RSA_COEFFICIENT1, raw->iqmp, sizeof(raw->iqmp)),
    };
    enum ssh2_crypto_status status = ssh2_private_key_rsa(memory, &parts, min_bits, out);

    ssh2_free_secret(memory, raw, sizeof(*raw));
    return status;
}

static enum ssh2_crypto_status take_ec(const struct ssh2_memory *memory, const EVP_PKEY *evp,
                                       struct ssh2_private_key **out)
{
    enum ssh2_key_kind kind = SSH2_KEY_ECDSA_P256;
    char name[32] = "";

    EVP_PKEY_get_group_name(evp, name, sizeof(name), NULL);
    while (ssh2_key_curve(kind) != NULL && strcmp(name, ssh2_key_curve(kind)->name) != 0)
        kind++;

    size_t len = ssh2_ecdsa_number_len(kind);

    if (len == 0)
        return SSH2_CRYPTO_UNSUPPORTED;

    /* By coordinates, because the file decides in which form OpenSSL would give the point. */
    uint8_t point[SSH2_EC_POINT_MAX_BYTES] = { 0x04 };
    uint8_t scalar[SSH2_EC_POINT_MAX_BYTES];
    struct ssh2_bytes x = number_of(evp, OSSL_PKEY_PARAM_EC_PUB_X, point + 1, len);
    struct ssh2_bytes y = number_of(evp, OSSL_PKEY_PARAM_EC_PUB_Y, point + 1 + len, len);
    struct ssh2_bytes d = number_of(evp, OSSL_PKEY_PARAM_PRIV_KEY, scalar, len);
    enum ssh2_crypto_status status = SSH2_CRYPTO_BAD_VALUE;

    if (x.len != 0 && y.len != 0 && d.len != 0)
        status = ssh2_private_key_ecdsa(memory, kind, ssh2_bytes(point, 1 + 2 * len), d, out);
    ssh2_wipe(scalar, sizeof(scalar));
    return status;
}

static enum ssh2_crypto_status take_dsa(const struct ssh2_memory *memory, const EVP_PKEY *evp,
                                        struct ssh2_private_key **out)
{
    uint8_t p[SSH2_DSA_MAX_BITS / 8], q[SSH2_DSA_NUMBER_BYTES], g[SSH2_DSA_MAX_BITS / 8];
    uint8_t y[SSH2_DSA_MAX_BITS / 8], secret[SSH2_DSA_NUMBER_BYTES];
    struct ssh2_dsa_numbers numbers = {
        .p = number_of(evp, OSSL_PKEY_PARAM_FFC_P, p, sizeof(p)),
        .q = number_of(evp, OSSL_PKEY_PARAM_FFC_Q, q, sizeof(q)),
        .g = number_of(evp, OSSL_PKEY_PARAM_FFC_G, g, sizeof(g)),
        .y = number_of(evp, OSSL_PKEY_PARAM_PUB_KEY, y, sizeof(y)),
    };
    struct ssh2_bytes x = number_of(evp, OSSL_PKEY_PARAM_PRIV_KEY, secret, sizeof(secret));
    enum ssh2_crypto_status status = ssh2_private_key_dsa(memory, &numbers, x, out);

    ssh2_wipe(secret, sizeof(secret));
    return status;
}

static enum ssh2_crypto_status take_ed25519(const struct ssh2_memory *memory, const EVP_PKEY *evp,
                                            struct ssh2_private_key **out)
{
    uint8_t seed[SSH2_ED25519_SEED_BYTES];
    uint8_t public_bytes[SSH2_ED25519_PUBLIC_BYTES];
    size_t seed_len = sizeof(seed);
    size_t public_len = sizeof(public_bytes);
    enum ssh2_crypto_status status = SSH2_CRYPTO_FAILED;

    if (EVP_PKEY_get_raw_private_key(evp, seed, &seed_len) == 1 &&
        EVP_PKEY_get_raw_public_key(evp, public_bytes, &public_len) == 1)
        status = ssh2_private_key_ed25519(memory, ssh2_bytes(seed, seed_len),
                                          ssh2_bytes(public_bytes, public_len), out);
    ssh2_wipe(seed, sizeof(seed));
    return status;
}

static enum ssh2_crypto_status take(const struct ssh2_memory *memory, const EVP_PKEY *evp,
                                    unsigned rsa_min_bits, struct ssh2_private_key **out)
{
    if (EVP_PKEY_is_a(evp, "RSA"))
        return take_rsa(memory, evp, rsa_min_bits, out);
    if (EVP_PKEY_is_a(evp, "EC"))
        return take_ec(memory, evp, out);
    if (EVP_PKEY_is_a(evp, "ED25519"))
        return take_ed25519(memory, evp, out);
    if (EVP_PKEY_is_a(evp, "DSA"))
        return take_dsa(memory, evp, out);
    return SSH2_CRYPTO_UNSUPPORTED;
}

static enum ssh2_crypto_status load(const struct ssh2_memory *memory, struct ssh2_bytes pem,
                                    struct ssh2_bytes passphrase, unsigned rsa_min_bits,
                                    struct ssh2_private_key **out)
{
    struct passphrase_request request = { passphrase, false };
    BIO *text = BIO_new_mem_buf(pem.data, (int)pem.len);

    if (text == NULL)
        return SSH2_CRYPTO_NO_MEMORY;

    EVP_PKEY *evp = PEM_read_bio_PrivateKey(text, NULL, answer, &request);

    BIO_free(text);
    if (evp == NULL)
        return request.was_asked ? SSH2_CRYPTO_WRONG_PASSPHRASE : SSH2_CRYPTO_UNSUPPORTED;

    enum ssh2_crypto_status status = take(memory, evp, rsa_min_bits, out);

    EVP_PKEY_free(evp);
    return status;
}

enum ssh2_crypto_status ssh2_pem_load(const struct ssh2_memory *memory, struct ssh2_bytes pem,
                                      struct ssh2_bytes passphrase, unsigned rsa_min_bits,
                                      struct ssh2_private_key **out)
{
    *out = NULL;
    if (pem.len == 0 || pem.len > SSH2_PEM_MAX_BYTES)
        return SSH2_CRYPTO_UNSUPPORTED;

    ERR_set_mark();
    enum ssh2_crypto_status status = SSH2_CRYPTO_UNSUPPORTED;
    if (ssh2_pem_cost_is_bearable(pem))
        status = load(memory, pem, passphrase, rsa_min_bits, out);
    ssh2_wipe_stack(); /* OpenSSL leaves the passphrase there */
    ERR_pop_to_mark();
    return status;
}
