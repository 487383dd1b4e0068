#include "src/session/keyfile_openssh.h"

#include "src/packet/file/openssh_private_key.h"
#include "src/packet/text/base64.h"
#include "src/session/keyfile_cipher.h"

/* Decrypts the list and takes the key out of it. */
static int open_list(const struct ssh2_memory *memory, struct ssh2_error *error,
                     const struct ssh2_openssh_private_key *file, struct ssh2_bytes public_blob,
                     struct ssh2_bytes passphrase, ssh2_keyfile_taker *taker, void *out)
{
    size_t len = file->encrypted_private_list.len;
    bool encrypted = !ssh2_bytes_equal(file->ciphername, ssh2_text("none"));
    uint8_t *list = ssh2_alloc(memory, len + 1); /* 1: a length of 0 is refused further down */

    if (list == NULL)
        return ssh2_fail_memory(error, "a private key");

    int rc = ssh2_keyfile_decrypt(memory, error, file, passphrase, list);

    if (rc == 0)
        rc = ssh2_keyfile_private_list(memory, error, ssh2_bytes(list, len), encrypted,
                                       public_blob, taker, out);
    ssh2_free_secret(memory, list, len + 1);
    return rc;
}

static int open_file(const struct ssh2_memory *memory, struct ssh2_error *error,
                     struct ssh2_bytes bytes, struct ssh2_bytes passphrase,
                     ssh2_keyfile_taker *taker, void *out)
{
    struct ssh2_openssh_private_key file;
    struct ssh2_openssh_key_public_line_pair line;
    struct ssh2_verdict verdict =
        ssh2_packet_judge(ssh2_openssh_private_key_type(), bytes, &file);

    if (verdict.status != SSH2_OK)
        return ssh2_fail(error, LIBSSH2_ERROR_FILE,
                         "the private key file is damaged, or holds not just one key: %s at byte "
                         "%zu of what it encodes",
                         ssh2_status_name(verdict.status), verdict.offset);
    ssh2_openssh_key_public_line_pair_next(&file.public_keys, &line);
    return open_list(memory, error, &file, line.public_key_blob, passphrase, taker, out);
}

int ssh2_keyfile_openssh(const struct ssh2_memory *memory, struct ssh2_error *error,
                         struct ssh2_bytes base64, struct ssh2_bytes passphrase,
                         ssh2_keyfile_taker *taker, void *out)
{
    size_t capacity = base64.len / 4 * 3 + 1; /* 1: an empty body needs memory too */
    struct ssh2_writer w = ssh2_writer(ssh2_alloc(memory, capacity), capacity);

    if (w.data == NULL)
        return ssh2_fail_memory(error, "a private key file");

    struct ssh2_verdict verdict = ssh2_base64_decode(base64, SSH2_BASE64_LINES, &w);
    int rc = verdict.status == SSH2_OK
                 ? open_file(memory, error, ssh2_written(&w), passphrase, taker, out)
                 : ssh2_fail(error, LIBSSH2_ERROR_FILE,
                             "the private key file is damaged: its base64 is not");

    ssh2_free_secret(memory, w.data, capacity);
    return rc;
}
