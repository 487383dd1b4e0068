/* Servers whose scp does not do as it should: threats O1 to O6. Only the copy fails; the connection
 * goes on. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "src/crypto/testing.h"
#include "src/oracle/scenario_scp.h"
#include "src/scp/scp.h"

#define LONG_NAME_BYTES 4096u
#define ENDLESS_LINE_BYTES (1u << 20)

struct line {
    const char *text; /* what the server says */
    const char *says; /* a part of the sentence; NULL: the line is accepted */
};

/* A session that has logged in; the script is what the server's scp says. */
static void begin(struct ssh2_wire_pair *pair, struct ssh2_bytes script)
{
    struct ssh2_peer_settings settings = { .scp = { .script = script, .hangs = true } };
    struct ssh2_scenario_log log = { .len = 0 };

    assert_true(ssh2_wire_pair_open(pair, &settings));
    assert_int_equal(ssh2_scenario_handshake(pair, &log), 0);
    assert_int_equal(ssh2_scenario_log_in(pair, &log), 0);
}

static void end(struct ssh2_wire_pair *pair)
{
    struct ssh2_scenario_log log = { .len = 0 };

    assert_int_equal(ssh2_scenario_exec(pair, &log, "echo hello", ssh2_bytes(NULL, 0)), 0);
    ssh2_wire_pair_close(pair);
}

static void assert_failure(struct ssh2_wire_pair *pair, const char *says)
{
    char *message = NULL;
    int len = 0;

    assert_int_equal(libssh2_session_last_error(pair->session, &message, &len, 0),
                     LIBSSH2_ERROR_SCP_PROTOCOL);
    if (strstr(message, says) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", message, says);
    for (int i = 0; i < len; i++)
        assert_in_range(message[i], 0x20, 0x7e);
}

/* Receives path from a server that says the text. */
static void receive(const char *path, struct ssh2_bytes text, const char *says,
                    libssh2_struct_stat *sb)
{
    struct ssh2_wire_pair pair;
    LIBSSH2_CHANNEL *channel;

    begin(&pair, text);
    channel = libssh2_scp_recv2(pair.session, path, sb);
    assert_int_equal(channel != NULL, says == NULL);
    if (channel != NULL)
        libssh2_channel_free(channel);
    else
        assert_failure(&pair, says);
    end(&pair);
}

static void receive_each(const struct line *lines, size_t count)
{
    libssh2_struct_stat sb;

    for (size_t i = 0; i < count; i++)
        receive("dir/hello.txt", ssh2_text(lines[i].text), lines[i].says, &sb);
}

#define RECEIVE_EACH(lines) receive_each(lines, sizeof(lines) / sizeof((lines)[0]))

static void threat_O1_only_the_file_that_was_asked_for_is_taken(void **state)
{
    static const struct line lines[] = {
        { "C0644 5 hello.txt\n", NULL },
        { "C0644 5 .bashrc\n", "the name of the file that was asked for" },
        { "C0644 5 dir\n", "the name of the file that was asked for" },
        { "C0644 5 .\n", "a size and a name" },
        { "C0644 5 ..\n", "a size and a name" },
        { "C0644 5 dir/hello.txt\n", "a size and a name" },
        { "C0644 5 /\n", "a size and a name" },
        { "C0644 5 \n", "a size and a name" },
        { "D0755 0 hello.txt\n", "no directory" },
        { "E\n", "a line about the file" },
        { "T1 0 1 0\nD0755 0 hello.txt\n", "no directory" },
    };

    (void)state;
    RECEIVE_EACH(lines);
}

/* A path with a newline, which servers write in ways of their own. */
static void threat_O1_a_newline_in_the_path_does_not_let_another_file_in(void **state)
{
    libssh2_struct_stat sb;

    (void)state;
    receive("dir/hello\nworld.txt", ssh2_text("C0644 5 hello\\^Jworld.txt\n"), NULL, &sb);
    receive("dir/hello\nworld.txt", ssh2_text("C0644 5 .bashrc\n"),
            "the name of the file that was asked for", &sb);
    receive("new\nline/hello.txt", ssh2_text("C0644 5 .bashrc\n"),
            "the name of the file that was asked for", &sb);
}

static void threat_O2_what_the_server_says_does_not_reach_a_terminal_raw(void **state)
{
    static const struct line lines[] = {
        { "C0644 5 \033[2J\n", "5 ?[2J" },
        { "\1scp: \033]0;title\a\n", "refuses: scp: ?]0;title?" },
        { "\2scp: \xe2\x80\xae"
          "dab\r\n",
          "refuses: scp: ???dab" },
        { "Welcome\033c to this host\n", "\"Welcome?c to this host\"" },
    };

    (void)state;
    RECEIVE_EACH(lines);
}

static void threat_O3_no_set_user_id_comes_from_a_server(void **state)
{
    static const struct line lines[] = {
        { "C10000 5 hello.txt\n", "four octal digits" },
        { "C7777777 5 hello.txt\n", "four octal digits" },
    };
    libssh2_struct_stat sb;

    (void)state;
    receive("hello.txt", ssh2_text("C6755 5 hello.txt\n"), NULL, &sb);
    assert_int_equal(sb.st_mode, 0755);
    receive("hello.txt", ssh2_text("C1777 5 hello.txt\n"), NULL, &sb);
    assert_int_equal(sb.st_mode, 0777);
    RECEIVE_EACH(lines);
}

/* There and back again, by a server that splits commands as shells do. */
static void threat_O4_paths_reach_the_server_as_they_are(void **state)
{
    static const char *const paths[] = {
        "it's", "'",     "''''",   "a b",   " ",           "\"quoted\"", "$(id)",       "$HOME",
        "`id`", "!!",    "a!b'c!", "*",     "?[a]",        "~",          "~root",       "{a,b}",
        "a;b",  "a&b|c", "<a>",    "#a",    "back\\slash", "a\\",        "line\nbreak", "\ttab",
        "-f",   "-",     "--",     "-- -t", "\xff\xfe",    "\xc3\xa4",
    };
    static const struct ssh2_peer_settings honest;
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };

    (void)state;
    assert_true(ssh2_wire_pair_open(&pair, &honest));
    assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
    assert_int_equal(ssh2_scenario_log_in(&pair, &log), 0);
    for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
        log.len = 0;
        if (ssh2_scenario_scp_put(&pair, &log, paths[i], i) != 0)
            fail_msg("%s", log.text);
        assert_non_null(ssh2_tree_find(&pair.peer->tree, ssh2_text(paths[i]), false));
        if (ssh2_scenario_scp_get(&pair, &log, paths[i]) != 0)
            fail_msg("%s", log.text);
    }
    ssh2_wire_pair_close(&pair);
}

static void threat_O4_a_path_with_a_NUL_is_refused(void **state)
{
    struct ssh2_error error = { .code = 0 };
    struct ssh2_session session = { .memory = &ssh2_memory_default, .error = &error };
    struct ssh2_scp_request request = { .path = SSH2_TEXT("a\0b"), .quotes = true };

    (void)state;
    assert_null(ssh2_scp_new(&session, &request));
    assert_int_equal(error.code, LIBSSH2_ERROR_INVAL);
    request.sends = true;
    assert_null(ssh2_scp_new(&session, &request));
    assert_int_equal(error.code, LIBSSH2_ERROR_INVAL);
}

/* "C0644 5 " and a name of that many bytes, then the rest. The caller frees. */
static struct ssh2_bytes line_with_name(size_t name_len, const char *rest)
{
    static const char head[] = "C0644 5 ";
    size_t head_len = sizeof(head) - 1, rest_len = strlen(rest);
    char *line = malloc(head_len + name_len + rest_len + 1);

    assert_non_null(line);
    memcpy(line, head, head_len);
    memset(line + head_len, 'n', name_len);
    memcpy(line + head_len + name_len, rest, rest_len + 1);
    return ssh2_bytes(line, head_len + name_len + rest_len);
}

static void threat_O5_names_may_be_long_but_not_without_end(void **state)
{
    struct ssh2_bytes line = line_with_name(LONG_NAME_BYTES, "\n");
    struct ssh2_bytes bad = line_with_name(LONG_NAME_BYTES, "/../n\n");
    struct ssh2_bytes endless = line_with_name(ENDLESS_LINE_BYTES, "");
    char path[LONG_NAME_BYTES + 1];
    libssh2_struct_stat sb;

    (void)state;
    memset(path, 'n', LONG_NAME_BYTES);
    path[LONG_NAME_BYTES] = '\0';
    receive(path, line, NULL, &sb);
    assert_int_equal(sb.st_size, 5);
    receive(path, bad, "a size and a name", &sb);
    receive(path + 1, line, "the name of the file that was asked for", &sb);
    receive(path, endless, "a line that ends", &sb);
    free((void *)(uintptr_t)line.data);
    free((void *)(uintptr_t)bad.data);
    free((void *)(uintptr_t)endless.data);
}

static void threat_O6_sizes_modes_and_times_are_numbers_that_a_file_can_have(void **state)
{
    static const char in_file[] = "C, four octal digits, a size and a name";
    static const char in_times[] = "one line with the times";
    static const struct line lines[] = {
        { "C0644 -1 hello.txt\n", in_file },
        { "C0644 9223372036854775808 hello.txt\n", in_file },
        { "C0644 18446744073709551621 hello.txt\n", in_file },
        { "C0644 0x10 hello.txt\n", in_file },
        { "C0644 1e3 hello.txt\n", in_file },
        { "C0644 +5 hello.txt\n", in_file },
        { "C0644  5 hello.txt\n", in_file },
        { "C0644 hello.txt\n", in_file },
        { "C0644\n", in_file },
        { "C0648 5 hello.txt\n", in_file },
        { "C644 5 hello.txt\n", in_file },
        { "C00644 5 hello.txt\n", in_file },
        { "C-644 5 hello.txt\n", in_file },
        { "T-1 0 1 0\n", in_times },
        { "T1 1000000 1 0\n", in_times },
        { "T1 0 9223372036854775808 0\n", in_times },
        { "T1 0 1\n", in_times },
        { "T1 0 1 0 \n", in_times },
        { "T 1 0 1 0\n", in_times },
        { "T1 0 1 0\nT1 0 1 0\n", in_times },
        { "T1 0 1 0\nC0644 5 hello.txt\n", NULL },
    };
    const struct ssh2_bytes largest = SSH2_TEXT("T9223372036854775807 999999 5 0\n"
                                                "C0644 9223372036854775807 hello.txt\n");
    libssh2_struct_stat sb;

    (void)state;
    RECEIVE_EACH(lines);
    receive("hello.txt", largest, sizeof(sb.st_size) == 8 ? NULL : "on this machine", &sb);
    if (sizeof(sb.st_size) == 8) {
        assert_int_equal(sb.st_size, INT64_MAX);
        assert_int_equal(sb.st_mtime, INT64_MAX);
        assert_int_equal(sb.st_atime, 5);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threat_O1_only_the_file_that_was_asked_for_is_taken),
        cmocka_unit_test(threat_O1_a_newline_in_the_path_does_not_let_another_file_in),
        cmocka_unit_test(threat_O2_what_the_server_says_does_not_reach_a_terminal_raw),
        cmocka_unit_test(threat_O3_no_set_user_id_comes_from_a_server),
        cmocka_unit_test(threat_O4_paths_reach_the_server_as_they_are),
        cmocka_unit_test(threat_O4_a_path_with_a_NUL_is_refused),
        cmocka_unit_test(threat_O5_names_may_be_long_but_not_without_end),
        cmocka_unit_test(threat_O6_sizes_modes_and_times_are_numbers_that_a_file_can_have),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
