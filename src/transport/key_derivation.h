/* Keys out of a key exchange. RFC 4253, section 7.2. */
#ifndef SSH2_TRANSPORT_KEY_DERIVATION_H
#define SSH2_TRANSPORT_KEY_DERIVATION_H

#include <stddef.h>
#include <stdint.h>

#include "src/transport/error.h"
#include "src/transport/kex_run.h"
#include "src/wire/bytes.h"

/* The letters of section 7.2. */
enum ssh2_key_letter {
    SSH2_KEY_IV_CLIENT_TO_SERVER = 'A',
    SSH2_KEY_IV_SERVER_TO_CLIENT = 'B',
    SSH2_KEY_CIPHER_CLIENT_TO_SERVER = 'C',
    SSH2_KEY_CIPHER_SERVER_TO_CLIENT = 'D',
    SSH2_KEY_MAC_CLIENT_TO_SERVER = 'E',
    SSH2_KEY_MAC_SERVER_TO_CLIENT = 'F'
};

/* Writes len bytes of the key to out; any len. session_id is the first exchange's H.
 * Fails with KEX_FAILURE when a hash cannot be computed: out is then all zero and must not be
 * used (threat K12). The caller wipes out. */
int ssh2_derive_key(struct ssh2_error *error, const struct ssh2_kex_result *result,
                    struct ssh2_bytes session_id, enum ssh2_key_letter letter, uint8_t *out,
                    size_t len);

#endif
