/* Workloads for any library with the libssh2.so.1 ABI.
 *
 * Uses only functions of the public API that exist since libssh2 1.10, so that one program can
 * be pointed at different libraries with LD_LIBRARY_PATH. Each run prints one JSON line. See
 * README.md for the subcommands. */
#include "interop/bench/bench.h"

#include <libssh2.h>

#include <getopt.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "interop/bench/measure.h"

struct options opt = { .host = "127.0.0.1", .port = 22, .buf = 32768 };

_Noreturn void die(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    fprintf(stderr, "bench: ");
    vfprintf(stderr, fmt, ap);
    fprintf(stderr, "\n");
    va_end(ap);
    exit(EXIT_FAILED);
}

uint64_t size_arg(const char *s)
{
    char *e;
    double v = strtod(s, &e);
    switch (*e) {
    case 'k':
    case 'K':
        v *= 1024;
        break;
    case 'm':
    case 'M':
        v *= 1048576;
        break;
    case 'g':
    case 'G':
        v *= 1073741824;
        break;
    }
    return (uint64_t)v;
}

static const struct {
    const char *name, *args;
    int nargs;
    bool ssh;
    int (*run)(char **);
} commands[] = {
    { "handshake", "N", 1, true, cmd_handshake },
    { "sftp-init", "N", 1, true, cmd_sftp_init },
    { "sftp-get", "PATH SIZE", 2, true, cmd_sftp_get },
    { "sftp-put", "PATH SIZE", 2, true, cmd_sftp_put },
    { "sftp-small", "DIR N SIZE", 3, true, cmd_sftp_small },
    { "readdir", "DIR ENTRIES [ROUNDS]", 2, true, cmd_readdir },
    { "scp-get", "PATH SIZE", 2, true, cmd_scp_get },
    { "scp-put", "PATH SIZE", 2, true, cmd_scp_put },
    { "exec-down", "SIZE", 1, true, cmd_exec_down },
    { "exec-up", "SIZE", 1, true, cmd_exec_up },
    { "exec-cat", "SIZE", 1, true, cmd_exec_cat },
    { "idle", "N", 1, true, cmd_idle },
    { "channels", "N SIZE", 2, true, cmd_channels },
    { "mkfile", "PATH SIZE", 2, false, cmd_mkfile },
    { "verify", "PATH SIZE", 2, false, cmd_verify },
    { "time", "COMMAND ARGS...", 1, false, cmd_time },
    { "delay-proxy", "LISTEN_PORT SSH_PORT RTT_MS", 3, false, cmd_delay_proxy },
};

_Noreturn static void usage(void)
{
    fprintf(stderr, "usage: bench [options] SUBCOMMAND ARGS\n"
                    " -h host  -p port  -u user  -k private key  -K public key\n"
                    "    (or BENCH_HOST, BENCH_PORT, BENCH_USER, BENCH_KEY)\n"
                    " -c cipher  -m mac  -x kex  -H hostkey  -z compression\n"
                    " -b buffer size  -n non-blocking  -N leave Nagle on\n"
                    " -V check every byte  -t compressible data\n"
                    " -S pid of the listening server, to report its CPU\n");
    for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
        fprintf(stderr, "  %-12s %s\n", commands[i].name, commands[i].args);
    exit(EXIT_USAGE);
}

static void read_environment(void)
{
    const char *e;

    if ((e = getenv("BENCH_HOST")))
        opt.host = e;
    if ((e = getenv("BENCH_PORT")))
        opt.port = atoi(e);
    opt.user = getenv("BENCH_USER");
    opt.key = getenv("BENCH_KEY");
    if ((e = getenv("BENCH_SERVER_PID")))
        opt.server_pid = atol(e);
}

static void read_option(int o)
{
    switch (o) {
    case 'h':
        opt.host = optarg;
        break;
    case 'p':
        opt.port = atoi(optarg);
        break;
    case 'u':
        opt.user = optarg;
        break;
    case 'k':
        opt.key = optarg;
        break;
    case 'K':
        opt.pub = optarg;
        break;
    case 'c':
        opt.cipher = optarg;
        break;
    case 'm':
        opt.mac = optarg;
        break;
    case 'x':
        opt.kex = optarg;
        break;
    case 'H':
        opt.hostkey = optarg;
        break;
    case 'z':
        opt.comp = optarg;
        break;
    case 'b':
        opt.buf = (size_t)size_arg(optarg);
        break;
    case 'n':
        opt.nonblocking = true;
        break;
    case 'N':
        opt.nagle = true;
        break;
    case 'V':
        opt.full_verify = true;
        break;
    case 't':
        opt.text = true;
        break;
    case 'S':
        opt.server_pid = atol(optarg);
        break;
    default:
        usage();
    }
}

/* The public key lies beside the private one. */
static const char *public_key_path(void)
{
    size_t size = strlen(opt.key) + sizeof(".pub");
    char *path = malloc(size);

    if (!path)
        die("no memory");
    snprintf(path, size, "%s.pub", opt.key);
    return path;
}

static void prepare_ssh(void)
{
    if (!opt.user || !opt.key)
        die("no user or key given");
    if (!opt.buf)
        usage();
    if (!opt.pub)
        opt.pub = public_key_path();
    if (libssh2_init(0))
        die("libssh2_init failed");
}

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN);
    read_environment();
    for (int o; (o = getopt(argc, argv, "+h:p:u:k:K:c:m:x:H:z:b:nNVtS:")) != -1;)
        read_option(o);
    if (optind >= argc)
        usage();
    for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
        if (strcmp(commands[i].name, argv[optind]))
            continue;
        if (argc - optind - 1 < commands[i].nargs)
            usage();
        if (commands[i].ssh)
            prepare_ssh();
        if (opt.server_pid)
            mark_server();
        return commands[i].run(argv + optind + 1);
    }
    usage();
}
