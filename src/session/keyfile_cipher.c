#include "src/session/keyfile_cipher.h"

#include <stdbool.h>
#include <string.h>

#include "src/crypto/bcrypt_pbkdf.h"
#include "src/crypto/chachapoly.h"
#include "src/crypto/cipher.h"
#include "src/crypto/gcm.h"
#include "src/crypto/secret.h"
#include "src/packet/file/openssh_key_kdf_bcrypt.h"
#include "src/transport/algorithms.h"

#define PLAIN_BLOCK_BYTES 8u /* what "none" pads to */
#define KEY_AND_IV_MAX_BYTES (SSH2_CHACHAPOLY_KEY_BYTES + SSH2_CIPHER_BLOCK_MAX_BYTES)

static bool is_none(struct ssh2_bytes name)
{
    return ssh2_bytes_equal(name, ssh2_text("none"));
}

/* Key and IV, one behind the other. */
static int derive(struct ssh2_error *error, const struct ssh2_openssh_private_key *file,
                  struct ssh2_bytes passphrase, uint8_t *out, size_t len)
{
    struct ssh2_openssh_key_kdf_bcrypt kdf;

    if (!ssh2_bytes_equal(file->kdfname, ssh2_text("bcrypt")))
        return ssh2_fail(error, LIBSSH2_ERROR_FILE,
                         "the private key's key derivation \"%.*s\" is not supported; bcrypt is",
                         (int)file->kdfname.len, (const char *)file->kdfname.data);
    if (ssh2_openssh_key_kdf_bcrypt_parse(file->kdfoptions, &kdf) != SSH2_OK ||
        kdf.salt.len > SSH2_BCRYPT_SALT_MAX_BYTES)
        return ssh2_fail(error, LIBSSH2_ERROR_FILE,
                         "the private key file is damaged: its bcrypt options make no sense");
    if (kdf.rounds > SSH2_BCRYPT_ROUNDS_MAX_COUNT)
        return ssh2_fail(error, LIBSSH2_ERROR_FILE,
                         "the private key wants %lu rounds of bcrypt; at most %u are done",
                         (unsigned long)kdf.rounds, SSH2_BCRYPT_ROUNDS_MAX_COUNT);
    if (passphrase.len == 0)
        return ssh2_fail(error, LIBSSH2_ERROR_KEYFILE_AUTH_FAILED,
                         "the private key is encrypted and there is no passphrase");
    if (ssh2_bcrypt_pbkdf(passphrase, kdf.salt, kdf.rounds, out, len) != SSH2_CRYPTO_OK)
        return ssh2_fail(error, LIBSSH2_ERROR_FILE,
                         "the private key's encryption key could not be derived");
    return 0;
}

static int fail_tag(struct ssh2_error *error)
{
    return ssh2_fail(error, LIBSSH2_ERROR_KEYFILE_AUTH_FAILED,
                     "the private key cannot be decrypted: the passphrase is wrong, or the file is "
                     "damaged");
}

/* List and tag, which follow each other in the file. */
static struct ssh2_bytes sealed_list(const struct ssh2_openssh_private_key *file)
{
    return ssh2_bytes(file->encrypted_private_list.data,
                      file->encrypted_private_list.len + file->tag.len);
}

static int open_gcm(const struct ssh2_memory *memory, struct ssh2_error *error,
                    const struct ssh2_openssh_private_key *file, struct ssh2_bytes key,
                    const uint8_t *iv, uint8_t *out)
{
    struct ssh2_gcm *gcm = ssh2_gcm_new(memory, SSH2_CIPHER_DECRYPT, key);
    bool authentic = gcm != NULL &&
                     ssh2_gcm_open(gcm, iv, ssh2_bytes(NULL, 0), sealed_list(file), out);
    bool keyed = gcm != NULL;

    ssh2_gcm_free(gcm);
    if (!keyed)
        return ssh2_fail_memory(error, "a cipher");
    return authentic ? 0 : fail_tag(error);
}

static int open_chachapoly(const struct ssh2_memory *memory, struct ssh2_error *error,
                           const struct ssh2_openssh_private_key *file, const uint8_t *key,
                           uint8_t *out)
{
    struct ssh2_chachapoly *cipher = ssh2_chachapoly_new(memory, key);
    bool authentic =
        cipher != NULL && ssh2_chachapoly_open_bare(cipher, 0, sealed_list(file), out);
    bool keyed = cipher != NULL;

    ssh2_chachapoly_free(cipher);
    if (!keyed)
        return ssh2_fail_memory(error, "a cipher");
    return authentic ? 0 : fail_tag(error);
}

static int decrypt_plainly(const struct ssh2_memory *memory, struct ssh2_error *error,
                           const struct ssh2_openssh_private_key *file,
                           enum ssh2_cipher_kind kind, struct ssh2_bytes key, struct ssh2_bytes iv,
                           uint8_t *out)
{
    struct ssh2_cipher *cipher = ssh2_cipher_new(memory, kind, SSH2_CIPHER_DECRYPT, key, iv);
    struct ssh2_bytes list = file->encrypted_private_list;
    bool decrypted = cipher != NULL && ssh2_cipher_crypt(cipher, list.data, out, list.len);

    ssh2_cipher_free(cipher);
    return decrypted ? 0 : ssh2_fail_memory(error, "a cipher");
}

static int decrypt(const struct ssh2_memory *memory, struct ssh2_error *error,
                   const struct ssh2_openssh_private_key *file,
                   const struct ssh2_algorithm *algorithm, const uint8_t *key_and_iv, uint8_t *out)
{
    struct ssh2_bytes key = { key_and_iv, algorithm->cipher.key_len };
    struct ssh2_bytes iv = { key_and_iv + key.len, algorithm->cipher.iv_len };

    switch (algorithm->cipher.protection) {
    case SSH2_PROTECTION_GCM:
        return open_gcm(memory, error, file, key, iv.data, out);
    case SSH2_PROTECTION_CHACHAPOLY:
        return open_chachapoly(memory, error, file, key.data, out);
    default:
        return decrypt_plainly(memory, error, file, algorithm->cipher.kind, key, iv, out);
    }
}

/* The sizes that the cipher demands: whole blocks, and a tag behind them or none. */
static int check_sizes(struct ssh2_error *error, const struct ssh2_openssh_private_key *file,
                       size_t block_len, size_t tag_len)
{
    size_t len = file->encrypted_private_list.len;

    if (len == 0 || len % block_len != 0 || file->tag.len != tag_len)
        return ssh2_fail(error, LIBSSH2_ERROR_FILE,
                         "the private key file is damaged: %zu bytes and a tag of %zu are not what "
                         "the cipher \"%.*s\" makes",
                         len, file->tag.len, (int)file->ciphername.len,
                         (const char *)file->ciphername.data);
    return 0;
}

static int copy_plain(struct ssh2_error *error, const struct ssh2_openssh_private_key *file,
                      uint8_t *out)
{
    if (!is_none(file->kdfname))
        return ssh2_fail(error, LIBSSH2_ERROR_FILE,
                         "the private key file is damaged: key derivation without encryption");

    int rc = check_sizes(error, file, PLAIN_BLOCK_BYTES, 0);

    if (rc == 0)
        memcpy(out, file->encrypted_private_list.data, file->encrypted_private_list.len);
    return rc;
}

static size_t tag_len_of(const struct ssh2_algorithm *algorithm)
{
    switch (algorithm->cipher.protection) {
    case SSH2_PROTECTION_GCM:
        return SSH2_GCM_TAG_BYTES;
    case SSH2_PROTECTION_CHACHAPOLY:
        return SSH2_CHACHAPOLY_TAG_BYTES;
    default:
        return 0;
    }
}

int ssh2_keyfile_decrypt(const struct ssh2_memory *memory, struct ssh2_error *error,
                         const struct ssh2_openssh_private_key *file, struct ssh2_bytes passphrase,
                         uint8_t *out)
{
    const struct ssh2_algorithm *algorithm =
        ssh2_algorithm_find(SSH2_ALGORITHM_CIPHER, file->ciphername);
    uint8_t key_and_iv[KEY_AND_IV_MAX_BYTES];

    if (is_none(file->ciphername))
        return copy_plain(error, file, out);
    if (algorithm == NULL)
        return ssh2_fail(error, LIBSSH2_ERROR_FILE,
                         "the private key's cipher \"%.*s\" is not supported",
                         (int)file->ciphername.len, (const char *)file->ciphername.data);

    size_t len = algorithm->cipher.key_len + algorithm->cipher.iv_len;
    int rc = check_sizes(error, file, algorithm->cipher.block_len, tag_len_of(algorithm));

    if (rc == 0)
        rc = derive(error, file, passphrase, key_and_iv, len);
    if (rc == 0)
        rc = decrypt(memory, error, file, algorithm, key_and_iv, out);
    ssh2_wipe(key_and_iv, sizeof(key_and_iv));
    return rc;
}
