#include "src/crypto/gcm.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <string.h>

#include "src/crypto/evp_spans.h"
#include "src/crypto/secret.h"

struct ssh2_gcm {
    const struct ssh2_memory *memory;
    EVP_CIPHER_CTX *context; /* keyed; a packet sets no more than its nonce */
};

static const EVP_CIPHER *cipher_for(size_t key_len)
{
    if (key_len == 16)
        return EVP_aes_128_gcm();
    if (key_len == 32)
        return EVP_aes_256_gcm();
    return NULL;
}

struct ssh2_gcm *ssh2_gcm_new(const struct ssh2_memory *memory,
                              enum ssh2_cipher_direction direction, struct ssh2_bytes key)
{
    const EVP_CIPHER *evp = cipher_for(key.len);

    if (evp == NULL)
        return NULL;

    struct ssh2_gcm *gcm = ssh2_calloc(memory, 1, sizeof(*gcm));

    if (gcm == NULL)
        return NULL;
    gcm->memory = memory;

    /* OpenSSL's default nonce length for GCM is the 12 bytes that we use. */
    ERR_set_mark();
    gcm->context = EVP_CIPHER_CTX_new();
    bool ok =
        gcm->context != NULL && EVP_CipherInit_ex2(gcm->context, evp, key.data, NULL,
                                                   direction == SSH2_CIPHER_ENCRYPT, NULL) == 1;
    ERR_pop_to_mark();

    if (!ok) {
        ssh2_gcm_free(gcm);
        return NULL;
    }
    return gcm;
}

static bool begin(EVP_CIPHER_CTX *context, const uint8_t *nonce, struct ssh2_bytes aad)
{
    int step = 0;

    if (aad.len > INT_MAX || EVP_CipherInit_ex2(context, NULL, NULL, nonce, -1, NULL) != 1)
        return false;
    return aad.len == 0 || EVP_CipherUpdate(context, NULL, &step, aad.data, (int)aad.len) == 1;
}

bool ssh2_gcm_seal(struct ssh2_gcm *gcm, const uint8_t nonce[SSH2_GCM_NONCE_BYTES],
                   struct ssh2_bytes aad, const struct ssh2_bytes *spans, size_t span_count,
                   uint8_t *out)
{
    size_t len = ssh2_spans_len(spans, span_count);
    size_t written = 0;
    int step = 0;

    ERR_set_mark();
    bool ok = begin(gcm->context, nonce, aad) &&
              ssh2_evp_spans(gcm->context, spans, span_count, out, &written) && written == len &&
              EVP_CipherFinal_ex(gcm->context, out + len, &step) == 1 &&
              EVP_CIPHER_CTX_ctrl(gcm->context, EVP_CTRL_AEAD_GET_TAG, (int)SSH2_GCM_TAG_BYTES,
                                  out + len) == 1;
    ERR_pop_to_mark();

    if (!ok)
        ssh2_wipe(out, len + SSH2_GCM_TAG_BYTES);
    return ok;
}

bool ssh2_gcm_open(struct ssh2_gcm *gcm, const uint8_t nonce[SSH2_GCM_NONCE_BYTES],
                   struct ssh2_bytes aad, struct ssh2_bytes sealed, uint8_t *out)
{
    if (sealed.len < SSH2_GCM_TAG_BYTES)
        return false;

    struct ssh2_bytes body = ssh2_bytes(sealed.data, sealed.len - SSH2_GCM_TAG_BYTES);
    uint8_t tag[SSH2_GCM_TAG_BYTES]; /* a copy, because OpenSSL's parameter is not const */
    uint8_t rest[SSH2_CIPHER_BLOCK_MAX_BYTES]; /* nothing is left over, but it needs a place */
    size_t written = 0;
    int step = 0;

    memcpy(tag, sealed.data + body.len, sizeof(tag));
    ERR_set_mark();
    bool ok =
        begin(gcm->context, nonce, aad) && ssh2_evp_spans(gcm->context, &body, 1, out, &written) &&
        written == body.len &&
        EVP_CIPHER_CTX_ctrl(gcm->context, EVP_CTRL_AEAD_SET_TAG, (int)sizeof(tag), tag) == 1 &&
        EVP_CipherFinal_ex(gcm->context, rest, &step) == 1;
    ERR_pop_to_mark();

    if (!ok)
        ssh2_wipe(out, body.len);
    return ok;
}

void ssh2_gcm_free(struct ssh2_gcm *gcm)
{
    if (gcm == NULL)
        return;
    EVP_CIPHER_CTX_free(gcm->context); /* OpenSSL wipes the key schedule */
    ssh2_free(gcm->memory, gcm);
}
