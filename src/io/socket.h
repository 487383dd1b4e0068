/* The session's socket: the only place that sends and receives. */
#ifndef SSH2_IO_SOCKET_H
#define SSH2_IO_SOCKET_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "include/libssh2.h"

/* A program may put functions of its own in the place of recv and send. */
struct ssh2_socket {
    libssh2_socket_t fd;
    LIBSSH2_SEND_FUNC(*send);
    LIBSSH2_RECV_FUNC(*receive);
    void **abstract;   /* handed to both */
    bool allow_sigpipe; /* LIBSSH2_FLAG_SIGPIPE: leave MSG_NOSIGNAL out */
    bool was_blocking; /* before ssh2_socket_take */
    bool drained;      /* the last receive took all that there was: wait before the next */
};

/* The built-in functions: bytes, or a negative errno, -EAGAIN when they would have to wait. */
LIBSSH2_SEND_FUNC(ssh2_socket_default_send);
LIBSSH2_RECV_FUNC(ssh2_socket_default_receive);

/* Makes fd non-blocking and remembers how it was. 0, or LIBSSH2_ERROR_BAD_SOCKET / SOCKET_NONE. */
int ssh2_socket_take(struct ssh2_socket *s, libssh2_socket_t fd);

/* Makes the descriptor blocking again if it was. */
void ssh2_socket_give_back(struct ssh2_socket *s);

/* Bytes moved; -EAGAIN when it would have to wait; 0 (receive only) at the end of the stream; else a
 * negative errno. */
ssize_t ssh2_socket_send(struct ssh2_socket *s, const void *data, size_t len);
ssize_t ssh2_socket_receive(struct ssh2_socket *s, void *data, size_t len);

/* Waits for the directions, LIBSSH2_SESSION_BLOCK_*, at most timeout_ms (-1: for ever). False when the
 * time is up. */
bool ssh2_socket_wait(const struct ssh2_socket *s, int directions, int timeout_ms);

/* poll(), where a signal ends the waiting as the time does. */
void ssh2_sockets_wait(struct pollfd *sockets, size_t count, int timeout_ms);

/* A number that no other living process has. */
uint64_t ssh2_process_id(void);

/* Milliseconds and microseconds on a clock that never turns back. */
long long ssh2_clock_ms(void);
long long ssh2_clock_us(void);

#endif
