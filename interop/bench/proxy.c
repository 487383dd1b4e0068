/* A TCP forwarder on 127.0.0.1 that holds every byte for half the round trip in each direction,
 * with no limit on bandwidth and a large window: what is slow through it is slow because of
 * round trips in the SSH layer alone. */
#define _GNU_SOURCE /* ppoll */
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "interop/bench/bench.h"
#include "interop/bench/connection.h"
#include "interop/bench/measure.h"

#define RING ((size_t)64 << 20) /* bytes on their way in one direction */
#define MARKS 65536             /* pieces on their way in one direction */
#define LINKS_MAX 128           /* connections at a time */
#define IDLE_S 1.0              /* the longest sleep, in seconds */

typedef struct {
    unsigned char *ring;
    uint64_t in, out; /* bytes taken in and sent on so far */
    struct {
        uint64_t end;
        double due;
    } * marks;
    uint32_t mhead, mtail;
    bool eof, shut;
} pipe1;

typedef struct link1 {
    int fd[2];
    pipe1 p[2]; /* p[i]: from fd[i] to fd[1 - i] */
    struct link1 *next;
} link1;

static void pipe_init(pipe1 *p)
{
    memset(p, 0, sizeof(*p));
    p->ring = mmap(NULL, RING, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
                   -1, 0);
    p->marks = calloc(MARKS, sizeof(*p->marks));
    if (p->ring == MAP_FAILED || !p->marks)
        die("no memory");
}

static void pipe_take(pipe1 *p, int fd, double delay)
{
    for (;;) {
        size_t used = (size_t)(p->in - p->out), at = p->in % RING;
        size_t room = RING - used, run = RING - at;
        ssize_t n;
        if (p->eof || !room || p->mhead - p->mtail == MARKS)
            return;
        n = recv(fd, p->ring + at, run < room ? run : room, MSG_DONTWAIT);
        if (n < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (n <= 0) {
            p->eof = true;
            n = 0;
        }
        p->in += (uint64_t)n;
        p->marks[p->mhead % MARKS].end = p->in;
        p->marks[p->mhead % MARKS].due = now() + delay;
        p->mhead++;
    }
}

static void pipe_give(pipe1 *p, int fd)
{
    while (p->mtail != p->mhead && p->marks[p->mtail % MARKS].due <= now()) {
        uint64_t end = p->marks[p->mtail % MARKS].end;
        while (p->out < end) {
            size_t at = p->out % RING, run = RING - at;
            size_t len = (size_t)(end - p->out);
            ssize_t n = send(fd, p->ring + at, len < run ? len : run, MSG_DONTWAIT | MSG_NOSIGNAL);
            if (n < 0 && (errno == EAGAIN || errno == EINTR))
                return;
            if (n < 0) { /* the reader is gone: drop the rest */
                p->out = end;
                break;
            }
            p->out += (uint64_t)n;
        }
        p->mtail++;
    }
    if (p->eof && p->mtail == p->mhead && !p->shut) {
        p->shut = true;
        shutdown(fd, SHUT_WR);
    }
}

static int listen_on(int port)
{
    struct sockaddr_in sa = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
    int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1;

    sa.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
    if (bind(fd, (struct sockaddr *)&sa, sizeof(sa)) || listen(fd, 64))
        die("port %d: %s", port, strerror(errno));
    return fd;
}

/* What to wait for at one end; *next becomes earlier if something is due before it. */
static struct pollfd link_wait(const link1 *l, int i, double t, double *next)
{
    const pipe1 *in = &l->p[i], *out = &l->p[1 - i];
    short events = 0;

    if (!in->eof && in->in - in->out < RING && in->mhead - in->mtail < MARKS)
        events |= POLLIN;
    if (out->mtail != out->mhead) {
        double due = out->marks[out->mtail % MARKS].due;
        if (due <= t)
            events |= POLLOUT;
        else if (due < *next)
            *next = due;
    }
    return (struct pollfd){ .fd = events ? l->fd[i] : -1, .events = events };
}

/* Sleeps until something can be done. True if a new connection waits. */
static bool wait_for_work(int listener, const link1 *links)
{
    struct pollfd pf[1 + 2 * LINKS_MAX];
    double t = now(), next = t + IDLE_S;
    struct timespec ts;
    nfds_t n = 1;

    pf[0] = (struct pollfd){ .fd = listener, .events = POLLIN };
    for (const link1 *l = links; l && n < 2 * LINKS_MAX; l = l->next)
        for (int i = 0; i < 2; i++)
            pf[n++] = link_wait(l, i, t, &next);
    next -= t;
    ts.tv_sec = (time_t)next;
    ts.tv_nsec = (long)((next - (double)ts.tv_sec) * 1e9);
    ppoll(pf, n, &ts, NULL);
    return pf[0].revents & POLLIN;
}

static link1 *link_open(int listener, int port, link1 *next)
{
    link1 *l = calloc(1, sizeof(*l));
    int one = 1;

    if (!l)
        die("no memory");
    l->fd[0] = accept(listener, NULL, NULL);
    setsockopt(l->fd[0], IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
    l->fd[1] = tcp_connect(opt.host, port);
    pipe_init(&l->p[0]);
    pipe_init(&l->p[1]);
    l->next = next;
    return l;
}

static void link_close(link1 *l)
{
    for (int i = 0; i < 2; i++) {
        close(l->fd[i]);
        munmap(l->p[i].ring, RING);
        free(l->p[i].marks);
    }
    free(l);
}

/* Moves what is due and drops the connections that are through. */
static void move_all(link1 **links, double delay)
{
    for (link1 **at = links; *at;) {
        link1 *l = *at;
        for (int i = 0; i < 2; i++) {
            pipe_take(&l->p[i], l->fd[i], delay);
            pipe_give(&l->p[i], l->fd[1 - i]);
        }
        if (l->p[0].shut && l->p[1].shut) {
            *at = l->next;
            link_close(l);
        } else {
            at = &l->next;
        }
    }
}

int cmd_delay_proxy(char **a)
{
    int listener = listen_on(atoi(a[0])), port = atoi(a[1]);
    double delay = atof(a[2]) / 2000;
    link1 *links = NULL;

    for (;;) {
        if (wait_for_work(listener, links))
            links = link_open(listener, port, links);
        move_all(&links, delay);
    }
}
