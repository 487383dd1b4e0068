#include "src/packet/text/base64.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define BYTES(literal) { (const uint8_t *)(literal), sizeof(literal) - 1 }

static const struct {
    struct ssh2_bytes bytes, text;
} pairs[] = {
    /* RFC 4648, section 10 */
    { BYTES(""), BYTES("") },
    { BYTES("f"), BYTES("Zg==") },
    { BYTES("fo"), BYTES("Zm8=") },
    { BYTES("foo"), BYTES("Zm9v") },
    { BYTES("foob"), BYTES("Zm9vYg==") },
    { BYTES("fooba"), BYTES("Zm9vYmE=") },
    { BYTES("foobar"), BYTES("Zm9vYmFy") },
    { BYTES("\x00\x10\x83\x10\x51\x87\x20\x92\x8b\x30\xd3\x8f"), BYTES("ABCDEFGHIJKLMNOP") },
    { BYTES("\xfb\xff\xbf"), BYTES("+/+/") },
};

static void every_pair_is_right_in_both_directions(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
        uint8_t buffer[64];
        struct ssh2_writer w = ssh2_writer(buffer, sizeof(buffer));

        ssh2_write_base64(&w, pairs[i].bytes);
        assert_true(ssh2_bytes_equal(ssh2_written(&w), pairs[i].text));
        assert_int_equal(ssh2_base64_len(pairs[i].bytes.len), pairs[i].text.len);

        w = ssh2_writer(buffer, sizeof(buffer));
        assert_int_equal(ssh2_base64_decode(pairs[i].text, SSH2_BASE64_WORD, &w).status, SSH2_OK);
        assert_true(ssh2_bytes_equal(ssh2_written(&w), pairs[i].bytes));
    }
}

static const struct {
    const char *why;
    struct ssh2_bytes text;
    struct ssh2_verdict verdict;
} refused[] = {
    { "one character", BYTES("Z"), { SSH2_TRUNCATED, 1 } },
    { "two without padding", BYTES("Zg"), { SSH2_TRUNCATED, 2 } },
    { "three without padding", BYTES("Zm8"), { SSH2_TRUNCATED, 3 } },
    { "half the padding", BYTES("Zg="), { SSH2_TRUNCATED, 3 } },
    { "five characters", BYTES("Zm9vY"), { SSH2_TRUNCATED, 5 } },
    { "padding first", BYTES("=m9v"), { SSH2_BAD_VALUE, 0 } },
    { "padding second", BYTES("Z=9v"), { SSH2_BAD_VALUE, 1 } },
    { "a letter behind padding", BYTES("Zg=v"), { SSH2_BAD_VALUE, 3 } },
    { "padding in the middle", BYTES("Zg==Zm9v"), { SSH2_TRAILING, 4 } },
    { "padding alone", BYTES("===="), { SSH2_BAD_VALUE, 0 } },
    { "more padding", BYTES("Zg==="), { SSH2_TRAILING, 4 } },
    { "unused bits of one byte", BYTES("Zh=="), { SSH2_BAD_VALUE, 3 } },
    { "unused bits of two bytes", BYTES("Zm9="), { SSH2_BAD_VALUE, 3 } },
    { "a blank", BYTES("Zm 9v"), { SSH2_BAD_VALUE, 2 } },
    { "a newline at the end", BYTES("Zm9v\n"), { SSH2_BAD_VALUE, 4 } },
    { "a NUL", BYTES("Zm\0v"), { SSH2_BAD_VALUE, 2 } },
    { "the alphabet for URLs", BYTES("-_-_"), { SSH2_BAD_VALUE, 0 } },
    { "a set top bit", BYTES("\xda\xed\xb9\xf6"), { SSH2_BAD_VALUE, 0 } },
};

/* Threat H20. */
static void every_other_text_is_refused_at_the_right_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
        uint8_t buffer[64];
        struct ssh2_writer w = ssh2_writer(buffer, sizeof(buffer));
        struct ssh2_verdict found = ssh2_base64_decode(refused[i].text, SSH2_BASE64_WORD, &w);

        if (found.status != refused[i].verdict.status || found.offset != refused[i].verdict.offset)
            fail_msg("%s: %s at %zu", refused[i].why, ssh2_status_name(found.status),
                     found.offset);
    }
}

static void only_the_alphabet_is_accepted(void **state)
{
    unsigned accepted = 0;

    (void)state;
    for (unsigned c = 0; c < 256; c++) {
        uint8_t text[4] = { (uint8_t)c, 'A', 'A', 'A' };
        struct ssh2_writer w = ssh2_measuring_writer();

        if (ssh2_base64_decode(ssh2_bytes(text, 4), SSH2_BASE64_WORD, &w).status == SSH2_OK)
            accepted++;
    }
    assert_int_equal(accepted, 64);
}

static void line_breaks_may_stand_anywhere_in_lines(void **state)
{
    struct ssh2_bytes text = BYTES("\r\nZ\nm\r\n9 v\tYg=\n=\n");
    struct ssh2_bytes bytes = BYTES("foob");
    uint8_t buffer[8];
    struct ssh2_writer w = ssh2_writer(buffer, sizeof(buffer));

    (void)state;
    assert_int_equal(ssh2_base64_decode(text, SSH2_BASE64_LINES, &w).status, SSH2_OK);
    assert_true(ssh2_bytes_equal(ssh2_written(&w), bytes));
}

static void loosely_all_that_is_no_base64_is_skipped(void **state)
{
    static const struct {
        struct ssh2_bytes text, bytes;
        enum ssh2_status status;
    } cases[] = {
        { BYTES("Zm9vYg=="), BYTES("foob"), SSH2_OK },
        { BYTES("Zm9vYg"), BYTES("foob"), SSH2_OK },
        { BYTES("Zm9vYh"), BYTES("foob"), SSH2_OK }, /* unused bits that are set */
        { BYTES("Zm9vYmE"), BYTES("fooba"), SSH2_OK },
        { BYTES("-=Z\0m9\xffv\n."), BYTES("foo"), SSH2_OK },
        { BYTES("===="), BYTES(""), SSH2_OK },
        { BYTES(""), BYTES(""), SSH2_OK },
        { BYTES("Zm9vY"), BYTES("foo"), SSH2_TRUNCATED },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        uint8_t buffer[8];
        struct ssh2_writer w = ssh2_writer(buffer, sizeof(buffer));

        assert_int_equal(ssh2_base64_decode(cases[i].text, SSH2_BASE64_LOOSE, &w).status,
                         cases[i].status);
        assert_true(ssh2_bytes_equal(ssh2_written(&w), cases[i].bytes));
    }
}

static void a_full_writer_is_reported(void **state)
{
    struct ssh2_bytes text = BYTES("Zm9vYmFy");
    uint8_t buffer[5];
    struct ssh2_writer w = ssh2_writer(buffer, sizeof(buffer));

    (void)state;
    assert_int_equal(ssh2_base64_decode(text, SSH2_BASE64_WORD, &w).status, SSH2_NO_SPACE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_pair_is_right_in_both_directions),
        cmocka_unit_test(every_other_text_is_refused_at_the_right_place),
        cmocka_unit_test(only_the_alphabet_is_accepted),
        cmocka_unit_test(line_breaks_may_stand_anywhere_in_lines),
        cmocka_unit_test(loosely_all_that_is_no_base64_is_skipped),
        cmocka_unit_test(a_full_writer_is_reported),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
