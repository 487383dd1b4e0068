/* What the tests of key files share: the files of keyfile_data, and what a key's public half is. */
#ifndef SSH2_SESSION_KEYFILE_TESTING_H
#define SSH2_SESSION_KEYFILE_TESTING_H

#include <stdio.h>

#include "src/crypto/testing.h"
#include "src/session/keyfile.h"
#include "src/transport/hostkey.h"

#define PASSPHRASE "open sesame" /* of all encrypted ones */
#define TEXT_MAX_BYTES 8192u     /* the longest has some 2700 */

struct text {
    char bytes[TEXT_MAX_BYTES];
    size_t len;
};

static inline struct ssh2_bytes text_view(const struct text *text)
{
    return ssh2_bytes(text->bytes, text->len);
}

static inline struct text load(const char *name)
{
    struct text text = { .len = 0 };
    char path[256];

    snprintf(path, sizeof(path), "src/session/keyfile_data/%s", name);

    FILE *file = fopen(path, "rb");

    if (file == NULL)
        fail_msg("%s cannot be opened", path);
    text.len = fread(text.bytes, 1, sizeof(text.bytes), file);
    fclose(file);
    assert_in_range(text.len, 1, TEXT_MAX_BYTES - 1);
    return text;
}

/* The key in the named file, as it goes over the wire. The caller frees. */
static inline struct ssh2_bytes load_blob(const char *public_name)
{
    struct text text = load(public_name);
    struct ssh2_error error = { 0 };
    struct ssh2_bytes blob, type;

    assert_int_equal(
        ssh2_keyfile_public(&ssh2_memory_default, &error, text_view(&text), &blob, &type), 0);
    return blob;
}

/* Whether the key is the private half of the public key in the named file. */
static inline bool belongs_to(const struct ssh2_private_key *key, const char *public_name)
{
    struct ssh2_error error = { 0 };
    struct ssh2_bytes expected = load_blob(public_name);
    uint8_t *blob = NULL;
    size_t blob_len = 0;

    assert_int_equal(ssh2_hostkey_blob(&ssh2_memory_default, &error, ssh2_private_key_public(key),
                                       &blob, &blob_len), 0);

    bool same = ssh2_bytes_equal(expected, ssh2_bytes(blob, blob_len));

    free((void *)(uintptr_t)expected.data);
    free(blob);
    return same;
}

#endif
