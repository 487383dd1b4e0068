/* Copies files by SCP to a real server and back.
 *
 *   scp -p PORT -u USER -i PRIVATE_KEY
 *
 * PRIVATE_KEY opens the door. Each case gives a line "PASS name" or "FAIL name: reason". Exit status:
 * 0 all passed, 1 not, 2 usage. */
#include "interop/clients/loopback.h"

#include <libssh2.h>

#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_BYTES (3u << 20)
#define PIECE_BYTES 40000u
#define LONG_NAME_BYTES 255u /* as file systems have it */
#define MTIME 1234567890
#define ATIME 1234567891
#define POLL_MS 5000
#define TIMEOUT_MS 20000
#define HANG_S 60u /* a case that takes longer hangs: three times the timeout */

static LIBSSH2_SESSION *session;
static int connection;

/* Whether to call again; waits if so. */
static bool again(void)
{
    struct pollfd fd = { .fd = connection };
    int directions = libssh2_session_block_directions(session);

    if (libssh2_session_last_errno(session) != LIBSSH2_ERROR_EAGAIN)
        return false;
    if (directions & LIBSSH2_SESSION_BLOCK_INBOUND)
        fd.events |= POLLIN;
    if (directions & LIBSSH2_SESSION_BLOCK_OUTBOUND)
        fd.events |= POLLOUT;
    return poll(&fd, 1, POLL_MS) > 0;
}

/* A function of the place alone. */
static char byte_at(size_t offset)
{
    return (char)(offset * 7 + (offset >> 8));
}

/* ------------------------------------------------------------------------------ to the server */

static bool write_all(LIBSSH2_CHANNEL *channel, const char *data, size_t len)
{
    while (len > 0) {
        ssize_t n = libssh2_channel_write(channel, data, len);

        if (n < 0 && !(n == LIBSSH2_ERROR_EAGAIN && again()))
            return false;
        data += n > 0 ? n : 0;
        len -= n > 0 ? (size_t)n : 0;
    }
    return true;
}

static bool write_file(LIBSSH2_CHANNEL *channel, size_t len)
{
    static char piece[PIECE_BYTES];
    bool ok = true;

    for (size_t at = 0; ok && at < len;) {
        size_t count = len - at < PIECE_BYTES ? len - at : PIECE_BYTES;

        for (size_t i = 0; i < count; i++)
            piece[i] = byte_at(at + i);
        ok = write_all(channel, piece, count);
        at += count;
    }
    return ok && write_all(channel, "", 1); /* the status, upon which the file gets its times */
}

static int end(LIBSSH2_CHANNEL *channel)
{
    int rc, status;

    while ((rc = libssh2_channel_send_eof(channel)) == LIBSSH2_ERROR_EAGAIN && again())
        ;
    while (rc == 0 && (rc = libssh2_channel_wait_eof(channel)) == LIBSSH2_ERROR_EAGAIN && again())
        rc = 0;
    while (rc == 0 && (rc = libssh2_channel_wait_closed(channel)) == LIBSSH2_ERROR_EAGAIN && again())
        rc = 0;
    status = libssh2_channel_get_exit_status(channel);
    while (libssh2_channel_free(channel) == LIBSSH2_ERROR_EAGAIN && again())
        ;
    return rc != 0 ? rc : status;
}

static bool put(const char *path, int mode, size_t len, time_t mtime, time_t atime)
{
    LIBSSH2_CHANNEL *channel;
    bool ok;

    do {
        channel = libssh2_scp_send64(session, path, mode, (libssh2_int64_t)len, mtime, atime);
    } while (channel == NULL && again());
    if (channel == NULL)
        return false;
    ok = write_file(channel, len);
    return end(channel) == 0 && ok;
}

/* ---------------------------------------------------------------------------- from the server */

static bool read_file(LIBSSH2_CHANNEL *channel, size_t len)
{
    static char piece[PIECE_BYTES];

    for (size_t at = 0; at < len;) {
        size_t want = len - at < PIECE_BYTES ? len - at : PIECE_BYTES;
        ssize_t n = libssh2_channel_read(channel, piece, want);

        if (n == LIBSSH2_ERROR_EAGAIN && again())
            continue;
        if (n <= 0)
            return false;
        for (ssize_t i = 0; i < n; i++)
            if (piece[i] != byte_at(at + (size_t)i))
                return false;
        at += (size_t)n;
    }
    return true;
}

static bool get(const char *path, size_t len, libssh2_struct_stat *sb)
{
    LIBSSH2_CHANNEL *channel;
    bool ok;

    do {
        channel = libssh2_scp_recv2(session, path, sb);
    } while (channel == NULL && again());
    if (channel == NULL)
        return false;
    ok = (sb == NULL || sb->st_size == (off_t)len) && read_file(channel, len);
    while (libssh2_channel_free(channel) == LIBSSH2_ERROR_EAGAIN && again())
        ;
    return ok;
}

static bool there_and_back(const char *path, size_t len)
{
    libssh2_struct_stat sb;

    return put(path, 0644, len, 0, 0) && get(path, len, &sb);
}

/* Both functions fail with the code, and with words of the server's. */
static bool is_refused(bool done, const char *says)
{
    char *sentence = NULL;

    return !done &&
           libssh2_session_last_error(session, &sentence, NULL, 0) == LIBSSH2_ERROR_SCP_PROTOCOL &&
           strstr(sentence, says) != NULL;
}

/* ------------------------------------------------------------------------------- the cases */

static bool copy_blocking(void)
{
    libssh2_session_set_blocking(session, 1);
    return there_and_back("scp-blocking", FILE_BYTES);
}

static bool copy_without_blocking(void)
{
    libssh2_session_set_blocking(session, 0);
    return there_and_back("scp-non-blocking", FILE_BYTES);
}

static bool copy_nothing(void)
{
    return there_and_back("scp-empty", 0);
}

static bool keep_times_and_mode(void)
{
    libssh2_struct_stat sb;

    return put("scp-dated", 0640, 5, MTIME, ATIME) && get("scp-dated", 5, &sb) &&
           sb.st_mtime == MTIME && sb.st_atime == ATIME && sb.st_mode == 0640;
}

static bool copy_into_directory(void)
{
    return put("documents", 0600, 5, 0, 0) && get("documents/documents", 5, NULL);
}

static bool copy_odd_names(void)
{
    static const char *const names[] = { "it's",     "a b",      "\"a\"", "$(id)",    "$HOME",
                                         "`id`",     "!!",       "a!'b",  "*",        "?",
                                         "~",        "{a,b}",    "a;b",   "a&b|c",    "<a>",
                                         "#a",       "a\\b",     "a\nb",  "-f",       "--",
                                         "\xc3\xa4", "a\tb",     "'",     "[a]",      "\\" };

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (!there_and_back(names[i], i)) {
            fprintf(stderr, "the name is %s\n", names[i]);
            return false;
        }
    return true;
}

static bool copy_long_name(void)
{
    char name[LONG_NAME_BYTES + 1];

    memset(name, 'n', LONG_NAME_BYTES);
    name[LONG_NAME_BYTES] = '\0';
    return there_and_back(name, 5);
}

static bool leave_path_to_shell(void)
{
    bool ok;

    libssh2_session_flag(session, LIBSSH2_FLAG_QUOTE_PATHS, 0);
    ok = put("\"$HOME\"/scp-'quoted'", 0600, 5, 0, 0) && get("scp-quot*", 5, NULL);
    libssh2_session_flag(session, LIBSSH2_FLAG_QUOTE_PATHS, 1);
    return ok && get("scp-quoted", 5, NULL);
}

static bool miss_a_file(void)
{
    return is_refused(get("scp-missing", 5, NULL), "No such file or directory");
}

static bool miss_a_directory(void)
{
    return is_refused(put("scp-missing/file", 0600, 5, 0, 0), "No such file or directory");
}

static bool receive_a_directory(void)
{
    return is_refused(get("documents", 5, NULL), "not a regular file");
}

static const struct {
    const char *name;
    bool (*run)(void);
} cases[] = {
    { "a file there and back", copy_blocking },
    { "a file there and back without blocking", copy_without_blocking },
    { "an empty file", copy_nothing },
    { "times and mode are kept", keep_times_and_mode },
    { "into a directory", copy_into_directory },
    { "names that a shell would not leave alone", copy_odd_names },
    { "a name of 255 bytes", copy_long_name },
    { "a path that is left to the shell", leave_path_to_shell },
    { "a file that is missing", miss_a_file },
    { "a directory that is missing", miss_a_directory },
    { "a directory is no file", receive_a_directory },
};

static bool run_case(size_t which)
{
    char *sentence = NULL;
    bool ok;

    alarm(HANG_S);
    libssh2_session_set_blocking(session, 1);
    ok = cases[which].run();
    alarm(0);
    (void)libssh2_session_last_error(session, &sentence, NULL, 0);
    if (ok)
        printf("PASS %s\n", cases[which].name);
    else
        printf("FAIL %s: the last error is \"%s\"\n", cases[which].name, sentence);
    fflush(stdout);
    return ok;
}

static void stop_hanging(int signal_number)
{
    static const char text[] = "FAIL scp: the case after the last one shown hangs\n";

    (void)signal_number;
    (void)!write(STDOUT_FILENO, text, sizeof(text) - 1);
    _exit(1);
}

static void usage(void)
{
    fprintf(stderr, "usage: scp -p PORT -u USER -i PRIVATE_KEY\n");
    exit(2);
}

static bool log_in(int port, const char *user, const char *key)
{
    connection = loopback_connect(port);
    session = libssh2_session_init();
    if (connection < 0 || session == NULL)
        return false;
    libssh2_session_set_timeout(session, TIMEOUT_MS);
    return libssh2_session_handshake(session, connection) == 0 &&
           libssh2_userauth_publickey_fromfile(session, user, NULL, key, NULL) == 0;
}

int main(int argc, char **argv)
{
    const char *user = NULL, *key = NULL;
    int port = 0;
    bool ok = true;

    for (int option; (option = getopt(argc, argv, "p:u:i:")) != -1;) {
        if (option == 'p')
            port = atoi(optarg);
        else if (option == 'u')
            user = optarg;
        else if (option == 'i')
            key = optarg;
        else
            usage();
    }
    if (optind != argc || port == 0 || user == NULL || key == NULL)
        usage();
    signal(SIGALRM, stop_hanging);
    if (libssh2_init(0) != 0 || !log_in(port, user, key))
        return 1;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        ok = run_case(i) && ok;
    libssh2_session_free(session);
    close(connection);
    libssh2_exit();
    return ok ? 0 : 1;
}
