#include "src/packet/text/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define BYTES(literal) ssh2_bytes(literal, sizeof(literal) - 1)

static void assert_line(struct ssh2_bytes *text, const char *expected)
{
    struct ssh2_bytes line;

    assert_true(ssh2_line_next(text, &line));
    assert_true(ssh2_bytes_equal(line, ssh2_text(expected)));
}

static void lines_end_in_lf_or_cr_lf_or_the_end(void **state)
{
    struct ssh2_bytes text = BYTES("one\ntwo\r\n\n\r\nfi\rve\nsix\r");
    struct ssh2_bytes line;

    (void)state;
    assert_line(&text, "one");
    assert_line(&text, "two");
    assert_line(&text, "");
    assert_line(&text, "");
    assert_line(&text, "fi\rve");
    assert_line(&text, "six");
    assert_false(ssh2_line_next(&text, &line));
}

static void an_empty_text_has_no_line(void **state)
{
    struct ssh2_bytes text = { NULL, 0 };
    struct ssh2_bytes line;

    (void)state;
    assert_false(ssh2_line_next(&text, &line));
}

static void a_word_cannot_be_written_that_would_not_be_read_back(void **state)
{
    static const struct {
        const char *why;
        const char *text;
        size_t len;
    } bad[] = {
        { "empty", "", 0 },        { "a blank", "a b", 3 },  { "a tab", "a\tb", 3 },
        { "a newline", "a\n", 2 }, { "a CR", "\ra", 2 },     { "a NUL", "a\0b", 3 },
        { "a DEL", "a\x7f", 2 },   { "an escape", "\x1b", 1 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        uint8_t buffer[8];
        struct ssh2_writer w = ssh2_writer(buffer, sizeof(buffer));

        ssh2_write_word(&w, ssh2_bytes(bad[i].text, bad[i].len));
        if (w.status != SSH2_BAD_VALUE || w.len != 0)
            fail_msg("%s was written", bad[i].why);
    }
}

static void words_may_hold_blanks_tabs_and_utf8_but_no_line_end(void **state)
{
    uint8_t buffer[32];
    struct ssh2_writer w = ssh2_writer(buffer, sizeof(buffer));

    (void)state;
    ssh2_write_words(&w, BYTES("a\tb c\xc3\xa9"));
    assert_int_equal(w.status, SSH2_OK);
    assert_int_equal(w.len, 7);
    ssh2_write_words(&w, BYTES("a\nb"));
    assert_int_equal(w.status, SSH2_BAD_VALUE);
    assert_int_equal(w.len, 7);
}

static void reading_stops_at_the_first_failure(void **state)
{
    struct ssh2_reader r = ssh2_reader(BYTES("one \x01two three"));

    (void)state;
    assert_true(ssh2_bytes_equal(ssh2_read_word(&r), ssh2_text("one")));
    assert_true(ssh2_read_blanks(&r));
    assert_int_equal(ssh2_read_word(&r).len, 0);
    assert_int_equal(r.status, SSH2_BAD_VALUE);
    assert_int_equal(r.fault, 4);
    assert_int_equal(ssh2_read_words(&r).len, 0);
    assert_int_equal(ssh2_read_line(&r).len, 0);
    assert_int_equal(r.fault, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_end_in_lf_or_cr_lf_or_the_end),
        cmocka_unit_test(an_empty_text_has_no_line),
        cmocka_unit_test(a_word_cannot_be_written_that_would_not_be_read_back),
        cmocka_unit_test(words_may_hold_blanks_tabs_and_utf8_but_no_line_end),
        cmocka_unit_test(reading_stops_at_the_first_failure),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
