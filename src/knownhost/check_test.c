#include "src/knownhost/testing.h"

static const struct {
    const char *why;
    const char *file;
    const char *host;
    int port;
    const char *key; /* base64 */
    int typemask;
    int result;
    int store; /* position of the entry in the collection, -1: untouched */
} cases[] = {
    { "the key is known", "a " ED_1, "a", -1, KEY_1, PLAIN, MATCH, 0 },
    { "another key is known", "a " ED_1, "a", -1, KEY_2, PLAIN, MISMATCH, 0 },
    { "another host is known", "a " ED_1, "b", -1, KEY_1, PLAIN, NOTFOUND, -1 },
    { "nothing is known", "", "a", -1, KEY_1, PLAIN, NOTFOUND, -1 },
    { "names are case-sensitive", "a " ED_1, "A", -1, KEY_1, PLAIN, NOTFOUND, -1 },
    { "a prefix is another name", "a.b " ED_1, "a", -1, KEY_1, PLAIN, NOTFOUND, -1 },
    { "the empty name", "a " ED_1, "", -1, KEY_1, PLAIN, NOTFOUND, -1 },
    { "a pattern matches nothing", "*.com " ED_1, "a.com", -1, KEY_1, PLAIN, NOTFOUND, -1 },
    { "any key of several", "a " ED_2 "\na " ED_1, "a", -1, KEY_1, PLAIN, MATCH, 1 },
    { "the first of two others", "a " EC "\na " ED_2, "a", -1, KEY_1, PLAIN, MISMATCH, 0 },
    { "CR LF", "a " ED_1 "\r\nb " ED_2 "\r\n", "a", -1, KEY_1, PLAIN, MATCH, 0 },

    { "type asked for and known", "a " ED_1, "a", -1, KEY_1, PLAIN | T_ED25519, MATCH, 0 },
    { "H22: only another type is known", "a " RSA, "a", -1, KEY_1, PLAIN | T_ED25519, NOTFOUND, -1 },
    { "the types are told apart", "a " EC "\na " ED_2, "a", -1, KEY_1, PLAIN | T_ED25519, MISMATCH, 1 },
    { "no type asked for", "a " RSA, "a", -1, KEY_1, PLAIN, MISMATCH, 0 },
    { "the type that is unknown", "a " ED_1, "a", -1, KEY_1, PLAIN | T_UNKNOWN, NOTFOUND, -1 },
    { "protocol 1", "a " SSH1, "a", -1, SSH1, PLAIN | T_RSA1, MATCH, 0 },

    { "port in brackets", "[a]:22 " ED_1, "a", 22, KEY_1, PLAIN, MATCH, 0 },
    { "H21: a key for one port is not for another", "[a]:2222 " ED_1, "a", 22, KEY_1, PLAIN, NOTFOUND, -1 },
    { "nor for none", "[a]:2222 " ED_1, "a", -1, KEY_1, PLAIN, NOTFOUND, -1 },
    { "a plain name is for every port", "a " ED_1, "a", 2222, KEY_1, PLAIN, MATCH, 0 },
    { "and so is its mismatch", "a " ED_1, "a", 2222, KEY_2, PLAIN, MISMATCH, 0 },
    { "the port's name goes first", "a " ED_2 "\n[a]:1 " EC, "a", 1, KEY_1, PLAIN, MISMATCH, 1 },
    { "but any match counts", "[a]:1 " ED_2 "\na " ED_1, "a", 1, KEY_1, PLAIN, MATCH, 1 },
    { "port 0 is a port", "[a]:0 " ED_1, "a", 0, KEY_1, PLAIN, MATCH, 0 },

    { "hashed", HASHED_EXAMPLE " " ED_1, "example.com", -1, KEY_1, PLAIN, MATCH, 0 },
    { "hashed, other key", HASHED_EXAMPLE " " ED_1, "example.com", 22, KEY_2, PLAIN, MISMATCH, 0 },
    { "hashed, other name", HASHED_EXAMPLE " " ED_1, "example.org", 22, KEY_1, PLAIN, NOTFOUND, -1 },
    { "hashed with port", HASHED_EXAMPLE_2222 " " ED_1, "example.com", 2222, KEY_1, PLAIN, MATCH, 0 },
    { "hashed with another", HASHED_EXAMPLE_2222 " " ED_1, "example.com", 22, KEY_1, PLAIN, NOTFOUND, -1 },

    { "a list, whose last name comes first", "a,b " ED_1, "a", -1, KEY_1, PLAIN, MATCH, 1 },
    { "a list is no name", "a,b " ED_1, "a,b", -1, KEY_1, PLAIN, NOTFOUND, -1 },
    { "a negation vetoes", "a,!a " ED_1, "a", -1, KEY_1, PLAIN, NOTFOUND, -1 },
    { "a negation of another does not", "a,!b " ED_1, "a", -1, KEY_1, PLAIN, MATCH, 0 },

    { "a hashed name as input", "a " ED_1, "a", -1, KEY_1, SHA1, MISMATCH, -1 },
    { "a custom name is not plain", "a " ED_1, "a", -1, KEY_1, CUSTOM, NOTFOUND, -1 },
    { "another type of name", "a " ED_1, "a", -1, KEY_1, 4, NOTFOUND, -1 },
    { "no type of name", "a " ED_1, "a", -1, KEY_1, 0, NOTFOUND, -1 },

    { "revoked", "@revoked a " ED_1, "a", -1, KEY_1, PLAIN, MISMATCH, 0 },
    { "revoked, other key", "@revoked a " ED_1, "a", -1, KEY_2, PLAIN, NOTFOUND, -1 },
    { "revoked, other host", "@revoked a " ED_1, "b", -1, KEY_1, PLAIN, NOTFOUND, -1 },
    { "H17: revoked behind trust", "a " ED_1 "\n@revoked a " ED_1, "a", -1, KEY_1, PLAIN, MISMATCH, 1 },
    { "H17: revoked before trust", "@revoked a " ED_1 "\na " ED_1, "a", -1, KEY_1, PLAIN, MISMATCH, 0 },
    { "revoked for all", "a " ED_1 "\n@revoked * " ED_1, "a", 22, KEY_1, PLAIN, MISMATCH, 1 },
    { "revoked, not the key in use", "a " ED_2 "\n@revoked * " ED_1, "a", 22, KEY_2, PLAIN, MATCH, 0 },
    { "revoked by pattern", "@revoked *.B " ED_1, "a.b", -1, KEY_1, PLAIN, MISMATCH, 0 },
    { "revoked but for one", "a " ED_1 "\n@revoked *,!a " ED_1, "a", -1, KEY_1, PLAIN, MATCH, 0 },
    { "revoked for a port", "@revoked [a]:1 " ED_1, "a", 1, KEY_1, PLAIN, MISMATCH, 0 },
    { "revoked, hashed", "@revoked " HASHED_EXAMPLE " " ED_1, "example.com", 1, KEY_1, PLAIN, MISMATCH, 0 },
    { "revoked, any type asked", "@revoked a " ED_1, "a", -1, KEY_1, PLAIN | T_UNKNOWN, MISMATCH, 0 },
    { "revoked, asked as custom", "@revoked a " ED_1, "a", -1, KEY_1, CUSTOM, MISMATCH, 0 },

    { "H16: an authority is no host", "@cert-authority a " ED_1, "a", -1, KEY_1, PLAIN, NOTFOUND, -1 },
    { "nor a custom one", "@cert-authority a " ED_1, "a", -1, KEY_1, CUSTOM, NOTFOUND, -1 },
    { "H18: an unknown marker", "@trusted a " ED_1, "a", -1, KEY_1, PLAIN, NOTFOUND, -1 },
    { "a marker is no name", "@revoked a " ED_1, "@revoked", -1, KEY_1, PLAIN, NOTFOUND, -1 },
};

/* The position of view in the collection; -1 for NULL. */
static int position(struct fixture *f, const struct libssh2_knownhost *view)
{
    struct libssh2_knownhost *each = NULL;

    for (int i = 0; view != NULL && ssh2_knownhosts_next(&f->hosts, each, &each) == 0; i++)
        if (each == view)
            return i;
    return -1;
}

static void every_question_has_its_answer(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct ssh2_knownhost_query query = { cases[i].host, cases[i].port,
                                              ssh2_text(cases[i].key),
                                              cases[i].typemask | BASE64 };
        struct libssh2_knownhost *store = NULL;
        struct fixture f;

        set_up(&f);
        assert_true(read_text(&f, cases[i].file) >= 0);

        int result = ssh2_knownhosts_check(&f.hosts, &query, &store);

        if (result != cases[i].result || position(&f, store) != cases[i].store)
            fail_msg("%s: %d and entry %d", cases[i].why, result, position(&f, store));
        assert_int_equal(ssh2_knownhosts_check(&f.hosts, &query, NULL), result);
        tear_down(&f);
    }
}

static void a_revoked_key_is_explained(void **state)
{
    struct ssh2_knownhost_query query = { "a", -1, ssh2_text(KEY_1), PLAIN | BASE64 };
    struct fixture f;

    (void)state;
    set_up(&f);
    assert_int_equal(read_text(&f, "@revoked a " ED_1), 1);
    assert_int_equal(ssh2_knownhosts_check(&f.hosts, &query, NULL), MISMATCH);
    assert_int_equal(f.error.code, LIBSSH2_ERROR_KNOWN_HOSTS);
    assert_non_null(strstr(f.error.message, "revoked"));
    tear_down(&f);
}

static void a_raw_key_is_compared_as_its_base64(void **state)
{
    const struct ssh2_bytes raw = SSH2_TEXT("some key or other");
    struct ssh2_knownhost_new added = { .name = SSH2_TEXT("a"), .key = raw,
                                        .typemask = PLAIN | RAW | T_RSA };
    struct ssh2_knownhost_query query = { "a", -1, raw, PLAIN | RAW };
    struct ssh2_knownhost_query text = { "a", -1, SSH2_TEXT("c29tZSBrZXkgb3Igb3RoZXI="),
                                         PLAIN | BASE64 };
    struct fixture f;

    (void)state;
    set_up(&f);
    assert_int_equal(ssh2_knownhosts_add(&f.hosts, &added, NULL), 0);
    assert_int_equal(ssh2_knownhosts_check(&f.hosts, &query, NULL), MATCH);
    assert_int_equal(ssh2_knownhosts_check(&f.hosts, &text, NULL), MATCH);
    query.key.len--;
    assert_int_equal(ssh2_knownhosts_check(&f.hosts, &query, NULL), MISMATCH);
    tear_down(&f);
}

static void custom_names_are_a_world_of_their_own(void **state)
{
    struct ssh2_knownhost_new added = { .name = SSH2_TEXT("a"), .key = SSH2_TEXT(KEY_1),
                                        .typemask = CUSTOM | BASE64 | T_ED25519 };
    struct ssh2_knownhost_query query = { "a", -1, SSH2_TEXT(KEY_1), CUSTOM | BASE64 };
    struct libssh2_knownhost *view = NULL;
    struct fixture f;

    (void)state;
    set_up(&f);
    assert_int_equal(ssh2_knownhosts_add(&f.hosts, &added, &view), 0);
    assert_null(view->name);
    assert_int_equal(ssh2_knownhosts_check(&f.hosts, &query, NULL), MATCH);
    query.typemask = PLAIN | BASE64;
    assert_int_equal(ssh2_knownhosts_check(&f.hosts, &query, NULL), NOTFOUND);
    tear_down(&f);
}

static void names_have_a_longest_length(void **state)
{
    static char name[SSH2_KNOWNHOST_PART_MAX_BYTES + 2];
    struct ssh2_knownhost_query query = { name, 22, SSH2_TEXT(KEY_1), PLAIN | BASE64 };
    struct fixture f;

    (void)state;
    set_up(&f);
    memset(name, 'a', SSH2_KNOWNHOST_PORT_NAME_MAX_BYTES - 5); /* "[]:22" */
    assert_int_equal(ssh2_knownhosts_check(&f.hosts, &query, NULL), NOTFOUND);
    strcat(name, "a");
    assert_int_equal(ssh2_knownhosts_check(&f.hosts, &query, NULL), FAILURE);
    assert_int_equal(f.error.code, LIBSSH2_ERROR_BUFFER_TOO_SMALL);
    query.port = -1;
    assert_int_equal(ssh2_knownhosts_check(&f.hosts, &query, NULL), NOTFOUND);
    memset(name, 'a', SSH2_KNOWNHOST_PART_MAX_BYTES + 1);
    assert_int_equal(ssh2_knownhosts_check(&f.hosts, &query, NULL), FAILURE);
    assert_int_equal(f.error.code, LIBSSH2_ERROR_OUT_OF_BOUNDARY);
    tear_down(&f);
}

/* Threat H3: what could not be computed is never taken for an answer. */
static void without_memory_there_is_no_answer(void **state)
{
    struct ssh2_knownhost_query query = { "example.com", 22, SSH2_TEXT("raw"), PLAIN | RAW };
    struct stingy stingy = { .allowance = 1000 };
    void *holder = &stingy;
    struct ssh2_memory memory = stingy_memory(&holder);
    struct fixture f;
    int result = FAILURE;

    (void)state;
    set_up(&f);
    ssh2_knownhosts_init(&f.hosts, &memory, &f.error);
    assert_true(read_text(&f, HASHED_EXAMPLE " " ED_1 "\n@revoked " HASHED_EXAMPLE " " ED_2) > 0);
    for (size_t n = 0; result == FAILURE; n++) {
        stingy.allowance = n;
        f.error.code = 0;
        result = ssh2_knownhosts_check(&f.hosts, &query, NULL);
        assert_int_equal(f.error.code, result == FAILURE ? LIBSSH2_ERROR_ALLOC : 0);
        assert_int_equal(result == FAILURE ? MISMATCH : result, MISMATCH);
        assert_true(n < 100);
    }
    tear_down(&f);
    assert_int_equal(stingy.in_use, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_question_has_its_answer),
        cmocka_unit_test(a_revoked_key_is_explained),
        cmocka_unit_test(a_raw_key_is_compared_as_its_base64),
        cmocka_unit_test(custom_names_are_a_world_of_their_own),
        cmocka_unit_test(names_have_a_longest_length),
        cmocka_unit_test(without_memory_there_is_no_answer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
