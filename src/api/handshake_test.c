/* The chapter of handshake.c: handshake, identification, algorithms, host key, disconnect. Threats
 * A6, H22. */
#include "src/crypto/testing.h"
#include "src/oracle/play.h"
#include "src/packet/transport/service_accept.h"

static const struct ssh2_peer_settings honest;

/* The handshake waits for the peer, and what it came to does not depend on how long. */

static void shake_hands(struct ssh2_play *play)
{
    const char *methods[10];
    int rc;

    SSH2_CALL(play, rc, libssh2_session_handshake(play->session, play->pair.token));
    for (int type = LIBSSH2_METHOD_KEX; type <= LIBSSH2_METHOD_LANG_SC; type++) {
        methods[type] = libssh2_session_methods(play->session, type);
        ssh2_scenario_note(&play->log, "%d: %s\n", type, methods[type]);
    }
    ssh2_scenario_note(&play->log, "server: %s\n", libssh2_session_banner_get(play->session));
    SSH2_CALL(play, rc, libssh2_session_disconnect(play->session, "bye"));
}

/* Threat L1. */
static void a_handshake_may_wait_at_any_byte(void **state)
{
    static const char *const waits[] = { "libssh2_session_handshake", "libssh2_session_disconnect",
                                         NULL };

    (void)state;
    ssh2_play(&(struct ssh2_script){ .run = shake_hands, .waits = waits });
}

static void shake_hands_in_the_old_way(struct ssh2_play *play)
{
    int rc;

    SSH2_CALL(play, rc, libssh2_session_startup(play->session, play->pair.token));
    SSH2_CALL(play, rc, libssh2_session_disconnect(play->session, "bye"));
}

static void startup_is_the_handshake(void **state)
{
    static const char *const waits[] = { "libssh2_session_startup", NULL };

    (void)state;
    ssh2_play(&(struct ssh2_script){ .run = shake_hands_in_the_old_way, .waits = waits });
}

/* Identification and disconnect */

static void both_sides_see_the_others_name(void **state)
{
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };

    (void)state;
    assert_true(ssh2_wire_pair_open(&pair, &honest));
    assert_int_equal(libssh2_session_banner_set(pair.session, "SSH-2.0-mine and more"), 0);
    assert_null(libssh2_session_banner_get(pair.session));
    assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
    assert_memory_equal(libssh2_session_banner_get(pair.session), "SSH-2.0-", 8);
    assert_true(ssh2_bytes_equal(ssh2_transport_peer_identification(pair.peer->session.transport),
                                 ssh2_text("SSH-2.0-mine and more")));
    ssh2_wire_pair_close(&pair);
    assert_true(ssh2_wire_pair_open(&pair, &honest));
    assert_int_equal(libssh2_banner_set(pair.session, "SSH-2.0-mine"), 0);
    assert_int_equal(libssh2_banner_set(pair.session, NULL), 0); /* the default again */
    assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
    assert_true(ssh2_bytes_equal(ssh2_transport_peer_identification(pair.peer->session.transport),
                                 ssh2_text(LIBSSH2_SSH_BANNER)));
    ssh2_wire_pair_close(&pair);
}

static void a_disconnect_has_limits_and_a_reason(void **state)
{
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };
    char text[258];

    (void)state;
    memset(text, 'x', sizeof(text));
    text[257] = '\0';
    assert_true(ssh2_wire_pair_open(&pair, &honest));
    assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
    assert_int_equal(libssh2_session_disconnect_ex(pair.session, 2, text, ""), LIBSSH2_ERROR_INVAL);
    assert_int_equal(libssh2_session_disconnect_ex(pair.session, 2, "", text), LIBSSH2_ERROR_INVAL);
    text[256] = '\0';
    assert_int_equal(libssh2_session_disconnect_ex(pair.session, 2, text, NULL), 0);
    ssh2_wire_pair_run_peer(&pair);
    assert_int_equal(pair.peer->disconnect_reason, 2);
    assert_int_equal(libssh2_session_disconnect_ex(pair.session, 3, "again", NULL), 0);
    ssh2_wire_pair_close(&pair);
}

/* Threat A6: only the service that was asked for may be accepted. */
static const char *accepted_service;

static bool accept_service(struct ssh2_peer *peer, struct ssh2_bytes payload)
{
    struct ssh2_service_accept accept = { .service_name = ssh2_text(accepted_service) };

    if (payload.data[0] != SSH_MSG_SERVICE_REQUEST)
        return false;
    ssh2_transport_post_packet(peer->session.transport, ssh2_service_accept_type(), &accept);
    return true;
}

static void another_service_is_refused(void **state)
{
    static const char *const names[] = { "", "ssh-connection", "ssh-userautH", "ssh-userauth2" };
    static const struct ssh2_peer_settings settings = { .intercept = accept_service };

    (void)state;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        struct ssh2_wire_pair pair;
        struct ssh2_scenario_log log = { .len = 0 };

        accepted_service = names[i];
        assert_true(ssh2_wire_pair_open(&pair, &settings));
        assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
        assert_int_equal(libssh2_userauth_password(pair.session, "u", "p"), LIBSSH2_ERROR_PROTO);
        assert_int_equal(libssh2_userauth_authenticated(pair.session), 0);
        ssh2_wire_pair_close(&pair);
    }
}

/* Algorithms */

static void preferences_hold_what_is_known(void **state)
{
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };
    LIBSSH2_SESSION *s;

    (void)state;
    assert_true(ssh2_wire_pair_open(&pair, &honest));
    s = pair.session;
    assert_int_equal(
        libssh2_session_method_pref(s, LIBSSH2_METHOD_CRYPT_CS, "unknown,aes128-ctr,aes256-ctr"),
        0);
    assert_int_equal(libssh2_session_method_pref(s, LIBSSH2_METHOD_CRYPT_SC, "aes192-ctr"), 0);
    assert_int_equal(libssh2_session_method_pref(s, LIBSSH2_METHOD_CRYPT_SC, "unknown"),
                     LIBSSH2_ERROR_METHOD_NOT_SUPPORTED); /* and the former list stays */
    assert_int_equal(libssh2_session_method_pref(s, LIBSSH2_METHOD_KEX, "ecdh-sha2-nistp256"), 0);
    assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
    assert_string_equal(libssh2_session_methods(s, LIBSSH2_METHOD_CRYPT_CS), "aes128-ctr");
    assert_string_equal(libssh2_session_methods(s, LIBSSH2_METHOD_CRYPT_SC), "aes192-ctr");
    assert_string_equal(libssh2_session_methods(s, LIBSSH2_METHOD_KEX), "ecdh-sha2-nistp256");
    assert_string_equal(libssh2_session_methods(s, LIBSSH2_METHOD_LANG_CS), "");
    ssh2_wire_pair_close(&pair);
}

static void nothing_in_common_names_both_sides(void **state)
{
    static const struct ssh2_peer_settings settings = { .cipher = "aes128-ctr" };
    struct ssh2_wire_pair pair;
    char *message = NULL;

    (void)state;
    assert_true(ssh2_wire_pair_open(&pair, &settings));
    assert_int_equal(
        libssh2_session_method_pref(pair.session, LIBSSH2_METHOD_CRYPT_CS, "aes256-ctr"), 0);
    assert_int_equal(libssh2_session_handshake(pair.session, pair.token),
                     LIBSSH2_ERROR_KEX_FAILURE);
    libssh2_session_last_error(pair.session, &message, NULL, 0);
    assert_non_null(strstr(message, "aes256-ctr"));
    assert_non_null(strstr(message, "aes128-ctr"));
    ssh2_wire_pair_close(&pair);
}

static void supported_algorithms_are_listed(void **state)
{
    static const struct {
        int type;
        const char *name;
    } known[] = {
        { LIBSSH2_METHOD_KEX, "curve25519-sha256" },
        { LIBSSH2_METHOD_KEX, "kex-strict-c-v00@openssh.com" },
        { LIBSSH2_METHOD_HOSTKEY, "ssh-ed25519" },
        { LIBSSH2_METHOD_CRYPT_CS, "aes256-gcm@openssh.com" },
        { LIBSSH2_METHOD_MAC_SC, "hmac-sha2-256" },
        { LIBSSH2_METHOD_COMP_CS, "none" },
    };
    LIBSSH2_SESSION *session = libssh2_session_init();

    (void)state;
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        const char **names = NULL;
        int count = libssh2_session_supported_algs(session, known[i].type, &names);
        bool is_there = false;

        assert_true(count > 0);
        for (int j = 0; j < count; j++)
            is_there = is_there || strcmp(names[j], known[i].name) == 0;
        assert_true(is_there);
        libssh2_free(session, names);
    }
    libssh2_session_free(session);
}

/* The server's key */

static void the_host_key_has_a_type_and_hashes(void **state)
{
    static const struct {
        enum ssh2_key_kind kind;
        int type;
    } keys[] = {
        { SSH2_KEY_ED25519, LIBSSH2_HOSTKEY_TYPE_ED25519 },
        { SSH2_KEY_ECDSA_P256, LIBSSH2_HOSTKEY_TYPE_ECDSA_256 },
        { SSH2_KEY_ECDSA_P384, LIBSSH2_HOSTKEY_TYPE_ECDSA_384 },
        { SSH2_KEY_ECDSA_P521, LIBSSH2_HOSTKEY_TYPE_ECDSA_521 },
        { SSH2_KEY_RSA, LIBSSH2_HOSTKEY_TYPE_RSA },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        const struct ssh2_peer_settings settings = { .host_key = keys[i].kind };
        struct ssh2_wire_pair pair;
        struct ssh2_scenario_log log = { .len = 0 };
        uint8_t md5[16], sha1[20], sha256[32];
        size_t len = 0;
        int type = -1;

        assert_true(ssh2_wire_pair_open(&pair, &settings));
        assert_null(libssh2_hostkey_hash(pair.session, LIBSSH2_HOSTKEY_HASH_SHA256));
        assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);

        const char *blob = libssh2_session_hostkey(pair.session, &len, &type);

        assert_int_equal(type, keys[i].type);
        assert_true(ssh2_hash_once(SSH2_HASH_MD5, ssh2_bytes(blob, len), md5));
        assert_true(ssh2_hash_once(SSH2_HASH_SHA1, ssh2_bytes(blob, len), sha1));
        assert_true(ssh2_hash_once(SSH2_HASH_SHA256, ssh2_bytes(blob, len), sha256));
        assert_memory_equal(libssh2_hostkey_hash(pair.session, LIBSSH2_HOSTKEY_HASH_MD5), md5, 16);
        assert_memory_equal(libssh2_hostkey_hash(pair.session, LIBSSH2_HOSTKEY_HASH_SHA1), sha1,
                            20);
        assert_memory_equal(libssh2_hostkey_hash(pair.session, LIBSSH2_HOSTKEY_HASH_SHA256), sha256,
                            32);
        ssh2_wire_pair_close(&pair);
    }
}

/* Threat H22: a program that has an RSA key of a host in its known_hosts asks for "ssh-rsa", and
 * means the key: no server signs with SHA-1 any more. */
static void a_known_rsa_key_may_sign_by_its_newer_algorithms(void **state)
{
    static const struct ssh2_peer_settings settings = { .host_key = SSH2_KEY_RSA };
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };

    (void)state;
    assert_true(ssh2_wire_pair_open(&pair, &settings));
    assert_int_equal(libssh2_session_method_pref(pair.session, LIBSSH2_METHOD_HOSTKEY, "ssh-rsa"),
                     0);
    assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
    assert_string_equal(libssh2_session_methods(pair.session, LIBSSH2_METHOD_HOSTKEY),
                        "rsa-sha2-512");
    ssh2_wire_pair_close(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_handshake_may_wait_at_any_byte),
        cmocka_unit_test(startup_is_the_handshake),
        cmocka_unit_test(both_sides_see_the_others_name),
        cmocka_unit_test(a_disconnect_has_limits_and_a_reason),
        cmocka_unit_test(another_service_is_refused),
        cmocka_unit_test(preferences_hold_what_is_known),
        cmocka_unit_test(nothing_in_common_names_both_sides),
        cmocka_unit_test(supported_algorithms_are_listed),
        cmocka_unit_test(the_host_key_has_a_type_and_hashes),
        cmocka_unit_test(a_known_rsa_key_may_sign_by_its_newer_algorithms),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
