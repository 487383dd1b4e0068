#include "src/crypto/mac.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <stdint.h>

#include "src/crypto/evp_hash.h"

/* Measured with OpenSSL 3.0.22 on a Zen 5 core, HMAC-SHA-256 of 32800 and of 64 bytes:
 *   EVP_MAC, begun again without a key   21.9 us   0.38 us   2 small allocations, OpenSSL's own
 *   EVP_MD_CTX_copy_ex from kept states  21.6 us   0.33 us   the same 2
 *   EVP_DigestInit and both pads         21.7 us   0.35 us   the same 2
 *   libsodium 1.0.18 (no SHA-NI)        181.9 us   1.93 us   none
 * So HMAC stays the library's. Only the deprecated SHA256_* functions would allocate nothing. */
struct ssh2_mac {
    const struct ssh2_memory *memory;
    EVP_MAC_CTX *context; /* keyed; EVP_MAC_init() without a key goes back to that state */
};

static EVP_MAC_CTX *hmac_context_new(void)
{
    EVP_MAC *hmac = EVP_MAC_fetch(NULL, OSSL_MAC_NAME_HMAC, NULL);
    EVP_MAC_CTX *context = hmac == NULL ? NULL : EVP_MAC_CTX_new(hmac);

    EVP_MAC_free(hmac);
    return context;
}

static bool set_key(EVP_MAC_CTX *context, const EVP_MD *hash, struct ssh2_bytes key)
{
    /* OSSL_PARAM has no const, though the name is only read. */
    char *name = (char *)(uintptr_t)EVP_MD_get0_name(hash);
    OSSL_PARAM params[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0),
        OSSL_PARAM_construct_end(),
    };

    return EVP_MAC_init(context, key.data, key.len, params) == 1;
}

struct ssh2_mac *ssh2_mac_new(const struct ssh2_memory *memory, enum ssh2_hash_kind kind,
                              struct ssh2_bytes key)
{
    const EVP_MD *hash = ssh2_evp_hash(kind);

    if (hash == NULL || key.len == 0)
        return NULL;

    struct ssh2_mac *mac = ssh2_calloc(memory, 1, sizeof(*mac));

    if (mac == NULL)
        return NULL;
    mac->memory = memory;

    ERR_set_mark();
    mac->context = hmac_context_new();
    bool ok = mac->context != NULL && set_key(mac->context, hash, key);
    ERR_pop_to_mark();

    if (!ok) {
        ssh2_mac_free(mac);
        return NULL;
    }
    return mac;
}

bool ssh2_mac_start(struct ssh2_mac *mac)
{
    return EVP_MAC_init(mac->context, NULL, 0, NULL) == 1;
}

bool ssh2_mac_update(struct ssh2_mac *mac, struct ssh2_bytes input)
{
    return input.len == 0 || EVP_MAC_update(mac->context, input.data, input.len) == 1;
}

bool ssh2_mac_final(struct ssh2_mac *mac, uint8_t *out)
{
    size_t out_len = 0;

    return EVP_MAC_final(mac->context, out, &out_len, SSH2_HASH_MAX_BYTES) == 1;
}

void ssh2_mac_free(struct ssh2_mac *mac)
{
    if (mac == NULL)
        return;
    EVP_MAC_CTX_free(mac->context); /* OpenSSL wipes the keyed states */
    ssh2_free(mac->memory, mac);
}
