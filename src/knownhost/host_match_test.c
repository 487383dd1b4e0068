#include "src/knownhost/host_match.h"

#include "src/crypto/testing.h"

static const struct {
    const char *pattern, *text;
    bool fits;
} cases[] = {
    { "", "", true },           { "", "a", false },        { "a", "", false },
    { "a", "a", true },         { "a", "A", true },        { "A", "a", true },
    { "a", "b", false },        { "a", "ab", false },      { "ab", "a", false },
    { "*", "", true },          { "*", "anything", true }, { "**", "x", true },
    { "?", "", false },         { "?", "x", true },        { "?", "xy", false },
    { "*?", "", false },        { "*?", "x", true },       { "a*", "a", true },
    { "*.a", ".a", true },      { "*.a", "b.a", true },    { "*.a", "b.ab", false },
    { "*.a", "b.a.a", true },   { "a*c*e", "abcde", true }, { "a*c*e", "abcd", false },
    { "*ab*", "aab", true },    { "[a]:2?", "[a]:22", true }, { "[a]:2?", "[a]:2", false },
    { "10.0.?.*", "10.0.1.25", true },
};

static void patterns_fit_what_they_should(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        if (ssh2_pattern_fits(ssh2_text(cases[i].pattern), ssh2_text(cases[i].text)) !=
            cases[i].fits)
            fail_msg("\"%s\" and \"%s\"", cases[i].pattern, cases[i].text);
}

/* Threat H26: with a choice kept for every star this would outlast the sun. */
static void a_thousand_stars_are_quick(void **state)
{
    char pattern[2001] = "";
    char text[1001] = "";

    (void)state;
    for (size_t i = 0; i < 1000; i++) {
        pattern[2 * i] = '*';
        pattern[2 * i + 1] = 'a';
        text[i] = 'a';
    }
    assert_true(ssh2_pattern_fits(ssh2_text(pattern), ssh2_text(text)));
    pattern[1999] = 'b';
    assert_false(ssh2_pattern_fits(ssh2_text(pattern), ssh2_text(text)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_fit_what_they_should),
        cmocka_unit_test(a_thousand_stars_are_quick),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
