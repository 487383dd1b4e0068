/* Workloads on SFTP. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "interop/bench/bench.h"
#include "interop/bench/connection.h"
#include "interop/bench/measure.h"
#include "interop/bench/pattern.h"

#define PATH_BYTES 4096u
#define WRITE_NEW (LIBSSH2_FXF_WRITE | LIBSSH2_FXF_CREAT | LIBSSH2_FXF_TRUNC)

static LIBSSH2_SFTP_HANDLE *sftp_file(conn *c, LIBSSH2_SFTP *s, const char *path,
                                      unsigned long flags)
{
    LIBSSH2_SFTP_HANDLE *h;
    RETRY_PTR(
        c, h,
        libssh2_sftp_open_ex(s, path, (unsigned)strlen(path), flags, 0644, LIBSSH2_SFTP_OPENFILE));
    if (!h)
        die_ssh(c, path);
    return h;
}

static void sftp_handle_end(conn *c, LIBSSH2_SFTP_HANDLE *h)
{
    int rc;
    RETRY(c, rc, libssh2_sftp_close_handle(h));
    if (rc)
        die_ssh(c, "close");
}

/* Writes size bytes of the pattern, from its start, in pieces of a buffer. */
static void put_data(conn *c, LIBSSH2_SFTP_HANDLE *h, uint64_t size)
{
    uint64_t off = 0;

    while (off < size) {
        /* as applications do: one buffer, written until it is gone */
        size_t len = size - off < opt.buf ? (size_t)(size - off) : opt.buf;
        const char *p = (const char *)pool + off % PERIOD;
        while (len) {
            ssize_t n;
            RETRY(c, n, libssh2_sftp_write(h, p, len));
            if (n < 0)
                die_ssh(c, "sftp_write");
            p += n;
            len -= (size_t)n;
            off += (uint64_t)n;
        }
    }
}

/* Reads to the end of the file, checks what comes and returns its size. */
static uint64_t get_data(conn *c, LIBSSH2_SFTP_HANDLE *h, char *b)
{
    uint64_t off = 0;

    for (;;) {
        ssize_t n;
        RETRY(c, n, libssh2_sftp_read(h, b, opt.buf));
        if (n < 0)
            die_ssh(c, "sftp_read");
        if (n == 0)
            return off;
        check((unsigned char *)b, (size_t)n, off);
        off += (uint64_t)n;
    }
}

int cmd_sftp_init(char **a)
{
    long n = atol(a[0]);
    conn c = ssh_open(NULL);
    meas m = mark();

    for (long i = 0; i < n; i++) {
        LIBSSH2_SFTP *s = sftp_open(&c);
        sftp_end(&c, s);
    }
    m = since(m);
    ssh_close(&c);
    json_open("sftp-init");
    printf(",\"ops\":%ld,\"ms_per_op\":%.3f", n, m.wall * 1e3 / (double)n);
    json_meas("", m);
    json_close();
    return 0;
}

int cmd_sftp_get(char **a)
{
    uint64_t want = size_arg(a[1]), off;
    char *b = buffer();
    conn c = ssh_open(NULL);
    LIBSSH2_SFTP *s = sftp_open(&c);
    LIBSSH2_SFTP_HANDLE *h;
    meas m = mark();

    h = sftp_file(&c, s, a[0], LIBSSH2_FXF_READ);
    off = get_data(&c, h, b);
    sftp_handle_end(&c, h);
    m = since(m);
    if (off != want)
        die("got %llu bytes", (unsigned long long)off);
    sftp_end(&c, s);
    ssh_close(&c);
    json_open("sftp-get");
    json_rate(off, m);
    json_close();
    return 0;
}

int cmd_sftp_put(char **a)
{
    uint64_t want = size_arg(a[1]);
    conn c;
    LIBSSH2_SFTP *s;
    LIBSSH2_SFTP_HANDLE *h;
    meas m;

    make_pool();
    c = ssh_open(NULL);
    s = sftp_open(&c);
    m = mark();
    h = sftp_file(&c, s, a[0], WRITE_NEW);
    put_data(&c, h, want);
    sftp_handle_end(&c, h);
    m = since(m);
    sftp_end(&c, s);
    ssh_close(&c);
    json_open("sftp-put");
    json_rate(want, m);
    json_close();
    return 0;
}

/* One session with small files in one directory. */
struct small {
    conn c;
    LIBSSH2_SFTP *s;
    const char *dir;
    uint64_t size;
    char *buffer;
};

static void small_create(struct small *w, const char *path)
{
    LIBSSH2_SFTP_HANDLE *h = sftp_file(&w->c, w->s, path, WRITE_NEW);

    put_data(&w->c, h, w->size);
    sftp_handle_end(&w->c, h);
}

static void small_stat(struct small *w, const char *path)
{
    LIBSSH2_SFTP_ATTRIBUTES at;
    int rc;

    RETRY(&w->c, rc,
          libssh2_sftp_stat_ex(w->s, path, (unsigned)strlen(path), LIBSSH2_SFTP_STAT, &at));
    if (rc || at.filesize != w->size)
        die("stat %s: %d", path, rc);
}

static void small_read(struct small *w, const char *path)
{
    LIBSSH2_SFTP_HANDLE *h = sftp_file(&w->c, w->s, path, LIBSSH2_FXF_READ);

    if (get_data(&w->c, h, w->buffer) != w->size)
        die("short file");
    sftp_handle_end(&w->c, h);
}

static void small_unlink(struct small *w, const char *path)
{
    int rc;

    RETRY(&w->c, rc, libssh2_sftp_unlink_ex(w->s, path, (unsigned)strlen(path)));
    if (rc)
        die_ssh(&w->c, "unlink");
}

/* Does one thing to each of n files and says what that cost. */
static meas for_each_small(struct small *w, long n, void (*work)(struct small *, const char *))
{
    char path[PATH_BYTES];
    meas m = mark();

    for (long i = 0; i < n; i++) {
        snprintf(path, sizeof(path), "%s/small-%ld", w->dir, i);
        work(w, path);
    }
    return since(m);
}

int cmd_sftp_small(char **a)
{
    struct small w = { .dir = a[0], .size = size_arg(a[2]) };
    long n = atol(a[1]);
    meas m, created, checked, read, unlinked;

    if (opt.buf < w.size)
        opt.buf = (size_t)w.size;
    make_pool();
    w.buffer = buffer();
    w.c = ssh_open(NULL);
    w.s = sftp_open(&w.c);
    m = mark();
    created = for_each_small(&w, n, small_create);
    checked = for_each_small(&w, n, small_stat);
    read = for_each_small(&w, n, small_read);
    unlinked = for_each_small(&w, n, small_unlink);
    m = since(m);
    sftp_end(&w.c, w.s);
    ssh_close(&w.c);
    json_open("sftp-small");
    printf(",\"ops\":%ld,\"size\":%llu", n, (unsigned long long)w.size);
    json_meas("", m);
    json_meas("create_", created);
    json_meas("stat_", checked);
    json_meas("read_", read);
    json_meas("unlink_", unlinked);
    json_close();
    return 0;
}

int cmd_readdir(char **a)
{
    long want = atol(a[1]), n = 0, rounds = a[2] ? atol(a[2]) : 5;
    conn c = ssh_open(NULL);
    LIBSSH2_SFTP *s = sftp_open(&c);
    meas m = mark();

    for (long i = 0; i < rounds; i++) {
        LIBSSH2_SFTP_HANDLE *h;
        RETRY_PTR(
            &c, h,
            libssh2_sftp_open_ex(s, a[0], (unsigned)strlen(a[0]), 0, 0, LIBSSH2_SFTP_OPENDIR));
        if (!h)
            die_ssh(&c, "opendir");
        for (;;) {
            char name[512], longname[1024];
            LIBSSH2_SFTP_ATTRIBUTES at;
            int rc;
            RETRY(&c, rc,
                  libssh2_sftp_readdir_ex(h, name, sizeof(name), longname, sizeof(longname), &at));
            if (rc < 0)
                die_ssh(&c, "readdir");
            if (!rc)
                break;
            if (strcmp(name, ".") && strcmp(name, ".."))
                n++;
        }
        sftp_handle_end(&c, h);
    }
    m = since(m);
    if (n != want * rounds)
        die("saw %ld entries", n);
    sftp_end(&c, s);
    ssh_close(&c);
    json_open("readdir");
    printf(",\"ops\":%ld,\"cpu_us_per_entry\":%.3f", n, (m.user + m.sys) * 1e6 / (double)n);
    json_meas("", m);
    json_close();
    return 0;
}
