/* Copies a file to an SSH server and back, and shows on the way most of what a client does:
 * log in (client.c), run a command, list a directory, upload, download.
 *
 *   sftp_transfer [-p PORT] [-k KNOWN_HOSTS] [-i PRIVATE_KEY] USER@HOST FILE
 *
 * FILE goes to the server's home directory under its own name, its SHA-256 sum is taken
 * there, and it comes back as FILE.copy. Without -i the password is asked for, or is the
 * first line of standard input. Exit status: 0 done, 1 failed (standard error says why),
 * 2 wrong usage. */
#include "docs/examples/client.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define BUFFER_BYTES (256u * 1024u) /* large enough to keep many requests on their way */
#define TEXT_BYTES 1024u
#define BAR_COLUMNS 40
#define BAR_INTERVAL_S 0.1
#define BYTES_PER_MB 1e6

static bool failed_locally(const char *what)
{
    fprintf(stderr, "%s: %s\n", what, strerror(errno));
    return false;
}

/* --------------------------------------------------------------------------- a command */

static bool print_output(const struct client *client, LIBSSH2_CHANNEL *channel)
{
    char text[TEXT_BYTES];
    ssize_t n;

    while ((n = libssh2_channel_read(channel, text, sizeof(text))) > 0)
        fwrite(text, 1, (size_t)n, stdout);
    return n == 0 || client_failed(client, "reading the command's output");
}

/* Runs the command and shows its output. False if it could not be run or ended with an error. */
static bool run(const struct client *client, const char *command)
{
    LIBSSH2_CHANNEL *channel = libssh2_channel_open_session(client->session);
    bool ok;

    if (channel == NULL)
        return client_failed(client, "opening a channel");
    printf("$ %s\n", command);
    ok = libssh2_channel_exec(channel, command) == 0 || client_failed(client, command);
    ok = ok && print_output(client, channel);
    ok =
        ok && ((libssh2_channel_close(channel) == 0 && libssh2_channel_wait_closed(channel) == 0) ||
               client_failed(client, "closing the channel"));
    if (ok && libssh2_channel_get_exit_status(channel) != 0) {
        fprintf(stderr, "the command ended with status %d\n",
                libssh2_channel_get_exit_status(channel));
        ok = false;
    }
    libssh2_channel_free(channel);
    return ok;
}

/* ------------------------------------------------------------------------------- files */

static bool list_directory(const struct client *client, const char *path)
{
    LIBSSH2_SFTP_HANDLE *dir = libssh2_sftp_opendir(client->sftp, path);
    char name[TEXT_BYTES], line[TEXT_BYTES];
    int n;

    if (dir == NULL)
        return client_failed(client, path);
    printf("Directory %s\n", path);
    while ((n = libssh2_sftp_readdir_ex(dir, name, sizeof(name), line, sizeof(line), NULL)) > 0)
        printf("  %s\n", line[0] != '\0' ? line : name);
    libssh2_sftp_closedir(dir);
    return n == 0 || client_failed(client, path);
}

struct progress {
    const char *label;
    double total, done;    /* bytes */
    double started, shown; /* seconds */
};

static double seconds_now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void draw_progress(const struct progress *p, double now)
{
    double share = p->total > 0 ? p->done / p->total : 1;
    int full = (int)(share * BAR_COLUMNS);
    double elapsed = now - p->started;

    printf("\r%-8s [%.*s%*s] %3.0f %%  %.1f MB  %.1f MB/s ", p->label, full,
           "########################################", BAR_COLUMNS - full, "", share * 100,
           p->done / BYTES_PER_MB, elapsed > 0 ? p->done / BYTES_PER_MB / elapsed : 0);
    fflush(stdout);
}

/* A bar that moves is for people; a log gets its last state only. */
static void advance(struct progress *p, size_t bytes)
{
    double now = seconds_now();

    p->done += (double)bytes;
    if (isatty(STDOUT_FILENO) && now - p->shown > BAR_INTERVAL_S) {
        p->shown = now;
        draw_progress(p, now);
    }
}

static void finish(const struct progress *p)
{
    draw_progress(p, seconds_now());
    printf("\n");
}

/* libssh2_sftp_write says how much the server has confirmed; the rest is to be given again. */
static bool write_all(LIBSSH2_SFTP_HANDLE *to, const char *data, size_t len)
{
    while (len > 0) {
        ssize_t n = libssh2_sftp_write(to, data, len);
        if (n < 0)
            return false;
        data += n;
        len -= (size_t)n;
    }
    return true;
}

static bool send_file(const struct client *client, FILE *from, LIBSSH2_SFTP_HANDLE *to,
                      struct progress *p)
{
    static char buffer[BUFFER_BYTES];
    size_t n;

    while ((n = fread(buffer, 1, sizeof(buffer), from)) > 0) {
        if (!write_all(to, buffer, n))
            return client_failed(client, "writing on the server");
        advance(p, n);
    }
    return !ferror(from) || failed_locally("reading the file");
}

static bool receive_file(const struct client *client, LIBSSH2_SFTP_HANDLE *from, FILE *to,
                         struct progress *p)
{
    static char buffer[BUFFER_BYTES];
    ssize_t n;

    while ((n = libssh2_sftp_read(from, buffer, sizeof(buffer))) > 0) {
        if (fwrite(buffer, 1, (size_t)n, to) != (size_t)n)
            return failed_locally("writing the copy");
        advance(p, (size_t)n);
    }
    return n == 0 || client_failed(client, "reading on the server");
}

static bool upload_open_file(const struct client *client, FILE *from, const char *remote)
{
    unsigned long how = LIBSSH2_FXF_WRITE | LIBSSH2_FXF_CREAT | LIBSSH2_FXF_TRUNC;
    struct progress p = { .label = "upload", .started = seconds_now() };
    LIBSSH2_SFTP_HANDLE *to;
    struct stat local;
    bool ok;

    if (fstat(fileno(from), &local) != 0)
        return failed_locally("the file");
    to = libssh2_sftp_open(client->sftp, remote, how, 0644);
    if (to == NULL)
        return client_failed(client, remote);
    p.total = (double)local.st_size;
    ok = send_file(client, from, to, &p);
    finish(&p);
    /* The server may say only now that its disk is full. */
    if (libssh2_sftp_close(to) != 0 && ok)
        ok = client_failed(client, remote);
    return ok;
}

static bool upload(const struct client *client, const char *path, const char *remote)
{
    FILE *from = fopen(path, "rb");
    bool ok;

    if (from == NULL)
        return failed_locally(path);
    ok = upload_open_file(client, from, remote);
    fclose(from);
    return ok;
}

static bool download_open_file(const struct client *client, LIBSSH2_SFTP_HANDLE *from,
                               const char *path)
{
    struct progress p = { .label = "download", .started = seconds_now() };
    LIBSSH2_SFTP_ATTRIBUTES attributes;
    FILE *to;
    bool ok;

    if (libssh2_sftp_fstat(from, &attributes) != 0)
        return client_failed(client, "the file's size");
    to = fopen(path, "wb");
    if (to == NULL)
        return failed_locally(path);
    p.total = (double)attributes.filesize;
    ok = receive_file(client, from, to, &p);
    finish(&p);
    if (fclose(to) != 0 && ok)
        ok = failed_locally(path);
    return ok;
}

static bool download(const struct client *client, const char *remote, const char *path)
{
    LIBSSH2_SFTP_HANDLE *from = libssh2_sftp_open(client->sftp, remote, LIBSSH2_FXF_READ, 0);
    bool ok;

    if (from == NULL)
        return client_failed(client, remote);
    ok = download_open_file(client, from, path);
    libssh2_sftp_close(from);
    return ok;
}

/* -------------------------------------------------------------------------------- main */

/* The server's shell sees the name, so only harmless characters may be in it. */
static bool is_plain_name(const char *name)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";

    return name[0] != '\0' && name[0] != '-' && strspn(name, plain) == strlen(name) &&
           strlen(name) < TEXT_BYTES / 2;
}

static bool transfer(struct client *client, const char *file)
{
    const char *slash = strrchr(file, '/');
    const char *remote = slash != NULL ? slash + 1 : file;
    char copy[PATH_MAX], command[TEXT_BYTES];

    if (!is_plain_name(remote) || snprintf(copy, sizeof(copy), "%s.copy", file) >= PATH_MAX) {
        fprintf(stderr, "%s: use a short name of letters, digits, '.', '_' and '-'\n", file);
        return false;
    }
    snprintf(command, sizeof(command), "sha256sum %s", remote);
    client->sftp = libssh2_sftp_init(client->session);
    if (client->sftp == NULL)
        return client_failed(client, "starting SFTP");
    return list_directory(client, ".") && upload(client, file, remote) && run(client, command) &&
           download(client, remote, copy);
}

static void usage(void)
{
    fprintf(stderr, "usage: sftp_transfer [-p PORT] [-k KNOWN_HOSTS] [-i PRIVATE_KEY] "
                    "USER@HOST FILE\n");
    exit(2);
}

/* Splits USER@HOST in place. */
static void read_target(struct login *login, char *target)
{
    char *at = strrchr(target, '@');

    if (at == NULL || at == target || at[1] == '\0')
        usage();
    *at = '\0';
    login->user = target;
    login->host = at + 1;
}

static void default_known_hosts(char *path, size_t size)
{
    const char *home = getenv("HOME");

    snprintf(path, size, "%s/.ssh/known_hosts", home != NULL ? home : "");
}

int main(int argc, char **argv)
{
    char known_hosts[PATH_MAX];
    struct login login = { .port = "22", .known_hosts = known_hosts };
    struct client client;
    int option;
    bool ok;

    setvbuf(stdout, NULL, _IOLBF, 0); /* in order with standard error, also in a log */
    default_known_hosts(known_hosts, sizeof(known_hosts));
    while ((option = getopt(argc, argv, "p:k:i:")) != -1) {
        if (option == 'p')
            login.port = optarg;
        else if (option == 'k')
            login.known_hosts = optarg;
        else if (option == 'i')
            login.private_key = optarg;
        else
            usage();
    }
    if (argc - optind != 2 || strspn(login.port, "0123456789") != strlen(login.port))
        usage();
    read_target(&login, argv[optind]);
    if (libssh2_init(0) != 0)
        return 1;
    ok = client_open(&client, &login) && run(&client, "uname -srm") &&
         transfer(&client, argv[optind + 1]);
    client_close(&client);
    libssh2_exit();
    return ok ? 0 : 1;
}
