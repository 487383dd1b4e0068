#include "interop/bench/measure.h"

#include <libssh2.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "interop/bench/bench.h"

static double tv(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

meas mark_who(int who)
{
    struct rusage r;
    getrusage(who, &r);
    return (meas){ now(), tv(r.ru_utime), tv(r.ru_stime) };
}

meas mark(void)
{
    return mark_who(RUSAGE_SELF);
}

meas since(meas a)
{
    meas b = mark();
    return (meas){ b.wall - a.wall, b.user - a.user, b.sys - a.sys };
}

void add(meas *a, meas b)
{
    a->wall += b.wall;
    a->user += b.user;
    a->sys += b.sys;
}

long status_kb(const char *field)
{
    char line[256];
    long v = -1;
    FILE *f = fopen("/proc/self/status", "r");
    if (!f)
        return -1;
    while (fgets(line, sizeof(line), f)) {
        size_t n = strlen(field);
        if (!strncmp(line, field, n) && line[n] == ':') {
            v = strtol(line + n + 1, NULL, 10);
            break;
        }
    }
    fclose(f);
    return v;
}

/* CPU seconds of the waited-for children of a process, or -1 */
static double children_cpu(long pid)
{
    char path[64], buf[1024], *p;
    unsigned long cu = 0, cs = 0;
    FILE *f;
    size_t n;

    if (!pid)
        return -1;
    snprintf(path, sizeof(path), "/proc/%ld/stat", pid);
    f = fopen(path, "r");
    if (!f)
        return -1;
    n = fread(buf, 1, sizeof(buf) - 1, f);
    fclose(f);
    buf[n] = 0;
    p = strrchr(buf, ')');
    if (!p || sscanf(p + 2,
                     "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u "
                     "%*u %lu %lu",
                     &cu, &cs) != 2)
        return -1;
    return (double)(cu + cs) / (double)sysconf(_SC_CLK_TCK);
}

/* wait until a process has no children left */
static void wait_childless(long pid)
{
    char path[96];
    snprintf(path, sizeof(path), "/proc/%ld/task/%ld/children", pid, pid);
    for (int i = 0; i < 300; i++) {
        char c;
        FILE *f = fopen(path, "r");
        size_t n;
        if (!f)
            return;
        n = fread(&c, 1, 1, f);
        fclose(f);
        if (!n)
            return;
        usleep(10000);
    }
}

static double server_cpu_at_start = -1;

void mark_server(void)
{
    wait_childless(opt.server_pid);
    server_cpu_at_start = children_cpu(opt.server_pid);
}

void json_open(const char *name)
{
    printf("{\"bench\":\"%s\",\"lib\":\"%s\",\"buf\":%zu,\"nb\":%d", name, libssh2_version(0),
           opt.buf, opt.nonblocking);
}

void json_rate(uint64_t bytes, meas m)
{
    printf(",\"cipher\":\"%s\",\"bytes\":%llu,\"mib_per_s\":%.2f,"
           "\"cpu_s_per_gib\":%.4f",
           opt.cipher ? opt.cipher : "default", (unsigned long long)bytes,
           (double)bytes / 1048576 / m.wall, (m.user + m.sys) / ((double)bytes / 1073741824));
    json_meas("", m);
}

void json_meas(const char *prefix, meas m)
{
    printf(",\"%swall\":%.6f,\"%suser\":%.6f,\"%ssys\":%.6f,\"%scpu\":%.6f", prefix, m.wall, prefix,
           m.user, prefix, m.sys, prefix, m.user + m.sys);
}

void json_close(void)
{
    /* not ru_maxrss: that one keeps the size of the process that forked us */
    long peak = status_kb("VmHWM");
    if (opt.server_pid) {
        wait_childless(opt.server_pid);
        double s = children_cpu(opt.server_pid);
        if (s >= 0 && server_cpu_at_start >= 0)
            printf(",\"server_cpu\":%.2f", s - server_cpu_at_start);
    }
    printf(",\"maxrss_kb\":%ld}\n", peak);
    fflush(stdout);
}
