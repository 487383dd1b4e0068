/*
 * bench-libssh.c - the same SFTP transfer with libssh, as a yardstick.
 * Build: cc -O2 -o bench-libssh bench-libssh.c -lssh
 * Usage: bench-libssh get|put PATH SIZE [CIPHER [MAC]]; settings as for bench,
 * from BENCH_HOST, BENCH_PORT, BENCH_USER and BENCH_KEY.
 * 16 requests of 32000 bytes are kept in flight where the version can do that
 * (0.10: reads only; from 0.11 on: both).
 */
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include <libssh/libssh.h>
#include <libssh/sftp.h>

#define DEPTH 16
#define CHUNK 32000

static double cpu(void)
{
    struct rusage r;
    getrusage(RUSAGE_SELF, &r);
    return (double)(r.ru_utime.tv_sec + r.ru_stime.tv_sec) +
           (double)(r.ru_utime.tv_usec + r.ru_stime.tv_usec) / 1e6;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static long peak_kb(void)
{
    char line[256];
    long v = -1;
    FILE *f = fopen("/proc/self/status", "r");
    while (f && fgets(line, sizeof(line), f))
        if (!strncmp(line, "VmHWM:", 6))
            v = strtol(line + 6, NULL, 10);
    if (f)
        fclose(f);
    return v;
}

static void die(const char *what, ssh_session s)
{
    fprintf(stderr, "bench-libssh: %s: %s\n", what, s ? ssh_get_error(s) : "");
    exit(1);
}

static uint64_t get(sftp_session sf, const char *path, uint64_t size)
{
    static char buf[CHUNK];
    uint64_t got = 0;
    sftp_file f = sftp_open(sf, path, O_RDONLY, 0);
    if (!f)
        return 0;
#if LIBSSH_VERSION_INT >= SSH_VERSION_INT(0, 11, 0)
    {
        sftp_aio q[DEPTH];
        uint64_t asked = 0, head = 0, tail = 0;
        while (got < size) {
            while (head - tail < DEPTH && asked < size) {
                size_t want = size - asked < CHUNK ? (size_t)(size - asked) : CHUNK;
                if (sftp_aio_begin_read(f, want, &q[head % DEPTH]) < 0)
                    return got;
                head++;
                asked += want;
            }
            ssize_t n = sftp_aio_wait_read(&q[tail % DEPTH], buf, CHUNK);
            tail++;
            if (n <= 0)
                return got;
            got += (uint64_t)n;
        }
    }
#else
    {
        int q[DEPTH];
        uint64_t asked = 0, head = 0, tail = 0;
        while (got < size) {
            while (head - tail < DEPTH && asked < size) {
                int id = sftp_async_read_begin(f, CHUNK);
                if (id < 0)
                    return got;
                q[head++ % DEPTH] = id;
                asked += CHUNK;
            }
            int n = sftp_async_read(f, buf, CHUNK, (uint32_t)q[tail % DEPTH]);
            tail++;
            if (n <= 0)
                return got;
            got += (uint64_t)n;
        }
    }
#endif
    sftp_close(f);
    return got;
}

static uint64_t put(sftp_session sf, const char *path, uint64_t size)
{
    static char buf[CHUNK];
    uint64_t done = 0;
    sftp_file f = sftp_open(sf, path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (!f)
        return 0;
#if LIBSSH_VERSION_INT >= SSH_VERSION_INT(0, 11, 0)
    sftp_aio q[DEPTH];
    uint64_t asked = 0, head = 0, tail = 0;
    while (done < size) {
        while (head - tail < DEPTH && asked < size) {
            size_t want = size - asked < CHUNK ? (size_t)(size - asked) : CHUNK;
            if (sftp_aio_begin_write(f, buf, want, &q[head % DEPTH]) < 0)
                return done;
            head++;
            asked += want;
        }
        ssize_t n = sftp_aio_wait_write(&q[tail % DEPTH]);
        tail++;
        if (n <= 0)
            return done;
        done += (uint64_t)n;
    }
#else
    while (done < size) {
        size_t want = size - done < CHUNK ? (size_t)(size - done) : CHUNK;
        ssize_t n = sftp_write(f, buf, want);
        if (n <= 0)
            return done;
        done += (uint64_t)n;
    }
#endif
    sftp_close(f);
    return done;
}

int main(int argc, char **argv)
{
    unsigned port = getenv("BENCH_PORT") ? (unsigned)atoi(getenv("BENCH_PORT")) : 22;
    bool no = false, down;
    ssh_session s = ssh_new();
    ssh_key k = NULL;
    sftp_session sf;
    uint64_t size, n;
    double c, w;

    if (argc < 4)
        return 2;
    down = !strcmp(argv[1], "get");
    size = strtoull(argv[3], NULL, 10);
    ssh_options_set(s, SSH_OPTIONS_PROCESS_CONFIG, &no);
    ssh_options_set(s, SSH_OPTIONS_HOST, getenv("BENCH_HOST"));
    ssh_options_set(s, SSH_OPTIONS_PORT, &port);
    ssh_options_set(s, SSH_OPTIONS_USER, getenv("BENCH_USER"));
    if (argc > 4 && (ssh_options_set(s, SSH_OPTIONS_CIPHERS_C_S, argv[4]) ||
                     ssh_options_set(s, SSH_OPTIONS_CIPHERS_S_C, argv[4])))
        die("cipher", s);
    if (argc > 5 && (ssh_options_set(s, SSH_OPTIONS_HMAC_C_S, argv[5]) ||
                     ssh_options_set(s, SSH_OPTIONS_HMAC_S_C, argv[5])))
        die("mac", s);
    if (ssh_connect(s) != SSH_OK)
        die("connect", s);
    if (ssh_pki_import_privkey_file(getenv("BENCH_KEY"), NULL, NULL, NULL, &k) ||
        ssh_userauth_publickey(s, NULL, k) != SSH_AUTH_SUCCESS)
        die("auth", s);
    sf = sftp_new(s);
    if (!sf || sftp_init(sf))
        die("sftp", s);
    c = cpu();
    w = now();
    n = down ? get(sf, argv[2], size) : put(sf, argv[2], size);
    c = cpu() - c;
    w = now() - w;
    if (n != size)
        die("short transfer", s);
    sftp_free(sf);
    ssh_disconnect(s);
    printf("{\"bench\":\"libssh-%s\",\"lib\":\"%s\",\"bytes\":%llu,"
           "\"wall\":%.6f,\"cpu\":%.6f,\"cpu_s_per_gib\":%.4f,"
           "\"maxrss_kb\":%ld}\n",
           argv[1], ssh_version(0), (unsigned long long)n, w, c, c / ((double)n / 1073741824),
           peak_kb());
    return 0;
}
