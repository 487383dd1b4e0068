/* Holds the public headers to the tables of docs/spec: signatures, values, layouts.
 *
 * abi_lists.h is made from the tables. Nothing is called here, so that this needs no library. */
#define LIBSSH2_DISABLE_DEPRECATION

#include "include/libssh2.h"
#include "include/libssh2_publickey.h"
#include "include/libssh2_sftp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "src/api/abi_lists.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* true where expression has exactly that type. */
#define HAS_TYPE(expression, type) _Generic((expression), __typeof__(type): true, default: false)

struct verdict {
    const char *name;
    bool good;
};

/* Names each that is bad, and fails if there is one. */
static void expect_all_good(const struct verdict *verdicts, size_t count)
{
    size_t bad = 0;

    for (size_t i = 0; i < count; i++) {
        if (!verdicts[i].good) {
            print_error("%s is not as the table has it\n", verdicts[i].name);
            bad++;
        }
    }
    assert_int_equal(bad, 0);
}

#define FUNCTION_VERDICT(name, returns, parameters)                                              \
    { #name, HAS_TYPE(&name, returns(*) parameters) },

static void every_function_has_its_signature(void **state)
{
    static const struct verdict verdicts[] = { ABI_FUNCTIONS(FUNCTION_VERDICT) };

    (void)state;
    assert_int_equal(COUNT(verdicts), 140);
    expect_all_good(verdicts, COUNT(verdicts));
}

/* The three ways to use a callback's macro. */
#define CALLBACK_DECLARE(name, returns, parameters)                                              \
    extern name(function_##name);                                                                \
    extern name(*pointer_##name);                                                                \
    extern name((*old_pointer_##name));
ABI_CALLBACKS(CALLBACK_DECLARE)

#define CALLBACK_VERDICT(name, returns, parameters)                                              \
    { #name " as a function", HAS_TYPE(&function_##name, returns(*) parameters) },               \
        { #name " as a pointer", HAS_TYPE(pointer_##name, returns(*) parameters) },              \
        { #name " as a pointer in parentheses",                                                  \
          HAS_TYPE(old_pointer_##name, returns(*) parameters) },

static void every_callback_macro_declares_functions_and_pointers(void **state)
{
    static const struct verdict verdicts[] = { ABI_CALLBACKS(CALLBACK_VERDICT) };

    (void)state;
    expect_all_good(verdicts, COUNT(verdicts));
}

#define TYPE_VERDICT(name, returns, parameters) { #name, HAS_TYPE((name)0, returns(*) parameters) },

static void every_function_type_is_as_the_table_has_it(void **state)
{
    static const struct verdict verdicts[] = { ABI_TYPES(TYPE_VERDICT) };

    (void)state;
    expect_all_good(verdicts, COUNT(verdicts));
}

/* What a macro stands for, as text. */
#define TEXT_OF(expansion) #expansion
#define TEXT(macro)        TEXT_OF(macro)

struct constant {
    const char *name;
    bool has_type;
    long long value, expected;
};

#define CONSTANT_INTEGER(name, value, type)                                                      \
    { #name, HAS_TYPE(name, type), (long long)(name), value },
#define SKIP(...)

static void every_integer_has_its_value_and_type(void **state)
{
    static const struct constant constants[] = { ABI_CONSTANTS(CONSTANT_INTEGER, SKIP, SKIP) };

    (void)state;
    for (size_t i = 0; i < COUNT(constants); i++) {
        if (!constants[i].has_type)
            fail_msg("%s has another type than in the table", constants[i].name);
        if (constants[i].value != constants[i].expected)
            fail_msg("%s is %lld, in the table %lld", constants[i].name, constants[i].value,
                     constants[i].expected);
    }
}

struct text {
    const char *name;
    const char *value, *expected;
};

#define CONSTANT_STRING(name, value) { #name, name, value },
#define CONSTANT_EMPTY(name)         { #name, TEXT(name), "" },

static void every_text_is_as_the_table_has_it(void **state)
{
    static const struct text strings[] = { ABI_CONSTANTS(SKIP, CONSTANT_STRING, SKIP) };
    static const struct text empties[] = { ABI_CONSTANTS(SKIP, SKIP, CONSTANT_EMPTY) };

    (void)state;
    for (size_t i = 0; i < COUNT(strings); i++) {
        assert_string_equal(strings[i].value, strings[i].expected);
        assert_string_not_equal(strings[i].value, "");
    }
    for (size_t i = 0; i < COUNT(empties); i++)
        assert_string_equal(empties[i].value, empties[i].expected);
}

#define MEMBER_OF(type, member) (((type *)0)->member)

#define STRUCT_VERDICT(type, alignment, size)                                                    \
    { #type, _Alignof(type) == (alignment) && sizeof(type) == (size) },
#define MEMBER_VERDICT(type, member, member_type, offset, size)                                  \
    { #type "." #member, offsetof(type, member) == (offset) &&                                   \
                             sizeof(MEMBER_OF(type, member)) == (size) &&                        \
                             HAS_TYPE(&MEMBER_OF(type, member), __typeof__ member_type *) },

static void every_struct_has_its_layout(void **state)
{
    static const struct verdict verdicts[] = { ABI_LAYOUTS(STRUCT_VERDICT, MEMBER_VERDICT) };

    (void)state;
    if (sizeof(long) != 8 || sizeof(void *) != 8)
        skip(); /* The table is for LP64. */
    expect_all_good(verdicts, COUNT(verdicts));
}

static void scalar_types_are_what_programs_expect(void **state)
{
    (void)state;
    assert_true(HAS_TYPE((libssh2_uint64_t)0, unsigned long long));
    assert_true(HAS_TYPE((libssh2_int64_t)0, long long));
    assert_true(HAS_TYPE((libssh2_socket_t)0, int));
    assert_true(HAS_TYPE((libssh2_struct_stat *)0, struct stat *));
    assert_true(HAS_TYPE((libssh2_struct_stat_size)0, off_t));
    assert_int_equal(sizeof(libssh2_crypto_engine_t), 4);
}

static void each_mode_is_of_one_kind_of_file(void **state)
{
    static const unsigned long modes[] = {
        LIBSSH2_SFTP_S_IFLNK | 0777, LIBSSH2_SFTP_S_IFREG | 0644, LIBSSH2_SFTP_S_IFDIR | 0755,
        LIBSSH2_SFTP_S_IFCHR,        LIBSSH2_SFTP_S_IFBLK,        LIBSSH2_SFTP_S_IFIFO,
        LIBSSH2_SFTP_S_IFSOCK,
    };

    (void)state;
    for (size_t i = 0; i < COUNT(modes); i++) {
        const bool kinds[COUNT(modes)] = {
            LIBSSH2_SFTP_S_ISLNK(modes[i]), LIBSSH2_SFTP_S_ISREG(modes[i]),
            LIBSSH2_SFTP_S_ISDIR(modes[i]), LIBSSH2_SFTP_S_ISCHR(modes[i]),
            LIBSSH2_SFTP_S_ISBLK(modes[i]), LIBSSH2_SFTP_S_ISFIFO(modes[i]),
            LIBSSH2_SFTP_S_ISSOCK(modes[i]),
        };
        for (size_t kind = 0; kind < COUNT(kinds); kind++)
            assert_int_equal(kinds[kind], kind == i);
    }
}

static void attributes_can_be_written_as_initialisers(void **state)
{
    const char *name = "comment"; /* no literal: strlen has to count it */
    const libssh2_publickey_attribute attributes[] = {
        libssh2_publickey_attribute(name, "a key", 1)
        libssh2_publickey_attribute_fast("from", "example.org", 0)
    };

    (void)state;
    assert_int_equal(COUNT(attributes), 2);
    assert_ptr_equal(attributes[0].name, name);
    assert_int_equal(attributes[0].name_len, 7);
    assert_string_equal(attributes[0].value, "a key");
    assert_int_equal(attributes[0].value_len, 5);
    assert_int_equal(attributes[0].mandatory, 1);
    assert_string_equal(attributes[1].name, "from");
    assert_int_equal(attributes[1].name_len, 4);
    assert_string_equal(attributes[1].value, "example.org");
    assert_int_equal(attributes[1].value_len, 11);
    assert_int_equal(attributes[1].mandatory, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_function_has_its_signature),
        cmocka_unit_test(every_callback_macro_declares_functions_and_pointers),
        cmocka_unit_test(every_function_type_is_as_the_table_has_it),
        cmocka_unit_test(every_integer_has_its_value_and_type),
        cmocka_unit_test(every_text_is_as_the_table_has_it),
        cmocka_unit_test(every_struct_has_its_layout),
        cmocka_unit_test(scalar_types_are_what_programs_expect),
        cmocka_unit_test(each_mode_is_of_one_kind_of_file),
        cmocka_unit_test(attributes_can_be_written_as_initialisers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
