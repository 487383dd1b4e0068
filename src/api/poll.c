/* libssh2_poll(): sockets, channels and listeners in one wait. */
#include "src/api/channel.h"

#include <limits.h>

static const struct ssh2_listener *core_listener(const LIBSSH2_POLLFD *fd)
{
    return (const struct ssh2_listener *)(const void *)fd->fd.listener;
}

/* The session behind a channel or listener; NULL for a socket. */
static LIBSSH2_SESSION *session_of(const LIBSSH2_POLLFD *fd)
{
    if (fd->type == LIBSSH2_POLLFD_CHANNEL)
        return ssh2_api_channel_session(fd->fd.channel);
    if (fd->type == LIBSSH2_POLLFD_LISTENER)
        return ssh2_api_session_of(core_listener(fd)->session);
    return NULL;
}

static bool is_known(const LIBSSH2_POLLFD *fd)
{
    return fd->type == LIBSSH2_POLLFD_SOCKET ||
           (fd->type == LIBSSH2_POLLFD_CHANNEL && fd->fd.channel != NULL) ||
           (fd->type == LIBSSH2_POLLFD_LISTENER && fd->fd.listener != NULL);
}

/* -1 for what is none of the three; any session among them says why. */
static int check(const LIBSSH2_POLLFD *fds, unsigned int nfds)
{
    LIBSSH2_SESSION *session = NULL;
    bool all_known = true;

    for (unsigned int i = 0; i < nfds; i++) {
        all_known = all_known && is_known(&fds[i]);
        if (session == NULL && is_known(&fds[i]))
            session = session_of(&fds[i]);
    }
    if (all_known)
        return 0;
    if (session != NULL)
        ssh2_fail(&session->error, LIBSSH2_ERROR_INVALID_POLL_TYPE,
                  "only sockets, channels and listeners can be waited for");
    return -1;
}

/* What is the case. Some of it is told only to who asks for it. */

static bool is_over(const LIBSSH2_SESSION *session)
{
    return session->lost != 0 || ssh2_transport_is_dead(session->core.transport);
}

static unsigned long channel_events(const LIBSSH2_POLLFD *fd)
{
    const struct ssh2_channel *channel = ssh2_api_core_channel(fd->fd.channel);
    unsigned long events = 0;

    if (ssh2_channel_queue_len(&channel->queue, 0) > 0)
        events |= LIBSSH2_POLLFD_POLLIN;
    if (ssh2_channel_queue_len(&channel->queue, SSH2_ANY_STREAM) > 0)
        events |= LIBSSH2_POLLFD_POLLEXT;
    if (channel->peer_window > 0)
        events |= LIBSSH2_POLLFD_POLLOUT;
    events &= fd->events;
    if (channel->close_received)
        events |= LIBSSH2_POLLFD_CHANNEL_CLOSED;
    if (is_over(session_of(fd)))
        events |= LIBSSH2_POLLFD_CHANNEL_CLOSED | LIBSSH2_POLLFD_SESSION_CLOSED;
    return events;
}

static unsigned long listener_events(const LIBSSH2_POLLFD *fd)
{
    unsigned long events = core_listener(fd)->first != NULL ? LIBSSH2_POLLFD_POLLIN : 0;

    events &= fd->events;
    if (is_over(session_of(fd)))
        events |= LIBSSH2_POLLFD_LISTENER_CLOSED | LIBSSH2_POLLFD_SESSION_CLOSED;
    return events;
}

/* Lets every session act on what has come, and fills in what channels and listeners have to tell:
 * how many have something. */
static int look(LIBSSH2_POLLFD *fds, unsigned int nfds)
{
    int count = 0;

    for (unsigned int i = 0; i < nfds; i++) {
        fds[i].revents = 0;
        if (fds[i].type == LIBSSH2_POLLFD_SOCKET)
            continue;
        ssh2_api_pump(session_of(&fds[i]));
        fds[i].revents = fds[i].type == LIBSSH2_POLLFD_CHANNEL ? channel_events(&fds[i])
                                                               : listener_events(&fds[i]);
        count += fds[i].revents != 0;
    }
    return count;
}

/* Waiting */

/* The two sets of names for the same events: the first three have the system's order, too. */
static const struct {
    unsigned long ours;
    short system;
} socket_events[] = {
    { LIBSSH2_POLLFD_POLLIN, POLLIN },   { LIBSSH2_POLLFD_POLLPRI, POLLPRI },
    { LIBSSH2_POLLFD_POLLOUT, POLLOUT }, { LIBSSH2_POLLFD_POLLERR, POLLERR },
    { LIBSSH2_POLLFD_POLLHUP, POLLHUP }, { LIBSSH2_POLLFD_POLLNVAL, POLLNVAL },
};

#define SOCKET_EVENTS_COUNT (sizeof(socket_events) / sizeof(socket_events[0]))

static short to_system(unsigned long events)
{
    int system = 0;

    for (size_t i = 0; i < SOCKET_EVENTS_COUNT; i++)
        if (events & socket_events[i].ours)
            system |= socket_events[i].system;
    return (short)system;
}

static unsigned long from_system(short events)
{
    unsigned long ours = 0;

    for (size_t i = 0; i < SOCKET_EVENTS_COUNT; i++)
        if (events & socket_events[i].system)
            ours |= socket_events[i].ours;
    return ours;
}

static void prepare(const LIBSSH2_POLLFD *fd, struct pollfd *out)
{
    const LIBSSH2_SESSION *session = session_of(fd);
    bool unsent = session != NULL && ssh2_transport_output(session->core.transport).len > 0;

    out->fd = session == NULL ? fd->fd.socket : session->socket.fd;
    out->events =
        session == NULL ? to_system(fd->events) : (short)(POLLIN | (unsent ? POLLOUT : 0));
    out->revents = 0;
}

/* Waits for the sockets, those of sessions among them, and fills in what the program's own have to
 * tell: how many have something. */
static int wait_for_sockets(LIBSSH2_POLLFD *fds, unsigned int nfds, struct pollfd *sockets,
                            int timeout_ms)
{
    int count = 0;

    for (unsigned int i = 0; i < nfds; i++)
        prepare(&fds[i], &sockets[i]);
    ssh2_sockets_wait(sockets, nfds, timeout_ms);
    for (unsigned int i = 0; i < nfds; i++) {
        if (fds[i].type != LIBSSH2_POLLFD_SOCKET)
            continue;
        fds[i].revents = from_system(sockets[i].revents);
        count += fds[i].revents != 0;
    }
    return count;
}

static int milliseconds_left(long timeout_ms, long long start_ms)
{
    long long left = timeout_ms - (ssh2_clock_ms() - start_ms);

    if (timeout_ms < 0)
        return -1;
    return left <= 0 ? 0 : left > INT_MAX ? INT_MAX : (int)left;
}

static int poll_all(LIBSSH2_POLLFD *fds, unsigned int nfds, struct pollfd *sockets, long timeout_ms)
{
    long long start = ssh2_clock_ms();

    for (;;) {
        int left = milliseconds_left(timeout_ms, start);
        int count = look(fds, nfds);

        count += wait_for_sockets(fds, nfds, sockets, count > 0 ? 0 : left);
        if (count > 0 || left == 0)
            return count;
    }
}

/* Memory of the first session's, as there is no other allocator to ask. */
static const struct ssh2_memory *memory_of(const LIBSSH2_POLLFD *fds, unsigned int nfds)
{
    for (unsigned int i = 0; i < nfds; i++)
        if (session_of(&fds[i]) != NULL)
            return &session_of(&fds[i])->memory;
    return &ssh2_memory_default;
}

int libssh2_poll(LIBSSH2_POLLFD *fds, unsigned int nfds, long timeout_ms)
{
    if ((fds == NULL && nfds > 0) || check(fds, nfds) != 0)
        return -1;

    const struct ssh2_memory *memory = memory_of(fds, nfds);
    struct pollfd *sockets = ssh2_calloc(memory, (size_t)nfds + 1, sizeof(*sockets));

    if (sockets == NULL)
        return -1;

    int count = poll_all(fds, nfds, sockets, timeout_ms);

    ssh2_free(memory, sockets);
    return count;
}
