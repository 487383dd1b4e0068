#include "src/wire/text.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Where the first fault is; the length if there is none. */
struct fault_case {
    const char *why;
    struct ssh2_bytes text;
    size_t fault;
};

static const struct fault_case name_lists[] = {
    { "no name", SSH2_TEXT(""), 0 },
    { "one name", SSH2_TEXT("none"), 4 },
    { "a name with a domain", SSH2_TEXT("zlib@openssh.com,none"), 21 },
    { "the lowest and the highest byte", SSH2_TEXT("!~"), 2 },
    { "a comma alone", SSH2_TEXT(","), 0 },
    { "a comma in front", SSH2_TEXT(",a"), 0 },
    { "two commas", SSH2_TEXT("a,,b"), 2 },
    { "a comma at the end", SSH2_TEXT("a,"), 1 },
    { "a space", SSH2_TEXT("a b"), 1 },
    { "a NUL", SSH2_TEXT("a\0"), 1 },
    { "a newline", SSH2_TEXT("a\n"), 1 },
    { "a DEL", SSH2_TEXT("a\x7f"), 1 },
    { "a byte that is not US-ASCII", SSH2_TEXT("\xc3\xa9"), 0 },
};

static const struct fault_case utf8_texts[] = {
    { "nothing", SSH2_TEXT(""), 0 },
    { "US-ASCII with NUL", SSH2_TEXT("a\0~"), 3 },
    { "the first and last of two bytes", SSH2_TEXT("\xc2\x80\xdf\xbf"), 4 },
    { "the first and last of three bytes", SSH2_TEXT("\xe0\xa0\x80\xef\xbf\xbf"), 6 },
    { "right before and behind the surrogates", SSH2_TEXT("\xed\x9f\xbf\xee\x80\x80"), 6 },
    { "the first and last of four bytes", SSH2_TEXT("\xf0\x90\x80\x80\xf4\x8f\xbf\xbf"), 8 },
    { "a continuation alone", SSH2_TEXT("a\x80"), 1 },
    { "two bytes cut short", SSH2_TEXT("a\xc3"), 1 },
    { "three bytes cut short", SSH2_TEXT("\xe2\x82"), 0 },
    { "four bytes cut short", SSH2_TEXT("\xf0\x9f\x98"), 0 },
    { "a second byte that is none", SSH2_TEXT("\xc3" "a"), 0 },
    { "a third byte that is none", SSH2_TEXT("\xe2\x82" "a"), 0 },
    { "a fourth byte that is none", SSH2_TEXT("\xf0\x9f\x98" "a"), 0 },
    { "an overlong solidus in two bytes", SSH2_TEXT("ab\xc0\xaf"), 2 },
    { "overlong in two bytes with c1", SSH2_TEXT("\xc1\xbf"), 0 },
    { "overlong in three bytes", SSH2_TEXT("\xe0\x9f\xbf"), 0 },
    { "overlong in four bytes", SSH2_TEXT("\xf0\x8f\xbf\xbf"), 0 },
    { "the first surrogate", SSH2_TEXT("\xed\xa0\x80"), 0 },
    { "above U+10FFFF", SSH2_TEXT("\xf4\x90\x80\x80"), 0 },
    { "f5, which begins nothing", SSH2_TEXT("\xf5\x80\x80\x80"), 0 },
    { "ff", SSH2_TEXT("\xff"), 0 },
};

static void assert_faults(const struct fault_case *cases, size_t count,
                          size_t (*fault)(struct ssh2_bytes text))
{
    for (size_t i = 0; i < count; i++)
        if (fault(cases[i].text) != cases[i].fault)
            fail_msg("%s: %zu, not %zu", cases[i].why, fault(cases[i].text), cases[i].fault);
}

/* RFC 4251, sections 5 and 6. */
static void name_lists_are_judged_as_the_table_says(void **state)
{
    (void)state;
    assert_faults(name_lists, COUNT(name_lists), ssh2_name_list_fault);
}

/* RFC 3629, section 4. */
static void utf8_is_judged_as_the_table_says(void **state)
{
    (void)state;
    assert_faults(utf8_texts, COUNT(utf8_texts), ssh2_utf8_fault);
}

static void every_single_byte_is_a_name_or_a_fault(void **state)
{
    (void)state;
    for (unsigned c = 0; c < 256; c++) {
        uint8_t byte = (uint8_t)c;
        bool right = c > 0x20 && c < 0x7f && c != ',';

        assert_int_equal(ssh2_name_list_fault(ssh2_bytes(&byte, 1)), right ? 1 : 0);
    }
}

static void zeros_in_front_are_trimmed_and_no_others(void **state)
{
    static const struct {
        struct ssh2_bytes number, trimmed;
    } cases[] = {
        { SSH2_TEXT(""), SSH2_TEXT("") },
        { SSH2_TEXT("\0\0"), SSH2_TEXT("") },
        { SSH2_TEXT("\0\1\0"), SSH2_TEXT("\1\0") },
        { SSH2_TEXT("\x80"), SSH2_TEXT("\x80") },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_true(ssh2_bytes_equal(ssh2_trim_zeros(cases[i].number), cases[i].trimmed));
}

static void names_come_one_by_one(void **state)
{
    struct ssh2_bytes list = SSH2_TEXT("aes256-ctr,none,x");
    struct ssh2_bytes empty = SSH2_TEXT("");
    struct ssh2_bytes name;
    static const char *const names[] = { "aes256-ctr", "none", "x" };

    (void)state;
    for (size_t i = 0; i < COUNT(names); i++) {
        assert_true(ssh2_name_list_next(&list, &name));
        assert_true(ssh2_bytes_equal(name, ssh2_text(names[i])));
    }
    assert_false(ssh2_name_list_next(&list, &name));
    assert_false(ssh2_name_list_next(&empty, &name));
}

static void a_name_is_found_only_whole_and_in_its_case(void **state)
{
    struct ssh2_bytes list = SSH2_TEXT("hmac-sha2-256,hmac-sha1");

    (void)state;
    assert_true(ssh2_name_list_has(list, ssh2_text("hmac-sha1")));
    assert_true(ssh2_name_list_has(list, ssh2_text("hmac-sha2-256")));
    assert_false(ssh2_name_list_has(list, ssh2_text("hmac-sha2")));
    assert_false(ssh2_name_list_has(list, ssh2_text("HMAC-SHA1")));
    assert_false(ssh2_name_list_has(list, ssh2_text("")));
    assert_false(ssh2_name_list_has(list, ssh2_text("hmac-sha2-256,hmac-sha1")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(name_lists_are_judged_as_the_table_says),
        cmocka_unit_test(utf8_is_judged_as_the_table_says),
        cmocka_unit_test(every_single_byte_is_a_name_or_a_fault),
        cmocka_unit_test(zeros_in_front_are_trimmed_and_no_others),
        cmocka_unit_test(names_come_one_by_one),
        cmocka_unit_test(a_name_is_found_only_whole_and_in_its_case),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
