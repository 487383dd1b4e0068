#include "src/knownhost/knownhost.h"

#include "src/knownhost/testing.h"

#define KEY_TEXT SSH2_TEXT(KEY_1)
#define LONG_NAME_16 "abcdefghijklmno."
#define LONG_NAME_64 LONG_NAME_16 LONG_NAME_16 LONG_NAME_16 LONG_NAME_16
#define NAME_254 LONG_NAME_64 LONG_NAME_64 LONG_NAME_64 LONG_NAME_16 LONG_NAME_16 LONG_NAME_16 "abcdefghijklmn"

static const struct {
    const char *why;
    struct ssh2_knownhost_new added;
    int result;
    const char *line; /* that would be written; NULL: none can be */
} additions[] = {
    { "plain",
      { SSH2_TEXT("a"), { NULL, 0 }, KEY_TEXT, { NULL, 0 }, PLAIN | BASE64 | T_ED25519 },
      0,
      "a " ED_1 "\n" },
    { "with a comment",
      { SSH2_TEXT("[a]:1"), { NULL, 0 }, KEY_TEXT, SSH2_TEXT("b c"), PLAIN | BASE64 | T_ED25519 },
      0,
      "[a]:1 " ED_1 " b c\n" },
    { "hashed",
      { SSH2_TEXT(HASHED_HASH),
        SSH2_TEXT(HASHED_SALT),
        KEY_TEXT,
        { NULL, 0 },
        SHA1 | BASE64 | T_ED25519 },
      0,
      HASHED_EXAMPLE " " ED_1 "\n" },
    { "a type that is not the key's: the line has the key's own",
      { SSH2_TEXT("a"), { NULL, 0 }, KEY_TEXT, { NULL, 0 }, PLAIN | BASE64 | T_RSA },
      0,
      "a " ED_1 "\n" },
    { "raw, and not of the type that is said",
      { SSH2_TEXT("a"),
        { NULL, 0 },
        SSH2_TEXT("\0\0\0\7ssh-rsax"),
        { NULL, 0 },
        PLAIN | RAW | T_EC },
      0,
      "a ssh-rsa AAAAB3NzaC1yc2F4\n" },
    { "raw",
      { SSH2_TEXT("a"), { NULL, 0 }, SSH2_TEXT("foob"), { NULL, 0 }, PLAIN | RAW | T_RSA },
      0,
      "a ssh-rsa Zm9vYg==\n" },
    { "no encoding is raw",
      { SSH2_TEXT("a"), { NULL, 0 }, SSH2_TEXT("f"), { NULL, 0 }, PLAIN | T_RSA },
      0,
      "a ssh-rsa Zg==\n" },
    { "custom",
      { SSH2_TEXT("a"), { NULL, 0 }, KEY_TEXT, { NULL, 0 }, CUSTOM | BASE64 | T_ED25519 },
      0,
      "a " ED_1 "\n" },
    { "protocol 1",
      { SSH2_TEXT("a"), { NULL, 0 }, SSH2_TEXT(SSH1), SSH2_TEXT("c"), PLAIN | BASE64 | T_RSA1 },
      0,
      "a " SSH1 " c\n" },
    { "a type without a name",
      { SSH2_TEXT("a"), { NULL, 0 }, KEY_TEXT, { NULL, 0 }, PLAIN | BASE64 | T_UNKNOWN },
      0,
      NULL },

    { "no type of key",
      { SSH2_TEXT("a"), { NULL, 0 }, KEY_TEXT, { NULL, 0 }, PLAIN | BASE64 },
      LIBSSH2_ERROR_INVAL,
      NULL },
    { "no type of name",
      { SSH2_TEXT("a"), { NULL, 0 }, KEY_TEXT, { NULL, 0 }, BASE64 | T_ED25519 },
      LIBSSH2_ERROR_METHOD_NOT_SUPPORTED,
      NULL },
    { "another",
      { SSH2_TEXT("a"), { NULL, 0 }, KEY_TEXT, { NULL, 0 }, 4 | BASE64 | T_ED25519 },
      LIBSSH2_ERROR_METHOD_NOT_SUPPORTED,
      NULL },
    { "no base64",
      { SSH2_TEXT("a"), { NULL, 0 }, SSH2_TEXT("AAA"), { NULL, 0 }, PLAIN | BASE64 | T_RSA },
      LIBSSH2_ERROR_INVAL,
      NULL },
    { "no salt",
      { SSH2_TEXT(HASHED_HASH), { NULL, 0 }, KEY_TEXT, { NULL, 0 }, SHA1 | BASE64 | T_ED25519 },
      LIBSSH2_ERROR_INVAL,
      NULL },
    { "salt that is not base64",
      { SSH2_TEXT(HASHED_HASH),
        SSH2_TEXT("a|b"),
        KEY_TEXT,
        { NULL, 0 },
        SHA1 | BASE64 | T_ED25519 },
      LIBSSH2_ERROR_INVAL,
      NULL },
    { "a hash too short",
      { SSH2_TEXT("AAAA"),
        SSH2_TEXT(HASHED_SALT),
        KEY_TEXT,
        { NULL, 0 },
        SHA1 | BASE64 | T_ED25519 },
      LIBSSH2_ERROR_INVAL,
      NULL },
    { "a hash far too long",
      { SSH2_TEXT(NAME_254),
        SSH2_TEXT(HASHED_SALT),
        KEY_TEXT,
        { NULL, 0 },
        SHA1 | BASE64 | T_ED25519 },
      LIBSSH2_ERROR_INVAL,
      NULL },
    { "a newline in a number of protocol 1",
      { SSH2_TEXT("a"), { NULL, 0 }, SSH2_TEXT("1\n2"), { NULL, 0 }, PLAIN | BASE64 | T_RSA1 },
      LIBSSH2_ERROR_INVAL,
      NULL },
};

static void additions_give_what_they_should(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(additions) / sizeof(additions[0]); i++) {
        struct fixture f;

        set_up(&f);

        int rc = ssh2_knownhosts_add(&f.hosts, &additions[i].added, NULL);

        if (rc != additions[i].result || f.error.code != rc)
            fail_msg("%s: %d, %s", additions[i].why, rc, f.error.message);
        assert_int_equal(entry_count(&f), rc == 0 ? 1 : 0);
        if (additions[i].line != NULL)
            assert_writes(&f, additions[i].line);
        tear_down(&f);
    }
}

/* Threat H24. */
static void what_would_read_back_as_something_else_is_refused(void **state)
{
    static const char *const names[] = { "",   "a b", "a\tb", "a\nb", "a\rb", "#a", "a#", "@a", "a@b",
                                         "!a", "a*",  "a?",   "a,b",  "|1|a", "\x1b[1m", "a\x7f" };
    static const char *const comments[] = { "a\nb", "a\r", "\x1b" };
    struct ssh2_knownhost_new added = { .key = KEY_TEXT, .typemask = PLAIN | BASE64 | T_ED25519 };
    struct fixture f;

    (void)state;
    set_up(&f);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        added.name = ssh2_text(names[i]);
        if (ssh2_knownhosts_add(&f.hosts, &added, NULL) != LIBSSH2_ERROR_INVAL)
            fail_msg("the name \"%s\"", names[i]);
    }
    added.name = ssh2_bytes("a\0b", 3);
    assert_int_equal(ssh2_knownhosts_add(&f.hosts, &added, NULL), LIBSSH2_ERROR_INVAL);
    added.name = ssh2_text("a");
    for (size_t i = 0; i < sizeof(comments) / sizeof(comments[0]); i++) {
        added.comment = ssh2_text(comments[i]);
        if (ssh2_knownhosts_add(&f.hosts, &added, NULL) != LIBSSH2_ERROR_INVAL)
            fail_msg("the comment \"%s\"", comments[i]);
    }
    added.comment = ssh2_bytes("a\0b", 3);
    assert_int_equal(ssh2_knownhosts_add(&f.hosts, &added, NULL), LIBSSH2_ERROR_INVAL);
    assert_int_equal(entry_count(&f), 0);
    tear_down(&f);
}

static void a_part_over_a_mebibyte_is_out_of_bounds(void **state)
{
    struct ssh2_knownhost_new added = { SSH2_TEXT("a"), { NULL, 0 }, KEY_TEXT, { NULL, 0 },
                                        PLAIN | BASE64 | T_ED25519 };
    char *long_text = calloc(1, SSH2_KNOWNHOST_PART_MAX_BYTES + 2);
    struct fixture f;

    (void)state;
    set_up(&f);
    memset(long_text, 'A', SSH2_KNOWNHOST_PART_MAX_BYTES);
    added.key = ssh2_text(long_text);
    assert_int_equal(ssh2_knownhosts_add(&f.hosts, &added, NULL), 0);
    long_text[SSH2_KNOWNHOST_PART_MAX_BYTES] = 'A';
    added.key = ssh2_text(long_text);
    assert_int_equal(ssh2_knownhosts_add(&f.hosts, &added, NULL), LIBSSH2_ERROR_OUT_OF_BOUNDARY);
    assert_int_equal(ssh2_knownhosts_read_line(&f.hosts, added.key), LIBSSH2_ERROR_OUT_OF_BOUNDARY);
    tear_down(&f);
    free(long_text);
}

static void views_show_names_only_where_they_are_plain_and_trusted(void **state)
{
    static const struct {
        const char *line;
        const char *name;
        int typemask;
    } views[] = {
        { "a " ED_1, "a", PLAIN | BASE64 | T_ED25519 },
        { "a " EC, "a", PLAIN | BASE64 | T_EC },
        { "a " RSA, "a", PLAIN | BASE64 | T_RSA },
        { HASHED_EXAMPLE " " ED_1, NULL, SHA1 | BASE64 | T_ED25519 },
        { "a " SSH1, "a", PLAIN | BASE64 | T_RSA1 },
        { "a ssh-ed448 AAAACXNzaC1lZDQ0OA==", "a", PLAIN | BASE64 | T_UNKNOWN },
        { "@revoked a " ED_1, NULL, CUSTOM | BASE64 | T_UNKNOWN },
        { "@cert-authority a " ED_1, NULL, CUSTOM | BASE64 | T_UNKNOWN },
        { "@else a " ED_1, NULL, CUSTOM | BASE64 | T_UNKNOWN },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(views) / sizeof(views[0]); i++) {
        struct libssh2_knownhost *view = NULL;
        struct fixture f;

        set_up(&f);
        assert_int_equal(read_text(&f, views[i].line), 1);
        assert_int_equal(ssh2_knownhosts_next(&f.hosts, NULL, &view), 0);
        if ((view->name == NULL) != (views[i].name == NULL) || view->typemask != views[i].typemask)
            fail_msg("%s: %s, 0x%x", views[i].line, view->name, (unsigned)view->typemask);
        if (view->name != NULL)
            assert_string_equal(view->name, views[i].name);
        assert_non_null(strstr(views[i].line, view->key));
        tear_down(&f);
    }
}

static void entries_are_walked_in_order_and_removed_anywhere(void **state)
{
    struct libssh2_knownhost *view = NULL;
    struct libssh2_knownhost *first = NULL;
    struct fixture f;

    (void)state;
    set_up(&f);
    assert_int_equal(read_text(&f, "a " ED_1 "\nb " ED_1 "\nc " ED_1 "\n"), 3);
    assert_int_equal(ssh2_knownhosts_next(&f.hosts, NULL, &first), 0);
    assert_int_equal(ssh2_knownhosts_next(&f.hosts, first, &view), 0);
    assert_string_equal(view->name, "b");
    assert_int_equal(ssh2_knownhosts_remove(&f.hosts, view), 0);
    assert_writes(&f, "a " ED_1 "\nc " ED_1 "\n");
    assert_int_equal(ssh2_knownhosts_next(&f.hosts, first, &view), 0);
    assert_int_equal(ssh2_knownhosts_next(&f.hosts, view, &view), 1);
    assert_int_equal(ssh2_knownhosts_remove(&f.hosts, view), 0);
    assert_int_equal(read_text(&f, "d " ED_2), 1);
    assert_int_equal(ssh2_knownhosts_remove(&f.hosts, first), 0);
    assert_writes(&f, "d " ED_2 "\n");
    tear_down(&f);
    assert_int_equal(entry_count(&f), 0);
}

static void only_own_entries_are_removed_and_written(void **state)
{
    struct libssh2_knownhost *view = NULL;
    struct libssh2_knownhost blank = { 0 };
    char line[200];
    size_t len;
    struct fixture f;
    struct fixture other;

    (void)state;
    set_up(&f);
    set_up(&other);
    assert_int_equal(read_text(&f, "a " ED_1), 1);
    assert_int_equal(ssh2_knownhosts_next(&f.hosts, NULL, &view), 0);
    assert_int_equal(ssh2_knownhosts_remove(&other.hosts, view), LIBSSH2_ERROR_INVAL);
    assert_int_equal(ssh2_knownhosts_remove(&f.hosts, &blank), LIBSSH2_ERROR_INVAL);
    assert_int_equal(ssh2_knownhosts_remove(&f.hosts, NULL), LIBSSH2_ERROR_INVAL);
    assert_int_equal(ssh2_knownhosts_next(&f.hosts, &blank, &view), LIBSSH2_ERROR_INVAL);
    assert_int_equal(ssh2_knownhosts_write_line(&other.hosts, view, line, sizeof(line), &len),
                     LIBSSH2_ERROR_INVAL);
    assert_int_equal(entry_count(&f), 1);
    tear_down(&f);
    tear_down(&other);
}

static void a_line_needs_a_byte_more_than_its_length(void **state)
{
    static const char expected[] = "a " ED_1 " b\n";
    struct libssh2_knownhost *view = NULL;
    char buffer[sizeof(expected)];
    size_t len = 0;
    struct fixture f;

    (void)state;
    set_up(&f);
    assert_int_equal(read_text(&f, expected), 1);
    assert_int_equal(ssh2_knownhosts_next(&f.hosts, NULL, &view), 0);
    for (size_t capacity = 0; capacity < sizeof(expected); capacity++) {
        assert_int_equal(ssh2_knownhosts_write_line(&f.hosts, view, buffer, capacity, &len),
                         LIBSSH2_ERROR_BUFFER_TOO_SMALL);
        assert_int_equal(len, sizeof(expected) - 1);
    }
    assert_int_equal(ssh2_knownhosts_write_line(&f.hosts, view, buffer, sizeof(buffer), &len), 0);
    assert_string_equal(buffer, expected);
    assert_int_equal(len, sizeof(expected) - 1);
    tear_down(&f);
}

static void failed_allocations_leave_the_collection_as_it_was(void **state)
{
    struct stingy stingy = { .allowance = 0 };
    void *holder = &stingy;
    struct ssh2_memory memory = stingy_memory(&holder);
    struct ssh2_knownhost_new added = { SSH2_TEXT("d"), { NULL, 0 }, SSH2_TEXT("raw"), { NULL, 0 },
                                        PLAIN | RAW | T_RSA };
    struct ssh2_bytes text;
    struct fixture f;

    (void)state;
    set_up(&f);
    ssh2_knownhosts_init(&f.hosts, &memory, &f.error);
    for (stingy.allowance = 0; stingy.allowance < 3; stingy.allowance++) {
        size_t allowance = stingy.allowance;

        assert_int_equal(read_text(&f, "a,b,c " ED_1), LIBSSH2_ERROR_ALLOC);
        assert_int_equal(entry_count(&f), 0);
        assert_int_equal(stingy.in_use, 0);
        stingy.allowance = allowance;
    }
    for (stingy.allowance = 0; stingy.allowance < 2; stingy.allowance++) {
        size_t allowance = stingy.allowance;

        assert_int_equal(ssh2_knownhosts_add(&f.hosts, &added, NULL), LIBSSH2_ERROR_ALLOC);
        assert_int_equal(stingy.in_use, 0);
        stingy.allowance = allowance;
    }
    stingy.allowance = 2;
    assert_int_equal(ssh2_knownhosts_add(&f.hosts, &added, NULL), 0);
    assert_int_equal(ssh2_knownhosts_write(&f.hosts, &text), LIBSSH2_ERROR_ALLOC);
    tear_down(&f);
    assert_int_equal(stingy.in_use, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(additions_give_what_they_should),
        cmocka_unit_test(what_would_read_back_as_something_else_is_refused),
        cmocka_unit_test(a_part_over_a_mebibyte_is_out_of_bounds),
        cmocka_unit_test(views_show_names_only_where_they_are_plain_and_trusted),
        cmocka_unit_test(entries_are_walked_in_order_and_removed_anywhere),
        cmocka_unit_test(only_own_entries_are_removed_and_written),
        cmocka_unit_test(a_line_needs_a_byte_more_than_its_length),
        cmocka_unit_test(failed_allocations_leave_the_collection_as_it_was),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
