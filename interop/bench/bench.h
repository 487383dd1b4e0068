#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define EXIT_FAILED 1
#define EXIT_USAGE 2
#define EXIT_UNSUPPORTED 3 /* the library lacks an algorithm that was asked for */

/* What the command line and the environment say. */
struct options {
    const char *host, *user, *key, *pub;
    int port;
    const char *cipher, *mac, *kex, *hostkey, *comp; /* NULL: the library chooses */
    size_t buf;                                      /* bytes of a read or write */
    bool nonblocking, nagle, full_verify, text;
    long server_pid; /* 0: its CPU is not measured */
};
extern struct options opt;

/* Prints "bench: ..." on standard error and ends the program. */
_Noreturn void die(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* A number of bytes, with K, M or G behind it. */
uint64_t size_arg(const char *text);

/* The subcommands; each gets its arguments and returns the exit status. */
int cmd_handshake(char **a);
int cmd_sftp_init(char **a);
int cmd_sftp_get(char **a);
int cmd_sftp_put(char **a);
int cmd_sftp_small(char **a);
int cmd_readdir(char **a);
int cmd_scp_get(char **a);
int cmd_scp_put(char **a);
int cmd_exec_down(char **a);
int cmd_exec_up(char **a);
int cmd_exec_cat(char **a);
int cmd_idle(char **a);
int cmd_channels(char **a);
int cmd_mkfile(char **a);
int cmd_verify(char **a);
int cmd_time(char **a);
int cmd_delay_proxy(char **a);

#endif
