/* Private to src/crypto: the three NIST curves that SSH requires (RFC 5656, section 10.1), as
 * OpenSSL knows them. */
#ifndef SSH2_CRYPTO_EVP_CURVE_H
#define SSH2_CRYPTO_EVP_CURVE_H

#include <openssl/evp.h>
#include <stdbool.h>
#include <stddef.h>

#include "src/wire/bytes.h"

#define SSH2_CURVE_POINT_MAX_BYTES 133u /* P-521 */

struct ssh2_curve {
    const char *name;  /* as OpenSSL's parameter "group" gives it back */
    size_t number_len; /* bytes in a coordinate, and in a number below the order */
    size_t point_len;  /* bytes in an uncompressed point: 0x04 and two coordinates */
};

enum { SSH2_CURVE_P256, SSH2_CURVE_P384, SSH2_CURVE_P521, SSH2_CURVE_COUNT };

extern const struct ssh2_curve ssh2_curves[SSH2_CURVE_COUNT];

/* True when point has the form of an uncompressed point of the curve; whether it lies on the
 * curve is OpenSSL's to say. */
bool ssh2_curve_point_is_formed(const struct ssh2_curve *curve, struct ssh2_bytes point);

/* A key of the curve: public half alone, or with its scalar (big-endian) when scalar.len is not 0.
 * NULL when the point is not formed or not on the curve, or when there is no memory. */
EVP_PKEY *ssh2_curve_key_new(const struct ssh2_curve *curve, struct ssh2_bytes point,
                             struct ssh2_bytes scalar);

#endif
