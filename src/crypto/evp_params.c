#include "src/crypto/evp_params.h"

#include <limits.h>
#include <openssl/params.h>

BIGNUM *ssh2_evp_secret_number(struct ssh2_bytes magnitude)
{
    if (magnitude.len > INT_MAX)
        return NULL;

    BIGNUM *number = BN_secure_new();

    if (number == NULL)
        return NULL;
    BN_set_flags(number, BN_FLG_CONSTTIME);
    if (BN_bin2bn(magnitude.data, (int)magnitude.len, number) != NULL)
        return number;
    BN_clear_free(number);
    return NULL;
}

EVP_PKEY *ssh2_evp_key_from(const char *type, OSSL_PARAM_BLD *builder, int selection)
{
    OSSL_PARAM *params = OSSL_PARAM_BLD_to_param(builder);
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
    EVP_PKEY *key = NULL;

    if (params == NULL || context == NULL || EVP_PKEY_fromdata_init(context) != 1 ||
        EVP_PKEY_fromdata(context, &key, selection, params) != 1) {
        EVP_PKEY_free(key);
        key = NULL;
    }
    EVP_PKEY_CTX_free(context);
    OSSL_PARAM_free(params);
    return key;
}

bool ssh2_evp_halves_agree(EVP_PKEY *key)
{
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);
    bool ok = context != NULL && EVP_PKEY_private_check(context) == 1 &&
              EVP_PKEY_pairwise_check(context) == 1;

    EVP_PKEY_CTX_free(context);
    return ok;
}
