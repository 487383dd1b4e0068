/* The publickey subsystem through the public API: what works, what the server refuses, both
 * versions, and every kind of wire. */
#include "include/libssh2_publickey.h"

#include <stdlib.h>

#include "src/crypto/testing.h"
#include "src/oracle/play.h"
#include "src/oracle/scenario_publickey.h"
#include "src/packet/publickey/pkss_limits.h"
#include "src/packet/publickey/pkss_status.h"
#include "src/publickey/publickey.h"

static const unsigned char blob[] = "blob";

#define BLOB_LEN (sizeof(blob) - 1)

static LIBSSH2_PUBLICKEY *begin(struct ssh2_wire_pair *pair,
                                const struct ssh2_publickey_peer_settings *publickey)
{
    struct ssh2_peer_settings settings = { .publickey = *publickey };
    struct ssh2_scenario_log log = { .len = 0 };

    assert_true(ssh2_wire_pair_open(pair, &settings));
    assert_int_equal(ssh2_scenario_handshake(pair, &log), 0);
    assert_int_equal(ssh2_scenario_log_in(pair, &log), 0);
    return libssh2_publickey_init(pair->session);
}

static void end(struct ssh2_wire_pair *pair, LIBSSH2_PUBLICKEY *pk)
{
    assert_int_equal(libssh2_publickey_shutdown(pk), 0);
    ssh2_wire_pair_close(pair);
}

static void assert_error(struct ssh2_wire_pair *pair, int code, const char *says)
{
    char *message = NULL;

    assert_int_equal(libssh2_session_last_error(pair->session, &message, NULL, 0), code);
    if (strstr(message, says) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", message, says);
}

/* On every kind of wire */

static void add_list_remove(struct ssh2_play *play)
{
    LIBSSH2_PUBLICKEY *pk;
    libssh2_publickey_list *keys;
    unsigned long count;
    int rc;

    SSH2_CALL_POINTER(play, pk, libssh2_publickey_init(play->session));
    SSH2_CALL(play, rc,
              libssh2_publickey_add_ex(pk, (const unsigned char *)"a", 1, blob, 4, 0, 0, NULL));
    SSH2_CALL(play, rc,
              libssh2_publickey_add_ex(pk, (const unsigned char *)"a", 1, blob, 4, 0, 0, NULL));
    SSH2_CALL(play, rc, libssh2_publickey_list_fetch(pk, &count, &keys));
    ssh2_scenario_note(&play->log, "%lu\n", count);
    libssh2_publickey_list_free(pk, keys);
    SSH2_CALL(play, rc, libssh2_publickey_remove_ex(pk, (const unsigned char *)"a", 1, blob, 4));
    SSH2_CALL(play, rc, libssh2_publickey_remove_ex(pk, (const unsigned char *)"a", 1, blob, 4));
    SSH2_CALL(play, rc, libssh2_publickey_shutdown(pk));
}

static void no_wire_makes_a_difference_to_keys(void **state)
{
    static const char *const waits[] = { "libssh2_publickey_init", "libssh2_publickey_add_ex",
                                         "libssh2_publickey_list_fetch",
                                         "libssh2_publickey_remove_ex", NULL };

    (void)state;
    ssh2_play(&(struct ssh2_script){ .settings = { .publickey = { .key_count = 20 } },
                                     .is_logged_in = true,
                                     .run = add_list_remove,
                                     .waits = waits });
}

/* Version 2 */

static void keys_are_listed_with_an_end(void **state)
{
    static const struct ssh2_publickey_peer_settings has_keys = { .key_count = 60 };
    struct ssh2_wire_pair pair;
    LIBSSH2_PUBLICKEY *pk = begin(&pair, &has_keys);
    libssh2_publickey_list *keys = NULL;
    unsigned long count = 0;

    (void)state;
    assert_int_equal(libssh2_publickey_list_fetch(pk, &count, &keys), 0);
    assert_int_equal(count, 60);
    assert_memory_equal(keys[59].name, "key-59", keys[59].name_len);
    assert_memory_equal(keys[59].blob, "blob-59", keys[59].blob_len);
    assert_null(keys[60].packet);
    assert_null(keys[60].name);
    libssh2_publickey_list_free(pk, keys);
    libssh2_publickey_list_free(pk, NULL);
    end(&pair, pk);
}

/* RFC 4819, section 4.1. */
static void a_key_is_there_once_unless_it_may_be_overwritten(void **state)
{
    static const struct ssh2_publickey_peer_settings empty;
    const libssh2_publickey_attribute attributes[] = { libssh2_publickey_attribute("comment",
                                                                                   "second", 0) };
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };
    LIBSSH2_PUBLICKEY *pk = begin(&pair, &empty);

    (void)state;
    assert_int_equal(libssh2_publickey_add(pk, "a", blob, BLOB_LEN, 0, 0, NULL), 0);
    assert_int_equal(libssh2_publickey_add(pk, "a", blob, BLOB_LEN, 0, 1, attributes), -1);
    assert_error(&pair, LIBSSH2_ERROR_PUBLICKEY_PROTOCOL, "key already present (status 6): no");
    assert_int_equal(libssh2_publickey_add(pk, "a", blob, BLOB_LEN, 1, 1, attributes), 0);
    assert_int_equal(ssh2_scenario_keys(&pair, &log, pk), 0);
    assert_string_equal(log.text, "1 keys\na, 4 bytes; comment: second\n");
    assert_int_equal(libssh2_publickey_remove(pk, "a", blob, BLOB_LEN), 0);
    assert_int_equal(libssh2_publickey_remove(pk, "a", blob, BLOB_LEN), -1);
    assert_error(&pair, LIBSSH2_ERROR_PUBLICKEY_PROTOCOL, "key not found (status 4)");
    end(&pair, pk);
}

static void a_server_refuses_what_is_critical_and_unknown(void **state)
{
    static const struct ssh2_publickey_peer_settings empty;
    const libssh2_publickey_attribute critical[] = { libssh2_publickey_attribute("x", "1", 1) };
    const libssh2_publickey_attribute optional[] = { libssh2_publickey_attribute("x", "1", 0) };
    struct ssh2_wire_pair pair;
    LIBSSH2_PUBLICKEY *pk = begin(&pair, &empty);

    (void)state;
    assert_int_equal(libssh2_publickey_add(pk, "a", blob, BLOB_LEN, 0, 1, critical), -1);
    assert_error(&pair, LIBSSH2_ERROR_PUBLICKEY_PROTOCOL, "attribute not supported (status 9)");
    assert_int_equal(libssh2_publickey_add(pk, "a", blob, BLOB_LEN, 0, 1, optional), 0);
    end(&pair, pk);
}

/* RFC 4819, section 4.1: comment-language MUST directly follow comment. */
static void a_comment_and_its_language_go_together(void **state)
{
    static const struct ssh2_publickey_peer_settings empty;
    const libssh2_publickey_attribute attributes[] = {
        libssh2_publickey_attribute("comment-language", "en", 0)
            libssh2_publickey_attribute("from", "*", 0)
                libssh2_publickey_attribute("comment", "hi", 0)
                    libssh2_publickey_attribute("x@y", "", 0)
    };
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };
    LIBSSH2_PUBLICKEY *pk = begin(&pair, &empty);

    (void)state;
    assert_int_equal(libssh2_publickey_add(pk, "a", blob, BLOB_LEN, 0, 4, attributes), 0);
    assert_int_equal(ssh2_scenario_keys(&pair, &log, pk), 0);
    assert_string_equal(log.text,
                        "1 keys\na, 4 bytes; from: *; comment: hi; comment-language: en; x@y: \n");
    end(&pair, pk);
}

static void every_status_has_words(void **state)
{
    static const char *const says[] = { "access denied",           "storage exceeded",
                                        "version not supported",   "key not found",
                                        "key not supported",       "key already present",
                                        "general failure",         "request not supported",
                                        "attribute not supported", "a reason of its own" };
    libssh2_publickey_list *keys = NULL;
    unsigned long count = 5;

    (void)state;
    for (uint32_t i = 0; i < sizeof(says) / sizeof(says[0]); i++) {
        struct ssh2_publickey_peer_settings failing = { .fails_with = i + 1 };
        struct ssh2_wire_pair pair;
        LIBSSH2_PUBLICKEY *pk = begin(&pair, &failing);

        assert_int_equal(libssh2_publickey_remove(pk, "a", blob, BLOB_LEN), -1);
        assert_error(&pair, LIBSSH2_ERROR_PUBLICKEY_PROTOCOL, says[i]);
        assert_int_equal(libssh2_publickey_list_fetch(pk, &count, &keys), -1);
        assert_error(&pair, LIBSSH2_ERROR_PUBLICKEY_PROTOCOL, says[i]);
        assert_int_equal(count, 0);
        assert_null(keys);
        end(&pair, pk);
    }
}

/* Versions: RFC 4819, section 3.4 */

static void the_lower_version_is_spoken(void **state)
{
    static const uint32_t versions[] = { 2, 3, UINT32_MAX };
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };

    (void)state;
    for (size_t i = 0; i < sizeof(versions) / sizeof(versions[0]); i++) {
        struct ssh2_publickey_peer_settings settings = { .version = versions[i], .key_count = 1 };
        LIBSSH2_PUBLICKEY *pk = begin(&pair, &settings);

        log.len = 0;
        assert_int_equal(ssh2_scenario_keys(&pair, &log, pk), 0);
        assert_string_equal(log.text, "1 keys\nkey-0, 6 bytes\n");
        end(&pair, pk);
    }
}

static void version_1_has_a_comment_and_nothing_else(void **state)
{
    static const struct ssh2_publickey_peer_settings old = { .version = 1 };
    const libssh2_publickey_attribute attributes[] = { libssh2_publickey_attribute(
        "from", "*", 0) libssh2_publickey_attribute("comment", "mine", 1) };
    const libssh2_publickey_attribute mandatory[] = { libssh2_publickey_attribute("from", "*", 1) };
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };
    LIBSSH2_PUBLICKEY *pk = begin(&pair, &old);

    (void)state;
    assert_int_equal(libssh2_publickey_add(pk, "a", blob, BLOB_LEN, 1, 2, attributes), 0);
    assert_int_equal(libssh2_publickey_add(pk, "b", blob, BLOB_LEN, 0, 0, NULL), 0);
    assert_int_equal(libssh2_publickey_add(pk, "c", blob, BLOB_LEN, 0, 1, mandatory), -1);
    assert_error(&pair, LIBSSH2_ERROR_PUBLICKEY_PROTOCOL, "no attribute from: it is mandatory");
    assert_int_equal(ssh2_scenario_keys(&pair, &log, pk), 0);
    assert_string_equal(log.text, "2 keys\na, 4 bytes; comment: mine\nb, 4 bytes\n");
    assert_int_equal(libssh2_publickey_remove(pk, "b", blob, BLOB_LEN), 0);
    end(&pair, pk);
}

/* Use */

static void a_request_waits_for_no_other(void **state)
{
    static const struct ssh2_publickey_peer_settings empty;
    struct ssh2_wire_pair pair;
    LIBSSH2_PUBLICKEY *pk = begin(&pair, &empty);
    libssh2_publickey_list *keys = NULL;
    unsigned long count = 0;
    int rc;

    (void)state;
    libssh2_session_set_blocking(pair.session, 0);
    pair.to_client.delivery.would_block = true;
    pair.to_client.has_blocked = false;
    assert_int_equal(libssh2_publickey_remove(pk, "a", blob, BLOB_LEN), LIBSSH2_ERROR_EAGAIN);
    assert_int_equal(libssh2_publickey_list_fetch(pk, &count, &keys), LIBSSH2_ERROR_BAD_USE);
    do {
        rc = libssh2_publickey_remove(pk, "a", blob, BLOB_LEN);
    } while (rc == LIBSSH2_ERROR_EAGAIN);
    assert_int_equal(rc, -1);
    end(&pair, pk);
}

static void what_is_too_long_is_not_sent(void **state)
{
    static const struct ssh2_publickey_peer_settings empty;
    static unsigned char large[SSH2_PUBLICKEY_PART_MAX_BYTES + 1];
    static libssh2_publickey_attribute many[SSH2_PKSS_ATTRIBUTES_MAX_COUNT + 1];
    libssh2_publickey_attribute one = { "x", 1, (const char *)large, sizeof(large), 0 };
    struct ssh2_wire_pair pair;
    LIBSSH2_PUBLICKEY *pk = begin(&pair, &empty);
    const unsigned long most = sizeof(large) - 1;

    (void)state;
    assert_int_equal(libssh2_publickey_add_ex(pk, large, most, large, most, 0, 0, NULL), 0);
    assert_int_equal(libssh2_publickey_add_ex(pk, large, most + 1, blob, BLOB_LEN, 0, 0, NULL),
                     LIBSSH2_ERROR_OUT_OF_BOUNDARY);
    assert_int_equal(libssh2_publickey_remove(pk, "a", large, most + 1),
                     LIBSSH2_ERROR_OUT_OF_BOUNDARY);
    assert_int_equal(libssh2_publickey_add(pk, "a", blob, BLOB_LEN, 0, 1, &one),
                     LIBSSH2_ERROR_OUT_OF_BOUNDARY);
    assert_int_equal(
        libssh2_publickey_add(pk, "a", blob, BLOB_LEN, 0, sizeof(many) / sizeof(many[0]), many),
        LIBSSH2_ERROR_OUT_OF_BOUNDARY);
    assert_int_equal(
        libssh2_publickey_add(pk, "a", blob, BLOB_LEN, 0, SSH2_PKSS_ATTRIBUTES_MAX_COUNT, many), 0);
    end(&pair, pk);
}

static void wrong_use_is_told(void **state)
{
    static const struct ssh2_publickey_peer_settings empty;
    static const struct ssh2_peer_settings honest;
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };
    LIBSSH2_PUBLICKEY *pk = begin(&pair, &empty);
    libssh2_publickey_list *keys = NULL;
    unsigned long count = 0;

    (void)state;
    assert_null(libssh2_publickey_init(NULL));
    assert_int_equal(libssh2_publickey_add(NULL, "a", blob, BLOB_LEN, 0, 0, NULL),
                     LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_publickey_add(pk, "a", blob, BLOB_LEN, 0, 1, NULL),
                     LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_publickey_remove(NULL, "a", blob, BLOB_LEN), LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_publickey_list_fetch(NULL, &count, &keys), LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_publickey_list_fetch(pk, NULL, &keys), LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_publickey_list_fetch(pk, &count, NULL), LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_publickey_shutdown(NULL), LIBSSH2_ERROR_BAD_USE);
    libssh2_publickey_list_free(NULL, NULL);
    ssh2_wire_pair_close(&pair); /* without shutdown */

    assert_true(ssh2_wire_pair_open(&pair, &honest));
    assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
    assert_null(libssh2_publickey_init(pair.session));
    assert_error(&pair, LIBSSH2_ERROR_BAD_USE, "only after login");
    ssh2_wire_pair_close(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_wire_makes_a_difference_to_keys),
        cmocka_unit_test(keys_are_listed_with_an_end),
        cmocka_unit_test(a_key_is_there_once_unless_it_may_be_overwritten),
        cmocka_unit_test(a_server_refuses_what_is_critical_and_unknown),
        cmocka_unit_test(a_comment_and_its_language_go_together),
        cmocka_unit_test(every_status_has_words),
        cmocka_unit_test(the_lower_version_is_spoken),
        cmocka_unit_test(version_1_has_a_comment_and_nothing_else),
        cmocka_unit_test(a_request_waits_for_no_other),
        cmocka_unit_test(what_is_too_long_is_not_sent),
        cmocka_unit_test(wrong_use_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
