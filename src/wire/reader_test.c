#include "src/wire/reader.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void assert_bytes(struct ssh2_bytes view, struct ssh2_bytes expected)
{
    assert_int_equal(view.len, expected.len);
    if (expected.len > 0)
        assert_memory_equal(view.data, expected.data, expected.len);
}

/* What is left after the first failure: nothing moves and nothing is read. */
static void assert_stays_failed(struct ssh2_reader *r)
{
    struct ssh2_reader before = *r;

    assert_int_equal(ssh2_read_byte(r), 0);
    assert_int_equal(ssh2_read_uint64(r), 0);
    assert_int_equal(ssh2_read_string(r).len, 0);
    assert_int_equal(ssh2_read_rest(r).len, 0);
    ssh2_refuse(r, SSH2_BAD_VALUE, 0);
    ssh2_deviate(r, 0);
    assert_memory_equal(r, &before, sizeof(before));
}

typedef struct ssh2_bytes read_view_function(struct ssh2_reader *r);

/* A view read from the start of the input, the verdict on the whole input, and the view. */
struct view_case {
    const char *why;
    read_view_function *read;
    struct ssh2_bytes input;
    enum ssh2_status status;
    size_t offset;
    struct ssh2_bytes view;
};

#define NOTHING SSH2_TEXT("")

static const struct view_case view_cases[] = {
    { "an empty string", ssh2_read_string, SSH2_TEXT("\0\0\0\0"), SSH2_OK, 4, NOTHING },
    { "a string", ssh2_read_string, SSH2_TEXT("\0\0\0\3abc"), SSH2_OK, 7, SSH2_TEXT("abc") },
    { "a string of any bytes", ssh2_read_string, SSH2_TEXT("\0\0\0\3\0\xff\n"), SSH2_OK, 7,
      SSH2_TEXT("\0\xff\n") },
    { "no input", ssh2_read_string, NOTHING, SSH2_TRUNCATED, 0, NOTHING },
    { "a length cut short", ssh2_read_string, SSH2_TEXT("\0\0\0"), SSH2_TRUNCATED, 0, NOTHING },
    { "a string cut short", ssh2_read_string, SSH2_TEXT("\0\0\0\3ab"), SSH2_TRUNCATED, 0, NOTHING },
    { "a length of 4 GiB less 1", ssh2_read_string, SSH2_TEXT("\xff\xff\xff\xff" "abc"),
      SSH2_TRUNCATED, 0, NOTHING },
    { "a length that wraps with its own 4 bytes", ssh2_read_string,
      SSH2_TEXT("\xff\xff\xff\xfc" "abc"), SSH2_TRUNCATED, 0, NOTHING },
    { "a byte behind a string", ssh2_read_string, SSH2_TEXT("\0\0\0\1ab"), SSH2_TRAILING, 5,
      SSH2_TEXT("a") },

    { "UTF-8", ssh2_read_utf8, SSH2_TEXT("\0\0\0\2\xc3\xa9"), SSH2_OK, 6, SSH2_TEXT("\xc3\xa9") },
    { "Latin-1 in place of UTF-8", ssh2_read_utf8, SSH2_TEXT("\0\0\0\3a\xe9" "b"),
      SSH2_NOT_CANONICAL, 5, SSH2_TEXT("a\xe9" "b") },
    { "UTF-8 cut short by the input", ssh2_read_utf8, SSH2_TEXT("\0\0\0\3a"), SSH2_TRUNCATED, 0,
      NOTHING },

    { "no names", ssh2_read_name_list, SSH2_TEXT("\0\0\0\0"), SSH2_OK, 4, NOTHING },
    { "two names", ssh2_read_name_list, SSH2_TEXT("\0\0\0\3a,b"), SSH2_OK, 7, SSH2_TEXT("a,b") },
    { "an empty name in front", ssh2_read_name_list, SSH2_TEXT("\0\0\0\2,b"), SSH2_BAD_NAME_LIST,
      4, NOTHING },
    { "an empty name between", ssh2_read_name_list, SSH2_TEXT("\0\0\0\4a,,b"), SSH2_BAD_NAME_LIST,
      6, NOTHING },
    { "an empty name at the end", ssh2_read_name_list, SSH2_TEXT("\0\0\0\2a,"), SSH2_BAD_NAME_LIST,
      5, NOTHING },
    { "a space in a name", ssh2_read_name_list, SSH2_TEXT("\0\0\0\3a b"), SSH2_BAD_NAME_LIST, 5,
      NOTHING },

    { "zero", ssh2_read_mpint, SSH2_TEXT("\0\0\0\0"), SSH2_OK, 4, NOTHING },
    { "127", ssh2_read_mpint, SSH2_TEXT("\0\0\0\1\x7f"), SSH2_OK, 5, SSH2_TEXT("\x7f") },
    { "128 with its sign byte", ssh2_read_mpint, SSH2_TEXT("\0\0\0\2\0\x80"), SSH2_OK, 6,
      SSH2_TEXT("\x80") },
    { "-128", ssh2_read_mpint, SSH2_TEXT("\0\0\0\1\x80"), SSH2_NEGATIVE, 4, NOTHING },
    { "127 with a needless zero", ssh2_read_mpint, SSH2_TEXT("\0\0\0\2\0\x7f"),
      SSH2_NOT_CANONICAL, 4, SSH2_TEXT("\x7f") },
    { "128 with two zeros", ssh2_read_mpint, SSH2_TEXT("\0\0\0\3\0\0\x80"), SSH2_NOT_CANONICAL, 4,
      SSH2_TEXT("\x80") },
    { "zero as a zero byte", ssh2_read_mpint, SSH2_TEXT("\0\0\0\1\0"), SSH2_NOT_CANONICAL, 4,
      NOTHING },
    { "an mpint cut short", ssh2_read_mpint, SSH2_TEXT("\0\0\0\2\0"), SSH2_TRUNCATED, 0, NOTHING },

    { "the rest, and there is none", ssh2_read_rest, NOTHING, SSH2_OK, 0, NOTHING },
    { "the rest", ssh2_read_rest, SSH2_TEXT("abc"), SSH2_OK, 3, SSH2_TEXT("abc") },
};

static void every_view_is_judged_as_the_table_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(view_cases); i++) {
        const struct view_case *c = &view_cases[i];
        struct ssh2_reader r = ssh2_reader(c->input);
        struct ssh2_bytes view = c->read(&r);
        struct ssh2_verdict verdict = ssh2_read_end(&r);

        if (verdict.status != c->status || verdict.offset != c->offset)
            fail_msg("%s: %s at %zu", c->why, ssh2_status_name(verdict.status), verdict.offset);
        assert_bytes(view, c->view);
        if (view.len > 0)
            assert_true(view.data >= c->input.data &&
                        view.data + view.len <= c->input.data + c->input.len);
        if (r.status != SSH2_OK)
            assert_stays_failed(&r);
    }
}

static void a_field_that_fails_leaves_the_cursor_before_it(void **state)
{
    struct ssh2_bytes input = SSH2_TEXT("x\0\0\0\2a,");
    struct ssh2_reader r = ssh2_reader(input);

    (void)state;
    assert_int_equal(ssh2_read_byte(&r), 'x');
    ssh2_read_name_list(&r);
    assert_int_equal(r.status, SSH2_BAD_NAME_LIST);
    assert_int_equal(r.pos, 1);
}

static void integers_are_big_endian(void **state)
{
    struct ssh2_bytes input = SSH2_TEXT("\x01" "\x80\x02\x03\x04" "\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8");
    struct ssh2_reader r = ssh2_reader(input);

    (void)state;
    assert_int_equal(ssh2_read_byte(&r), 1);
    assert_int_equal(ssh2_read_uint32(&r), 0x80020304u);
    assert_true(ssh2_read_uint64(&r) == 0xf1f2f3f4f5f6f7f8u);
    assert_int_equal(ssh2_read_end(&r).status, SSH2_OK);
}

static void integers_cut_short_are_truncated_at_their_start(void **state)
{
    struct ssh2_bytes input = SSH2_TEXT("\1\2\3\4\5\6\7\x08");

    (void)state;
    for (size_t len = 0; len < 8; len++) {
        struct ssh2_reader r = ssh2_reader(ssh2_bytes(input.data, len));

        assert_true(ssh2_read_uint64(&r) == 0);
        assert_int_equal(r.status, SSH2_TRUNCATED);
        assert_int_equal(r.fault, 0);
        assert_stays_failed(&r);
    }
    for (size_t len = 0; len < 4; len++) {
        struct ssh2_reader r = ssh2_reader(ssh2_bytes(input.data, len));

        assert_int_equal(ssh2_read_uint32(&r), 0);
        assert_int_equal(r.status, SSH2_TRUNCATED);
    }
}

/* RFC 4251, section 5: all non-zero values are to be read as true; none but 1 is to be sent. */
static void every_boolean_above_1_is_true_but_not_canonical(void **state)
{
    (void)state;
    for (unsigned value = 0; value < 256; value++) {
        uint8_t byte = (uint8_t)value;
        struct ssh2_reader r = ssh2_reader(ssh2_bytes(&byte, 1));

        assert_true(ssh2_read_boolean(&r) == (value != 0));
        assert_int_equal(ssh2_read_end(&r).status, value > 1 ? SSH2_NOT_CANONICAL : SSH2_OK);
        assert_int_equal(ssh2_read_end(&r).offset, value > 1 ? 0 : 1);
    }
}

static void the_first_deviation_is_the_one_reported(void **state)
{
    struct ssh2_bytes input = SSH2_TEXT("\1\7\7");
    struct ssh2_reader r = ssh2_reader(input);

    (void)state;
    for (unsigned i = 0; i < 3; i++)
        ssh2_read_boolean(&r);
    assert_int_equal(ssh2_read_end(&r).offset, 1);
}

static void a_failure_goes_before_a_deviation(void **state)
{
    struct ssh2_bytes input = SSH2_TEXT("\7");
    struct ssh2_reader r = ssh2_reader(input);

    (void)state;
    ssh2_read_boolean(&r);
    ssh2_read_uint32(&r);
    assert_int_equal(ssh2_read_end(&r).status, SSH2_TRUNCATED);
    assert_int_equal(ssh2_read_end(&r).offset, 1);
}

static void bytes_without_a_length_are_read_exactly(void **state)
{
    struct ssh2_bytes input = SSH2_TEXT("abcd");
    struct ssh2_reader r = ssh2_reader(input);

    (void)state;
    assert_int_equal(ssh2_read_bytes(&r, 0).len, 0);
    assert_bytes(ssh2_read_bytes(&r, 3), ssh2_text("abc"));
    assert_int_equal(ssh2_read_bytes(&r, SIZE_MAX).len, 0);
    assert_int_equal(r.status, SSH2_TRUNCATED);
    assert_int_equal(r.fault, 3);
}

static void an_input_of_nothing_may_be_null(void **state)
{
    struct ssh2_reader r = ssh2_reader(ssh2_bytes(NULL, 0));

    (void)state;
    assert_int_equal(ssh2_read_rest(&r).len, 0);
    assert_int_equal(ssh2_read_end(&r).status, SSH2_OK);
    assert_int_equal(ssh2_read_byte(&r), 0);
    assert_int_equal(r.status, SSH2_TRUNCATED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_view_is_judged_as_the_table_says),
        cmocka_unit_test(a_field_that_fails_leaves_the_cursor_before_it),
        cmocka_unit_test(integers_are_big_endian),
        cmocka_unit_test(integers_cut_short_are_truncated_at_their_start),
        cmocka_unit_test(every_boolean_above_1_is_true_but_not_canonical),
        cmocka_unit_test(the_first_deviation_is_the_one_reported),
        cmocka_unit_test(a_failure_goes_before_a_deviation),
        cmocka_unit_test(bytes_without_a_length_are_read_exactly),
        cmocka_unit_test(an_input_of_nothing_may_be_null),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
