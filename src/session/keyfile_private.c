#include "src/session/keyfile_private.h"

#include <string.h>

#include "src/packet/agent/agent_private_dss.h"
#include "src/packet/agent/agent_private_ecdsa.h"
#include "src/packet/agent/agent_private_ed25519.h"
#include "src/packet/agent/agent_private_rsa.h"
#include "src/packet/file/openssh_private_key_list.h"
#include "src/transport/algorithms.h"
#include "src/transport/hostkey.h"

#define PADDING_MAX_BYTES 255u /* the last byte is its length */

static enum ssh2_crypto_status take_ed25519(const struct ssh2_memory *memory,
                                            struct ssh2_reader *r, struct ssh2_private_key **out)
{
    struct ssh2_agent_private_ed25519 key;

    ssh2_packet_read(ssh2_agent_private_ed25519_type(), r, &key);
    if (r->status != SSH2_OK)
        return SSH2_CRYPTO_UNSUPPORTED;

    struct ssh2_bytes seed = { key.k_enc_a.data, SSH2_ED25519_SEED_BYTES };
    struct ssh2_bytes again = { key.k_enc_a.data + seed.len, SSH2_ED25519_PUBLIC_BYTES };

    if (!ssh2_bytes_equal(again, key.enc_a))
        return SSH2_CRYPTO_BAD_VALUE;
    return ssh2_private_key_ed25519(memory, seed, key.enc_a, out);
}

/* Whether type is "ecdsa-sha2-" and the curve's name. RFC 5656, section 3.1 and 6.2. */
static bool type_has_curve(struct ssh2_bytes type, struct ssh2_bytes curve)
{
    return type.len > curve.len &&
           ssh2_bytes_equal(ssh2_bytes(type.data + (type.len - curve.len), curve.len), curve);
}

static enum ssh2_crypto_status take_ecdsa(const struct ssh2_memory *memory, struct ssh2_reader *r,
                                          enum ssh2_key_kind kind, struct ssh2_private_key **out)
{
    struct ssh2_agent_private_ecdsa key;

    ssh2_packet_read(ssh2_agent_private_ecdsa_type(), r, &key);
    if (r->status != SSH2_OK)
        return SSH2_CRYPTO_UNSUPPORTED;
    if (!type_has_curve(key.key_type, key.curve_name))
        return SSH2_CRYPTO_BAD_VALUE;
    return ssh2_private_key_ecdsa(memory, kind, key.q, key.d, out);
}

static enum ssh2_crypto_status take_rsa(const struct ssh2_memory *memory, struct ssh2_reader *r,
                                        struct ssh2_private_key **out)
{
    struct ssh2_agent_private_rsa key;

    ssh2_packet_read(ssh2_agent_private_rsa_type(), r, &key);
    if (r->status != SSH2_OK)
        return SSH2_CRYPTO_UNSUPPORTED;

    struct ssh2_rsa_parts parts = { key.n, key.e, key.d, key.iqmp, key.p, key.q };

    return ssh2_private_key_rsa(memory, &parts, SSH2_RSA_MIN_BITS_FLOOR, out);
}

static enum ssh2_crypto_status take_dsa(const struct ssh2_memory *memory, struct ssh2_reader *r,
                                        struct ssh2_private_key **out)
{
    struct ssh2_agent_private_dss key;

    ssh2_packet_read(ssh2_agent_private_dss_type(), r, &key);
    if (r->status != SSH2_OK)
        return SSH2_CRYPTO_UNSUPPORTED;

    struct ssh2_dsa_numbers numbers = { key.p, key.q, key.g, key.y };

    return ssh2_private_key_dsa(memory, &numbers, key.x, out);
}

static enum ssh2_crypto_status take_key(const struct ssh2_memory *memory, struct ssh2_reader *r,
                                        enum ssh2_key_kind kind, struct ssh2_private_key **out)
{
    switch (kind) {
    case SSH2_KEY_ED25519:
        return take_ed25519(memory, r, out);
    case SSH2_KEY_RSA:
        return take_rsa(memory, r, out);
    case SSH2_KEY_DSA:
        return take_dsa(memory, r, out);
    default:
        return take_ecdsa(memory, r, kind, out);
    }
}

int ssh2_keyfile_fail_damaged(struct ssh2_error *error, const char *how)
{
    return ssh2_fail(error, LIBSSH2_ERROR_FILE, "the private key file is damaged: %s", how);
}

static int fail_type(struct ssh2_error *error, struct ssh2_bytes type)
{
    if (type.len > 3 && memcmp(type.data, "sk-", 3) == 0)
        return ssh2_fail(error, LIBSSH2_ERROR_FILE,
                         "the private key is a FIDO key, which signs by an agent or by the callback "
                         "of libssh2_userauth_publickey_sk()");
    return ssh2_fail(error, LIBSSH2_ERROR_FILE, "private keys of type \"%.*s\" are not supported",
                     (int)type.len, (const char *)type.data);
}

static int fail_key(struct ssh2_error *error, enum ssh2_crypto_status status)
{
    switch (status) {
    case SSH2_CRYPTO_NO_MEMORY:
        return ssh2_fail_memory(error, "a private key");
    case SSH2_CRYPTO_BAD_VALUE:
        return ssh2_keyfile_fail_damaged(error, "a number of the key is out of range, or its halves do not "
                                   "belong together");
    case SSH2_CRYPTO_UNSUPPORTED:
        return ssh2_keyfile_fail_damaged(error, "its private key is malformed");
    default:
        return ssh2_fail(error, LIBSSH2_ERROR_FILE, "the private key could not be loaded");
    }
}

static int read_key(const struct ssh2_memory *memory, struct ssh2_error *error,
                    struct ssh2_reader *r, struct ssh2_private_key **out)
{
    struct ssh2_reader ahead = *r;
    struct ssh2_bytes type = ssh2_read_string(&ahead);
    const struct ssh2_algorithm *algorithm = ssh2_algorithm_find(SSH2_ALGORITHM_HOST_KEY, type);

    if (algorithm == NULL)
        return fail_type(error, type);

    enum ssh2_crypto_status status = take_key(memory, r, algorithm->host_key.key, out);

    return status == SSH2_CRYPTO_OK ? 0 : fail_key(error, status);
}

/* 1, 2, 3... up to the end. */
static bool padding_is_right(struct ssh2_bytes padding)
{
    for (size_t i = 0; i < padding.len; i++)
        if (padding.data[i] != i + 1)
            return false;
    return padding.len <= PADDING_MAX_BYTES;
}

static int check_public(const struct ssh2_memory *memory, struct ssh2_error *error,
                        const struct ssh2_private_key *key, struct ssh2_bytes public_blob)
{
    uint8_t *blob = NULL;
    size_t blob_len = 0;
    int rc = ssh2_hostkey_blob(memory, error, ssh2_private_key_public(key), &blob, &blob_len);

    if (rc == 0 && !ssh2_bytes_equal(ssh2_bytes(blob, blob_len), public_blob))
        rc = ssh2_keyfile_fail_damaged(error, "its public key is not the private key's");
    ssh2_free(memory, blob);
    return rc;
}

static int check_words(struct ssh2_error *error, const struct ssh2_openssh_private_key_list *list,
                       bool was_encrypted)
{
    if (list->checkint1 == list->checkint2)
        return 0;
    if (was_encrypted)
        return ssh2_fail(error, LIBSSH2_ERROR_KEYFILE_AUTH_FAILED,
                         "the private key cannot be decrypted: the passphrase is wrong");
    return ssh2_keyfile_fail_damaged(error, "its check words differ");
}

int ssh2_keyfile_take_private(const struct ssh2_memory *memory, struct ssh2_error *error,
                              struct ssh2_reader *r, struct ssh2_bytes public_blob, void *out)
{
    struct ssh2_private_key **key = out;
    int rc = read_key(memory, error, r, key);

    return rc == 0 ? check_public(memory, error, *key, public_blob) : rc;
}

int ssh2_keyfile_private_list(const struct ssh2_memory *memory, struct ssh2_error *error,
                              struct ssh2_bytes list, bool was_encrypted,
                              struct ssh2_bytes public_blob, ssh2_keyfile_taker *taker, void *out)
{
    struct ssh2_openssh_private_key_list parsed;

    if (ssh2_openssh_private_key_list_parse(list, &parsed) != SSH2_OK)
        return ssh2_keyfile_fail_damaged(error, "it has no check words");

    int rc = check_words(error, &parsed, was_encrypted);

    if (rc != 0)
        return rc;

    struct ssh2_reader r = ssh2_reader(parsed.private_keys_and_padding);

    rc = taker(memory, error, &r, public_blob, out);
    ssh2_read_string(&r); /* the comment */
    if (rc == 0 && (r.status != SSH2_OK || !padding_is_right(ssh2_read_rest(&r))))
        rc = ssh2_keyfile_fail_damaged(error, "what follows the private key is not a comment and padding");
    return rc;
}
