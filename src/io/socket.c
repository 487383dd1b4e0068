#include "src/io/socket.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

LIBSSH2_SEND_FUNC(ssh2_socket_default_send)
{
    ssize_t n = send(socket, buffer, length, flags);

    (void)abstract;
    if (n >= 0)
        return n;
    return errno == EINTR || errno == EAGAIN || errno == EWOULDBLOCK ? -EAGAIN : -errno;
}

LIBSSH2_RECV_FUNC(ssh2_socket_default_receive)
{
    ssize_t n = recv(socket, buffer, length, flags);

    (void)abstract;
    if (n >= 0)
        return n;
    return errno == EINTR || errno == EAGAIN || errno == EWOULDBLOCK ? -EAGAIN : -errno;
}

int ssh2_socket_take(struct ssh2_socket *s, libssh2_socket_t fd)
{
    int flags = fcntl(fd, F_GETFL, 0);

    if (flags < 0)
        return LIBSSH2_ERROR_BAD_SOCKET;
    s->fd = fd;
    s->was_blocking = (flags & O_NONBLOCK) == 0;
    if (s->was_blocking && fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0)
        return LIBSSH2_ERROR_SOCKET_NONE;
    return 0;
}

void ssh2_socket_give_back(struct ssh2_socket *s)
{
    int flags = s->was_blocking ? fcntl(s->fd, F_GETFL, 0) : -1;

    if (flags >= 0)
        (void)fcntl(s->fd, F_SETFL, flags & ~O_NONBLOCK);
    s->was_blocking = false;
}

static int io_flags(const struct ssh2_socket *s)
{
    return s->allow_sigpipe ? 0 : MSG_NOSIGNAL;
}

ssize_t ssh2_socket_send(struct ssh2_socket *s, const void *data, size_t len)
{
    return s->send(s->fd, data, len, io_flags(s), s->abstract);
}

ssize_t ssh2_socket_receive(struct ssh2_socket *s, void *data, size_t len)
{
    ssize_t n = s->receive(s->fd, data, len, io_flags(s), s->abstract);

    s->drained = n == -EAGAIN || (n > 0 && (size_t)n < len);
    return n;
}

bool ssh2_socket_wait(const struct ssh2_socket *s, int directions, int timeout_ms)
{
    struct pollfd p = { .fd = s->fd };

    if (directions & LIBSSH2_SESSION_BLOCK_INBOUND)
        p.events |= POLLIN;
    if (directions & LIBSSH2_SESSION_BLOCK_OUTBOUND)
        p.events |= POLLOUT;
    return poll(&p, 1, timeout_ms) != 0; /* a signal or an error: let the caller look again */
}

void ssh2_sockets_wait(struct pollfd *sockets, size_t count, int timeout_ms)
{
    (void)poll(sockets, (nfds_t)count, timeout_ms); /* a failure leaves revents as it was: nothing */
}

uint64_t ssh2_process_id(void)
{
    return (uint64_t)getpid();
}

long long ssh2_clock_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

long long ssh2_clock_ms(void)
{
    return ssh2_clock_us() / 1000;
}
