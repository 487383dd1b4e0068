/* Workloads on sessions: what many of them, and many channels in one, cost. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "interop/bench/bench.h"
#include "interop/bench/connection.h"
#include "interop/bench/measure.h"

#define COMMAND_BYTES 128u
#define EXEC_COUNT 100

int cmd_handshake(char **a)
{
    long n = atol(a[0]);
    phases ph;
    meas m, end = { 0, 0, 0 };

    memset(&ph, 0, sizeof(ph));
    m = mark();
    for (long i = 0; i < n; i++) {
        conn c = ssh_open(&ph);
        meas e = mark();
        ssh_close(&c);
        add(&end, since(e));
    }
    m = since(m);
    json_open("handshake");
    printf(",\"ops\":%ld,\"ms_per_op\":%.3f,\"cpu_ms_per_op\":%.3f", n, m.wall * 1e3 / (double)n,
           (m.user + m.sys) * 1e3 / (double)n);
    json_meas("", m);
    json_meas("tcp_", ph.tcp);
    json_meas("kex_", ph.kex);
    json_meas("auth_", ph.auth);
    json_meas("close_", end);
    json_close();
    return 0;
}

int cmd_idle(char **a)
{
    long n = atol(a[0]), before, after;
    conn *cs, c;
    meas m;

    c = ssh_open(NULL); /* warm up: the loader, tables of the crypto library */
    ssh_close(&c);
    cs = calloc((size_t)n, sizeof(*cs));
    if (!cs)
        die("no memory");
    before = status_kb("RssAnon");
    m = mark();
    for (long i = 0; i < n; i++)
        cs[i] = ssh_open(NULL);
    m = since(m);
    after = status_kb("RssAnon");
    for (long i = 0; i < n; i++)
        ssh_close(&cs[i]);
    json_open("idle");
    printf(",\"ops\":%ld,\"anon_kb\":%ld,\"kb_per_op\":%.2f", n, after - before,
           (double)(after - before) / (double)n);
    json_meas("", m);
    json_close();
    return 0;
}

/* What n idle channels cost to open, and in memory. */
static meas open_idle(conn *c, LIBSSH2_CHANNEL **chs, long n, long *anon_kb)
{
    long before = status_kb("RssAnon");
    meas m = mark();

    for (long i = 0; i < n; i++)
        chs[i] = chan_open(c);
    m = since(m);
    *anon_kb = status_kb("RssAnon") - before;
    return m;
}

static meas move_data(conn *c, uint64_t bytes, char *b)
{
    char cmd[COMMAND_BYTES];
    LIBSSH2_CHANNEL *ch;
    meas m = mark();

    snprintf(cmd, sizeof(cmd), "head -c %llu /dev/zero", (unsigned long long)bytes);
    ch = chan_open(c);
    chan_exec(c, ch, cmd);
    if (read_all(c, ch, b) != bytes)
        die("the command's output is short");
    channel_end(c, ch);
    return since(m);
}

static meas run_commands(conn *c, long count, char *b)
{
    meas m = mark();

    for (long i = 0; i < count; i++) {
        LIBSSH2_CHANNEL *ch = chan_open(c);
        chan_exec(c, ch, "true");
        read_all(c, ch, b);
        channel_end(c, ch);
    }
    return since(m);
}

static meas close_idle(conn *c, LIBSSH2_CHANNEL **chs, long n)
{
    meas m = mark();

    for (long i = 0; i < n; i++)
        channel_end(c, chs[i]);
    return since(m);
}

/* n idle channels, then data and short commands through further ones */
int cmd_channels(char **a)
{
    long n = atol(a[0]), anon_kb;
    uint64_t bytes = size_arg(a[1]);
    LIBSSH2_CHANNEL **chs = calloc((size_t)n, sizeof(*chs));
    char *b = buffer();
    meas opened, data, execs, closed;
    conn c;

    if (!chs)
        die("no memory");
    c = ssh_open(NULL);
    opened = open_idle(&c, chs, n, &anon_kb);
    data = move_data(&c, bytes, b);
    execs = run_commands(&c, EXEC_COUNT, b);
    closed = close_idle(&c, chs, n);
    ssh_close(&c);
    json_open("channels");
    printf(",\"ops\":%ld,\"anon_kb\":%ld,\"kb_per_op\":%.2f,\"execs\":%d,\"bytes\":%llu", n,
           anon_kb, (double)anon_kb / (double)n, EXEC_COUNT, (unsigned long long)bytes);
    json_meas("open_", opened);
    json_meas("data_", data);
    json_meas("exec_", execs);
    json_meas("close_", closed);
    json_close();
    return 0;
}
