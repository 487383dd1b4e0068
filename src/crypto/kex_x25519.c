/* X25519 (RFC 7748), by libsodium. */
#include "src/crypto/kex_method.h"

#include <sodium.h>

#include "src/crypto/random.h"

static enum ssh2_crypto_status generate(struct ssh2_kex_key *key)
{
    /* Makes libsodium choose the multiplication that suits the processor; may be called often. */
    if (sodium_init() < 0)
        return SSH2_CRYPTO_FAILED;
    if (!ssh2_random(key->state.x25519_scalar, SSH2_X25519_BYTES))
        return SSH2_CRYPTO_FAILED;
    if (crypto_scalarmult_base(key->public_bytes, key->state.x25519_scalar) != 0)
        return SSH2_CRYPTO_FAILED;
    key->public_len = SSH2_X25519_BYTES;
    return SSH2_CRYPTO_OK;
}

static enum ssh2_crypto_status agree(struct ssh2_kex_key *key, struct ssh2_bytes peer_public,
                                     struct ssh2_kex_secret *out)
{
    if (peer_public.len != SSH2_X25519_BYTES)
        return SSH2_CRYPTO_BAD_VALUE;

    /* libsodium fails for points of low order, and their product with any scalar is all that
     * RFC 8731, section 3 wants refused; the second look makes us independent of that. */
    if (crypto_scalarmult(out->bytes, key->state.x25519_scalar, peer_public.data) != 0 ||
        sodium_is_zero(out->bytes, SSH2_X25519_BYTES) == 1)
        return SSH2_CRYPTO_BAD_VALUE;
    out->len = SSH2_X25519_BYTES;
    return SSH2_CRYPTO_OK;
}

const struct ssh2_kex_method ssh2_kex_x25519 = {
    .generate = generate,
    .agree = agree,
    .release = NULL,
};
