/* What stands behind LIBSSH2_SESSION, and the one place that decides between waiting and EAGAIN. */
#ifndef SSH2_API_SESSION_H
#define SSH2_API_SESSION_H

#include <stdbool.h>
#include <sys/types.h>

#include "include/libssh2.h"
#include "src/crypto/memory.h"
#include "src/crypto/sign.h"
#include "src/io/socket.h"
#include "src/session/keyfile.h"
#include "src/session/session.h"
#include "src/transport/error.h"
#include "src/transport/trace.h"

#define SSH2_READ_TIMEOUT_DEFAULT_S 60 /* as libssh2 */

struct ssh2_publickey;
struct ssh2_scp;
struct ssh2_sftp;

/* The hooks of libssh2_session_callback_set2. */
struct ssh2_callbacks {
    LIBSSH2_IGNORE_FUNC(*ignore);
    LIBSSH2_DEBUG_FUNC(*debug);
    LIBSSH2_DISCONNECT_FUNC(*disconnect);
    LIBSSH2_MACERROR_FUNC(*macerror);
    LIBSSH2_X11_OPEN_FUNC(*x11);
    LIBSSH2_AUTHAGENT_FUNC(*authagent);
    libssh2_cb_generic *add_identities; /* kept for the program, never called */
    libssh2_cb_generic *authagent_sign;
};

#define SSH2_LOGIN_DIGEST_BYTES 32u /* SHA-256 */

/* A login from key files that is not finished: the key is read once, however often EAGAIN comes. */
struct ssh2_login {
    uint8_t asked[SSH2_LOGIN_DIGEST_BYTES]; /* stands for the arguments that began it */
    struct ssh2_private_key *key;
    struct ssh2_security_key security_key; /* instead of key, for a FIDO key */
    struct ssh2_bytes public_key; /* blob; memory of the session */
};

struct _LIBSSH2_SESSION {
    struct ssh2_memory memory;
    struct ssh2_error error;
    void *abstract;
    struct ssh2_session core;
    struct ssh2_socket socket;
    struct ssh2_callbacks callbacks;
    struct ssh2_login login;
    struct ssh2_sftp *sftp_starting; /* libssh2_sftp_init is not finished; freed with its channel */
    struct ssh2_publickey *publickey_starting; /* the same of libssh2_publickey_init */
    struct ssh2_scp *scp_receiving, *scp_sending; /* libssh2_scp_recv2 and _send64 are not finished */
    bool blocking;
    bool tries_again_soon; /* the step waits for more than the socket: it is to be run again soon */
    bool started;           /* the socket has been taken */
    bool quote_paths;
    int lost;               /* the failure of the socket that ended the connection, or 0 */
    int block_directions;   /* of the last EAGAIN */
    long timeout_ms;        /* of one blocking call; 0: none */
    long read_timeout_s;    /* of waiting for an answer */
    long long silent_since_ms; /* no byte has moved since then, when EAGAIN was told; 0: one has */
    int keepalive_want_reply;
    unsigned keepalive_interval_s; /* 0: off */
    long long keepalive_last_ms;
    struct ssh2_trace trace; /* error points to it */
    libssh2_trace_handler_func trace_handler; /* NULL: standard error */
    void *trace_context;
    long long trace_start_us; /* when the first text was written; 0 before */
    uint8_t hostkey_hash[3][32];
};

/* What a call waits for: an answer, which the peer owes us and which has a time limit of its own, or
 * something that comes when the peer pleases. */
enum ssh2_wait { SSH2_WAIT_ANSWER, SSH2_WAIT_EVENT };

/* Runs a step until it is done: sends and receives in between, waits if the session is blocking, and
 * returns what the step returned. LIBSSH2_ERROR_EAGAIN if it is not blocking, TIMEOUT when the time is
 * up; in both cases the step goes on where it was when it is run again. */
typedef ssize_t ssh2_step(void *argument);
ssize_t ssh2_api_run(LIBSSH2_SESSION *session, enum ssh2_wait wait, ssh2_step *step, void *argument);

/* Sends what is in the output, as far as that goes without waiting: 0, EAGAIN if some is left, else
 * the failure. */
int ssh2_api_flush(LIBSSH2_SESSION *session);

/* Something is left that the socket has not taken. */
bool ssh2_api_has_output(const LIBSSH2_SESSION *session);

/* Sends what can be sent and acts on what has come by now, without waiting. A failure is seen by
 * whoever looks at the session's state. */
void ssh2_api_pump(LIBSSH2_SESSION *session);

/* Acts on all that has been received; receives nothing. A failure stays for the next call that runs. */
void ssh2_api_catch_up(LIBSSH2_SESSION *session);

/* The session that core belongs to. */
LIBSSH2_SESSION *ssh2_api_session_of(struct ssh2_session *core);

/* Sends a keepalive if one is due; returns the milliseconds to the next, -1 if keepalive is off. */
int ssh2_api_keepalive(LIBSSH2_SESSION *session, long long now_ms);

/* Hooks for what the peer begins. */
void ssh2_api_install_hooks(LIBSSH2_SESSION *session);

/* Fails because the caller used the function wrongly. */
#define ssh2_api_misuse(session, ...) ssh2_fail(&(session)->error, LIBSSH2_ERROR_BAD_USE, __VA_ARGS__)

#endif
