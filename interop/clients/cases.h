/* Cases that a program tries out on a real server, each in a session of its own, once with a session that
 * waits and once with one that does not. The session is logged in, unless the case does that itself.
 *
 *   PROGRAM -p PORT -u USER -i PRIVATE_KEY
 *
 * Each case gives a line "PASS name" or "FAIL name: reason". Exit status: 0 all passed, 1 not, 2 usage. */
#ifndef SSH2_INTEROP_CLIENTS_CASES_H
#define SSH2_INTEROP_CLIENTS_CASES_H

#include <libssh2.h>

#include <stdbool.h>
#include <stddef.h>

#define REASON_MAX_BYTES 512u

struct meeting {
    int port;
    const char *user, *private_key;
    bool blocking;
    int socket;
    LIBSSH2_SESSION *session;
    char reason[REASON_MAX_BYTES];
};

struct meeting_case {
    const char *name;
    bool (*run)(struct meeting *m);
    bool is_stranger; /* begins before the handshake */
};

int run_cases(int argc, char **argv, const struct meeting_case *cases, size_t count);

/* Notes why the case failed, with the session's last error; false. */
bool fail_case(struct meeting *m, const char *what, int line);

/* Waits until the socket is ready for what the library waits for; false when that takes too long. */
bool wait_for_server(struct meeting *m);

/* Ends the case, as failed, if it is not so. */
#define CHECK(m, condition)                                \
    do {                                                   \
        if (!(condition))                                  \
            return fail_case((m), #condition, __LINE__);   \
    } while (0)

/* Calls until it is no longer EAGAIN. */
#define AGAIN(m, result, call)                                                     \
    do {                                                                           \
        (result) = (call);                                                         \
    } while ((long)(result) == LIBSSH2_ERROR_EAGAIN && wait_for_server(m))

/* The same for functions that return a pointer. */
#define AGAIN_POINTER(m, result, call)                                             \
    do {                                                                           \
        (result) = (call);                                                         \
    } while ((result) == NULL &&                                                   \
             libssh2_session_last_errno((m)->session) == LIBSSH2_ERROR_EAGAIN &&   \
             wait_for_server(m))

/* A channel with a command running in it, or NULL. */
LIBSSH2_CHANNEL *open_session(struct meeting *m);
LIBSSH2_CHANNEL *start_command(struct meeting *m, const char *command);

/* Reads a stream to its end and puts a NUL behind it: the length, or an error. */
ssize_t read_all(struct meeting *m, LIBSSH2_CHANNEL *channel, int stream, char *out, size_t capacity);

/* Reads output until a line has come; its NUL takes the newline's place. */
bool read_line(struct meeting *m, LIBSSH2_CHANNEL *channel, char *out, size_t capacity);

bool write_all(struct meeting *m, LIBSSH2_CHANNEL *channel, const char *data, size_t len);

/* Closes, waits for the end and frees; the exit status, or -1. */
int end_channel(struct meeting *m, LIBSSH2_CHANNEL *channel);

#endif
