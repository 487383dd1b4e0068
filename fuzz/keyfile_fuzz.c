/* Private keys in files, and the layers that base64 hides from a fuzzer. Input: a byte that says
 * which layer, and its content. */
#include "fuzz/require.h"
#include "src/crypto/random.h"
#include "src/packet/text/base64.h"
#include "src/session/keyfile.h"
#include "src/session/keyfile_openssh.h"
#include "src/session/keyfile_private.h"

#define ANY_INPUT_BYTES 32768u /* ours: structs, and numbers at their longest */

static const struct ssh2_memory bounded = SSH2_FUZZ_MEMORY, *const memory = &bounded;

static bool holds(struct ssh2_bytes text, const char *words)
{
    size_t len = strlen(words);

    for (size_t i = 0; i + len <= text.len; i++)
        if (memcmp(text.data + i, words, len) == 0)
            return true;
    return false;
}

/* What a key derivation may cost is bounded by the library at about a second: far too much here, so
 * that only formats that derive at once are given a passphrase. */
static void read_private(struct ssh2_bytes text)
{
    bool is_dear = holds(text, "OPENSSH") || holds(text, "ENCRYPTED PRIVATE KEY");
    struct ssh2_private_key *key;
    struct ssh2_error error = { 0 };
    int rc = ssh2_keyfile_private(memory, &error, text, is_dear ? NULL : "passphrase", &key);

    SSH2_FUZZ_REQUIRE((rc == 0) == (key != NULL), "there is a key if there is no error");
    ssh2_private_key_free(key);
}

static void read_public(struct ssh2_bytes text)
{
    struct ssh2_bytes blob, type;
    struct ssh2_error error = { 0 };

    if (ssh2_keyfile_public(memory, &error, text, &blob, &type) != 0)
        return;
    SSH2_FUZZ_REQUIRE(ssh2_fuzz_is_inside(type, blob), "the type lies inside the blob");
    ssh2_free(memory, (void *)(uintptr_t)blob.data);
}

/* content in base64, between lines. */
static struct ssh2_bytes wrap(const char *head, struct ssh2_bytes content, const char *foot)
{
    size_t capacity = strlen(head) + content.len * 2 + 16 + strlen(foot);
    struct ssh2_writer w = ssh2_writer(malloc(capacity), capacity);

    SSH2_FUZZ_REQUIRE(w.data != NULL, "there is memory");
    ssh2_write_bytes(&w, ssh2_text(head));
    ssh2_write_base64(&w, content);
    ssh2_write_bytes(&w, ssh2_text(foot));
    SSH2_FUZZ_REQUIRE(w.status == SSH2_OK, "base64 takes less than twice the bytes");
    return ssh2_written(&w);
}

/* The same text as a FIDO key's. */
static void take_security_key(struct ssh2_bytes base64)
{
    struct ssh2_security_key key = { .application = NULL };
    struct ssh2_error error = { 0 };
    int rc = ssh2_keyfile_openssh(memory, &error, base64, ssh2_bytes(NULL, 0),
                                  ssh2_keyfile_take_security_key, &key);

    SSH2_FUZZ_REQUIRE(rc != 0 || key.key_handle.len > 0, "a FIDO key has a handle");
    ssh2_security_key_free(memory, &key);
}

static void read_openssh(struct ssh2_bytes content)
{
    struct ssh2_bytes base64 = wrap("", content, "\n");
    struct ssh2_private_key *key = NULL;
    struct ssh2_error error = { 0 };
    int rc = ssh2_keyfile_openssh(memory, &error, base64, ssh2_bytes(NULL, 0),
                                  ssh2_keyfile_take_private, &key);

    SSH2_FUZZ_REQUIRE(rc != 0 || key != NULL, "there is a key if there is no error");
    take_security_key(base64);
    ssh2_private_key_free(key);
    free((void *)(uintptr_t)base64.data);
}

static void read_pem(const char *head, struct ssh2_bytes content, const char *foot)
{
    struct ssh2_bytes text = wrap(head, content, foot);

    read_private(text);
    free((void *)(uintptr_t)text.data);
}

/* The decrypted list behind the public blob that has to go with it. */
static void read_list(struct ssh2_bytes content)
{
    struct ssh2_reader r = ssh2_reader(content);
    struct ssh2_bytes blob = ssh2_read_string(&r);
    struct ssh2_bytes list = ssh2_read_rest(&r);
    struct ssh2_private_key *key = NULL;
    struct ssh2_error error = { 0 };
    int rc = ssh2_keyfile_private_list(memory, &error, list, content.len % 2 == 0, blob,
                                       ssh2_keyfile_take_private, &key);

    SSH2_FUZZ_REQUIRE(rc != 0 || key != NULL, "there is a key if there is no error");
    ssh2_private_key_free(key);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ssh2_reader r = ssh2_reader(ssh2_bytes(data, size));
    uint8_t layer = ssh2_read_byte(&r);
    struct ssh2_bytes rest = ssh2_read_rest(&r);
    uint8_t *block = ssh2_fuzz_block(rest);
    struct ssh2_bytes content = ssh2_bytes(block, rest.len);

    ssh2_fuzz_bound_allocations(size, ANY_INPUT_BYTES);
    switch (layer) {
    case 'o':
        read_openssh(content);
        break;
    case 'l':
        read_list(content);
        break;
    case 'p':
        read_pem("-----BEGIN PRIVATE KEY-----\n", content, "\n-----END PRIVATE KEY-----\n");
        break;
    case 'r':
        read_pem("-----BEGIN RSA PRIVATE KEY-----\n", content, "\n-----END RSA PRIVATE KEY-----\n");
        break;
    case 'e':
        read_pem("-----BEGIN EC PRIVATE KEY-----\n", content, "\n-----END EC PRIVATE KEY-----\n");
        break;
    case 'u':
        read_public(content);
        break;
    default:
        read_private(content);
        break;
    }
    free(block);
    return 0;
}
