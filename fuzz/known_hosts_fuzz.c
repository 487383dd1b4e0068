/* known_hosts files: what was read is written so that it reads the same. Input: the file. */
#include "fuzz/require.h"
#include "src/knownhost/knownhost.h"

#define ANY_INPUT_BYTES 4096u /* ours: structs, and numbers at their longest */

static const struct ssh2_memory bounded = SSH2_FUZZ_MEMORY, *const memory = &bounded;

#define KEY "AAAAC3NzaC1lZDI1NTE5AAAAIKzJXgtuRvAnTgU9FtV5AAWj5jhQZ2S+6X4J1W784mpN"

static void ask(struct ssh2_knownhosts *hosts)
{
    static const char *const names[] = { "example.com", "localhost", "192.0.2.1", "" };
    static const int ports[] = { -1, 22, 2222 };

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        for (size_t k = 0; k < sizeof(ports) / sizeof(ports[0]); k++) {
            struct ssh2_knownhost_query query = {
                .name = names[i],
                .port = ports[k],
                .key = ssh2_text(KEY),
                .typemask = LIBSSH2_KNOWNHOST_TYPE_PLAIN | LIBSSH2_KNOWNHOST_KEYENC_BASE64 |
                            LIBSSH2_KNOWNHOST_KEY_ED25519,
            };
            struct libssh2_knownhost *found = NULL;
            int rc = ssh2_knownhosts_check(hosts, &query, &found);

            SSH2_FUZZ_REQUIRE(rc == LIBSSH2_KNOWNHOST_CHECK_NOTFOUND ||
                                  rc == LIBSSH2_KNOWNHOST_CHECK_FAILURE || found != NULL,
                              "who finds something says what");
        }
}

/* The collection as text, NULL if it holds what cannot be written. */
static uint8_t *write_out(struct ssh2_knownhosts *hosts, size_t *len)
{
    struct ssh2_bytes text = { NULL, 0 };

    if (ssh2_knownhosts_write(hosts, &text) != 0)
        return NULL;

    uint8_t *block = ssh2_fuzz_block(text);

    ssh2_free(memory, (void *)(uintptr_t)text.data);
    *len = text.len;
    return block;
}

static void read_again(struct ssh2_bytes text)
{
    struct ssh2_error error = { 0 };
    struct ssh2_knownhosts hosts;
    size_t len = 0;

    ssh2_knownhosts_init(&hosts, memory, &error);
    SSH2_FUZZ_REQUIRE(ssh2_knownhosts_read(&hosts, text) >= 0, "what was written is read");

    uint8_t *again = write_out(&hosts, &len);

    SSH2_FUZZ_REQUIRE(again != NULL && ssh2_bytes_equal(text, ssh2_bytes(again, len)),
                      "and written the same");
    free(again);
    ssh2_knownhosts_clear(&hosts);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t *block = ssh2_fuzz_block(ssh2_bytes(data, size));
    struct ssh2_error error = { 0 };
    struct ssh2_knownhosts hosts;
    size_t len = 0;

    ssh2_fuzz_bound_allocations(size, ANY_INPUT_BYTES);
    ssh2_knownhosts_init(&hosts, memory, &error);
    (void)ssh2_knownhosts_read(&hosts, ssh2_bytes(block, size));
    free(block);
    ask(&hosts);

    uint8_t *text = write_out(&hosts, &len);

    ssh2_knownhosts_clear(&hosts);
    if (text != NULL)
        read_again(ssh2_bytes(text, len));
    free(text);
    return 0;
}
