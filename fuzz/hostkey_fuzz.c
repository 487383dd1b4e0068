/* Public keys and signatures as a server sends them. Input: an algorithm's number, a key blob and a
 * signature blob as strings, and what was signed. */
#include "fuzz/require.h"
#include "src/transport/hostkey.h"

#define ANY_INPUT_BYTES 32768u /* ours: structs, and numbers at their longest */

static const struct ssh2_memory bounded = SSH2_FUZZ_MEMORY, *const memory = &bounded;

/* The key's own blob is read to the same blob again. */
static void check_blob(const struct ssh2_public_key *key)
{
    struct ssh2_error error = { 0 };
    uint8_t *blob, *again;
    size_t len, again_len;
    struct ssh2_public_key *copy;

    SSH2_FUZZ_REQUIRE(ssh2_hostkey_blob(memory, &error, key, &blob, &len) == 0, "a key has a blob");
    SSH2_FUZZ_REQUIRE(ssh2_hostkey_parse(memory, &error, ssh2_bytes(blob, len), &copy) == 0,
                      "its blob is read");
    SSH2_FUZZ_REQUIRE(ssh2_public_key_kind(copy) == ssh2_public_key_kind(key),
                      "as a key of the same kind");
    SSH2_FUZZ_REQUIRE(ssh2_hostkey_blob(memory, &error, copy, &again, &again_len) == 0 &&
                          ssh2_bytes_equal(ssh2_bytes(blob, len), ssh2_bytes(again, again_len)),
                      "which has the same blob");
    ssh2_public_key_free(copy);
    ssh2_free(memory, again);
    ssh2_free(memory, blob);
}

static const struct ssh2_algorithm *algorithm_of(uint8_t number)
{
    size_t count = 0;

    while (ssh2_algorithm_at(SSH2_ALGORITHM_HOST_KEY, count) != NULL)
        count++;
    return ssh2_algorithm_at(SSH2_ALGORITHM_HOST_KEY, number % count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ssh2_reader r = ssh2_reader(ssh2_bytes(data, size));
    const struct ssh2_algorithm *algorithm = algorithm_of(ssh2_read_byte(&r));
    struct ssh2_bytes blob = ssh2_read_string(&r);
    struct ssh2_bytes signature = ssh2_read_string(&r);
    struct ssh2_bytes message = ssh2_read_rest(&r);
    struct ssh2_public_key *key;
    struct ssh2_error error = { 0 };

    ssh2_fuzz_bound_allocations(size, ANY_INPUT_BYTES);
    (void)ssh2_hostkey_type(blob);
    if (ssh2_hostkey_parse(memory, &error, blob, &key) == 0)
        check_blob(key);
    SSH2_FUZZ_REQUIRE(ssh2_hostkey_verify(memory, &error, algorithm, blob, signature, message) !=
                              0 ||
                          (key != NULL && ssh2_hostkey_suits(algorithm, ssh2_public_key_kind(key))),
                      "nothing is verified without a key that suits");
    ssh2_public_key_free(key);
    return 0;
}
