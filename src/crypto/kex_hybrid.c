/* ML-KEM and a curve together: as strong as the stronger of the two. RFC 10042, section 2. */
#include "src/crypto/kex_method.h"

#include <string.h>

#include "src/crypto/hash.h"
#include "src/crypto/mlkem.h"
#include "src/crypto/secret.h"

struct hybrid {
    const struct ssh2_mlkem *kem;
    enum ssh2_kex_kind curve;
    size_t curve_public_len;
    enum ssh2_hash_kind hash;
};

static const struct hybrid *hybrid_of(enum ssh2_kex_kind kind)
{
    static const struct hybrid hybrids[] = {
        { &ssh2_mlkem_768, SSH2_KEX_X25519, 32, SSH2_HASH_SHA256 },
        { &ssh2_mlkem_768, SSH2_KEX_ECDH_P256, 65, SSH2_HASH_SHA256 },
        { &ssh2_mlkem_1024, SSH2_KEX_ECDH_P384, 97, SSH2_HASH_SHA384 },
    };

    return &hybrids[kind - SSH2_KEX_MLKEM768_X25519];
}

bool ssh2_kex_hybrid_is_available(enum ssh2_kex_kind kind)
{
    return ssh2_mlkem_is_available(hybrid_of(kind)->kem);
}

/* C_INIT or S_REPLY: the KEM's part, kem_len bytes, is in place; the curve's goes behind it. */
static void append_curve_public(struct ssh2_kex_key *key, size_t kem_len)
{
    struct ssh2_bytes curve = ssh2_kex_public(key->state.hybrid.curve);

    memcpy(key->public_bytes + kem_len, curve.data, curve.len);
    key->public_len = kem_len + curve.len;
}

static enum ssh2_crypto_status generate(struct ssh2_kex_key *key)
{
    const struct hybrid *h = hybrid_of(key->kind);
    enum ssh2_crypto_status status =
        ssh2_kex_generate(key->memory, h->curve, key->side, &key->state.hybrid.curve);

    if (status != SSH2_CRYPTO_OK || key->side == SSH2_KEX_RESPONDER)
        return status;
    status = ssh2_mlkem_generate(h->kem, &key->state.hybrid.kem, key->public_bytes);
    if (status == SSH2_CRYPTO_OK)
        append_curve_public(key, h->kem->public_len);
    return status;
}

/* RFC 10042, section 2.4: HASH(K_PQ || K_CL), each at its full length. */
static enum ssh2_crypto_status combine(enum ssh2_hash_kind kind, struct ssh2_bytes kem_secret,
                                       const struct ssh2_kex_secret *curve_secret,
                                       struct ssh2_kex_secret *out)
{
    struct ssh2_hash hash = { 0 };
    bool ok = ssh2_hash_init(&hash, kind) && ssh2_hash_update(&hash, kem_secret) &&
              ssh2_hash_update(&hash, ssh2_bytes(curve_secret->bytes, curve_secret->len)) &&
              ssh2_hash_final(&hash, out->bytes);

    ssh2_hash_free(&hash);
    out->len = ssh2_hash_len(kind);
    return ok ? SSH2_CRYPTO_OK : SSH2_CRYPTO_FAILED;
}

/* The KEM's secret, from the KEM's half of the peer's value. */
static enum ssh2_crypto_status agree_kem(struct ssh2_kex_key *key, struct ssh2_bytes half,
                                         uint8_t secret[SSH2_MLKEM_SECRET_BYTES])
{
    const struct hybrid *h = hybrid_of(key->kind);

    if (key->side == SSH2_KEX_INITIATOR)
        return ssh2_mlkem_decapsulate(h->kem, &key->state.hybrid.kem, half, secret);

    enum ssh2_crypto_status status =
        ssh2_mlkem_encapsulate(h->kem, half, key->public_bytes, secret);

    if (status == SSH2_CRYPTO_OK)
        append_curve_public(key, h->kem->ciphertext_len);
    return status;
}

/* RFC 10042, section 2.1: the lengths have to be exact, and either half may be refused
 * (threats K22 and K23). */
static enum ssh2_crypto_status agree(struct ssh2_kex_key *key, struct ssh2_bytes peer_public,
                                     struct ssh2_kex_secret *out)
{
    const struct hybrid *h = hybrid_of(key->kind);
    size_t kem_len = key->side == SSH2_KEX_INITIATOR ? h->kem->ciphertext_len : h->kem->public_len;
    uint8_t kem_secret[SSH2_MLKEM_SECRET_BYTES];
    struct ssh2_kex_secret curve_secret;

    if (peer_public.len != kem_len + h->curve_public_len)
        return SSH2_CRYPTO_BAD_VALUE;

    enum ssh2_crypto_status status =
        ssh2_kex_agree(key->state.hybrid.curve,
                       ssh2_bytes(peer_public.data + kem_len, h->curve_public_len), &curve_secret);

    if (status == SSH2_CRYPTO_OK)
        status = agree_kem(key, ssh2_bytes(peer_public.data, kem_len), kem_secret);
    if (status == SSH2_CRYPTO_OK)
        status = combine(h->hash, ssh2_bytes(kem_secret, sizeof(kem_secret)), &curve_secret, out);
    ssh2_wipe(kem_secret, sizeof(kem_secret));
    ssh2_wipe(&curve_secret, sizeof(curve_secret));
    return status;
}

static void release(struct ssh2_kex_key *key)
{
    ssh2_mlkem_release(&key->state.hybrid.kem);
    ssh2_kex_free(key->state.hybrid.curve);
}

const struct ssh2_kex_method ssh2_kex_hybrid = {
    .generate = generate,
    .agree = agree,
    .release = release,
};
