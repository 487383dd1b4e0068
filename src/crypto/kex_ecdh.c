/* ECDH on the NIST curves (RFC 5656, section 4; SEC 1, section 3.3.1), by OpenSSL. */
#include "src/crypto/kex_method.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>

#include "src/crypto/evp_curve.h"

static const struct ssh2_curve *curve_of(const struct ssh2_kex_key *key)
{
    return &ssh2_curves[SSH2_CURVE_P256 + (int)key->kind - (int)SSH2_KEX_ECDH_P256];
}

static enum ssh2_crypto_status generate(struct ssh2_kex_key *key)
{
    const struct ssh2_curve *curve = curve_of(key);

    key->state.ec = EVP_EC_gen(curve->name);
    if (key->state.ec == NULL)
        return SSH2_CRYPTO_FAILED;
    if (EVP_PKEY_get_octet_string_param(key->state.ec, OSSL_PKEY_PARAM_PUB_KEY, key->public_bytes,
                                        sizeof(key->public_bytes), &key->public_len) != 1)
        return SSH2_CRYPTO_FAILED;
    return ssh2_curve_point_is_formed(curve, ssh2_kex_public(key)) ? SSH2_CRYPTO_OK
                                                                   : SSH2_CRYPTO_FAILED;
}

static bool derive(EVP_PKEY *ours, EVP_PKEY *peer, struct ssh2_kex_secret *out)
{
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_pkey(NULL, ours, NULL);

    out->len = sizeof(out->bytes);
    bool ok = context != NULL && EVP_PKEY_derive_init(context) == 1 &&
              EVP_PKEY_derive_set_peer_ex(context, peer, 1) == 1 &&
              EVP_PKEY_derive(context, out->bytes, &out->len) == 1;
    EVP_PKEY_CTX_free(context);
    return ok;
}

static enum ssh2_crypto_status agree(struct ssh2_kex_key *key, struct ssh2_bytes peer_public,
                                     struct ssh2_kex_secret *out)
{
    const struct ssh2_curve *curve = curve_of(key);
    EVP_PKEY *peer = ssh2_curve_key_new(curve, peer_public, ssh2_bytes(NULL, 0));

    if (peer == NULL)
        return SSH2_CRYPTO_BAD_VALUE;

    bool ok = derive(key->state.ec, peer, out);

    EVP_PKEY_free(peer);
    return ok && out->len == curve->number_len ? SSH2_CRYPTO_OK : SSH2_CRYPTO_FAILED;
}

static void release(struct ssh2_kex_key *key)
{
    EVP_PKEY_free(key->state.ec); /* OpenSSL wipes the scalar */
}

const struct ssh2_kex_method ssh2_kex_ecdh = {
    .generate = generate,
    .agree = agree,
    .release = release,
};
