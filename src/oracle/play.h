/* Plays a script of calls to the public API against the peer, once with a session that waits and then
 * again and again with one that does not, over wires on which every other call would block and which
 * carry one byte at a time. Whatever the wire does, the same must come of it: threat L1.
 *
 *     static void open_and_close(struct ssh2_play *play)
 *     {
 *         LIBSSH2_CHANNEL *channel;
 *         int rc;
 *
 *         SSH2_CALL_POINTER(play, channel, libssh2_channel_open_session(play->session));
 *         SSH2_CALL(play, rc, libssh2_channel_close(channel));
 *         ...
 *     }
 *
 *     static const char *const waits[] = { "libssh2_channel_open_session", NULL };
 *     ssh2_play(&(struct ssh2_script){ .is_logged_in = true, .run = open_and_close, .waits = waits });
 */
#ifndef SSH2_ORACLE_PLAY_H
#define SSH2_ORACLE_PLAY_H

#include "src/oracle/scenario.h"

#define SSH2_PLAY_NAME_MAX_BYTES 64u
#define SSH2_PLAY_WAITED_MAX_COUNT 64u

/* One run of a script. */
struct ssh2_play {
    struct ssh2_wire_pair pair;
    LIBSSH2_SESSION *session;     /* the pair's */
    struct ssh2_scenario_log log; /* what has to be the same in all runs */
    bool blocking;
    const struct ssh2_script *script;
    char (*waited)[SSH2_PLAY_NAME_MAX_BYTES]; /* functions that said EAGAIN in any run */
};

struct ssh2_script {
    struct ssh2_peer_settings settings;
    bool is_logged_in; /* handshake and login by password come first, whole and unnoticed */
    void (*prepare)(struct ssh2_play *play); /* before the wire becomes difficult; may be NULL */
    void (*run)(struct ssh2_play *play);
    bool signer_is_slow; /* a signature, and not the server, may be what a call waits for */
    const void *context; /* the test's own, for its functions */
    const char *const *waits; /* functions that have to say EAGAIN in some run, up to NULL; may be NULL */
};

/* Repeats a call until it no longer says EAGAIN, and notes what it came to: its result, and on
 * failure the error's sentence. */
#define SSH2_CALL(play, result, call)                               \
    do {                                                            \
        (result) = (call);                                          \
    } while (ssh2_play_again((play), #call, (long)(result), true))

/* The same for functions that return a pointer, which say EAGAIN by NULL and the last error. What is
 * noted is whether there was one. */
#define SSH2_CALL_POINTER(play, result, call)                                           \
    do {                                                                                \
        (result) = (call);                                                              \
    } while (ssh2_play_again((play), #call,                                             \
                             (result) != NULL                                           \
                                 ? 1L                                                   \
                                 : (long)libssh2_session_last_errno((play)->session),   \
                             true))

/* The same for functions that move as many bytes as they can: how many is not noted. */
#define SSH2_MOVE(play, result, call)                                \
    do {                                                             \
        (result) = (call);                                           \
    } while (ssh2_play_again((play), #call, (long)(result), false))

/* For these macros: whether to call again. Checks what has to hold after every EAGAIN. */
bool ssh2_play_again(struct ssh2_play *play, const char *call, long rc, bool is_noted);

/* Plays the script in all ways; the test fails where two runs differ. The second also gives what
 * they all noted. */
void ssh2_play(const struct ssh2_script *script);
void ssh2_play_log(const struct ssh2_script *script, struct ssh2_scenario_log *log);

#endif
