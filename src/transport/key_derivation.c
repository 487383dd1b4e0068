#include "src/transport/key_derivation.h"

#include <string.h>

#include "src/crypto/secret.h"

/* K1 = HASH(K || H || letter || session_id) */
static bool hash_first(struct ssh2_hash *hash, const struct ssh2_kex_result *result,
                       struct ssh2_bytes session_id, uint8_t letter, uint8_t *out)
{
    return ssh2_hash_init(hash, result->hash) && ssh2_hash_update(hash, result->shared_secret) &&
           ssh2_hash_update(hash, result->exchange_hash) &&
           ssh2_hash_update(hash, ssh2_bytes(&letter, 1)) && ssh2_hash_update(hash, session_id) &&
           ssh2_hash_final(hash, out);
}

/* K2 = HASH(K || H || K1), K3 = HASH(K || H || K1 || K2) and so on. */
static bool hash_next(struct ssh2_hash *hash, const struct ssh2_kex_result *result,
                      struct ssh2_bytes so_far, uint8_t *out)
{
    return ssh2_hash_init(hash, result->hash) && ssh2_hash_update(hash, result->shared_secret) &&
           ssh2_hash_update(hash, result->exchange_hash) && ssh2_hash_update(hash, so_far) &&
           ssh2_hash_final(hash, out);
}

static bool derive(struct ssh2_hash *hash, const struct ssh2_kex_result *result,
                   struct ssh2_bytes session_id, uint8_t letter, uint8_t *out, size_t len)
{
    const size_t block_len = ssh2_hash_len(result->hash);
    uint8_t block[SSH2_HASH_MAX_BYTES];
    bool done = block_len > 0;

    for (size_t made = 0; done && made < len;) {
        done = made == 0 ? hash_first(hash, result, session_id, letter, block)
                         : hash_next(hash, result, ssh2_bytes(out, made), block);
        size_t taken = len - made < block_len ? len - made : block_len;

        if (done)
            memcpy(out + made, block, taken);
        made += taken;
    }
    ssh2_wipe(block, sizeof(block));
    return done;
}

int ssh2_derive_key(struct ssh2_error *error, const struct ssh2_kex_result *result,
                    struct ssh2_bytes session_id, enum ssh2_key_letter letter, uint8_t *out,
                    size_t len)
{
    struct ssh2_hash hash = { 0 };
    bool done = derive(&hash, result, session_id, (uint8_t)letter, out, len);

    ssh2_hash_free(&hash);
    if (done)
        return 0;
    ssh2_wipe(out, len);
    return ssh2_fail(error, LIBSSH2_ERROR_KEX_FAILURE,
                     "the crypto library could not derive key '%c'", (char)letter);
}
