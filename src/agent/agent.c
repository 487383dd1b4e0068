#include "src/agent/agent.h"

#include <string.h>

#include "src/packet/agent/agent_identities_answer.h"
#include "src/packet/agent/agent_message.h"
#include "src/wire/reader.h"
#include "src/wire/writer.h"

/* Messages */

int ssh2_agent_frame(const struct ssh2_memory *memory, struct ssh2_error *error,
                     const struct ssh2_packet_type *type, const void *packet, struct ssh2_bytes *out)
{
    size_t len = ssh2_packet_len(type, packet);

    *out = ssh2_bytes(NULL, 0);
    if (len > SSH2_AGENT_MESSAGE_MAX_BYTES)
        return ssh2_fail(error, LIBSSH2_ERROR_OUT_OF_BOUNDARY,
                         "%s of %zu bytes: an agent takes at most %u", type->name, len,
                         SSH2_AGENT_MESSAGE_MAX_BYTES);

    size_t frame_len = SSH2_AGENT_LENGTH_BYTES + len;
    uint8_t *frame = ssh2_alloc(memory, frame_len);
    struct ssh2_writer w = ssh2_writer(frame, frame_len);

    if (frame == NULL)
        return ssh2_fail_memory(error, "a message to the agent");
    ssh2_write_uint32(&w, (uint32_t)len);
    ssh2_packet_write(type, &w, packet);
    *out = ssh2_written(&w);
    return 0;
}

int ssh2_agent_reply_len(struct ssh2_error *error, const uint8_t head[SSH2_AGENT_LENGTH_BYTES],
                         size_t *len)
{
    struct ssh2_reader r = ssh2_reader(ssh2_bytes(head, SSH2_AGENT_LENGTH_BYTES));

    *len = ssh2_read_uint32(&r);
    if (*len == 0 || *len > SSH2_AGENT_MESSAGE_MAX_BYTES)
        return ssh2_fail(error, LIBSSH2_ERROR_AGENT_PROTOCOL,
                         "the agent's reply has %zu bytes: 1 to %u would be right", *len,
                         SSH2_AGENT_MESSAGE_MAX_BYTES);
    return 0;
}

/* Keys */

#define KEY_MAGIC 0x61676b31u /* "agk1": the handle really is one of a key */

static int refuse_list(struct ssh2_error *error, struct ssh2_bytes reply)
{
    if (reply.len > 0 && reply.data[0] != SSH_AGENT_IDENTITIES_ANSWER)
        return ssh2_fail(error, LIBSSH2_ERROR_AGENT_PROTOCOL,
                         "the agent does not list its keys: message %u came", reply.data[0]);
    return ssh2_fail(error, LIBSSH2_ERROR_AGENT_PROTOCOL, "the agent's list of keys is malformed");
}

/* Blob and comment lie in one allocation, which begins with the blob. */
static int copy_key(const struct ssh2_memory *memory, struct ssh2_error *error,
                    const struct ssh2_agent_identity *identity,
                    struct libssh2_agent_publickey *out)
{
    size_t blob_len = identity->key_blob.len, comment_len = identity->comment.len;
    uint8_t *copy = ssh2_alloc(memory, blob_len + comment_len + 1);

    if (copy == NULL)
        return ssh2_fail_memory(error, "a key of the agent");
    if (blob_len > 0)
        memcpy(copy, identity->key_blob.data, blob_len);
    if (comment_len > 0)
        memcpy(copy + blob_len, identity->comment.data, comment_len);
    copy[blob_len + comment_len] = '\0';
    *out = (struct libssh2_agent_publickey){ .magic = KEY_MAGIC,
                                             .node = out,
                                             .blob = copy,
                                             .blob_len = blob_len,
                                             .comment = (char *)copy + blob_len };
    return 0;
}

static int copy_keys(const struct ssh2_memory *memory, struct ssh2_error *error,
                     struct ssh2_bytes identities, struct ssh2_agent_keys *out)
{
    struct ssh2_agent_identity identity;

    while (ssh2_agent_identity_next(&identities, &identity)) {
        int rc = copy_key(memory, error, &identity, &out->keys[out->count]);

        if (rc != 0)
            return rc;
        out->count++;
    }
    return 0;
}

int ssh2_agent_read_keys(const struct ssh2_memory *memory, struct ssh2_error *error,
                         struct ssh2_bytes reply, struct ssh2_agent_keys *out)
{
    struct ssh2_agent_identities_answer answer;

    *out = (struct ssh2_agent_keys){ NULL, 0 };
    if (ssh2_agent_identities_answer_parse(reply, &answer) != SSH2_OK)
        return refuse_list(error, reply);
    if (answer.nkeys > SSH2_AGENT_LISTED_MAX_COUNT)
        return ssh2_fail(error, LIBSSH2_ERROR_OUT_OF_BOUNDARY,
                         "the agent lists %u keys: more than %u", (unsigned)answer.nkeys,
                         SSH2_AGENT_LISTED_MAX_COUNT);
    if (answer.nkeys == 0)
        return 0;
    out->keys = ssh2_calloc(memory, answer.nkeys, sizeof(out->keys[0]));
    if (out->keys == NULL)
        return ssh2_fail_memory(error, "the agent's list of keys");

    int rc = copy_keys(memory, error, answer.keys, out);

    if (rc != 0)
        ssh2_agent_free_keys(memory, out);
    return rc;
}

void ssh2_agent_free_keys(const struct ssh2_memory *memory, struct ssh2_agent_keys *keys)
{
    for (size_t i = 0; i < keys->count; i++)
        ssh2_free(memory, keys->keys[i].blob);
    ssh2_free(memory, keys->keys);
    *keys = (struct ssh2_agent_keys){ NULL, 0 };
}

int ssh2_agent_next_key(const struct ssh2_agent_keys *keys,
                        const struct libssh2_agent_publickey *prev,
                        struct libssh2_agent_publickey **out)
{
    size_t next = 0;

    if (prev != NULL && prev->magic != KEY_MAGIC)
        return LIBSSH2_ERROR_BAD_USE;
    if (prev != NULL) {
        while (next < keys->count && &keys->keys[next] != prev->node)
            next++;
        if (next == keys->count)
            return LIBSSH2_ERROR_BAD_USE;
        next++;
    }
    if (next == keys->count)
        return 1;
    *out = &keys->keys[next];
    return 0;
}
