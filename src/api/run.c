/* The blocking loop: the only place that decides between waiting and LIBSSH2_ERROR_EAGAIN. */
#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <string.h>

#include "src/api/session.h"

#define TRY_PAUSE_MS 50 /* ours: between two runs of a step that waits for more than the socket */

static int lose(LIBSSH2_SESSION *session, int code, const char *what, ssize_t failure)
{
    session->lost = ssh2_fail(&session->error, code, "%s: %s", what, strerror((int)-failure));
    return session->lost;
}

static int tell_loss(LIBSSH2_SESSION *session)
{
    return ssh2_fail(&session->error, session->lost, "the connection to the server is gone");
}

int ssh2_api_flush(LIBSSH2_SESSION *session)
{
    struct ssh2_transport *t = session->core.transport;

    for (;;) {
        struct ssh2_bytes output = ssh2_transport_output(t);

        if (output.len == 0)
            return 0;
        if (session->lost != 0)
            return tell_loss(session);

        ssize_t n = ssh2_socket_send(&session->socket, output.data, output.len);

        ssh2_trace(&session->error, LIBSSH2_TRACE_SOCKET, "send of %zu bytes: %zd", output.len, n);
        if (n == -EAGAIN)
            return LIBSSH2_ERROR_EAGAIN;
        if (n < 0)
            return lose(session, LIBSSH2_ERROR_SOCKET_SEND, "cannot send to the server", n);
        ssh2_transport_output_sent(t, (size_t)n);
        session->silent_since_ms = 0;
    }
}

static int receive(LIBSSH2_SESSION *session)
{
    struct ssh2_transport *t = session->core.transport;
    size_t space = 0;
    uint8_t *data = NULL;

    if (session->socket.drained)
        return LIBSSH2_ERROR_EAGAIN;
    data = ssh2_transport_input_space(t, &space);
    if (data == NULL)
        return session->error.code;

    ssize_t n = ssh2_socket_receive(&session->socket, data, space);

    ssh2_trace(&session->error, LIBSSH2_TRACE_SOCKET, "receive of up to %zu bytes: %zd", space, n);
    if (n == -EAGAIN)
        return LIBSSH2_ERROR_EAGAIN;
    if (n < 0 && n != -ECONNRESET)
        return lose(session, LIBSSH2_ERROR_SOCKET_RECV, "cannot receive from the server", n);
    if (n <= 0) {
        session->lost = ssh2_transport_input_ended(t);
        return session->lost;
    }
    ssh2_transport_input_filled(t, (size_t)n);
    session->silent_since_ms = 0;
    return 0;
}

/* Acts on one payload, or receives more of them: 0, EAGAIN when there is nothing to do now. */
static int advance(LIBSSH2_SESSION *session)
{
    int rc = ssh2_session_dispatch(&session->core);

    if (rc != LIBSSH2_ERROR_EAGAIN)
        return rc;
    return session->lost != 0 ? tell_loss(session) : receive(session);
}

/* Threat L9: after fork() two processes have the same random bytes in stock. One of them has to stop using
 * the connection, but which is not for us to say. */
static void note_process(LIBSSH2_SESSION *session)
{
    ssh2_transport_note_process(session->core.transport, ssh2_process_id());
}

void ssh2_api_catch_up(LIBSSH2_SESSION *session)
{
    while (ssh2_session_dispatch(&session->core) == 0)
        continue;
}

bool ssh2_api_has_output(const LIBSSH2_SESSION *session)
{
    return ssh2_transport_output(session->core.transport).len > 0;
}

static int directions(const LIBSSH2_SESSION *session)
{
    return LIBSSH2_SESSION_BLOCK_INBOUND | (ssh2_api_has_output(session) ? LIBSSH2_SESSION_BLOCK_OUTBOUND : 0);
}

/* When a blocking call that began at start_ms gives up; -1: never. */
static long long deadline_of(const LIBSSH2_SESSION *session, enum ssh2_wait wait, long long start_ms)
{
    if (session->timeout_ms > 0)
        return start_ms + session->timeout_ms;
    return wait == SSH2_WAIT_ANSWER ? start_ms + 1000LL * session->read_timeout_s : -1;
}

static int milliseconds_left(long long until_ms, long long now_ms)
{
    long long left = until_ms - now_ms;

    return left <= 0 ? 0 : left > INT_MAX ? INT_MAX : (int)left;
}

static int fail_late(LIBSSH2_SESSION *session)
{
    return ssh2_fail(&session->error, LIBSSH2_ERROR_TIMEOUT, "the server did not answer in time");
}

/* Waits until the socket is ready, sending keepalives meanwhile: 0, or TIMEOUT. */
static int wait_for_peer(LIBSSH2_SESSION *session, long long deadline_ms)
{
    long long now = ssh2_clock_ms();
    int keepalive = ssh2_api_keepalive(session, now);
    int left = deadline_ms < 0 ? -1 : milliseconds_left(deadline_ms, now);

    if (left == 0)
        return fail_late(session);

    int timeout = keepalive >= 0 && (left < 0 || keepalive < left) ? keepalive : left;

    if (session->tries_again_soon && (timeout < 0 || timeout > TRY_PAUSE_MS))
        timeout = TRY_PAUSE_MS;
    ssh2_socket_wait(&session->socket, session->block_directions, timeout);
    session->socket.drained = false;
    session->error.code = 0; /* as libssh2: programs look whether a call that waited has failed */
    return 0;
}

/* A request under way when the connection ended is never finished. Who asks for something else
 * hears of the end, not that the first is in the way. */
static bool is_kept_by_the_end(const LIBSSH2_SESSION *session, ssize_t rc)
{
    return rc == LIBSSH2_ERROR_BAD_USE &&
           (session->lost != 0 || ssh2_transport_is_dead(session->core.transport));
}

/* Sends what the step left; what the socket does not take now goes with a later call. */
static ssize_t finish(LIBSSH2_SESSION *session, ssize_t rc)
{
    if (rc < 0)
        session->error.code = (int)rc;
    (void)ssh2_api_flush(session);
    return rc;
}

/* A program that does not wait but asks again and again hears of it too when an answer is due and
 * no byte has moved for too long. */
static bool is_silent_for_too_long(LIBSSH2_SESSION *session, enum ssh2_wait wait)
{
    long long now = ssh2_clock_ms();

    if (wait != SSH2_WAIT_ANSWER || session->tries_again_soon)
        return false;
    if (session->silent_since_ms == 0)
        session->silent_since_ms = now;
    if (now - session->silent_since_ms < 1000LL * session->read_timeout_s)
        return false;
    session->silent_since_ms = 0; /* the call may be repeated, and waits as long again */
    return true;
}

static int would_block(LIBSSH2_SESSION *session, enum ssh2_wait wait)
{
    if (is_silent_for_too_long(session, wait))
        return fail_late(session);
    return ssh2_fail(&session->error, LIBSSH2_ERROR_EAGAIN,
                     "the call would have to wait: repeat it when the socket is ready");
}

ssize_t ssh2_api_run(LIBSSH2_SESSION *session, enum ssh2_wait wait, ssh2_step *step, void *argument)
{
    long long deadline = 0; /* found when there is something to wait for */

    note_process(session);
    if (!session->blocking)
        session->socket.drained = false; /* the program may have waited for us */
    for (;;) {
        session->tries_again_soon = false;

        ssize_t rc = step(argument);

        if (rc != LIBSSH2_ERROR_EAGAIN && !is_kept_by_the_end(session, rc))
            return finish(session, rc);

        int flushed = ssh2_api_flush(session);

        if (flushed != 0 && flushed != LIBSSH2_ERROR_EAGAIN)
            return flushed;
        rc = advance(session);
        if (rc == 0)
            continue;
        if (rc != LIBSSH2_ERROR_EAGAIN)
            return finish(session, rc);
        if (flushed == 0 && ssh2_api_has_output(session)) /* acting on what came left something to say */
            continue;
        session->block_directions = directions(session);
        if (!session->blocking)
            return would_block(session, wait);
        if (deadline == 0)
            deadline = deadline_of(session, wait, ssh2_clock_ms());
        rc = wait_for_peer(session, deadline);
        if (rc != 0)
            return rc;
    }
}

/* One receive and no more: a server that sends without end keeps nobody here. */
void ssh2_api_pump(LIBSSH2_SESSION *session)
{
    if (!session->started)
        return;
    note_process(session);
    session->socket.drained = false;
    (void)ssh2_api_flush(session);
    ssh2_api_catch_up(session);
    if (session->lost == 0 && receive(session) == 0)
        ssh2_api_catch_up(session);
    (void)ssh2_api_flush(session);
}

LIBSSH2_SESSION *ssh2_api_session_of(struct ssh2_session *core)
{
    return (LIBSSH2_SESSION *)(void *)((char *)core - offsetof(struct _LIBSSH2_SESSION, core));
}
