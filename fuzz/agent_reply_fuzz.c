/* What an agent answers. Input: the key that was to sign and the algorithm's name as strings, and
 * the reply. */
#include "fuzz/require.h"
#include "src/agent/agent.h"

#define ANY_INPUT_BYTES 1024u /* ours: structs, and numbers at their longest */

static const struct ssh2_memory bounded = SSH2_FUZZ_MEMORY, *const memory = &bounded;

static void read_keys(struct ssh2_bytes reply)
{
    struct ssh2_error error = { 0 };
    struct ssh2_agent_keys keys;
    struct libssh2_agent_publickey *key = NULL;
    int rc = ssh2_agent_read_keys(memory, &error, reply, &keys);
    size_t count = 0;

    SSH2_FUZZ_REQUIRE(rc == 0 || keys.count == 0, "a refused list is empty");
    while (ssh2_agent_next_key(&keys, key, &key) == 0)
        count++;
    SSH2_FUZZ_REQUIRE(count == keys.count, "a walk sees every key");
    ssh2_agent_free_keys(memory, &keys);
}

static void read_signature(const struct ssh2_agent_job *job, struct ssh2_bytes reply)
{
    struct ssh2_error error = { 0 };
    struct ssh2_agent_signature signature;

    if (ssh2_agent_read_signature(memory, &error, reply, job, &signature) == 0)
        SSH2_FUZZ_REQUIRE(ssh2_fuzz_is_inside(signature.blob, reply) &&
                              ssh2_fuzz_is_inside(signature.bare, signature.blob),
                          "the signature lies inside the reply");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ssh2_reader r = ssh2_reader(ssh2_bytes(data, size));
    struct ssh2_agent_job job = { .key_blob = ssh2_read_string(&r),
                                  .algorithm = ssh2_read_string(&r),
                                  .data = ssh2_text("signed") };
    struct ssh2_bytes rest = ssh2_read_rest(&r);
    uint8_t *block = ssh2_fuzz_block(rest);
    struct ssh2_bytes reply = ssh2_bytes(block, rest.len), request;
    struct ssh2_error error = { 0 };
    size_t len;

    ssh2_fuzz_bound_allocations(size, ANY_INPUT_BYTES);
    if (reply.len >= SSH2_AGENT_LENGTH_BYTES)
        (void)ssh2_agent_reply_len(&error, reply.data, &len);
    read_keys(reply);
    read_signature(&job, reply);
    if (ssh2_agent_sign_frame(memory, &error, &job, &request) == 0)
        ssh2_free(memory, (void *)(uintptr_t)request.data);
    free(block);
    return 0;
}
