/* The chapter of handshake.c: handshake, identification, algorithms, host key, disconnect. */
#include "src/crypto/testing.h"
#include "src/oracle/play.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_handshake_may_wait_at_any_byte),
        cmocka_unit_test(startup_is_the_handshake),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
