#include "interop/bench/connection.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "interop/bench/bench.h"

#define PROGRESS_TIMEOUT_MS 60000

void die_ssh(conn *c, const char *what)
{
    char *msg = NULL;
    int e = libssh2_session_last_error(c->ss, &msg, NULL, 0);
    die("%s: error %d: %s", what, e, msg ? msg : "");
}

bool wait_io(conn *c)
{
    int d = libssh2_session_block_directions(c->ss);
    struct pollfd p = { .fd = c->fd };
    if (d & LIBSSH2_SESSION_BLOCK_INBOUND)
        p.events |= POLLIN;
    if (d & LIBSSH2_SESSION_BLOCK_OUTBOUND)
        p.events |= POLLOUT;
    if (!p.events)
        p.events = POLLIN;
    if (poll(&p, 1, PROGRESS_TIMEOUT_MS) == 0)
        die("no progress for 60 s");
    return true;
}

int tcp_connect(const char *host, int port)
{
    struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
    int one = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || inet_pton(AF_INET, host, &a.sin_addr) != 1)
        die("bad address %s", host);
    if (connect(fd, (struct sockaddr *)&a, sizeof(a)))
        die("connect to %s:%d: %s", host, port, strerror(errno));
    if (!opt.nagle)
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
    return fd;
}

static void pref(conn *c, int which, const char *value)
{
    if (value && libssh2_session_method_pref(c->ss, which, value)) {
        fprintf(stderr, "bench: unsupported: %s\n", value);
        exit(EXIT_UNSUPPORTED);
    }
}

static void must_be(conn *c, int which, const char *value)
{
    const char *got = libssh2_session_methods(c->ss, which);
    if (value && !strchr(value, ',') && (!got || strcmp(got, value))) {
        fprintf(stderr, "bench: unsupported: %s\n", value);
        exit(EXIT_UNSUPPORTED);
    }
}

static void set_preferences(conn *c)
{
    pref(c, LIBSSH2_METHOD_KEX, opt.kex);
    pref(c, LIBSSH2_METHOD_HOSTKEY, opt.hostkey);
    pref(c, LIBSSH2_METHOD_CRYPT_CS, opt.cipher);
    pref(c, LIBSSH2_METHOD_CRYPT_SC, opt.cipher);
    pref(c, LIBSSH2_METHOD_MAC_CS, opt.mac);
    pref(c, LIBSSH2_METHOD_MAC_SC, opt.mac);
    if (opt.comp) {
        libssh2_session_flag(c->ss, LIBSSH2_FLAG_COMPRESS, 1);
        pref(c, LIBSSH2_METHOD_COMP_CS, opt.comp);
        pref(c, LIBSSH2_METHOD_COMP_SC, opt.comp);
    }
    if (opt.nonblocking)
        libssh2_session_set_blocking(c->ss, 0);
}

static void log_in(conn *c)
{
    int rc;

    RETRY(c, rc,
          libssh2_userauth_publickey_fromfile_ex(c->ss, opt.user, (unsigned)strlen(opt.user),
                                                 opt.pub, opt.key, ""));
    if (rc)
        die_ssh(c, "public key authentication");
}

conn ssh_open(phases *ph)
{
    conn c;
    int rc;
    meas m = mark();

    c.fd = tcp_connect(opt.host, opt.port);
    if (ph)
        add(&ph->tcp, since(m));
    m = mark();
    c.ss = libssh2_session_init();
    if (!c.ss)
        die("session_init failed");
    set_preferences(&c);
    RETRY(&c, rc, libssh2_session_handshake(c.ss, c.fd));
    if (rc)
        die_ssh(&c, "handshake");
    must_be(&c, LIBSSH2_METHOD_CRYPT_SC, opt.cipher);
    must_be(&c, LIBSSH2_METHOD_COMP_SC, opt.comp);
    if (ph)
        add(&ph->kex, since(m));
    m = mark();
    log_in(&c);
    if (ph)
        add(&ph->auth, since(m));
    return c;
}

void ssh_close(conn *c)
{
    int rc;
    RETRY(c, rc, libssh2_session_disconnect(c->ss, "done"));
    (void)rc;
    RETRY(c, rc, libssh2_session_free(c->ss));
    close(c->fd);
}

LIBSSH2_SFTP *sftp_open(conn *c)
{
    LIBSSH2_SFTP *s;
    RETRY_PTR(c, s, libssh2_sftp_init(c->ss));
    if (!s)
        die_ssh(c, "sftp_init");
    return s;
}

void sftp_end(conn *c, LIBSSH2_SFTP *s)
{
    int rc;
    RETRY(c, rc, libssh2_sftp_shutdown(s));
    (void)rc;
}

LIBSSH2_CHANNEL *chan_open(conn *c)
{
    LIBSSH2_CHANNEL *ch;
    RETRY_PTR(c, ch,
              libssh2_channel_open_ex(c->ss, "session", sizeof("session") - 1,
                                      LIBSSH2_CHANNEL_WINDOW_DEFAULT,
                                      LIBSSH2_CHANNEL_PACKET_DEFAULT, NULL, 0));
    if (!ch)
        die_ssh(c, "channel_open");
    return ch;
}

void chan_exec(conn *c, LIBSSH2_CHANNEL *ch, const char *cmd)
{
    int rc;
    RETRY(c, rc, libssh2_channel_process_startup(ch, "exec", 4, cmd, (unsigned)strlen(cmd)));
    if (rc)
        die_ssh(c, "exec");
}

void channel_end(conn *c, LIBSSH2_CHANNEL *ch)
{
    int rc;
    RETRY(c, rc, libssh2_channel_close(ch));
    RETRY(c, rc, libssh2_channel_wait_closed(ch));
    RETRY(c, rc, libssh2_channel_free(ch));
    (void)rc;
}

uint64_t read_all(conn *c, LIBSSH2_CHANNEL *ch, char *b)
{
    uint64_t off = 0;
    for (;;) {
        ssize_t n;
        RETRY(c, n, libssh2_channel_read_ex(ch, 0, b, opt.buf));
        if (n < 0)
            die_ssh(c, "channel_read");
        if (!n && libssh2_channel_eof(ch))
            return off;
        off += (uint64_t)n;
    }
}

void *buffer(void)
{
    void *p = malloc(opt.buf);
    if (!p)
        die("no memory");
    memset(p, 0, opt.buf);
    return p;
}
