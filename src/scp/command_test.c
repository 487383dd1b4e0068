/* Paths on a command line: threat O4. */
#include "src/scp/command.h"

#include <stdlib.h>

#include "src/crypto/testing.h"
#include "src/oracle/shell.h"
#include "src/packet/text/scp_command_sink.h"
#include "src/packet/text/scp_command_source.h"
#include "src/scp/name.h"

#define TEXT_MAX_BYTES 64u
#define ROUND_COUNT 20000u

static struct ssh2_bytes write_to(uint8_t *data, size_t capacity,
                                  const struct ssh2_scp_request *request)
{
    struct ssh2_writer w = ssh2_writer(data, capacity);

    ssh2_scp_write_command(&w, request);
    assert_int_equal(w.status, SSH2_OK);
    return ssh2_written(&w);
}

/* What is written is the packet type, in its canonical form. */
static void assert_is_canonical(struct ssh2_bytes command, bool sends)
{
    struct ssh2_scp_command_sink sink;
    struct ssh2_scp_command_source source;
    struct ssh2_verdict verdict =
        sends ? ssh2_packet_judge(ssh2_scp_command_sink_type(), command, &sink)
              : ssh2_packet_judge(ssh2_scp_command_source_type(), command, &source);

    assert_int_equal(verdict.status, SSH2_OK);
}

static void commands_are_those_of_rcp(void **state)
{
    static const struct {
        const char *path, *command;
        bool quotes, sends, with_times;
    } cases[] = {
        { "a", "scp -f 'a'", true, false, false },
        { "a", "scp -pf 'a'", true, false, true },
        { "a", "scp -t 'a'", true, true, false },
        { "a", "scp -pt 'a'", true, true, true },
        { "", "scp -f ''", true, false, false },
        { "a b", "scp -f 'a b'", true, false, false },
        { "it's", "scp -f 'it'\"'\"'s'", true, false, false },
        { "''", "scp -f \"''\"", true, false, false },
        { "go!", "scp -f 'go'\\!", true, false, false },
        { "!'!", "scp -f \\!\"'\"\\!", true, false, false },
        { "$(id) `id` \\ \" * ~", "scp -f '$(id) `id` \\ \" * ~'", true, false, false },
        { "a\nb", "scp -f 'a\nb'", true, false, false },
        { "-r", "scp -f -- '-r'", true, false, false },
        { "-r", "scp -t -- '-r'", true, true, false },
        { "~/a*", "scp -f ~/a*", false, false, false },
        { "-r", "scp -f -r", false, false, false },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct ssh2_scp_request request = { .path = ssh2_text(cases[i].path),
                                            .quotes = cases[i].quotes,
                                            .sends = cases[i].sends,
                                            .with_times = cases[i].with_times };
        uint8_t data[256];
        struct ssh2_bytes command = write_to(data, sizeof(data), &request);

        assert_int_equal(command.len, strlen(cases[i].command));
        assert_memory_equal(command.data, cases[i].command, command.len);
        if (request.quotes)
            assert_is_canonical(command, request.sends);
    }
}

/* Any text, of bytes that matter to shells and of others, is one word with the same bytes. */
static void shells_read_back_what_was_quoted(void **state)
{
    static const char bytes[] = "'\"!$`\\ *?~;&|<>()[]{}#^-=\tab\xff\x80\x01";
    struct ssh2_shell_line *line = malloc(sizeof(*line));

    (void)state;
    assert_non_null(line);
    srand(1);
    for (size_t round = 0; round < ROUND_COUNT; round++) {
        char text[TEXT_MAX_BYTES];
        size_t len = (size_t)rand() % sizeof(text);
        uint8_t data[16 + 5 * TEXT_MAX_BYTES];
        struct ssh2_writer w = ssh2_writer(data, sizeof(data));

        for (size_t i = 0; i < len; i++)
            text[i] = bytes[(size_t)rand() % (sizeof(bytes) - 1)];
        ssh2_scp_write_quoted(&w, ssh2_bytes(text, len));
        assert_true(ssh2_shell_split(ssh2_written(&w), line));
        assert_int_equal(line->count, 1);
        assert_true(ssh2_bytes_equal(line->words[0], ssh2_bytes(text, len)));
    }
    free(line);
}

static void the_name_is_the_last_part_of_the_path(void **state)
{
    static const struct {
        const char *path, *name;
    } cases[] = {
        { "a", "a" }, { "/a/b", "b" }, { "a/", "" }, { "", "" }, { "a\nb/c\nd", "c\\^Jd" },
    };
    static struct ssh2_scp_name name;
    static char path[3 * SSH2_SCP_LINE_MAX_BYTES];

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        ssh2_scp_name_of(ssh2_text(cases[i].path), &name);
        assert_true(ssh2_bytes_equal(ssh2_bytes(name.text, name.len), ssh2_text(cases[i].name)));
    }
    memset(path, 'n', sizeof(path));
    ssh2_scp_name_of(ssh2_bytes(path, sizeof(path)), &name);
    assert_in_range(name.len, 255, SSH2_SCP_LINE_MAX_BYTES - 27);
}

static void a_server_may_name_only_what_it_was_asked_for(void **state)
{
    static const struct {
        const char *path, *name;
        bool fits;
    } cases[] = {
        { "a", "a", true },         { "d/a", "a", true },     { "d/a//", "a", true },
        { "C:\\d\\a", "a", true },  { "flash:a", "a", true }, { "system:a", "system:a", true },
        { "a\nb", "a\\^Jb", true }, { "d/a", "d", false },    { "d/ba", "a", false },
        { "a\nb", "a?b", true },    { "a\nb", "ab", true },   { "a\nb", "a", false },
        { "a\nb", ".bashrc", false }, { "d\nd/a", "a", true }, { "d\nd/a", ".bashrc", false },
        { "a\xff\nb\\", "a\\M^?\\^Jb\\\\", true }, { "\n", "anything", true },
        { "a", "aa", false },       { "", "a", false },       { "d/a", ".bashrc", false },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct ssh2_bytes name = ssh2_text(cases[i].name);

        assert_int_equal(ssh2_scp_name_fits(ssh2_text(cases[i].path), name, name.len),
                         cases[i].fits);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commands_are_those_of_rcp),
        cmocka_unit_test(shells_read_back_what_was_quoted),
        cmocka_unit_test(the_name_is_the_last_part_of_the_path),
        cmocka_unit_test(a_server_may_name_only_what_it_was_asked_for),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
