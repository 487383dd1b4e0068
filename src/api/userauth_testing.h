/* For the tests of userauth*.c: a script that is played behind a handshake. */
#ifndef SSH2_API_USERAUTH_TESTING_H
#define SSH2_API_USERAUTH_TESTING_H

#include "src/oracle/play.h"

#include <stdlib.h>
#include <string.h>

#include "src/session/keyfile_testing.h"

#define DATA "src/session/keyfile_data/"
#define USER SSH2_PEER_USER
#define USER_LEN ((unsigned)strlen(SSH2_PEER_USER))

static inline void shake_hands(struct ssh2_play *play)
{
    struct ssh2_scenario_log unnoticed = { .len = 0 };

    assert_int_equal(ssh2_scenario_handshake(&play->pair, &unnoticed), 0);
}

/* Plays after the handshake, against a server that answers as intercept says (NULL: the peer). */
static inline void play(void (*run)(struct ssh2_play *play),
                 bool (*intercept)(struct ssh2_peer *peer, struct ssh2_bytes payload),
                 struct ssh2_bytes user_key, const char *waiter, struct ssh2_scenario_log *log)
{
    const char *const waits[] = { waiter, NULL };

    ssh2_play_log(
        &(struct ssh2_script){ .settings = { .intercept = intercept, .user_key = user_key },
                               .prepare = shake_hands,
                               .run = run,
                               .waits = waits },
        log);
}

static const struct ssh2_bytes no_key;

static inline void assert_noted(const struct ssh2_scenario_log *log, const char *text)
{
    if (strstr(log->text, text) == NULL)
        fail_msg("\"%s\" is not in: %s", text, log->text);
}

static inline void note_end(struct ssh2_play *play)
{
    ssh2_scenario_note(&play->log, "in: %d, requests: %u\n",
                       libssh2_userauth_authenticated(play->session),
                       play->pair.peer->received[SSH_MSG_USERAUTH_REQUEST]);
}

#endif
