/* What needs no library: files of test data, and the cost of other programs. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "interop/bench/bench.h"
#include "interop/bench/measure.h"
#include "interop/bench/pattern.h"

int cmd_mkfile(char **a)
{
    uint64_t size = size_arg(a[1]), off = 0;
    int fd = open(a[0], O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (fd < 0)
        die("%s: %s", a[0], strerror(errno));
    make_pool();
    while (off < size) {
        size_t len = size - off < POOL_EXTRA ? (size_t)(size - off) : POOL_EXTRA;
        ssize_t n = write(fd, pool + off % PERIOD, len);
        if (n <= 0)
            die("write: %s", strerror(errno));
        off += (uint64_t)n;
    }
    return close(fd);
}

int cmd_verify(char **a)
{
    uint64_t size = size_arg(a[1]), off = 0;
    int fd = open(a[0], O_RDONLY);
    unsigned char *b = malloc(1 << 20);
    ssize_t n;
    if (fd < 0 || !b)
        die("%s: %s", a[0], strerror(errno));
    opt.full_verify = true;
    while ((n = read(fd, b, 1 << 20)) > 0) {
        check(b, (size_t)n, off);
        off += (uint64_t)n;
    }
    if (off != size)
        die("%s has %llu bytes", a[0], (unsigned long long)off);
    return 0;
}

/* wall and CPU of a whole command and the children that it waited for */
int cmd_time(char **a)
{
    meas m = mark_who(RUSAGE_CHILDREN), e;
    int st = 0;
    pid_t p = fork();
    if (!p) {
        int fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
        if (fd >= 0)
            dup2(fd, 1);
        execvp(a[0], a);
        _exit(127);
    }
    waitpid(p, &st, 0);
    e = mark_who(RUSAGE_CHILDREN);
    m = (meas){ e.wall - m.wall, e.user - m.user, e.sys - m.sys };
    printf("{\"bench\":\"time\",\"status\":%d", WIFEXITED(st) ? WEXITSTATUS(st) : -1);
    json_meas("", m);
    json_close();
    return WIFEXITED(st) ? WEXITSTATUS(st) : EXIT_FAILED;
}
