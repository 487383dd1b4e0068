#include "src/transport/identification.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* Ours: more than any row needs. */
#define INPUT_MAX_BYTES (SSH2_PRE_LINE_MAX_BYTES * 4)

static struct ssh2_identification of(enum ssh2_role peer)
{
    struct ssh2_identification id = { .peer = peer };

    return id;
}

static enum ssh2_identification_status take(struct ssh2_identification *id, struct ssh2_bytes input,
                                            size_t *consumed)
{
    return ssh2_identification_take(id, input, consumed);
}

static const struct {
    const char *why;
    enum ssh2_role peer;
    struct ssh2_bytes input;
    enum ssh2_identification_status status;
    const char *line;
} cases[] = {
    { "a server's line", SSH2_SERVER, SSH2_TEXT("SSH-2.0-x\r\n"), SSH2_IDENTIFICATION_DONE,
      "SSH-2.0-x" },
    { "a client's line", SSH2_CLIENT, SSH2_TEXT("SSH-2.0-x\r\n"), SSH2_IDENTIFICATION_DONE,
      "SSH-2.0-x" },
    { "LF alone, as old servers have it", SSH2_SERVER, SSH2_TEXT("SSH-2.0-x y z\n"),
      SSH2_IDENTIFICATION_DONE, "SSH-2.0-x y z" },
    { "1.99, which is 2.0: RFC 4253, 5.1", SSH2_SERVER, SSH2_TEXT("SSH-1.99-x\r\n"),
      SSH2_IDENTIFICATION_DONE, "SSH-1.99-x" },
    { "lines before it: RFC 4253, 4.2", SSH2_SERVER, SSH2_TEXT("hello\r\n\r\nyou\nSSH-2.0-x\r\n"),
      SSH2_IDENTIFICATION_DONE, "SSH-2.0-x" },
    { "a line before a client's", SSH2_CLIENT, SSH2_TEXT("hello\r\nSSH-2.0-x\r\n"),
      SSH2_IDENTIFICATION_NOT_FIRST, "" },
    { "a client that speaks HTTP fails at its fourth byte", SSH2_CLIENT, SSH2_TEXT("GET "),
      SSH2_IDENTIFICATION_NOT_FIRST, "" },
    { "an empty line before a client's", SSH2_CLIENT, SSH2_TEXT("\r\n"),
      SSH2_IDENTIFICATION_NOT_FIRST, "" },
    { "an HTTP server, so far", SSH2_SERVER, SSH2_TEXT("HTTP/1.1 400 Bad Request\r\n"),
      SSH2_IDENTIFICATION_MORE, "HTTP/1.1 400 Bad Request" },
    { "threat V3: version 1.5", SSH2_SERVER, SSH2_TEXT("SSH-1.5-x\r\n"),
      SSH2_IDENTIFICATION_BAD_VERSION, "SSH-1.5-x" },
    { "threat V3: version 2.1", SSH2_SERVER, SSH2_TEXT("SSH-2.1-x\r\n"),
      SSH2_IDENTIFICATION_BAD_VERSION, "SSH-2.1-x" },
    { "threat V3: small letters", SSH2_SERVER, SSH2_TEXT("ssh-2.0-x\r\n"),
      SSH2_IDENTIFICATION_BAD_VERSION, "ssh-2.0-x" },
    { "a prefix and nothing else", SSH2_SERVER, SSH2_TEXT("SSH-\r\n"),
      SSH2_IDENTIFICATION_BAD_VERSION, "SSH-" },
    { "threat V3: NUL inside", SSH2_SERVER, SSH2_TEXT("SSH-2.0-x\0y\r\n"),
      SSH2_IDENTIFICATION_NUL, "" },
    { "NUL before", SSH2_SERVER, SSH2_TEXT("he\0llo\r\nSSH-2.0-x\r\n"), SSH2_IDENTIFICATION_NUL,
      "" },
    { "not complete", SSH2_SERVER, SSH2_TEXT("SSH-2.0-x\r"), SSH2_IDENTIFICATION_MORE, "" },
};

static void each_line_gets_its_verdict(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct ssh2_identification id = of(cases[i].peer);
        size_t consumed;

        print_message("%s\n", cases[i].why);
        assert_int_equal(take(&id, cases[i].input, &consumed), cases[i].status);
        assert_true(consumed <= cases[i].input.len);
        assert_string_equal(ssh2_identification_line(&id).data, cases[i].line);
        assert_int_equal(ssh2_identification_line(&id).len, strlen(cases[i].line));
    }
}

static void every_cut_gives_the_same_verdict(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct ssh2_identification whole = of(cases[i].peer), bytewise = of(cases[i].peer);
        enum ssh2_identification_status status = SSH2_IDENTIFICATION_MORE;
        size_t expected, total = 0;

        take(&whole, cases[i].input, &expected);
        while (status == SSH2_IDENTIFICATION_MORE && total < cases[i].input.len) {
            size_t consumed;

            status = take(&bytewise, ssh2_bytes(cases[i].input.data + total, 1), &consumed);
            assert_int_equal(consumed, 1);
            total++;
        }
        assert_int_equal(status, cases[i].status);
        assert_int_equal(total, expected);
        assert_memory_equal(&whole, &bytewise, sizeof(whole));
    }
}

static void what_follows_the_line_is_not_taken(void **state)
{
    struct ssh2_bytes input = SSH2_TEXT("SSH-2.0-x\r\n\0\0\0\x0c");
    struct ssh2_identification id = of(SSH2_SERVER);
    size_t consumed;

    (void)state;
    assert_int_equal(take(&id, input, &consumed), SSH2_IDENTIFICATION_DONE);
    assert_int_equal(consumed, strlen("SSH-2.0-x\r\n"));
}

/* Threat V1; RFC 4253, 4.2. len: with CR LF. */
static enum ssh2_identification_status take_line_of(size_t len, const char *prefix)
{
    struct ssh2_identification id = of(SSH2_SERVER);
    char line[INPUT_MAX_BYTES];
    size_t consumed;

    memset(line, 'x', sizeof(line));
    memcpy(line, prefix, strlen(prefix));
    memcpy(line + len - 2, "\r\n", 2);
    return take(&id, ssh2_bytes(line, len), &consumed);
}

static void a_line_of_255_bytes_is_the_longest_identification(void **state)
{
    (void)state;
    assert_int_equal(take_line_of(255, "SSH-2.0-"), SSH2_IDENTIFICATION_DONE);
    assert_int_equal(take_line_of(256, "SSH-2.0-"), SSH2_IDENTIFICATION_TOO_LONG);
}

static void a_line_of_1024_bytes_is_the_longest_before_it(void **state)
{
    (void)state;
    assert_int_equal(take_line_of(1024, "hello"), SSH2_IDENTIFICATION_MORE);
    assert_int_equal(take_line_of(1025, "hello"), SSH2_IDENTIFICATION_PRE_LINE_TOO_LONG);
}

static void a_thousand_and_24_lines_may_come_before_it(void **state)
{
    struct ssh2_identification id = of(SSH2_SERVER);
    size_t consumed;

    (void)state;
    for (unsigned i = 0; i < SSH2_PRE_LINES_MAX_COUNT; i++)
        assert_int_equal(take(&id, (struct ssh2_bytes)SSH2_TEXT("hello\r\n"), &consumed),
                         SSH2_IDENTIFICATION_MORE);

    struct ssh2_identification other = id;

    assert_int_equal(take(&id, (struct ssh2_bytes)SSH2_TEXT("SSH-2.0-x\r\n"), &consumed),
                     SSH2_IDENTIFICATION_DONE);
    assert_int_equal(take(&other, (struct ssh2_bytes)SSH2_TEXT("hello\r\n"), &consumed),
                     SSH2_IDENTIFICATION_TOO_MANY_LINES);
}

static void bytes_without_end_are_refused_within_1024(void **state)
{
    struct ssh2_identification id = of(SSH2_SERVER);
    uint8_t input[INPUT_MAX_BYTES];
    size_t consumed;

    (void)state;
    memset(input, 'x', sizeof(input));
    assert_int_equal(take(&id, ssh2_bytes(input, sizeof(input)), &consumed),
                     SSH2_IDENTIFICATION_PRE_LINE_TOO_LONG);
    assert_true(consumed <= SSH2_PRE_LINE_MAX_BYTES);
}

static void the_first_line_can_be_quoted(void **state)
{
    struct ssh2_bytes input = SSH2_TEXT("HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n<html>");
    struct ssh2_bytes expected = SSH2_TEXT("HTTP/1.1 400 Bad Request");
    struct ssh2_identification id = of(SSH2_SERVER);
    size_t consumed;

    (void)state;
    take(&id, input, &consumed);
    assert_true(ssh2_bytes_equal(ssh2_identification_first_line(&id), expected));
}

static void only_a_line_that_a_peer_accepts_is_sendable(void **state)
{
    char line[300];

    (void)state;
    memset(line, 'x', sizeof(line));
    memcpy(line, "SSH-2.0-", 8);
    assert_true(ssh2_identification_is_sendable(ssh2_bytes(line, 9)));
    assert_true(ssh2_identification_is_sendable(ssh2_bytes(line, 253)));
    assert_false(ssh2_identification_is_sendable(ssh2_bytes(line, 254)));
    assert_false(ssh2_identification_is_sendable(ssh2_bytes(line, 8)));
    assert_false(ssh2_identification_is_sendable((struct ssh2_bytes)SSH2_TEXT("SSH-2.0-a\nb")));
    assert_false(ssh2_identification_is_sendable((struct ssh2_bytes)SSH2_TEXT("SSH-2.0-a\0b")));
    assert_false(ssh2_identification_is_sendable((struct ssh2_bytes)SSH2_TEXT("SSH-1.99-a")));
    assert_false(ssh2_identification_is_sendable((struct ssh2_bytes)SSH2_TEXT("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_line_gets_its_verdict),
        cmocka_unit_test(every_cut_gives_the_same_verdict),
        cmocka_unit_test(what_follows_the_line_is_not_taken),
        cmocka_unit_test(a_line_of_255_bytes_is_the_longest_identification),
        cmocka_unit_test(a_line_of_1024_bytes_is_the_longest_before_it),
        cmocka_unit_test(a_thousand_and_24_lines_may_come_before_it),
        cmocka_unit_test(bytes_without_end_are_refused_within_1024),
        cmocka_unit_test(the_first_line_can_be_quoted),
        cmocka_unit_test(only_a_line_that_a_peer_accepts_is_sendable),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
