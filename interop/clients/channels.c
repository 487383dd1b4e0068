/* What can be run on a channel, and how it ends, with a real server: see cases.h. The server accepts
 * SSH2_TEST from the environment. */
#include "interop/clients/cases.h"

#include <signal.h>
#include <string.h>

#define TEXT_MAX_BYTES 16384u

static bool prints(struct meeting *m, const char *command, const char *output, int status)
{
    static char text[TEXT_MAX_BYTES];
    LIBSSH2_CHANNEL *channel = start_command(m, command);

    CHECK(m, channel != NULL);
    CHECK(m, read_all(m, channel, 0, text, sizeof(text)) >= 0);
    CHECK(m, strcmp(text, output) == 0);
    CHECK(m, libssh2_channel_eof(channel) == 1);
    CHECK(m, end_channel(m, channel) == status);
    return true;
}

static bool commands(struct meeting *m)
{
    return prints(m, "echo hello", "hello\n", 0) && prints(m, "exit 3", "", 3) &&
           prints(m, "printf 'a b' | tr a-z A-Z", "A B", 0) && prints(m, "no-such-command 2>&-", "", 127);
}

static bool one_start_a_channel(struct meeting *m)
{
    LIBSSH2_CHANNEL *channel = open_session(m);
    int rc;

    CHECK(m, channel != NULL);
    AGAIN(m, rc, libssh2_channel_subsystem(channel, "there is none"));
    CHECK(m, rc == LIBSSH2_ERROR_CHANNEL_REQUEST_DENIED);
    AGAIN(m, rc, libssh2_channel_exec(channel, "true"));
    CHECK(m, rc == LIBSSH2_ERROR_BAD_USE);
    AGAIN(m, rc, libssh2_channel_free(channel));
    CHECK(m, rc == 0);
    return true;
}

static bool environment(struct meeting *m)
{
    LIBSSH2_CHANNEL *channel = open_session(m);
    char text[64];
    int rc;

    CHECK(m, channel != NULL);
    AGAIN(m, rc, libssh2_channel_setenv(channel, "SSH2_TEST", "a value"));
    CHECK(m, rc == 0);
    AGAIN(m, rc, libssh2_channel_setenv(channel, "NOT_ACCEPTED", "x"));
    CHECK(m, rc == LIBSSH2_ERROR_CHANNEL_REQUEST_DENIED);
    AGAIN(m, rc, libssh2_channel_exec(channel, "echo \"$SSH2_TEST\""));
    CHECK(m, rc == 0);
    CHECK(m, read_all(m, channel, 0, text, sizeof(text)) >= 0);
    CHECK(m, strcmp(text, "a value\n") == 0);
    CHECK(m, end_channel(m, channel) == 0);
    return true;
}

/* Modes, size and a change of size: RFC 4254, sections 6.2, 6.7 and 8. ECHO is 53. */
static bool terminal(struct meeting *m)
{
    static const char modes[] = { 53, 0, 0, 0, 0, 0 };
    static const char command[] = "echo $TERM; stty -a | grep -o -- ' -echo '; stty size; read x; stty size";
    LIBSSH2_CHANNEL *channel = open_session(m);
    char text[TEXT_MAX_BYTES];
    int rc;

    CHECK(m, channel != NULL);
    AGAIN(m, rc, libssh2_channel_request_pty_ex(channel, "vt220", 5, modes, sizeof(modes), 101, 37, 0, 0));
    CHECK(m, rc == 0);
    AGAIN(m, rc, libssh2_channel_exec(channel, command));
    CHECK(m, rc == 0);
    CHECK(m, read_line(m, channel, text, sizeof(text)) && strcmp(text, "vt220") == 0);
    CHECK(m, read_line(m, channel, text, sizeof(text)) && strcmp(text, " -echo ") == 0);
    CHECK(m, read_line(m, channel, text, sizeof(text)) && strcmp(text, "37 101") == 0);
    AGAIN(m, rc, libssh2_channel_request_pty_size_ex(channel, 55, 22, 550, 220));
    CHECK(m, rc == 0);
    CHECK(m, write_all(m, channel, "\n", 1));
    CHECK(m, read_line(m, channel, text, sizeof(text)) && strcmp(text, "22 55") == 0);
    CHECK(m, read_all(m, channel, 0, text, sizeof(text)) >= 0);
    CHECK(m, end_channel(m, channel) == 0);
    return true;
}

static bool shell(struct meeting *m)
{
    static const char input[] = "echo $((6 * 7))\nexit 9\n";
    LIBSSH2_CHANNEL *channel = open_session(m);
    char text[TEXT_MAX_BYTES];
    int rc;

    CHECK(m, channel != NULL);
    AGAIN(m, rc, libssh2_channel_shell(channel));
    CHECK(m, rc == 0);
    CHECK(m, write_all(m, channel, input, sizeof(input) - 1));
    CHECK(m, read_all(m, channel, 0, text, sizeof(text)) >= 0);
    CHECK(m, strcmp(text, "42\n") == 0);
    CHECK(m, end_channel(m, channel) == 9);
    return true;
}

/* SFTP, by hand: SSH_FXP_INIT of version 3 is answered by SSH_FXP_VERSION. */
static bool subsystem(struct meeting *m)
{
    static const char init[] = { 0, 0, 0, 5, 1, 0, 0, 0, 3 };
    LIBSSH2_CHANNEL *channel = open_session(m);
    char text[TEXT_MAX_BYTES];
    ssize_t n;
    int rc;

    CHECK(m, channel != NULL);
    AGAIN(m, rc, libssh2_channel_subsystem(channel, "sftp"));
    CHECK(m, rc == 0);
    CHECK(m, write_all(m, channel, init, sizeof(init)));
    AGAIN(m, n, libssh2_channel_read(channel, text, sizeof(text)));
    CHECK(m, n > 9 && text[4] == 2 && memcmp(text + 5, init + 5, 4) == 0);
    AGAIN(m, rc, libssh2_channel_send_eof(channel));
    CHECK(m, rc == 0);
    CHECK(m, read_all(m, channel, 0, text, sizeof(text)) == 0);
    CHECK(m, end_channel(m, channel) == 0);
    return true;
}

static const char complaint[] = "echo out; echo err >&2";

static bool errors_apart(struct meeting *m)
{
    LIBSSH2_CHANNEL *channel = start_command(m, complaint);
    char text[64];
    int rc;

    CHECK(m, channel != NULL);
    AGAIN(m, rc, libssh2_channel_wait_eof(channel));
    CHECK(m, rc == 0);
    CHECK(m, read_all(m, channel, 0, text, sizeof(text)) == 4 && strcmp(text, "out\n") == 0);
    CHECK(m, libssh2_channel_eof(channel) == 0); /* there is something left in the other stream */
    CHECK(m, read_all(m, channel, SSH_EXTENDED_DATA_STDERR, text, sizeof(text)) == 4);
    CHECK(m, strcmp(text, "err\n") == 0);
    CHECK(m, libssh2_channel_eof(channel) == 1);
    CHECK(m, end_channel(m, channel) == 0);
    return true;
}

/* Far more than a window of errors, which nobody reads. */
static bool errors_ignored(struct meeting *m)
{
    LIBSSH2_CHANNEL *channel = start_command(m, "head -c 9000000 /dev/zero >&2; echo done");
    char text[64];
    int rc;

    CHECK(m, channel != NULL);
    AGAIN(m, rc, libssh2_channel_handle_extended_data2(channel, LIBSSH2_CHANNEL_EXTENDED_DATA_IGNORE));
    CHECK(m, rc == 0);
    CHECK(m, read_all(m, channel, 0, text, sizeof(text)) == 5 && strcmp(text, "done\n") == 0);
    CHECK(m, end_channel(m, channel) == 0);
    return true;
}

static bool errors_merged(struct meeting *m)
{
    LIBSSH2_CHANNEL *channel = start_command(m, complaint);
    char text[64];
    int rc;

    CHECK(m, channel != NULL);
    AGAIN(m, rc, libssh2_channel_wait_eof(channel));
    CHECK(m, rc == 0); /* what is queued already is merged too */
    CHECK(m, libssh2_channel_handle_extended_data2(channel, LIBSSH2_CHANNEL_EXTENDED_DATA_MERGE) == 0);
    CHECK(m, read_all(m, channel, 0, text, sizeof(text)) == 8);
    CHECK(m, strstr(text, "out\n") != NULL && strstr(text, "err\n") != NULL);
    CHECK(m, end_channel(m, channel) == 0);
    return true;
}

static bool exit_signal(struct meeting *m)
{
    LIBSSH2_CHANNEL *channel = start_command(m, "kill -KILL $$");
    char text[64], *name = NULL;
    size_t len = 0;
    int rc;

    CHECK(m, channel != NULL);
    CHECK(m, read_all(m, channel, 0, text, sizeof(text)) == 0);
    AGAIN(m, rc, libssh2_channel_wait_closed(channel));
    CHECK(m, rc == 0);
    CHECK(m, libssh2_channel_get_exit_signal(channel, &name, &len, NULL, NULL, NULL, NULL) == 0);
    CHECK(m, name != NULL && len == 4 && strcmp(name, "KILL") == 0);
    CHECK(m, libssh2_channel_has_exit_status(channel) == 0);
    CHECK(m, libssh2_channel_get_exit_status(channel) == 0);
    libssh2_free(m->session, name);
    CHECK(m, end_channel(m, channel) == -1);
    return true;
}

static bool signals(struct meeting *m)
{
    static const char command[] =
        "trap 'echo caught; exit 5' TERM; echo ready; while :; do sleep 0.1; done";
    LIBSSH2_CHANNEL *channel = start_command(m, command);
    char text[64];
    int rc;

    CHECK(m, channel != NULL);
    CHECK(m, read_line(m, channel, text, sizeof(text)) && strcmp(text, "ready") == 0);
    AGAIN(m, rc, libssh2_channel_signal(channel, "TERM"));
    CHECK(m, rc == 0);
    CHECK(m, read_all(m, channel, 0, text, sizeof(text)) == 7 && strcmp(text, "caught\n") == 0);
    CHECK(m, end_channel(m, channel) == 5);
    return true;
}

static bool order_of_the_end(struct meeting *m)
{
    LIBSSH2_CHANNEL *channel = start_command(m, "cat; echo end");
    char text[64];
    ssize_t n;
    int rc;

    CHECK(m, channel != NULL);
    AGAIN(m, rc, libssh2_channel_wait_closed(channel));
    CHECK(m, rc == LIBSSH2_ERROR_INVAL);
    CHECK(m, write_all(m, channel, "in\n", 3));
    AGAIN(m, rc, libssh2_channel_send_eof(channel));
    CHECK(m, rc == 0);
    AGAIN(m, n, libssh2_channel_write(channel, "x", 1));
    CHECK(m, n == LIBSSH2_ERROR_CHANNEL_EOF_SENT);
    AGAIN(m, rc, libssh2_channel_wait_eof(channel));
    CHECK(m, rc == 0);
    AGAIN(m, rc, libssh2_channel_close(channel));
    CHECK(m, rc == 0);
    CHECK(m, read_all(m, channel, 0, text, sizeof(text)) == 7 && strcmp(text, "in\nend\n") == 0);
    AGAIN(m, n, libssh2_channel_write(channel, "x", 1));
    CHECK(m, n == LIBSSH2_ERROR_CHANNEL_CLOSED);
    CHECK(m, end_channel(m, channel) == 0);
    return true;
}

static bool windows(struct meeting *m)
{
    LIBSSH2_CHANNEL *channel;
    unsigned long waiting = 0, initial = 0;
    unsigned int before = 0;
    int rc;

    AGAIN_POINTER(m, channel,
                  libssh2_channel_open_ex(m->session, "session", 7, 20000, 8192, NULL, 0));
    CHECK(m, channel != NULL);
    AGAIN(m, rc, libssh2_channel_exec(channel, "head -c 20500 /dev/zero"));
    CHECK(m, rc == 0);
    while (waiting < 20000) { /* all that the window allows */
        rc = libssh2_channel_wait_eof(channel);
        CHECK(m, rc == LIBSSH2_ERROR_EAGAIN || rc == LIBSSH2_ERROR_CHANNEL_WINDOW_FULL);
        CHECK(m, libssh2_channel_window_read_ex(channel, &waiting, &initial) == 20000);
        CHECK(m, waiting == 20000 || wait_for_server(m));
    }
    CHECK(m, initial == 20000);
    CHECK(m, libssh2_channel_receive_window_adjust2(channel, 100, 0, &before) == 0 && before == 0);
    CHECK(m, libssh2_channel_flush(channel) == 20000);
    AGAIN(m, rc, libssh2_channel_wait_eof(channel));
    CHECK(m, rc == 0);
    CHECK(m, libssh2_channel_flush_ex(channel, LIBSSH2_CHANNEL_FLUSH_ALL) == 500);
    CHECK(m, libssh2_channel_window_write_ex(channel, &initial) > initial); /* granted with the start */
    CHECK(m, end_channel(m, channel) == 0);
    return true;
}

#define PARALLEL_COUNT 10
#define PARALLEL_BYTES 3000000u /* more than a window */

/* Reads what there is of channels[1] and the following; *left counts those that have not ended. */
static bool read_some(struct meeting *m, LIBSSH2_CHANNEL **channels, size_t *counts, int *left)
{
    static char data[70000];
    bool moved = false;

    for (int i = 1; i < PARALLEL_COUNT; i++) {
        ssize_t n = counts[i] == PARALLEL_BYTES ? LIBSSH2_ERROR_EAGAIN
                                                : libssh2_channel_read(channels[i], data, sizeof(data));

        CHECK(m, n > 0 || n == LIBSSH2_ERROR_EAGAIN);
        if (n < 0)
            continue;
        moved = true;
        counts[i] += (size_t)n;
        *left -= counts[i] == PARALLEL_BYTES;
    }
    CHECK(m, moved || wait_for_server(m));
    return true;
}

/* The first channel's window is full and nobody reads it: the others go on all the same. */
static bool many_at_once(struct meeting *m)
{
    LIBSSH2_CHANNEL *channels[PARALLEL_COUNT];
    size_t counts[PARALLEL_COUNT] = { 0 };
    static char data[PARALLEL_BYTES + 1];
    int left = PARALLEL_COUNT - 1;

    for (int i = 0; i < PARALLEL_COUNT; i++) {
        channels[i] = start_command(m, "head -c 3000000 /dev/zero");
        CHECK(m, channels[i] != NULL);
    }
    libssh2_session_set_blocking(m->session, 0);
    while (left > 0)
        if (!read_some(m, channels, counts, &left))
            return false;
    libssh2_session_set_blocking(m->session, m->blocking);
    CHECK(m, read_all(m, channels[0], 0, data, sizeof(data)) == (ssize_t)PARALLEL_BYTES);
    for (int i = 0; i < PARALLEL_COUNT; i++)
        CHECK(m, read_all(m, channels[i], 0, data, sizeof(data)) == 0 &&
                     end_channel(m, channels[i]) == 0);
    return true;
}

static bool unknown_types_are_refused(struct meeting *m)
{
    LIBSSH2_CHANNEL *channel;

    AGAIN_POINTER(m, channel,
                  libssh2_channel_open_ex(m->session, "nothing@example.com", 19, 1000, 1000, "x", 1));
    CHECK(m, channel == NULL);
    CHECK(m, libssh2_session_last_errno(m->session) == LIBSSH2_ERROR_CHANNEL_FAILURE);
    return prints(m, "echo on", "on\n", 0);
}

int main(int argc, char **argv)
{
    static const struct meeting_case cases[] = {
        { .name = "commands", .run = commands },
        { .name = "one start a channel", .run = one_start_a_channel },
        { .name = "environment", .run = environment },
        { .name = "terminal with modes and sizes", .run = terminal },
        { .name = "shell", .run = shell },
        { .name = "subsystem", .run = subsystem },
        { .name = "errors apart", .run = errors_apart },
        { .name = "errors ignored", .run = errors_ignored },
        { .name = "errors merged", .run = errors_merged },
        { .name = "exit signal", .run = exit_signal },
        { .name = "signals", .run = signals },
        { .name = "order of the end", .run = order_of_the_end },
        { .name = "windows and flushing", .run = windows },
        { .name = "many channels at once", .run = many_at_once },
        { .name = "unknown types are refused", .run = unknown_types_are_refused },
    };

    signal(SIGPIPE, SIG_IGN);
    return run_cases(argc, argv, cases, sizeof(cases) / sizeof(cases[0]));
}
