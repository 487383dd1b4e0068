#include "src/transport/hostkey.h"

#include <string.h>

#include "src/packet/key/ecdsa_signature.h"
#include "src/packet/key/sig_dss.h"
#include "src/packet/key/sig_ecdsa_nistp256.h"
#include "src/packet/key/sig_ecdsa_nistp384.h"
#include "src/packet/key/sig_ecdsa_nistp521.h"
#include "src/packet/key/sig_ed25519.h"
#include "src/packet/key/sig_rsa_sha1.h"
#include "src/packet/key/sig_rsa_sha2_256.h"
#include "src/packet/key/sig_rsa_sha2_512.h"

/* Every signature blob is a name and a string. The name is a constant of its packet type, so that
 * a blob of another algorithm does not parse (threat H5). */
struct signature_fields {
    struct ssh2_bytes sig_type;
    struct ssh2_bytes signature;
};

#define IS_ALIKE(packet, member)                                               \
    _Static_assert(sizeof(struct packet) == sizeof(struct signature_fields) && \
                       offsetof(struct packet, member) ==                      \
                           offsetof(struct signature_fields, signature),       \
                   "struct signature_fields serves every signature")
IS_ALIKE(ssh2_sig_dss, rs);
IS_ALIKE(ssh2_sig_ed25519, sig);
IS_ALIKE(ssh2_sig_ecdsa_nistp256, ecdsa_sig);
IS_ALIKE(ssh2_sig_ecdsa_nistp384, ecdsa_sig);
IS_ALIKE(ssh2_sig_ecdsa_nistp521, ecdsa_sig);
IS_ALIKE(ssh2_sig_rsa_sha1, s);
IS_ALIKE(ssh2_sig_rsa_sha2_256, s);
IS_ALIKE(ssh2_sig_rsa_sha2_512, s);

static const struct ssh2_packet_type *rsa_signature_type(enum ssh2_hash_kind hash)
{
    switch (hash) {
    case SSH2_HASH_SHA512:
        return ssh2_sig_rsa_sha2_512_type();
    case SSH2_HASH_SHA256:
        return ssh2_sig_rsa_sha2_256_type();
    default:
        return ssh2_sig_rsa_sha1_type();
    }
}

static const struct ssh2_packet_type *signature_type(const struct ssh2_algorithm *algorithm)
{
    switch (algorithm->host_key.key) {
    case SSH2_KEY_DSA:
        return ssh2_sig_dss_type();
    case SSH2_KEY_ED25519:
        return ssh2_sig_ed25519_type();
    case SSH2_KEY_ECDSA_P256:
        return ssh2_sig_ecdsa_nistp256_type();
    case SSH2_KEY_ECDSA_P384:
        return ssh2_sig_ecdsa_nistp384_type();
    case SSH2_KEY_ECDSA_P521:
        return ssh2_sig_ecdsa_nistp521_type();
    default:
        return rsa_signature_type(algorithm->host_key.hash);
    }
}

bool ssh2_hostkey_suits(const struct ssh2_algorithm *algorithm, enum ssh2_key_kind kind)
{
    return algorithm->host_key.key == kind;
}

/* --- verifying ------------------------------------------------------------------------------ */

/* Views into blob. False for what is not a well-formed signature of algorithm's. */
static bool parse_signature(const struct ssh2_algorithm *algorithm, struct ssh2_bytes blob,
                            struct ssh2_signature_parts *out)
{
    struct signature_fields fields;
    struct ssh2_ecdsa_signature numbers;

    memset(out, 0, sizeof(*out));
    if (ssh2_packet_parse(signature_type(algorithm), blob, &fields) != SSH2_OK)
        return false;
    if (algorithm->host_key.key == SSH2_KEY_DSA) { /* its packet type has exactly 40 bytes */
        out->first = ssh2_bytes(fields.signature.data, SSH2_DSA_NUMBER_BYTES);
        out->second =
            ssh2_bytes(fields.signature.data + SSH2_DSA_NUMBER_BYTES, SSH2_DSA_NUMBER_BYTES);
        return true;
    }
    if (ssh2_ecdsa_number_len(algorithm->host_key.key) == 0) {
        out->first = fields.signature;
        return true;
    }
    if (ssh2_ecdsa_signature_parse(fields.signature, &numbers) != SSH2_OK)
        return false;
    out->first = numbers.r;
    out->second = numbers.s;
    return true;
}

static int verify_with(struct ssh2_error *error, const struct ssh2_algorithm *algorithm,
                       const struct ssh2_public_key *key, struct ssh2_bytes signature,
                       struct ssh2_bytes data)
{
    struct ssh2_signature_parts parts;

    if (!ssh2_hostkey_suits(algorithm, ssh2_public_key_kind(key)))
        return ssh2_fail(error, LIBSSH2_ERROR_HOSTKEY_INIT,
                         "the key is of another type than %s signs with", algorithm->name);
    if (!parse_signature(algorithm, signature, &parts))
        return ssh2_fail(error, LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE,
                         "the signature is not a well-formed %s signature", algorithm->name);
    if (!ssh2_verify(key, algorithm->host_key.hash, data, parts))
        return ssh2_fail(error, LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE,
                         "the %s signature is wrong: its maker does not have the key",
                         algorithm->name);
    return 0;
}

int ssh2_hostkey_verify(const struct ssh2_memory *memory, struct ssh2_error *error,
                        const struct ssh2_algorithm *algorithm, struct ssh2_bytes key_blob,
                        struct ssh2_bytes signature, struct ssh2_bytes data)
{
    struct ssh2_public_key *key;
    int failure = ssh2_hostkey_parse(memory, error, key_blob, &key);

    if (failure == 0)
        failure = verify_with(error, algorithm, key, signature, data);
    ssh2_public_key_free(key);
    return failure;
}

/* --- signing -------------------------------------------------------------------------------- */

/* An ECDSA signature's two mpints: each a length, a sign byte and the number. */
#define ECDSA_NUMBERS_MAX_BYTES (2u * (4u + 1u + SSH2_ECDSA_NUMBER_MAX_BYTES))

static bool write_signature(const struct ssh2_algorithm *algorithm,
                            struct ssh2_signature_parts parts, struct ssh2_signature_blob *out)
{
    uint8_t numbers_bytes[ECDSA_NUMBERS_MAX_BYTES];
    struct ssh2_writer numbers = ssh2_writer(numbers_bytes, sizeof(numbers_bytes));
    struct ssh2_writer w = ssh2_writer(out->bytes, sizeof(out->bytes));
    struct signature_fields fields = { .signature = parts.first };

    if (algorithm->host_key.key == SSH2_KEY_DSA) {
        ssh2_write_bytes(&numbers, parts.first);
        ssh2_write_bytes(&numbers, parts.second);
        fields.signature = ssh2_written(&numbers);
    } else if (parts.second.len > 0) {
        ssh2_ecdsa_signature_write(&numbers,
                                   &(struct ssh2_ecdsa_signature){ parts.first, parts.second });
        fields.signature = ssh2_written(&numbers);
    }
    ssh2_packet_write(signature_type(algorithm), &w, &fields);
    out->len = w.len;
    return numbers.status == SSH2_OK && w.status == SSH2_OK;
}

int ssh2_hostkey_sign(struct ssh2_error *error, const struct ssh2_private_key *key,
                      const struct ssh2_algorithm *algorithm, struct ssh2_bytes data,
                      struct ssh2_signature_blob *out)
{
    struct ssh2_signature signature;

    out->len = 0;
    if (!ssh2_hostkey_suits(algorithm, ssh2_public_key_kind(ssh2_private_key_public(key))))
        return ssh2_fail(error, LIBSSH2_ERROR_HOSTKEY_SIGN,
                         "the private key cannot make %s signatures", algorithm->name);

    enum ssh2_crypto_status status = ssh2_sign(key, algorithm->host_key.hash, data, &signature);
    if (status == SSH2_CRYPTO_NO_MEMORY)
        return ssh2_fail_memory(error, "a signature");
    if (status != SSH2_CRYPTO_OK ||
        !write_signature(algorithm, ssh2_signature_parts(&signature), out)) {
        out->len = 0;
        return ssh2_fail(error, LIBSSH2_ERROR_HOSTKEY_SIGN,
                         "the crypto library could not make the %s signature", algorithm->name);
    }
    return 0;
}
