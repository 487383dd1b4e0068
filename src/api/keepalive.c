/* Keepalive: a global request now and then, so that a dead connection is noticed. */
#include "src/api/session.h"

#include <limits.h>

#include "src/packet/connection/global_keepalive_libssh2.h"

static int send_keepalive(LIBSSH2_SESSION *session, long long now_ms)
{
    struct ssh2_global_keepalive_libssh2 request = { .want_reply =
                                                         session->keepalive_want_reply != 0 };
    int rc = ssh2_transport_send_packet(session->core.transport, ssh2_global_keepalive_libssh2_type(),
                                        &request);

    if (rc != 0 && rc != LIBSSH2_ERROR_EAGAIN)
        return rc;
    if (rc == 0 && request.want_reply)
        ssh2_exchange_expect_nothing(&session->core.globals);
    session->keepalive_last_ms = now_ms; /* what would have to wait counts as sent */
    return ssh2_api_flush(session);
}

/* Milliseconds until the next is due; 0: now. */
static long long left_until_due(const LIBSSH2_SESSION *session, long long now_ms)
{
    long long due = session->keepalive_last_ms + 1000LL * session->keepalive_interval_s;

    return session->keepalive_last_ms == 0 || due <= now_ms ? 0 : due - now_ms;
}

int ssh2_api_keepalive(LIBSSH2_SESSION *session, long long now_ms)
{
    if (session->keepalive_interval_s == 0 || !session->core.userauth.authenticated)
        return -1;
    if (left_until_due(session, now_ms) == 0)
        (void)send_keepalive(session, now_ms);

    long long left = left_until_due(session, now_ms);

    return left > INT_MAX ? INT_MAX : (int)left;
}

void libssh2_keepalive_config(LIBSSH2_SESSION *session, int want_reply, unsigned int interval)
{
    if (session == NULL)
        return;
    session->keepalive_interval_s = interval == 1 ? 2 : interval; /* as libssh2 */
    session->keepalive_want_reply = want_reply != 0;
}

static void set_seconds(int *seconds_to_next, long long seconds)
{
    if (seconds_to_next != NULL)
        *seconds_to_next = seconds > INT_MAX ? INT_MAX : (int)seconds;
}

int libssh2_keepalive_send(LIBSSH2_SESSION *session, int *seconds_to_next)
{
    int rc = 0;

    if (session == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    set_seconds(seconds_to_next, 0);
    if (session->keepalive_interval_s == 0)
        return 0;

    if (!session->core.userauth.authenticated) { /* a server takes none before: RFC 4252, section 6 */
        set_seconds(seconds_to_next, session->keepalive_interval_s);
        return 0;
    }

    long long now = ssh2_clock_ms();

    if (left_until_due(session, now) == 0)
        rc = send_keepalive(session, now);
    set_seconds(seconds_to_next, (left_until_due(session, now) + 999) / 1000);
    return rc == LIBSSH2_ERROR_EAGAIN ? 0 : rc;
}
