#include "src/knownhost/testing.h"

#define DOT_16 "abcdefghijklmno."
#define DOT_64 DOT_16 DOT_16 DOT_16 DOT_16
#define NAME_254 DOT_64 DOT_64 DOT_64 DOT_16 DOT_16 DOT_16 "abcdefghijklmn"

static const struct {
    const char *why;
    const char *text;
    int result;          /* lines, or the error */
    const char *written; /* the file afterwards */
} cases[] = {
    { "an empty file", "", 0, "" },
    { "only a newline", "\n", 1, "" },
    { "comments and blank lines", "# a\n\n \t\n  # b\n\r\n", 5, "" },
    { "without the last newline", "a " ED_1, 1, "a " ED_1 "\n" },
    { "CR LF", "a " ED_1 "\r\nb " ED_2 " c\r\n", 2, "a " ED_1 "\nb " ED_2 " c\n" },
    { "CR at the end of the file", "a " ED_1 "\r", 1, "a " ED_1 "\n" },
    { "blanks and tabs", " a \t ssh-ed25519\t" KEY_1 "  c d", 1, "a " ED_1 " c d\n" },
    { "a list", "a,b,[c]:1 " ED_1, 1, "[c]:1 " ED_1 "\nb " ED_1 "\na " ED_1 "\n" },
    { "a list with a negation stays whole", "*.a,!b.a " ED_1, 1, "*.a,!b.a " ED_1 "\n" },
    { "H24: a name that would be read as a hash stays in its list", "a," HASHED_EXAMPLE " " ED_1, 1,
      "a," HASHED_EXAMPLE " " ED_1 "\n" },
    { "H24: so does one that would be a comment", "a,#b " ED_1, 1, "a,#b " ED_1 "\n" },
    { "H24: so does one that would be a marker", "a,@b " ED_1, 1, "a,@b " ED_1 "\n" },
    { "markers", "@revoked a " ED_1 "\n@cert-authority *.a " ED_2 " c\n", 2,
      "@revoked a " ED_1 "\n@cert-authority *.a " ED_2 " c\n" },
    { "an unknown marker", "@else a " ED_1, 1, "@else a " ED_1 "\n" },
    { "a type not known here", "a ssh-ed448 AAAACXNzaC1lZDQ0OA== x", 1,
      "a ssh-ed448 AAAACXNzaC1lZDQ0OA== x\n" },
    { "hashed", HASHED_EXAMPLE " " ED_1 " c", 1, HASHED_EXAMPLE " " ED_1 " c\n" },
    { "protocol 1", "a,b " SSH1 " c", 1, "b " SSH1 " c\na " SSH1 " c\n" },
    { "a name of 254 bytes", NAME_254 " " ED_1, 1, NAME_254 " " ED_1 "\n" },

    { "a bad line among good ones", "a " ED_1 "\nb\nc " ED_2, LIBSSH2_ERROR_KNOWN_HOSTS,
      "a " ED_1 "\nc " ED_2 "\n" },
    { "a name of 255 bytes", "a" NAME_254 " " ED_1, LIBSSH2_ERROR_KNOWN_HOSTS, "" },
    { "an empty name", "a,,b " ED_1, LIBSSH2_ERROR_KNOWN_HOSTS, "" },
    { "a type that is only a prefix", "a ssh " KEY_1, LIBSSH2_ERROR_KNOWN_HOSTS, "" },
    { "H18: a type that is not the key's", "a ssh-rsa " KEY_1, LIBSSH2_ERROR_KNOWN_HOSTS, "" },
    { "H20: base64 without padding", "a ssh-ed448 AAAACXNzaC1lZDQ0OA", LIBSSH2_ERROR_KNOWN_HOSTS, "" },
    { "a hash of another kind", "|2|a|b " ED_1, LIBSSH2_ERROR_KNOWN_HOSTS, "" },
    { "a hash without salt", "|1|" HASHED_HASH " " ED_1, LIBSSH2_ERROR_KNOWN_HOSTS, "" },
    { "H18: two markers", "@revoked @revoked a " ED_1, LIBSSH2_ERROR_KNOWN_HOSTS, "" },
    { "a marker alone", "@revoked", LIBSSH2_ERROR_KNOWN_HOSTS, "" },
    { "an escape in the comment", "a " ED_1 " \x1b[2J", LIBSSH2_ERROR_KNOWN_HOSTS, "" },
    { "CR in the middle", "a\rb " ED_1, LIBSSH2_ERROR_KNOWN_HOSTS, "" },
};

static void files_are_read_line_by_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct fixture f;

        set_up(&f);

        int rc = read_text(&f, cases[i].text);

        if (rc != cases[i].result)
            fail_msg("%s: %d, %s", cases[i].why, rc, f.error.message);
        assert_writes(&f, cases[i].written);
        tear_down(&f);
    }
}

static void what_was_written_reads_back_the_same(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct fixture f;

        set_up(&f);
        assert_true(read_text(&f, cases[i].written) >= 0);
        assert_writes(&f, cases[i].written);
        tear_down(&f);
    }
}

static void the_first_bad_line_is_named(void **state)
{
    struct fixture f;

    (void)state;
    set_up(&f);
    assert_int_equal(read_text(&f, "# a\n\nb\nc\n"), LIBSSH2_ERROR_KNOWN_HOSTS);
    assert_non_null(strstr(f.error.message, "line 3:"));
    tear_down(&f);
}

static void a_bad_line_alone_is_not_supported(void **state)
{
    struct fixture f;

    (void)state;
    set_up(&f);
    assert_int_equal(ssh2_knownhosts_read_line(&f.hosts, ssh2_text("nonsense")),
                     LIBSSH2_ERROR_METHOD_NOT_SUPPORTED);
    assert_int_equal(ssh2_knownhosts_read_line(&f.hosts, ssh2_text("a " ED_1 "\nb " ED_1)), 0);
    assert_int_equal(ssh2_knownhosts_read_line(&f.hosts, ssh2_text("")), 0);
    assert_writes(&f, "a " ED_1 "\n");
    tear_down(&f);
}

/* Threat H19: each cut is read from a block of exactly its size. */
static void a_file_cut_at_any_byte_does_no_harm(void **state)
{
    static const char text[] = "# c\r\na,!b " ED_1 " x\n@revoked " HASHED_EXAMPLE " " EC "\na " SSH1;

    (void)state;
    for (size_t len = 0; len < sizeof(text); len++) {
        char *cut = malloc(len + 1);
        struct fixture f;

        set_up(&f);
        memcpy(cut, text, len);

        int rc = ssh2_knownhosts_read(&f.hosts, ssh2_bytes(cut, len));

        assert_true(rc >= 0 || rc == LIBSSH2_ERROR_KNOWN_HOSTS);
        tear_down(&f);
        free(cut);
    }
}

static void a_nul_spoils_only_its_own_line(void **state)
{
    static const char text[] = "a\0b " ED_1 "\nc " ED_1 "\n\0\n";
    struct fixture f;

    (void)state;
    set_up(&f);
    assert_int_equal(ssh2_knownhosts_read(&f.hosts, ssh2_bytes(text, sizeof(text) - 1)),
                     LIBSSH2_ERROR_KNOWN_HOSTS);
    assert_writes(&f, "c " ED_1 "\n");
    tear_down(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_read_line_by_line),
        cmocka_unit_test(what_was_written_reads_back_the_same),
        cmocka_unit_test(the_first_bad_line_is_named),
        cmocka_unit_test(a_bad_line_alone_is_not_supported),
        cmocka_unit_test(a_file_cut_at_any_byte_does_no_harm),
        cmocka_unit_test(a_nul_spoils_only_its_own_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
