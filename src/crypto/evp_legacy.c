#include "src/crypto/evp_legacy.h"

bool ssh2_evp_legacy_load(struct ssh2_evp_legacy *legacy, const char *name)
{
    *legacy = (struct ssh2_evp_legacy){ .library = OSSL_LIB_CTX_new() };
    if (legacy->library != NULL)
        legacy->provider = OSSL_PROVIDER_load(legacy->library, "legacy");
    if (legacy->provider != NULL)
        legacy->cipher = EVP_CIPHER_fetch(legacy->library, name, NULL);
    if (legacy->cipher != NULL)
        return true;
    ssh2_evp_legacy_unload(legacy);
    return false;
}

void ssh2_evp_legacy_unload(struct ssh2_evp_legacy *legacy)
{
    EVP_CIPHER_free(legacy->cipher);
    if (legacy->provider != NULL)
        OSSL_PROVIDER_unload(legacy->provider);
    OSSL_LIB_CTX_free(legacy->library);
    *legacy = (struct ssh2_evp_legacy){ NULL, NULL, NULL };
}
