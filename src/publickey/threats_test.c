/* Servers whose publickey subsystem does not do as it should: threat O7. Only the conversation
 * fails; the connection goes on, and nothing is left (which the sanitizers see). */
#include "include/libssh2_publickey.h"

#include <stdlib.h>

#include "src/crypto/testing.h"
#include "src/oracle/scenario_publickey.h"
#include "src/packet/publickey/pkss_publickey.h"
#include "src/packet/publickey/pkss_status.h"
#include "src/packet/publickey/pkss_version.h"
#include "src/publickey/publickey.h"
#include "src/wire/writer.h"

#define SCRIPT_MAX_BYTES 4096u
#define KEYS_IN_SCRIPT 3u
#define MANY_KEYS_BYTES (24u << 20)

/* What a server says, packet by packet. */
struct script {
    uint8_t *data;
    struct ssh2_writer w;
};

static void begin_script(struct script *s, size_t capacity)
{
    s->data = malloc(capacity);
    assert_non_null(s->data);
    s->w = ssh2_writer(s->data, capacity);
}

static void say(struct script *s, const struct ssh2_packet_type *type, const void *packet)
{
    ssh2_write_uint32(&s->w, (uint32_t)ssh2_packet_len(type, packet));
    ssh2_packet_write(type, &s->w, packet);
    assert_int_equal(s->w.status, SSH2_OK);
}

static void say_version(struct script *s, uint32_t number)
{
    struct ssh2_pkss_version version = { .protocol_version_number = number };

    say(s, ssh2_pkss_version_type(), &version);
}

static void say_status(struct script *s, uint32_t code)
{
    struct ssh2_pkss_status status = { .status_code = code, .description = SSH2_TEXT("why\033") };

    say(s, ssh2_pkss_status_type(), &status);
}

static void say_key(struct script *s)
{
    static const uint8_t attributes[] = "\0\0\0\1a\0\0\0\1b\0\0\0\1c\0\0\0\0";
    struct ssh2_pkss_publickey key = { .public_key_algorithm_name = SSH2_TEXT("name"),
                                       .public_key_blob = SSH2_TEXT("blob"),
                                       .attribute_count = 2,
                                       .attributes = ssh2_bytes(attributes, 19) };

    say(s, ssh2_pkss_publickey_type(), &key);
}

/* A packet with this length in front and this content, whether they fit or not. */
static void say_raw(struct script *s, uint32_t len, struct ssh2_bytes content)
{
    ssh2_write_uint32(&s->w, len);
    ssh2_write_bytes(&s->w, content);
}

/* What a client that lists the keys of such a server comes to: 0 and *count, or the last error, -1
 * being the result. */
static int list(struct ssh2_bytes script, unsigned long *count)
{
    struct ssh2_peer_settings settings = { .publickey = { .script = script } };
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };
    libssh2_publickey_list *keys = NULL;
    LIBSSH2_PUBLICKEY *pk;
    int rc = 0;

    assert_true(ssh2_wire_pair_open(&pair, &settings));
    assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
    assert_int_equal(ssh2_scenario_log_in(&pair, &log), 0);
    *count = 0;
    pk = libssh2_publickey_init(pair.session);
    if (pk == NULL)
        rc = libssh2_session_last_errno(pair.session);
    else if (libssh2_publickey_list_fetch(pk, count, &keys) != 0)
        rc = libssh2_session_last_errno(pair.session);
    libssh2_publickey_list_free(pk, keys);
    if (pk != NULL)
        assert_int_equal(libssh2_publickey_shutdown(pk), 0);
    assert_int_equal(ssh2_scenario_exec(&pair, &log, "echo hello", ssh2_bytes(NULL, 0)), 0);
    ssh2_wire_pair_close(&pair);
    return rc;
}

static void threat_O7_a_list_may_end_at_any_byte(void **state)
{
    struct script s;
    unsigned long count = 0;

    (void)state;
    begin_script(&s, SCRIPT_MAX_BYTES);
    say_version(&s, 2);
    for (unsigned i = 0; i < KEYS_IN_SCRIPT; i++)
        say_key(&s);
    say_status(&s, SSH_PUBLICKEY_SUCCESS);
    for (size_t len = 0; len < s.w.len; len++)
        assert_int_equal(list(ssh2_bytes(s.data, len), &count), LIBSSH2_ERROR_PUBLICKEY_PROTOCOL);
    assert_int_equal(list(ssh2_written(&s.w), &count), 0);
    assert_int_equal(count, KEYS_IN_SCRIPT);
    free(s.data);
}

/* The same bytes, each packet shortened to end at any byte: lengths inside it point beyond. */
static void threat_O7_a_key_may_be_cut_at_any_byte(void **state)
{
    struct script whole, s;
    unsigned long count = 0;

    (void)state;
    begin_script(&whole, SCRIPT_MAX_BYTES);
    say_key(&whole);
    for (size_t len = 0; len < whole.w.len - 4; len++) {
        begin_script(&s, SCRIPT_MAX_BYTES);
        say_version(&s, 2);
        say_key(&s);
        say_raw(&s, (uint32_t)len, ssh2_bytes(whole.data + 4, len));
        say_status(&s, SSH_PUBLICKEY_SUCCESS);
        assert_int_equal(list(ssh2_written(&s.w), &count), LIBSSH2_ERROR_PUBLICKEY_PROTOCOL);
        assert_int_equal(count, 0);
        free(s.data);
    }
    free(whole.data);
}

#define NAME "\0\0\0\11publickey\0\0\0\4name\0\0\0\4blob"

static void threat_O7_counts_and_lengths_are_not_believed(void **state)
{
    static const struct {
        const char *why;
        uint32_t len;
        struct ssh2_bytes content;
    } cases[] = {
        { "2^32-1 attributes", 33, SSH2_TEXT(NAME "\xff\xff\xff\xff") },
        { "2^28 attributes, whose pointers pass 32 bits", 33, SSH2_TEXT(NAME "\x10\0\0\0") },
        { "an attribute that is not there", 33, SSH2_TEXT(NAME "\0\0\0\1") },
        { "an attribute of 4 GiB", 37, SSH2_TEXT(NAME "\0\0\0\1\xff\xff\xff\xff") },
        { "bytes behind the attributes", 34, SSH2_TEXT(NAME "\0\0\0\0x") },
        { "a blob of 4 GiB", 25, SSH2_TEXT("\0\0\0\11publickey\0\0\0\4name\xff\xff\xff\xff") },
        { "no length at all", 0, SSH2_TEXT("") },
        { "less than a name's length", 3, SSH2_TEXT("\0\0\0") },
        { "a packet of 4 GiB", UINT32_MAX, SSH2_TEXT("\0\0\0\11publickey") },
        { "one byte too many", 40001, SSH2_TEXT("\0\0\0\11publickey") },
        { "a response of another kind", 13, SSH2_TEXT("\0\0\0\11attribute") },
        { "the version again", 15, SSH2_TEXT("\0\0\0\7version\0\0\0\2") },
    };
    unsigned long count = 0;

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct script s;

        begin_script(&s, SCRIPT_MAX_BYTES);
        say_version(&s, 2);
        say_key(&s);
        say_raw(&s, cases[i].len, cases[i].content);
        say_status(&s, SSH_PUBLICKEY_SUCCESS);
        if (list(ssh2_written(&s.w), &count) != LIBSSH2_ERROR_PUBLICKEY_PROTOCOL)
            fail_msg("%s", cases[i].why);
        free(s.data);
    }
}

static void threat_O7_an_error_amid_the_list_ends_it(void **state)
{
    struct script s;
    unsigned long count = 5;

    (void)state;
    begin_script(&s, SCRIPT_MAX_BYTES);
    say_version(&s, 2);
    say_key(&s);
    say_key(&s);
    say_status(&s, SSH_PUBLICKEY_GENERAL_FAILURE);
    assert_int_equal(list(ssh2_written(&s.w), &count), LIBSSH2_ERROR_PUBLICKEY_PROTOCOL);
    assert_int_equal(count, 0);
    free(s.data);
}

static void threat_O7_a_list_without_end_is_given_up(void **state)
{
    struct script s;
    unsigned long count = 0;

    (void)state;
    begin_script(&s, MANY_KEYS_BYTES);
    say_version(&s, 2);
    while (s.w.capacity - s.w.len > 100)
        say_key(&s);
    assert_int_equal(list(ssh2_written(&s.w), &count), LIBSSH2_ERROR_PUBLICKEY_PROTOCOL);
    free(s.data);
}

static void threat_O7_versions_that_do_not_suit_are_refused(void **state)
{
    struct script s;
    unsigned long count = 0;

    (void)state;
    begin_script(&s, SCRIPT_MAX_BYTES);
    say_version(&s, 0);
    assert_int_equal(list(ssh2_written(&s.w), &count), LIBSSH2_ERROR_PUBLICKEY_PROTOCOL);
    s.w.len = 0;
    say_status(&s, SSH_PUBLICKEY_VERSION_NOT_SUPPORTED);
    assert_int_equal(list(ssh2_written(&s.w), &count), LIBSSH2_ERROR_PUBLICKEY_PROTOCOL);
    s.w.len = 0;
    say_key(&s);
    assert_int_equal(list(ssh2_written(&s.w), &count), LIBSSH2_ERROR_PUBLICKEY_PROTOCOL);
    assert_int_equal(list(ssh2_text("Good morning!\r\n"), &count),
                     LIBSSH2_ERROR_PUBLICKEY_PROTOCOL);
    free(s.data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threat_O7_a_list_may_end_at_any_byte),
        cmocka_unit_test(threat_O7_a_key_may_be_cut_at_any_byte),
        cmocka_unit_test(threat_O7_counts_and_lengths_are_not_believed),
        cmocka_unit_test(threat_O7_an_error_amid_the_list_ends_it),
        cmocka_unit_test(threat_O7_a_list_without_end_is_given_up),
        cmocka_unit_test(threat_O7_versions_that_do_not_suit_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
