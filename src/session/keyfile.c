#include "src/session/keyfile.h"

#include <string.h>

#include "src/crypto/pem.h"
#include "src/packet/file/pem_container.h"
#include "src/packet/text/base64.h"
#include "src/packet/text/public_key_line.h"
#include "src/packet/text/words.h"
#include "src/session/keyfile_openssh.h"

static bool begins_with(struct ssh2_bytes text, const char *prefix)
{
    size_t len = strlen(prefix);

    return text.len >= len && memcmp(text.data, prefix, len) == 0;
}

/* Text from the first line on that begins a PEM container; empty if there is none. The parameters
 * that openssl ecparam writes before a key are in the key again. */
static struct ssh2_bytes find_container(struct ssh2_bytes text)
{
    struct ssh2_bytes from = text;
    struct ssh2_bytes line;

    while (ssh2_line_next(&text, &line)) {
        if (begins_with(line, "-----BEGIN ") && !begins_with(line, "-----BEGIN EC PARAMETERS"))
            return from;
        from = text;
    }
    return ssh2_bytes(NULL, 0);
}

/* What is often taken for a private key that we could read; by the beginning of a line. */
static const struct {
    const char *prefix;
    const char *advice;
} other_files[] = {
    { "PuTTY-User-Key-File-", "is a key in PuTTY's format: export it in OpenSSH's" },
    { "SSH PRIVATE KEY FILE FORMAT", "is a key of SSH protocol 1, which nothing uses any more" },
    { "---- BEGIN SSH2 PUBLIC KEY", "is a public key, where the private one is wanted" },
    { "---- BEGIN SSH2", "is a key in the format of ssh.com: convert it with ssh-keygen -i" },
    { "ssh-", "is a public key, where the private one is wanted" },
    { "ecdsa-sha2-", "is a public key, where the private one is wanted" },
    { "sk-", "is a public key, where the private one is wanted" },
    { "-----BEGIN PUBLIC KEY", "is a public key, where the private one is wanted" },
    { "-----BEGIN RSA PUBLIC KEY", "is a public key, where the private one is wanted" },
    { "-----BEGIN CERTIFICATE", "is a certificate, where the private key is wanted" },
};

/* NULL if first_line begins no such file. */
static const char *advice_for(struct ssh2_bytes first_line)
{
    for (size_t i = 0; i < sizeof(other_files) / sizeof(other_files[0]); i++)
        if (begins_with(first_line, other_files[i].prefix))
            return other_files[i].advice;
    return NULL;
}

static int fail_other_file(struct ssh2_error *error, struct ssh2_bytes text)
{
    struct ssh2_bytes line = { NULL, 0 };

    ssh2_line_next(&text, &line);

    const char *advice = advice_for(line);

    return ssh2_fail(error, LIBSSH2_ERROR_FILE, "the private key file %s",
                     advice != NULL ? advice : "holds no private key");
}

/* PEM that OpenSSL could not read: says what can be said. */
static int fail_pem(struct ssh2_error *error, struct ssh2_bytes text)
{
    struct ssh2_reader r = ssh2_reader(text);
    struct ssh2_pem_container container;

    ssh2_packet_read(ssh2_pem_container_type(), &r, &container);
    if (r.status != SSH2_OK)
        return ssh2_fail(error, LIBSSH2_ERROR_FILE,
                         "the private key file is cut short or damaged: %s at byte %zu of its PEM",
                         ssh2_status_name(r.status), r.fault);
    return ssh2_fail(error, LIBSSH2_ERROR_FILE,
                     "the private key file holds a %.*s that is damaged, of a type or cipher that "
                     "is not supported, or encrypted at too great a cost",
                     (int)container.label.len, (const char *)container.label.data);
}

static int load_pem(const struct ssh2_memory *memory, struct ssh2_error *error,
                    struct ssh2_bytes text, struct ssh2_bytes passphrase,
                    struct ssh2_private_key **out)
{
    switch (ssh2_pem_load(memory, text, passphrase, SSH2_RSA_MIN_BITS_FLOOR, out)) {
    case SSH2_CRYPTO_OK:
        return 0;
    case SSH2_CRYPTO_NO_MEMORY:
        return ssh2_fail_memory(error, "a private key");
    case SSH2_CRYPTO_WRONG_PASSPHRASE:
        return ssh2_fail(error, LIBSSH2_ERROR_KEYFILE_AUTH_FAILED,
                         passphrase.len == 0
                             ? "the private key is encrypted and there is no passphrase"
                             : "the private key cannot be decrypted: the passphrase is wrong, or "
                               "the file is damaged");
    case SSH2_CRYPTO_BAD_VALUE:
        return ssh2_fail(error, LIBSSH2_ERROR_FILE,
                         "the private key file is damaged: a number of the key is out of range, or "
                         "its halves do not belong together");
    default:
        return fail_pem(error, text);
    }
}

static int load_openssh(const struct ssh2_memory *memory, struct ssh2_error *error,
                        struct ssh2_bytes text, struct ssh2_bytes passphrase,
                        ssh2_keyfile_taker *taker, void *out)
{
    struct ssh2_reader r = ssh2_reader(text);
    struct ssh2_pem_container container;

    ssh2_packet_read(ssh2_pem_container_type(), &r, &container);
    if (r.status != SSH2_OK)
        return fail_pem(error, text);
    return ssh2_keyfile_openssh(memory, error, container.base64, passphrase, taker, out);
}

/* Where in text the private key begins: 0, or FILE if it is something else or nothing. */
static int find_key(struct ssh2_error *error, struct ssh2_bytes text, struct ssh2_bytes *container)
{
    if (text.len > SSH2_KEYFILE_MAX_BYTES)
        return ssh2_fail(error, LIBSSH2_ERROR_FILE,
                         "the private key file is longer than %u bytes", SSH2_KEYFILE_MAX_BYTES);
    *container = find_container(text);
    if (container->len == 0)
        return fail_other_file(error, text);
    return advice_for(*container) == NULL ? 0 : fail_other_file(error, *container);
}

static bool is_openssh(struct ssh2_bytes container)
{
    return begins_with(container, "-----BEGIN OPENSSH PRIVATE KEY-----");
}

int ssh2_keyfile_private(const struct ssh2_memory *memory, struct ssh2_error *error,
                         struct ssh2_bytes text, const char *passphrase,
                         struct ssh2_private_key **out)
{
    struct ssh2_bytes container;
    int rc = find_key(error, text, &container);

    *out = NULL;
    if (rc != 0)
        return rc;
    if (!is_openssh(container))
        return load_pem(memory, error, container, ssh2_text(passphrase), out);
    rc = load_openssh(memory, error, container, ssh2_text(passphrase), ssh2_keyfile_take_private,
                      out);
    if (rc != 0) {
        ssh2_private_key_free(*out);
        *out = NULL;
    }
    return rc;
}

int ssh2_keyfile_security_key(const struct ssh2_memory *memory, struct ssh2_error *error,
                              struct ssh2_bytes text, const char *passphrase,
                              struct ssh2_security_key *out)
{
    struct ssh2_bytes container;
    int rc = find_key(error, text, &container);

    *out = (struct ssh2_security_key){ .application = NULL };
    if (rc != 0)
        return rc;
    if (!is_openssh(container))
        return ssh2_fail(error, LIBSSH2_ERROR_FILE,
                         "the private key file is PEM, in which no FIDO key is kept");
    rc = load_openssh(memory, error, container, ssh2_text(passphrase),
                      ssh2_keyfile_take_security_key, out);
    if (rc != 0)
        ssh2_security_key_free(memory, out);
    return rc;
}

static int decode_line(const struct ssh2_memory *memory, struct ssh2_error *error,
                       const struct ssh2_public_key_line *line, struct ssh2_bytes *blob,
                       struct ssh2_bytes *type)
{
    size_t capacity = line->base64_key.len / 4 * 3;
    struct ssh2_writer w = ssh2_writer(ssh2_alloc(memory, capacity), capacity);

    if (w.data == NULL)
        return ssh2_fail_memory(error, "a public key");
    ssh2_base64_decode(line->base64_key, SSH2_BASE64_WORD, &w);
    *blob = ssh2_written(&w);

    struct ssh2_reader r = ssh2_reader(*blob);

    *type = ssh2_read_string(&r);
    return 0;
}

int ssh2_keyfile_public(const struct ssh2_memory *memory, struct ssh2_error *error,
                        struct ssh2_bytes text, struct ssh2_bytes *blob, struct ssh2_bytes *type)
{
    struct ssh2_bytes first = { NULL, 0 };
    struct ssh2_public_key_line line;

    *blob = ssh2_bytes(NULL, 0);
    *type = ssh2_bytes(NULL, 0);
    if (text.len > SSH2_KEYFILE_MAX_BYTES)
        return ssh2_fail(error, LIBSSH2_ERROR_FILE, "the public key file is longer than %u bytes",
                         SSH2_KEYFILE_MAX_BYTES);
    ssh2_line_next(&text, &first);

    struct ssh2_verdict verdict = ssh2_packet_judge(ssh2_public_key_line_type(), first, &line);

    if (verdict.status != SSH2_OK && verdict.status != SSH2_NOT_CANONICAL)
        return ssh2_fail(error, LIBSSH2_ERROR_FILE,
                         "the public key file does not begin with a line of the form \"type base64 "
                         "comment\": %s at byte %zu",
                         ssh2_status_name(verdict.status), verdict.offset);
    return decode_line(memory, error, &line, blob, type);
}
