#include "src/oracle/play.h"

#include <stdio.h>
#include <string.h>

#include "src/crypto/testing.h"

/* Which functions said EAGAIN */

static size_t name_len(const char *call)
{
    size_t len = strcspn(call, "(");

    assert_true(len < SSH2_PLAY_NAME_MAX_BYTES);
    return len;
}

static void note_waiting(struct ssh2_play *play, const char *call)
{
    size_t len = name_len(call);
    size_t i = 0;

    while (i < SSH2_PLAY_WAITED_MAX_COUNT && play->waited[i][0] != '\0' &&
           (strncmp(play->waited[i], call, len) != 0 || play->waited[i][len] != '\0'))
        i++;
    assert_true(i < SSH2_PLAY_WAITED_MAX_COUNT);
    memcpy(play->waited[i], call, len);
}

static bool has_waited(char (*waited)[SSH2_PLAY_NAME_MAX_BYTES], const char *name)
{
    for (size_t i = 0; i < SSH2_PLAY_WAITED_MAX_COUNT; i++)
        if (strcmp(waited[i], name) == 0)
            return true;
    return false;
}

/* Calls */

static void note_result(struct ssh2_play *play, const char *call, long rc)
{
    char *message = NULL;

    if (rc < 0)
        (void)libssh2_session_last_error(play->session, &message, NULL, 0);
    ssh2_scenario_note(&play->log, "%s: %ld %s\n", call, rc, message == NULL ? "" : message);
}

static bool is_easy(const struct ssh2_delivery *delivery)
{
    return delivery->piece == 0 && delivery->cut == 0 && !delivery->would_block;
}

/* A program that relays between the session and the server, as nmap does, may wait for the server as
 * soon as it is told to: what could be sent has to be sent by then, and an answer be on its way. */
static void check_directions(struct ssh2_play *play, const char *call)
{
    int directions = libssh2_session_block_directions(play->session);

    if (directions == 0)
        fail_msg("%s: EAGAIN, but nothing to wait for", call);
    if ((directions & LIBSSH2_SESSION_BLOCK_OUTBOUND) && !play->pair.to_peer.delivery.would_block)
        fail_msg("%s: EAGAIN with output that the wire would have taken", call);
    if (play->script->signer_is_slow || !is_easy(&play->pair.to_client.delivery) ||
        !is_easy(&play->pair.to_peer.delivery))
        return;
    ssh2_wire_pair_run_peer(&play->pair);
    if (ssh2_peer_output(play->pair.peer).len == 0)
        fail_msg("%s: EAGAIN, but the server has nothing to say: this would be for ever", call);
}

bool ssh2_play_again(struct ssh2_play *play, const char *call, long rc, bool is_noted)
{
    if (rc != LIBSSH2_ERROR_EAGAIN) {
        if (is_noted)
            note_result(play, call, rc);
        return false;
    }
    if (play->blocking)
        fail_msg("%s: EAGAIN from a session that waits", call);
    if (libssh2_session_last_errno(play->session) != LIBSSH2_ERROR_EAGAIN)
        fail_msg("%s: EAGAIN, but the last error is %d", call,
                 libssh2_session_last_errno(play->session));
    check_directions(play, call);
    note_waiting(play, call);
    return true;
}

/* Runs */

struct way {
    bool blocking;
    struct ssh2_delivery to_client, to_peer;
};

#define AS_IT_COMES \
    {               \
        .piece = 0  \
    }
#define EVERY_OTHER_BLOCKS  \
    {                       \
        .would_block = true \
    }
#define BYTE_BY_BYTE \
    {                \
        .piece = 1   \
    }
#define BYTE_THEN_BLOCKS                \
    {                                   \
        .piece = 1, .would_block = true \
    }

/* The first is what all others are compared with. */
static const struct way ways[] = {
    { true, AS_IT_COMES, AS_IT_COMES },
    { false, AS_IT_COMES, AS_IT_COMES },
    { false, EVERY_OTHER_BLOCKS, EVERY_OTHER_BLOCKS },
    { false, BYTE_BY_BYTE, BYTE_BY_BYTE },
    { false, BYTE_THEN_BLOCKS, AS_IT_COMES },
    { false, AS_IT_COMES, BYTE_THEN_BLOCKS },
    { false, BYTE_THEN_BLOCKS, BYTE_THEN_BLOCKS },
    { true, BYTE_THEN_BLOCKS, BYTE_THEN_BLOCKS },
};

static void begin(struct ssh2_play *play, const struct ssh2_script *script)
{
    struct ssh2_scenario_log unnoticed = { .len = 0 };

    if (!ssh2_wire_pair_open(&play->pair, &script->settings))
        fail_msg("the pair has not opened");
    play->session = play->pair.session;
    if (!script->is_logged_in)
        return;
    if (ssh2_scenario_handshake(&play->pair, &unnoticed) != 0 ||
        ssh2_scenario_log_in(&play->pair, &unnoticed) != 0)
        fail_msg("not logged in: %s", unnoticed.text);
}

static void run(struct ssh2_play *play, const struct ssh2_script *script, const struct way *way)
{
    play->script = script;
    begin(play, script);
    if (script->prepare != NULL)
        script->prepare(play);
    play->blocking = way->blocking;
    libssh2_session_set_blocking(play->session, way->blocking);
    play->pair.to_client.delivery = way->to_client;
    play->pair.to_peer.delivery = way->to_peer;
    script->run(play);
    ssh2_wire_pair_close(&play->pair);
}

void ssh2_play(const struct ssh2_script *script)
{
    struct ssh2_scenario_log log;

    ssh2_play_log(script, &log);
}

void ssh2_play_log(const struct ssh2_script *script, struct ssh2_scenario_log *log)
{
    static struct ssh2_play expected, play; /* pairs stay where they are */
    static char waited[SSH2_PLAY_WAITED_MAX_COUNT][SSH2_PLAY_NAME_MAX_BYTES];

    memset(waited, 0, sizeof(waited));
    expected = (struct ssh2_play){ .waited = waited };
    run(&expected, script, &ways[0]);
    if (expected.log.len + 1 >= sizeof(expected.log.text))
        fail_msg("the script notes more than a log holds");
    for (size_t i = 1; i < sizeof(ways) / sizeof(ways[0]); i++) {
        play = (struct ssh2_play){ .waited = waited };
        run(&play, script, &ways[i]);
        if (strcmp(play.log.text, expected.log.text) != 0)
            fail_msg("run %zu came to\n%s\ninstead of\n%s", i, play.log.text, expected.log.text);
    }
    for (size_t i = 0; script->waits != NULL && script->waits[i] != NULL; i++)
        if (!has_waited(waited, script->waits[i]))
            fail_msg("%s never said EAGAIN", script->waits[i]);
    *log = expected.log;
}
