#include "src/crypto/kex.h"

#include <openssl/err.h>

#include "src/crypto/kex_method.h"
#include "src/crypto/secret.h"

static const struct ssh2_kex_method *find(enum ssh2_kex_kind kind)
{
    switch (kind) {
    case SSH2_KEX_X25519:
        return &ssh2_kex_x25519;
    case SSH2_KEX_ECDH_P256:
    case SSH2_KEX_ECDH_P384:
    case SSH2_KEX_ECDH_P521:
        return &ssh2_kex_ecdh;
    case SSH2_KEX_DH_GROUP1:
    case SSH2_KEX_DH_GROUP14:
    case SSH2_KEX_DH_GROUP15:
    case SSH2_KEX_DH_GROUP16:
    case SSH2_KEX_DH_GROUP17:
    case SSH2_KEX_DH_GROUP18:
        return &ssh2_kex_dh;
    case SSH2_KEX_MLKEM768_X25519:
    case SSH2_KEX_MLKEM768_P256:
    case SSH2_KEX_MLKEM1024_P384:
        return &ssh2_kex_hybrid;
    }
    return NULL;
}

bool ssh2_kex_is_available(enum ssh2_kex_kind kind)
{
    const struct ssh2_kex_method *method = find(kind);

    return method != NULL && (method != &ssh2_kex_hybrid || ssh2_kex_hybrid_is_available(kind));
}

static struct ssh2_kex_key *key_new(const struct ssh2_memory *memory,
                                    const struct ssh2_kex_method *method)
{
    struct ssh2_kex_key *key = ssh2_calloc(memory, 1, sizeof(*key));

    if (key != NULL) {
        key->memory = memory;
        key->method = method;
    }
    return key;
}

/* Hands key to *out when all went well, and frees it otherwise. */
static enum ssh2_crypto_status hand_over(enum ssh2_crypto_status status, struct ssh2_kex_key *key,
                                         struct ssh2_kex_key **out)
{
    if (status == SSH2_CRYPTO_OK)
        *out = key;
    else
        ssh2_kex_free(key);
    return status;
}

enum ssh2_crypto_status ssh2_kex_generate(const struct ssh2_memory *memory, enum ssh2_kex_kind kind,
                                          enum ssh2_kex_side side, struct ssh2_kex_key **out)
{
    const struct ssh2_kex_method *method = find(kind);

    *out = NULL;
    if (!ssh2_kex_is_available(kind))
        return SSH2_CRYPTO_UNSUPPORTED;

    struct ssh2_kex_key *key = key_new(memory, method);

    if (key == NULL)
        return SSH2_CRYPTO_NO_MEMORY;
    key->kind = kind;
    key->side = side;

    ERR_set_mark();
    enum ssh2_crypto_status status =
        method == &ssh2_kex_dh ? ssh2_kex_dh_set_builtin(key) : SSH2_CRYPTO_OK;

    if (status == SSH2_CRYPTO_OK)
        status = method->generate(key);
    ERR_pop_to_mark();
    return hand_over(status, key, out);
}

enum ssh2_crypto_status ssh2_kex_generate_dh(const struct ssh2_memory *memory, struct ssh2_bytes p,
                                             struct ssh2_bytes g, unsigned min_bits,
                                             struct ssh2_kex_key **out)
{
    *out = NULL;

    struct ssh2_kex_key *key = key_new(memory, &ssh2_kex_dh);

    if (key == NULL)
        return SSH2_CRYPTO_NO_MEMORY;

    ERR_set_mark();
    enum ssh2_crypto_status status = ssh2_kex_dh_set_group(key, p, g, min_bits);

    if (status == SSH2_CRYPTO_OK)
        status = ssh2_kex_dh.generate(key);
    ERR_pop_to_mark();
    return hand_over(status, key, out);
}

struct ssh2_bytes ssh2_kex_public(const struct ssh2_kex_key *key)
{
    return ssh2_bytes(key->public_bytes, key->public_len);
}

enum ssh2_crypto_status ssh2_kex_agree(struct ssh2_kex_key *key, struct ssh2_bytes peer_public,
                                       struct ssh2_kex_secret *out)
{
    *out = (struct ssh2_kex_secret){ 0 };

    ERR_set_mark();
    enum ssh2_crypto_status status = key->method->agree(key, peer_public, out);
    ERR_pop_to_mark();

    if (status != SSH2_CRYPTO_OK)
        ssh2_wipe(out, sizeof(*out));
    return status;
}

void ssh2_kex_free(struct ssh2_kex_key *key)
{
    if (key == NULL)
        return;
    if (key->method->release != NULL)
        key->method->release(key);
    ssh2_free_secret(key->memory, key, sizeof(*key));
}
