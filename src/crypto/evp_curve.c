#include "src/crypto/evp_curve.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/param_build.h>
#include <openssl/params.h>

#include "src/crypto/evp_params.h"

#define UNCOMPRESSED 0x04 /* SEC 1, section 2.3.3 */

const struct ssh2_curve ssh2_curves[SSH2_CURVE_COUNT] = {
    [SSH2_CURVE_P256] = { "prime256v1", 32, 65 },
    [SSH2_CURVE_P384] = { "secp384r1", 48, 97 },
    [SSH2_CURVE_P521] = { "secp521r1", 66, SSH2_CURVE_POINT_MAX_BYTES },
};

bool ssh2_curve_point_is_formed(const struct ssh2_curve *curve, struct ssh2_bytes point)
{
    return point.len == curve->point_len && point.data[0] == UNCOMPRESSED;
}

EVP_PKEY *ssh2_curve_key_new(const struct ssh2_curve *curve, struct ssh2_bytes point,
                             struct ssh2_bytes scalar)
{
    if (!ssh2_curve_point_is_formed(curve, point))
        return NULL;

    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    BIGNUM *number = scalar.len == 0 ? NULL : ssh2_evp_secret_number(scalar);
    EVP_PKEY *key = NULL;

    if (builder != NULL && (scalar.len == 0 || number != NULL) &&
        OSSL_PARAM_BLD_push_utf8_string(builder, OSSL_PKEY_PARAM_GROUP_NAME, curve->name, 0) == 1 &&
        OSSL_PARAM_BLD_push_octet_string(builder, OSSL_PKEY_PARAM_PUB_KEY, point.data, point.len) ==
            1 &&
        (number == NULL || OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_PRIV_KEY, number) == 1))
        key = ssh2_evp_key_from("EC", builder,
                                number == NULL ? EVP_PKEY_PUBLIC_KEY : EVP_PKEY_KEYPAIR);

    OSSL_PARAM_BLD_free(builder);
    BN_clear_free(number);
    return key;
}
