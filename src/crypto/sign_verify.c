/* Verifying signatures. */
#include "src/crypto/sign.h"

#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <sodium.h>
#include <string.h>

#include "src/crypto/evp_hash.h"
#include "src/crypto/sign_key.h"

bool ssh2_hash_goes_with(enum ssh2_key_kind kind, enum ssh2_hash_kind hash)
{
    switch (kind) {
    case SSH2_KEY_ED25519:
        return true;
    case SSH2_KEY_RSA: /* RFC 4253, section 6.6, and RFC 8332, section 3 */
        return hash == SSH2_HASH_SHA1 || hash == SSH2_HASH_SHA256 || hash == SSH2_HASH_SHA512;
    case SSH2_KEY_DSA:
        return hash == SSH2_HASH_SHA1;
    case SSH2_KEY_ECDSA_P256: /* RFC 5656, section 6.2.1 */
    case SSH2_KEY_ECDSA_P384:
    case SSH2_KEY_ECDSA_P521:
        return hash == SSH2_HASH_SHA256 || hash == SSH2_HASH_SHA384 || hash == SSH2_HASH_SHA512;
    }
    return false;
}

static bool verify_by_openssl(EVP_PKEY *evp, enum ssh2_hash_kind hash, struct ssh2_bytes message,
                              struct ssh2_bytes encoded)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool ok = context != NULL &&
              EVP_DigestVerifyInit(context, NULL, ssh2_evp_hash(hash), NULL, evp) == 1 &&
              EVP_DigestVerify(context, encoded.data, encoded.len, message.data, message.len) == 1;

    EVP_MD_CTX_free(context);
    return ok;
}

/* PKCS#1 v1.5 is OpenSSL's default for RSA. It insists on a signature of n's length, where
 * RFC 8332, section 3 lets a signer leave out leading zeros. */
static bool verify_rsa(const struct ssh2_public_key *key, enum ssh2_hash_kind hash,
                       struct ssh2_bytes message, struct ssh2_bytes signature)
{
    uint8_t padded[SSH2_SIGNATURE_MAX_BYTES] = { 0 };

    if (signature.len == 0 || signature.len > key->n_len)
        return false;
    memcpy(padded + key->n_len - signature.len, signature.data, signature.len);
    return verify_by_openssl(key->evp, hash, message, ssh2_bytes(padded, key->n_len));
}

/* r and s as the DER that OpenSSL wants for ECDSA and DSA alike; 0 when there is no memory. *der is
 * to be freed. */
static size_t numbers_to_der(struct ssh2_bytes r, struct ssh2_bytes s, uint8_t **der)
{
    ECDSA_SIG *signature = ECDSA_SIG_new();
    BIGNUM *r_number = BN_bin2bn(r.data, (int)r.len, NULL);
    BIGNUM *s_number = BN_bin2bn(s.data, (int)s.len, NULL);
    int len = 0;

    if (signature != NULL && r_number != NULL && s_number != NULL &&
        ECDSA_SIG_set0(signature, r_number, s_number) == 1) {
        r_number = NULL; /* signature's from here */
        s_number = NULL;
        len = i2d_ECDSA_SIG(signature, der);
    }
    BN_free(r_number);
    BN_free(s_number);
    ECDSA_SIG_free(signature);
    return len > 0 ? (size_t)len : 0;
}

static bool verify_two_numbers(const struct ssh2_public_key *key, enum ssh2_hash_kind hash,
                               struct ssh2_bytes message, struct ssh2_signature_parts signature)
{
    struct ssh2_bytes r = ssh2_strip_zeros(signature.first);
    struct ssh2_bytes s = ssh2_strip_zeros(signature.second);
    size_t max_len = ssh2_signature_number_len(key->kind);
    uint8_t *der = NULL;

    if (r.len == 0 || r.len > max_len || s.len == 0 || s.len > max_len)
        return false;

    size_t der_len = numbers_to_der(r, s, &der);
    bool ok = der_len != 0 && verify_by_openssl(key->evp, hash, message, ssh2_bytes(der, der_len));

    OPENSSL_free(der);
    return ok;
}

static bool verify(const struct ssh2_public_key *key, enum ssh2_hash_kind hash,
                   struct ssh2_bytes message, struct ssh2_signature_parts signature)
{
    if (!ssh2_hash_goes_with(key->kind, hash))
        return false;
    if (ssh2_signature_number_len(key->kind) != 0)
        return verify_two_numbers(key, hash, message, signature);
    if (signature.second.len != 0)
        return false;
    if (key->kind == SSH2_KEY_RSA)
        return verify_rsa(key, hash, message, signature.first);

    /* libsodium refuses S >= L, and points of small order or not in canonical form. */
    return signature.first.len == SSH2_ED25519_SIGNATURE_BYTES &&
           crypto_sign_verify_detached(signature.first.data, message.data, message.len,
                                       key->point) == 0;
}

bool ssh2_verify(const struct ssh2_public_key *key, enum ssh2_hash_kind hash,
                 struct ssh2_bytes message, struct ssh2_signature_parts signature)
{
    ERR_set_mark();
    bool ok = verify(key, hash, message, signature);
    ERR_pop_to_mark();
    return ok;
}
