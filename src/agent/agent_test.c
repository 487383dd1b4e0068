/* What an agent may say to a request for its keys: threats G1, G2. */
#include "src/agent/agent.h"

#include "src/crypto/testing.h"
#include "src/packet/agent/agent_message.h"
#include "src/packet/agent/agent_request_identities.h"
#include "src/packet/agent/agent_sign_request.h"
#include "src/packet/numbers.h"

#define BYTES(lit) { (const uint8_t *)(lit), sizeof(lit) - 1 }
#define TWO_KEYS "\14\0\0\0\2" "\0\0\0\3one" "\0\0\0\1x" "\0\0\0\3two" "\0\0\0\0"

static const struct ssh2_memory *const memory = &ssh2_memory_default;
static struct ssh2_error error;

static const struct {
    const char *why;
    struct ssh2_bytes reply;
    int rc;
    size_t count;
} replies[] = {
    { "no key", BYTES("\14\0\0\0\0"), 0, 0 },
    { "two keys", BYTES(TWO_KEYS), 0, 2 },
    { "nothing", BYTES(""), LIBSSH2_ERROR_AGENT_PROTOCOL, 0 },
    { "no count", BYTES("\14\0\0\0"), LIBSSH2_ERROR_AGENT_PROTOCOL, 0 },
    { "a refusal", BYTES("\5"), LIBSSH2_ERROR_AGENT_PROTOCOL, 0 },
    { "a signature", BYTES("\16\0\0\0\0"), LIBSSH2_ERROR_AGENT_PROTOCOL, 0 },
    { "fewer keys than it says", BYTES("\14\0\0\0\2\0\0\0\0\0\0\0\0"),
      LIBSSH2_ERROR_AGENT_PROTOCOL, 0 },
    { "more than it says", BYTES("\14\0\0\0\0\0"), LIBSSH2_ERROR_AGENT_PROTOCOL, 0 },
    { "2^32-1 keys", BYTES("\14\xff\xff\xff\xff"), LIBSSH2_ERROR_AGENT_PROTOCOL, 0 },
    { "a comment past the end", BYTES("\14\0\0\0\1\0\0\0\0\xff\xff\xff\xff"),
      LIBSSH2_ERROR_AGENT_PROTOCOL, 0 },
};

static void a_list_of_keys_is_read_or_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(replies) / sizeof(replies[0]); i++) {
        struct ssh2_agent_keys keys;

        if (ssh2_agent_read_keys(memory, &error, replies[i].reply, &keys) != replies[i].rc ||
            keys.count != replies[i].count)
            fail_msg("%s: %s", replies[i].why, error.message);
        ssh2_agent_free_keys(memory, &keys);
    }
}

static void every_shorter_list_is_refused(void **state)
{
    static const struct ssh2_bytes whole = BYTES(TWO_KEYS);
    struct ssh2_agent_keys keys;

    (void)state;
    for (size_t len = 0; len < whole.len; len++) {
        assert_int_equal(ssh2_agent_read_keys(memory, &error, ssh2_bytes(whole.data, len), &keys),
                         LIBSSH2_ERROR_AGENT_PROTOCOL);
        assert_null(keys.keys);
    }
}

static void every_other_message_is_refused(void **state)
{
    (void)state;
    for (unsigned type = 0; type < 256; type++) {
        uint8_t reply[5] = { (uint8_t)type };
        struct ssh2_agent_keys keys;

        if (type != SSH_AGENT_IDENTITIES_ANSWER)
            assert_int_equal(
                ssh2_agent_read_keys(memory, &error, ssh2_bytes(reply, sizeof(reply)), &keys),
                LIBSSH2_ERROR_AGENT_PROTOCOL);
    }
}

/* A list of count keys without blob and comment. */
static int read_many(uint32_t count, struct ssh2_agent_keys *keys)
{
    size_t len = 5 + (size_t)count * 8;
    uint8_t *reply = calloc(1, len);

    assert_non_null(reply);
    reply[0] = SSH_AGENT_IDENTITIES_ANSWER;
    reply[3] = (uint8_t)(count >> 8);
    reply[4] = (uint8_t)count;

    int rc = ssh2_agent_read_keys(memory, &error, ssh2_bytes(reply, len), keys);

    free(reply);
    return rc;
}

static void more_keys_than_the_limit_are_out_of_bounds(void **state)
{
    struct ssh2_agent_keys keys;

    (void)state;
    assert_int_equal(read_many(SSH2_AGENT_LISTED_MAX_COUNT, &keys), 0);
    assert_int_equal(keys.count, SSH2_AGENT_LISTED_MAX_COUNT);
    ssh2_agent_free_keys(memory, &keys);
    assert_int_equal(read_many(SSH2_AGENT_LISTED_MAX_COUNT + 1, &keys),
                     LIBSSH2_ERROR_OUT_OF_BOUNDARY);
    assert_null(keys.keys);
}

static void a_walk_shows_every_key_once_and_no_other(void **state)
{
    static const struct ssh2_bytes reply = BYTES(TWO_KEYS);
    struct ssh2_agent_keys keys;
    struct libssh2_agent_publickey *key = NULL, copy, stranger = { 0 };

    (void)state;
    assert_int_equal(ssh2_agent_read_keys(memory, &error, reply, &keys), 0);
    assert_int_equal(ssh2_agent_next_key(&keys, NULL, &key), 0);
    assert_int_equal(key->blob_len, 3);
    assert_memory_equal(key->blob, "one", 3);
    assert_string_equal(key->comment, "x");
    copy = *key; /* programs keep copies */
    assert_int_equal(ssh2_agent_next_key(&keys, &copy, &key), 0);
    assert_memory_equal(key->blob, "two", 3);
    assert_string_equal(key->comment, "");
    assert_int_equal(ssh2_agent_next_key(&keys, key, &key), 1);
    assert_int_equal(ssh2_agent_next_key(&keys, &stranger, &key), LIBSSH2_ERROR_BAD_USE);
    copy.node = &stranger;
    assert_int_equal(ssh2_agent_next_key(&keys, &copy, &key), LIBSSH2_ERROR_BAD_USE);
    ssh2_agent_free_keys(memory, &keys);
    assert_int_equal(ssh2_agent_next_key(&keys, NULL, &key), 1);
}

static void without_memory_nothing_is_kept(void **state)
{
    static const struct ssh2_bytes reply = BYTES(TWO_KEYS);

    (void)state;
    for (size_t allowance = 0; allowance < 4; allowance++) {
        struct stingy stingy = { .allowance = allowance };
        void *holder = &stingy;
        struct ssh2_memory little = stingy_memory(&holder);
        struct ssh2_agent_keys keys;
        int rc = ssh2_agent_read_keys(&little, &error, reply, &keys);

        assert_int_equal(rc, allowance < 3 ? LIBSSH2_ERROR_ALLOC : 0);
        ssh2_agent_free_keys(&little, &keys);
        assert_int_equal(stingy.in_use, 0);
    }
}

static void a_reply_has_between_one_byte_and_256_KiB(void **state)
{
    static const struct {
        const char *head;
        int rc;
    } heads[] = {
        { "\0\0\0\0", LIBSSH2_ERROR_AGENT_PROTOCOL },
        { "\0\0\0\1", 0 },
        { "\0\4\0\0", 0 },
        { "\0\4\0\1", LIBSSH2_ERROR_AGENT_PROTOCOL },
        { "\xff\xff\xff\xff", LIBSSH2_ERROR_AGENT_PROTOCOL },
    };
    size_t len = 0;

    (void)state;
    for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
        assert_int_equal(ssh2_agent_reply_len(&error, (const uint8_t *)heads[i].head, &len),
                         heads[i].rc);
}

static void a_request_has_its_length_in_front(void **state)
{
    static const struct ssh2_agent_request_identities request;
    struct ssh2_bytes frame;

    (void)state;
    assert_int_equal(
        ssh2_agent_frame(memory, &error, ssh2_agent_request_identities_type(), &request, &frame), 0);
    assert_is_hex(frame.data, frame.len, "000000010b");
    ssh2_free(memory, (void *)(uintptr_t)frame.data);
}

static void a_request_that_no_agent_takes_is_out_of_bounds(void **state)
{
    static uint8_t data[SSH2_AGENT_MESSAGE_MAX_BYTES];
    struct ssh2_agent_sign_request request = { .data = ssh2_bytes(data, sizeof(data)) };
    struct ssh2_bytes frame;

    (void)state;
    assert_int_equal(
        ssh2_agent_frame(memory, &error, ssh2_agent_sign_request_type(), &request, &frame),
        LIBSSH2_ERROR_OUT_OF_BOUNDARY);
    assert_null(frame.data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_of_keys_is_read_or_refused),
        cmocka_unit_test(every_shorter_list_is_refused),
        cmocka_unit_test(every_other_message_is_refused),
        cmocka_unit_test(more_keys_than_the_limit_are_out_of_bounds),
        cmocka_unit_test(a_walk_shows_every_key_once_and_no_other),
        cmocka_unit_test(without_memory_nothing_is_kept),
        cmocka_unit_test(a_reply_has_between_one_byte_and_256_KiB),
        cmocka_unit_test(a_request_has_its_length_in_front),
        cmocka_unit_test(a_request_that_no_agent_takes_is_out_of_bounds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
