#ifndef BENCH_CONNECTION_H
#define BENCH_CONNECTION_H

#include <libssh2.h>
#include <libssh2_sftp.h>

#include <stdbool.h>

#include "interop/bench/measure.h"

/* All of these end the program when something fails. */

typedef struct {
    int fd;
    LIBSSH2_SESSION *ss;
} conn;

/* What the parts of connecting cost. */
typedef struct {
    meas tcp, kex, auth;
} phases;

_Noreturn void die_ssh(conn *c, const char *what);

/* Waits for what the library waits for. Always true. */
bool wait_io(conn *c);

/* Evaluates a call again until it no longer says EAGAIN. */
#define RETRY(c, rc, expr) \
    do {                   \
        (rc) = (expr);     \
    } while ((rc) == LIBSSH2_ERROR_EAGAIN && wait_io(c))

#define RETRY_PTR(c, ptr, expr) \
    do {                        \
        (ptr) = (expr);         \
    } while (!(ptr) && libssh2_session_last_errno((c)->ss) == LIBSSH2_ERROR_EAGAIN && wait_io(c))

int tcp_connect(const char *host, int port);

/* Connects and logs in; adds the costs to *ph unless it is NULL. */
conn ssh_open(phases *ph);
void ssh_close(conn *c);

LIBSSH2_SFTP *sftp_open(conn *c);
void sftp_end(conn *c, LIBSSH2_SFTP *s);

LIBSSH2_CHANNEL *chan_open(conn *c);
void chan_exec(conn *c, LIBSSH2_CHANNEL *ch, const char *cmd);
void channel_end(conn *c, LIBSSH2_CHANNEL *ch);

/* Reads to the end of the channel's data and returns their number. */
uint64_t read_all(conn *c, LIBSSH2_CHANNEL *ch, char *b);

/* A zeroed block of opt.buf bytes. */
void *buffer(void);

#endif
