#include "src/wire/writer.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "src/wire/reader.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define UNTOUCHED 0xa5
#define EVERYTHING_LEN (1 + 1 + 4 + 8 + 7 + 6 + 2)

static void write_everything(struct ssh2_writer *w)
{
    ssh2_write_byte(w, 0xfe);
    ssh2_write_boolean(w, true);
    ssh2_write_uint32(w, 0x80020304u);
    ssh2_write_uint64(w, 0xf1f2f3f4f5f6f7f8u);
    ssh2_write_string(w, ssh2_text("abc"));
    ssh2_write_mpint(w, ssh2_text("\x80"));
    ssh2_write_bytes(w, ssh2_text("yz"));
}

static void assert_written(const struct ssh2_writer *w, struct ssh2_bytes expected)
{
    assert_int_equal(w->status, SSH2_OK);
    assert_int_equal(w->len, expected.len);
    assert_memory_equal(w->data, expected.data, expected.len);
}

static void every_type_is_written_big_endian_and_canonical(void **state)
{
    static const struct ssh2_bytes expected =
        SSH2_TEXT("\xfe" "\1" "\x80\2\3\4" "\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8" "\0\0\0\3abc"
                  "\0\0\0\2\0\x80" "yz");
    uint8_t buffer[64];
    struct ssh2_writer w = ssh2_writer(buffer, sizeof(buffer));

    (void)state;
    write_everything(&w);
    assert_written(&w, expected);
    assert_ptr_equal(ssh2_written(&w).data, buffer);
    assert_int_equal(ssh2_written(&w).len, EVERYTHING_LEN);
}

static void a_measuring_writer_counts_what_a_real_one_writes(void **state)
{
    struct ssh2_writer w = ssh2_measuring_writer();

    (void)state;
    write_everything(&w);
    assert_int_equal(w.status, SSH2_OK);
    assert_int_equal(w.len, EVERYTHING_LEN);
}

/* A field that does not fit is not begun, and nothing behind it is written. */
static void every_smaller_buffer_is_refused_and_never_overrun(void **state)
{
    uint8_t buffer[EVERYTHING_LEN + 1];

    (void)state;
    for (size_t capacity = 0; capacity < EVERYTHING_LEN; capacity++) {
        struct ssh2_writer w = ssh2_writer(buffer, capacity);

        memset(buffer, UNTOUCHED, sizeof(buffer));
        write_everything(&w);
        assert_int_equal(w.status, SSH2_NO_SPACE);
        assert_true(w.len <= capacity);
        for (size_t i = w.len; i < sizeof(buffer); i++)
            assert_int_equal(buffer[i], UNTOUCHED);
    }
}

static void nothing_is_written_after_a_failure(void **state)
{
    uint8_t buffer[3];
    struct ssh2_writer w = ssh2_writer(buffer, sizeof(buffer));

    (void)state;
    ssh2_write_uint32(&w, 1);
    assert_int_equal(w.status, SSH2_NO_SPACE);
    ssh2_write_byte(&w, 1);
    ssh2_write_bytes(&w, ssh2_bytes(NULL, 0));
    assert_int_equal(w.len, 0);
    assert_int_equal(w.status, SSH2_NO_SPACE);
}

/* RFC 4251, section 5: no needless leading bytes, and zero is an empty string. */
static void mpints_are_written_in_their_shortest_form(void **state)
{
    static const struct {
        const char *why;
        struct ssh2_bytes magnitude, written;
    } cases[] = {
        { "zero as nothing", SSH2_TEXT(""), SSH2_TEXT("\0\0\0\0") },
        { "zero as zeros", SSH2_TEXT("\0\0\0"), SSH2_TEXT("\0\0\0\0") },
        { "1", SSH2_TEXT("\1"), SSH2_TEXT("\0\0\0\1\1") },
        { "127", SSH2_TEXT("\x7f"), SSH2_TEXT("\0\0\0\1\x7f") },
        { "128", SSH2_TEXT("\x80"), SSH2_TEXT("\0\0\0\2\0\x80") },
        { "128 with zeros in front", SSH2_TEXT("\0\0\x80"), SSH2_TEXT("\0\0\0\2\0\x80") },
        { "256", SSH2_TEXT("\1\0"), SSH2_TEXT("\0\0\0\2\1\0") },
        { "RFC 4251's first example", SSH2_TEXT("\x09\xa3\x78\xf9\xb2\xe3\x32\xa7"),
          SSH2_TEXT("\0\0\0\x08\x09\xa3\x78\xf9\xb2\xe3\x32\xa7") },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        uint8_t buffer[32];
        struct ssh2_writer w = ssh2_writer(buffer, sizeof(buffer));

        ssh2_write_mpint(&w, cases[i].magnitude);
        if (!ssh2_bytes_equal(ssh2_written(&w), cases[i].written))
            fail_msg("%s", cases[i].why);

        struct ssh2_reader r = ssh2_reader(ssh2_written(&w));

        ssh2_read_mpint(&r);
        assert_int_equal(ssh2_read_end(&r).status, SSH2_OK);
    }
}

static void a_field_is_written_whole_or_not_at_all(void **state)
{
    const struct ssh2_bytes bytes = SSH2_TEXT("\x81\2\3\4"); /* 5 as a number: a sign too */
    uint8_t buffer[9];

    (void)state;
    for (size_t capacity = 0; capacity < sizeof(buffer); capacity++) {
        struct ssh2_writer string = ssh2_writer(buffer, capacity);
        struct ssh2_writer number = ssh2_writer(buffer, capacity);

        ssh2_write_string(&string, bytes);
        assert_int_equal(string.len, capacity == 8 ? 8 : 0);
        ssh2_write_mpint(&number, bytes);
        assert_int_equal(number.len, 0);
        assert_int_equal(number.status, SSH2_NO_SPACE);
    }
}

static void a_length_that_no_uint32_holds_is_refused(void **state)
{
    static const uint8_t first = 0x80;
    struct ssh2_writer string = ssh2_measuring_writer();
    struct ssh2_writer number = ssh2_measuring_writer();
    /* Only their lengths are looked at: these bytes are not there. Where size_t has 32 bits, its
     * largest value stands for the one that it cannot have. */
    struct ssh2_bytes too_long =
        ssh2_bytes(&first, SIZE_MAX > UINT32_MAX ? (size_t)UINT32_MAX + 1 : SIZE_MAX);
    struct ssh2_bytes too_long_with_sign = ssh2_bytes(&first, UINT32_MAX);

    (void)state;
    ssh2_write_string(&string, too_long);
    assert_int_equal(string.status, SSH2_NO_SPACE);
    assert_int_equal(string.len, 0);
    ssh2_write_mpint(&number, too_long_with_sign);
    assert_int_equal(number.status, SSH2_NO_SPACE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_is_written_big_endian_and_canonical),
        cmocka_unit_test(a_measuring_writer_counts_what_a_real_one_writes),
        cmocka_unit_test(every_smaller_buffer_is_refused_and_never_overrun),
        cmocka_unit_test(nothing_is_written_after_a_failure),
        cmocka_unit_test(mpints_are_written_in_their_shortest_form),
        cmocka_unit_test(a_field_is_written_whole_or_not_at_all),
        cmocka_unit_test(a_length_that_no_uint32_holds_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
