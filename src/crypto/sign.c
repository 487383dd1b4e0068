/* Making signatures. */
#include "src/crypto/sign.h"

#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <sodium.h>

#include "src/crypto/evp_hash.h"
#include "src/crypto/secret.h"
#include "src/crypto/sign_key.h"

struct ssh2_signature_parts ssh2_signature_parts(const struct ssh2_signature *signature)
{
    return (struct ssh2_signature_parts){
        .first = ssh2_bytes(signature->bytes, signature->first_len),
        .second = ssh2_bytes(signature->bytes + signature->first_len, signature->second_len),
    };
}

/* RSA's number, or the DER of ECDSA and DSA: fills out->bytes and out->first_len. */
static bool sign_by_openssl(EVP_PKEY *evp, enum ssh2_hash_kind hash, struct ssh2_bytes message,
                            struct ssh2_signature *out)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();

    out->first_len = sizeof(out->bytes);
    bool ok = context != NULL &&
              EVP_DigestSignInit(context, NULL, ssh2_evp_hash(hash), NULL, evp) == 1 &&
              EVP_DigestSign(context, out->bytes, &out->first_len, message.data, message.len) == 1;
    EVP_MD_CTX_free(context);
    return ok;
}

/* Turns the DER in out into r and s, each number_len bytes. */
static bool numbers_from_der(struct ssh2_signature *out, size_t number_len)
{
    const uint8_t *der = out->bytes;
    ECDSA_SIG *signature = d2i_ECDSA_SIG(NULL, &der, (long)out->first_len);
    int len = (int)number_len;
    bool ok = signature != NULL &&
              BN_bn2binpad(ECDSA_SIG_get0_r(signature), out->bytes, len) == len &&
              BN_bn2binpad(ECDSA_SIG_get0_s(signature), out->bytes + number_len, len) == len;

    ECDSA_SIG_free(signature);
    out->first_len = number_len;
    out->second_len = number_len;
    return ok;
}

static bool sign(const struct ssh2_private_key *key, enum ssh2_hash_kind hash,
                 struct ssh2_bytes message, struct ssh2_signature *out)
{
    size_t number_len = ssh2_signature_number_len(key->public_half->kind);

    if (key->public_half->kind == SSH2_KEY_ED25519) {
        out->first_len = SSH2_ED25519_SIGNATURE_BYTES;
        return crypto_sign_detached(out->bytes, NULL, message.data, message.len, key->ed25519) == 0;
    }
    if (!sign_by_openssl(key->evp, hash, message, out))
        return false;
    return number_len == 0 || numbers_from_der(out, number_len);
}

enum ssh2_crypto_status ssh2_sign(const struct ssh2_private_key *key, enum ssh2_hash_kind hash,
                                  struct ssh2_bytes message, struct ssh2_signature *out)
{
    *out = (struct ssh2_signature){ 0 };
    if (!ssh2_hash_goes_with(key->public_half->kind, hash))
        return SSH2_CRYPTO_UNSUPPORTED;

    ERR_set_mark();
    bool ok = sign(key, hash, message, out);
    ERR_pop_to_mark();

    /* Threat H27: a signature with a fault in it reveals the key. */
    if (ok && ssh2_verify(key->public_half, hash, message, ssh2_signature_parts(out)))
        return SSH2_CRYPTO_OK;
    ssh2_wipe(out, sizeof(*out));
    return SSH2_CRYPTO_FAILED;
}
