/* Copies by SCP through the public API: what works, what fails, and on every kind of wire. */
#include <stdlib.h>
#include <sys/stat.h>

#include "src/crypto/testing.h"
#include "src/oracle/play.h"
#include "src/oracle/scenario_scp.h"

#define LONG_NAME_BYTES 100000u

static const struct ssh2_peer_settings honest;

static void open_pair(struct ssh2_wire_pair *pair, const struct ssh2_peer_settings *settings)
{
    struct ssh2_scenario_log log = { .len = 0 };

    assert_true(ssh2_wire_pair_open(pair, settings));
    assert_int_equal(ssh2_scenario_handshake(pair, &log), 0);
    assert_int_equal(ssh2_scenario_log_in(pair, &log), 0);
}

static void assert_error(struct ssh2_wire_pair *pair, int code, const char *says)
{
    char *message = NULL;

    assert_int_equal(libssh2_session_last_error(pair->session, &message, NULL, 0), code);
    if (strstr(message, says) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", message, says);
}

/* On every kind of wire */

static void put_and_get(struct ssh2_play *play)
{
    static char data[2000];
    LIBSSH2_CHANNEL *channel;
    libssh2_struct_stat sb;
    size_t len = 0;
    ssize_t n = 0;
    int rc;

    SSH2_CALL_POINTER(play, channel,
                      libssh2_scp_send64(play->session, "new", 0600, sizeof(data), 7, 8));
    for (len = 0; len < sizeof(data); len += (size_t)n)
        SSH2_MOVE(play, n, libssh2_channel_write(channel, data + len, sizeof(data) - len));
    SSH2_CALL(play, n, libssh2_channel_write(channel, "", 1));
    SSH2_CALL(play, rc, libssh2_channel_send_eof(channel));
    SSH2_CALL(play, rc, libssh2_channel_wait_eof(channel));
    SSH2_CALL(play, rc, libssh2_channel_free(channel));
    memset(&sb, 0x55, sizeof(sb));
    SSH2_CALL_POINTER(play, channel, libssh2_scp_recv2(play->session, "new", &sb));
    assert_int_equal(sb.st_uid, 0); /* K: what is not told is 0 */
    assert_int_equal(sb.st_nlink, 0);
    ssh2_scenario_note(&play->log, "%ld %o %ld %ld\n", (long)sb.st_size, (unsigned)sb.st_mode,
                       (long)sb.st_mtime, (long)sb.st_atime);
    for (len = 0; len < sizeof(data); len += (size_t)n)
        SSH2_MOVE(play, n, libssh2_channel_read(channel, data + len, sizeof(data) - len));
    data[0] = 'x';
    SSH2_MOVE(play, n, libssh2_channel_read(channel, data, sizeof(data)));
    assert_int_equal(n, 1); /* K: the protocol's own byte comes out too, for who reads on */
    assert_int_equal(data[0], '\0');
    SSH2_CALL(play, rc, libssh2_channel_free(channel));
    SSH2_CALL_POINTER(play, channel, libssh2_scp_recv2(play->session, "missing", NULL));
    SSH2_CALL_POINTER(play, channel,
                      libssh2_scp_send64(play->session, "missing/file", 0600, 1, 0, 0));
}

static void put_and_get_by_deprecated_forms(struct ssh2_play *play)
{
    LIBSSH2_CHANNEL *channel;
    struct stat sb;
    char byte = 0;
    ssize_t n;
    int rc;

    SSH2_CALL_POINTER(play, channel, libssh2_scp_send_ex(play->session, "new", 0640, 1, 7, 8));
    SSH2_CALL(play, n, libssh2_channel_write(channel, "x", 2)); /* and the status */
    SSH2_CALL(play, rc, libssh2_channel_send_eof(channel));
    SSH2_CALL(play, rc, libssh2_channel_wait_eof(channel));
    SSH2_CALL(play, rc, libssh2_channel_free(channel));
    SSH2_CALL_POINTER(play, channel, libssh2_scp_recv(play->session, "new", &sb));
    ssh2_scenario_note(&play->log, "%ld %o %ld %ld\n", (long)sb.st_size, (unsigned)sb.st_mode,
                       (long)sb.st_mtime, (long)sb.st_atime);
    SSH2_CALL(play, n, libssh2_channel_read(channel, &byte, 1));
    assert_int_equal(byte, 'x');
    SSH2_CALL(play, rc, libssh2_channel_free(channel));
    SSH2_CALL_POINTER(play, channel, libssh2_scp_recv(play->session, "missing", NULL));
    SSH2_CALL_POINTER(play, channel,
                      libssh2_scp_send_ex(play->session, "missing/file", 0600, 1, 0, 0));
}

static void no_wire_makes_a_difference_to_a_copy(void **state)
{
    static const char *const waits[] = { "libssh2_scp_send64", "libssh2_scp_recv2", NULL };
    static const char *const deprecated[] = { "libssh2_scp_send_ex", "libssh2_scp_recv", NULL };
    struct ssh2_scenario_log log;

    (void)state;
    ssh2_play(&(struct ssh2_script){ .is_logged_in = true, .run = put_and_get, .waits = waits });
    ssh2_play_log(&(struct ssh2_script){ .is_logged_in = true,
                                         .run = put_and_get_by_deprecated_forms,
                                         .waits = deprecated },
                  &log);
    assert_non_null(strstr(log.text, "1 640 7 8\n"));
}

/* What works */

static void a_copy_without_times_leaves_them_out(void **state)
{
    struct ssh2_wire_pair pair;
    LIBSSH2_CHANNEL *channel;
    char data[13];

    (void)state;
    open_pair(&pair, &honest);
    channel = libssh2_scp_recv2(pair.session, "hello.txt", NULL);
    assert_non_null(channel);
    assert_int_equal(libssh2_channel_read(channel, data, sizeof(data)), sizeof(data));
    assert_memory_equal(data, SSH2_TREE_HELLO, sizeof(data));
    assert_int_equal(libssh2_channel_read(channel, data, 1), 1); /* the status behind the file */
    assert_int_equal(data[0], 0);
    libssh2_channel_free(channel);

    channel = libssh2_scp_send64(pair.session, "new", 0100604, 0, 0, 0);
    assert_non_null(channel);
    assert_int_equal(libssh2_channel_write(channel, "", 1), 1);
    libssh2_channel_free(channel);
    assert_int_equal(ssh2_tree_find(&pair.peer->tree, ssh2_text("new"), true)->permissions, 0604);
    assert_int_equal(ssh2_tree_find(&pair.peer->tree, ssh2_text("new"), true)->mtime, 1000000000);
    ssh2_wire_pair_close(&pair);
}

static void the_deprecated_forms_do_the_same(void **state)
{
    struct ssh2_wire_pair pair;
    LIBSSH2_CHANNEL *channel;
    struct stat sb;

    (void)state;
    open_pair(&pair, &honest);
    channel = libssh2_scp_send_ex(pair.session, "folder", 0600, 0, 5, 6); /* entry in a directory */
    assert_non_null(channel);
    assert_int_equal(libssh2_channel_write(channel, "", 1), 1);
    assert_int_equal(libssh2_channel_send_eof(channel), 0);
    assert_int_equal(libssh2_channel_wait_eof(channel), 0);
    libssh2_channel_free(channel);
    channel = libssh2_scp_recv(pair.session, "folder/folder", &sb);
    assert_non_null(channel);
    assert_int_equal(sb.st_size, 0);
    assert_int_equal(sb.st_mtime, 5);
    assert_int_equal(sb.st_atime, 6);
    libssh2_channel_free(channel);
    ssh2_wire_pair_close(&pair);
}

/* A program that gave up, after TIMEOUT say, asks for another file and gets that one. */
static void another_file_is_another_copy(void **state)
{
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };

    (void)state;
    open_pair(&pair, &honest);
    libssh2_session_set_blocking(pair.session, 0);
    pair.to_client.delivery.would_block = true;
    for (unsigned i = 0; i < 2; i++)
        assert_null(libssh2_scp_recv2(pair.session, "hello.txt", NULL));
    assert_int_equal(ssh2_scenario_scp_get(&pair, &log, "pattern"), 0);
    assert_non_null(strstr(log.text, "scp got 200000 bytes of pattern, 200000 of them right"));
    assert_null(libssh2_scp_recv2(pair.session, "hello.txt", NULL));
    assert_null(libssh2_scp_send64(pair.session, "new", 0600, 5, 0, 0));
    ssh2_wire_pair_close(&pair); /* with two copies begun */
}

/* What fails */

static void what_the_server_refuses_is_told_in_its_words(void **state)
{
    static const struct {
        struct ssh2_bytes script;
        const char *says;
        bool complains;
    } cases[] = {
        { SSH2_TEXT("\1scp: new: Permission denied\n"), "scp: new: Permission denied", false },
        { SSH2_TEXT("\0\2scp: disk full\n"), "scp: disk full", false },
        { SSH2_TEXT("\0\0\1scp: no\n"), "scp: no", false },
        { SSH2_TEXT("\0\3scp: what\n"), "has to send a status", false },
        { SSH2_TEXT("Good morning!\n"), "Good morning!", false },
        { SSH2_TEXT("\0"), "ends with status 0 before", false },
        { SSH2_TEXT(""), "ends with status 0 before", false },
        { SSH2_TEXT("sh: scp: not found\n"), "sh: scp: not found", true },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct ssh2_peer_settings settings = { .scp = { .script = cases[i].script,
                                                        .complains = cases[i].complains } };
        struct ssh2_wire_pair pair;

        open_pair(&pair, &settings);
        assert_null(libssh2_scp_send64(pair.session, "new", 0600, 5, 1, 1));
        assert_error(&pair, LIBSSH2_ERROR_SCP_PROTOCOL, cases[i].says);
        ssh2_wire_pair_close(&pair);
    }
}

static void the_server_may_not_have_the_file_or_not_run_scp(void **state)
{
    struct ssh2_wire_pair pair;

    (void)state;
    open_pair(&pair, &honest);
    assert_null(libssh2_scp_recv2(pair.session, "missing", NULL));
    assert_error(&pair, LIBSSH2_ERROR_SCP_PROTOCOL, "scp: missing: No such file or directory");
    assert_null(libssh2_scp_recv2(pair.session, "folder", NULL));
    assert_error(&pair, LIBSSH2_ERROR_SCP_PROTOCOL, "scp: folder: not a regular file");
    assert_null(libssh2_scp_send64(pair.session, "folder/missing/new", 0600, 5, 0, 0));
    assert_error(&pair, LIBSSH2_ERROR_SCP_PROTOCOL, "No such file or directory");
    assert_int_equal(libssh2_session_flag(pair.session, LIBSSH2_FLAG_QUOTE_PATHS, 0), 0);
    assert_null(libssh2_scp_recv2(pair.session, "$(id)", NULL));
    assert_error(&pair, LIBSSH2_ERROR_CHANNEL_REQUEST_DENIED, "chanreq_exec");
    ssh2_wire_pair_close(&pair);
}

static void arguments_that_cannot_be_are_refused(void **state)
{
    static const struct {
        const char *path;
        int mode;
        libssh2_int64_t size;
        time_t mtime, atime;
    } cases[] = {
        { NULL, 0600, 5, 0, 0 },    { "", 0600, 5, 0, 0 },   { "a/", 0600, 5, 0, 0 },
        { "a/.", 0600, 5, 0, 0 },   { "..", 0600, 5, 0, 0 }, { "a", -1, 5, 0, 0 },
        { "a", 01000000, 5, 0, 0 }, { "a", 0600, -1, 0, 0 }, { "a", 0600, 5, -1, 0 },
        { "a", 0600, 5, 0, -1 },
    };
    struct ssh2_wire_pair pair;

    (void)state;
    open_pair(&pair, &honest);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_null(libssh2_scp_send64(pair.session, cases[i].path, cases[i].mode, cases[i].size,
                                       cases[i].mtime, cases[i].atime));
        assert_error(&pair, LIBSSH2_ERROR_INVAL, "");
    }
    if (SIZE_MAX > INT64_MAX) {
        assert_null(libssh2_scp_send_ex(pair.session, "a", 0600, SIZE_MAX, 0, 0));
        assert_error(&pair, LIBSSH2_ERROR_INVAL, "2^63-1");
    }
    assert_null(libssh2_scp_recv2(pair.session, NULL, NULL));
    assert_error(&pair, LIBSSH2_ERROR_INVAL, "no path");
    assert_null(libssh2_scp_recv2(NULL, "a", NULL));
    assert_null(libssh2_scp_send64(NULL, "a", 0600, 5, 0, 0));
    ssh2_wire_pair_close(&pair);
}

static void scp_begins_after_login(void **state)
{
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };

    (void)state;
    assert_true(ssh2_wire_pair_open(&pair, &honest));
    assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
    assert_null(libssh2_scp_recv2(pair.session, "hello.txt", NULL));
    assert_error(&pair, LIBSSH2_ERROR_BAD_USE, "only after login");
    ssh2_wire_pair_close(&pair);
}

/* Names that would not fit any buffer: the server's refusal is the failure. */
static void names_may_have_any_length(void **state)
{
    struct ssh2_wire_pair pair;
    char *path = malloc(LONG_NAME_BYTES + 1);

    (void)state;
    assert_non_null(path);
    memset(path, 'n', LONG_NAME_BYTES);
    open_pair(&pair, &honest);
    for (size_t len = 1; len <= LONG_NAME_BYTES; len *= 10) {
        LIBSSH2_CHANNEL *channel;

        path[len] = '\0';
        channel = libssh2_scp_send64(pair.session, path, 0600, 0, 0, 0);
        assert_int_equal(channel != NULL, len <= SSH2_TREE_NAME_MAX_BYTES);
        if (channel == NULL)
            assert_int_not_equal(libssh2_session_last_errno(pair.session), 0);
        libssh2_channel_free(channel);
        path[len] = 'n';
    }
    free(path);
    ssh2_wire_pair_close(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_wire_makes_a_difference_to_a_copy),
        cmocka_unit_test(a_copy_without_times_leaves_them_out),
        cmocka_unit_test(the_deprecated_forms_do_the_same),
        cmocka_unit_test(another_file_is_another_copy),
        cmocka_unit_test(what_the_server_refuses_is_told_in_its_words),
        cmocka_unit_test(the_server_may_not_have_the_file_or_not_run_scp),
        cmocka_unit_test(arguments_that_cannot_be_are_refused),
        cmocka_unit_test(scp_begins_after_login),
        cmocka_unit_test(names_may_have_any_length),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
