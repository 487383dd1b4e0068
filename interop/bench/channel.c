/* Workloads on channels: SCP and commands. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "interop/bench/bench.h"
#include "interop/bench/connection.h"
#include "interop/bench/measure.h"
#include "interop/bench/pattern.h"

int cmd_scp_get(char **a)
{
    uint64_t want = size_arg(a[1]), off = 0;
    char *b = buffer();
    conn c = ssh_open(NULL);
    libssh2_struct_stat st;
    LIBSSH2_CHANNEL *ch;
    meas m = mark();

    RETRY_PTR(&c, ch, libssh2_scp_recv2(c.ss, a[0], &st));
    if (!ch)
        die_ssh(&c, "scp_recv2");
    if ((uint64_t)st.st_size != want)
        die("remote file has %lld bytes", (long long)st.st_size);
    while (off < want) {
        size_t len = want - off < opt.buf ? (size_t)(want - off) : opt.buf;
        ssize_t n;
        RETRY(&c, n, libssh2_channel_read_ex(ch, 0, b, len));
        if (n < 0)
            die_ssh(&c, "channel_read");
        if (!n)
            die("early end of data");
        check((unsigned char *)b, (size_t)n, off);
        off += (uint64_t)n;
    }
    channel_end(&c, ch);
    m = since(m);
    ssh_close(&c);
    json_open("scp-get");
    json_rate(off, m);
    json_close();
    return 0;
}

static void write_all(conn *c, LIBSSH2_CHANNEL *ch, uint64_t want)
{
    uint64_t off = 0;
    while (off < want) {
        size_t len = want - off < opt.buf ? (size_t)(want - off) : opt.buf;
        const char *p = (const char *)pool + off % PERIOD;
        while (len) {
            ssize_t n;
            RETRY(c, n, libssh2_channel_write_ex(ch, 0, p, len));
            if (n < 0)
                die_ssh(c, "channel_write");
            p += n;
            len -= (size_t)n;
            off += (uint64_t)n;
        }
    }
}

static void finish_write(conn *c, LIBSSH2_CHANNEL *ch)
{
    int rc;
    RETRY(c, rc, libssh2_channel_send_eof(ch));
    RETRY(c, rc, libssh2_channel_wait_eof(ch));
    (void)rc;
}

int cmd_scp_put(char **a)
{
    uint64_t want = size_arg(a[1]);
    conn c;
    LIBSSH2_CHANNEL *ch;
    meas m;

    make_pool();
    c = ssh_open(NULL);
    m = mark();
    RETRY_PTR(&c, ch, libssh2_scp_send64(c.ss, a[0], 0644, (libssh2_int64_t)want, 0, 0));
    if (!ch)
        die_ssh(&c, "scp_send64");
    write_all(&c, ch, want);
    finish_write(&c, ch);
    channel_end(&c, ch);
    m = since(m);
    ssh_close(&c);
    json_open("scp-put");
    json_rate(want, m);
    json_close();
    return 0;
}

int cmd_exec_down(char **a)
{
    uint64_t want = size_arg(a[0]), off;
    char cmd[128], *b = buffer();
    conn c = ssh_open(NULL);
    LIBSSH2_CHANNEL *ch;
    meas m = mark();

    snprintf(cmd, sizeof(cmd), "head -c %llu /dev/zero", (unsigned long long)want);
    ch = chan_open(&c);
    chan_exec(&c, ch, cmd);
    off = read_all(&c, ch, b);
    channel_end(&c, ch);
    m = since(m);
    if (off != want)
        die("got %llu bytes", (unsigned long long)off);
    ssh_close(&c);
    json_open("exec-down");
    json_rate(off, m);
    json_close();
    return 0;
}

int cmd_exec_up(char **a)
{
    uint64_t want = size_arg(a[0]);
    conn c;
    LIBSSH2_CHANNEL *ch;
    char out[64];
    ssize_t n;
    meas m;

    make_pool();
    c = ssh_open(NULL);
    m = mark();
    ch = chan_open(&c);
    chan_exec(&c, ch, "wc -c");
    write_all(&c, ch, want);
    finish_write(&c, ch);
    RETRY(&c, n, libssh2_channel_read_ex(ch, 0, out, sizeof(out) - 1));
    if (n <= 0)
        die_ssh(&c, "no count from the server");
    out[n] = 0;
    if (strtoull(out, NULL, 10) != want)
        die("the server counted %s bytes", out);
    channel_end(&c, ch);
    m = since(m);
    ssh_close(&c);
    json_open("exec-up");
    json_rate(want, m);
    json_close();
    return 0;
}

/* Both directions of a channel at once, which only works without blocking. */
struct echo {
    conn c;
    LIBSSH2_CHANNEL *ch;
    uint64_t want, sent, got;
    bool eof_sent;
};

/* True if something went out. */
static bool echo_write(struct echo *e)
{
    uint64_t left = e->want - e->sent;
    ssize_t n = libssh2_channel_write_ex(e->ch, 0, (const char *)pool + e->sent % PERIOD,
                                         left < opt.buf ? (size_t)left : opt.buf);

    if (n < 0 && n != LIBSSH2_ERROR_EAGAIN)
        die_ssh(&e->c, "channel_write");
    if (n > 0)
        e->sent += (uint64_t)n;
    return n > 0;
}

/* True if something came in. */
static bool echo_read(struct echo *e, char *b)
{
    ssize_t n = libssh2_channel_read_ex(e->ch, 0, b, opt.buf);

    if (n < 0 && n != LIBSSH2_ERROR_EAGAIN)
        die_ssh(&e->c, "channel_read");
    if (n <= 0)
        return false;
    check((unsigned char *)b, (size_t)n, e->got);
    e->got += (uint64_t)n;
    return true;
}

static void echo_end(struct echo *e)
{
    int rc;

    RETRY(&e->c, rc, libssh2_channel_send_eof(e->ch));
    if (rc)
        die_ssh(&e->c, "send_eof");
    e->eof_sent = true;
}

static void echo_all(struct echo *e, char *b)
{
    while (e->got < e->want) {
        bool moved = false;
        if (e->sent < e->want)
            moved = echo_write(e);
        else if (!e->eof_sent)
            echo_end(e);
        moved = echo_read(e, b) || moved;
        if (!moved)
            wait_io(&e->c);
    }
}

int cmd_exec_cat(char **a)
{
    struct echo e = { .want = size_arg(a[0]) };
    char *b = buffer();
    meas m;

    opt.nonblocking = true;
    make_pool();
    e.c = ssh_open(NULL);
    m = mark();
    e.ch = chan_open(&e.c);
    chan_exec(&e.c, e.ch, "cat");
    echo_all(&e, b);
    channel_end(&e.c, e.ch);
    m = since(m);
    ssh_close(&e.c);
    json_open("exec-cat");
    json_rate(e.got, m);
    json_close();
    return 0;
}
