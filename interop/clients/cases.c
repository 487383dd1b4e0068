#include "interop/clients/cases.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "interop/clients/loopback.h"

#define CALL_TIMEOUT_MS 20000 /* a call that takes longer hangs */
#define CASE_TIMEOUT_S 90u    /* a case that takes longer ends the program */

/* ---------------------------------------------------------------------------- a session */

bool fail_case(struct meeting *m, const char *what, int line)
{
    char *why = NULL;
    int code = m->session == NULL ? 0 : libssh2_session_last_error(m->session, &why, NULL, 0);

    if (m->reason[0] == '\0')
        snprintf(m->reason, sizeof(m->reason), "line %d: not %s (last error %d: %s)", line, what, code,
                 why == NULL ? "" : why);
    return false;
}

bool wait_for_server(struct meeting *m)
{
    int directions = libssh2_session_block_directions(m->session);
    struct pollfd ready = { .fd = m->socket };

    if ((directions & LIBSSH2_SESSION_BLOCK_INBOUND) != 0)
        ready.events |= POLLIN;
    if ((directions & LIBSSH2_SESSION_BLOCK_OUTBOUND) != 0)
        ready.events |= POLLOUT;
    return ready.events != 0 && poll(&ready, 1, CALL_TIMEOUT_MS) > 0;
}

static bool meet(struct meeting *m)
{
    m->session = NULL;
    m->reason[0] = '\0';
    m->socket = loopback_connect(m->port);
    CHECK(m, m->socket >= 0);
    m->session = libssh2_session_init();
    CHECK(m, m->session != NULL);
    libssh2_session_set_timeout(m->session, CALL_TIMEOUT_MS);
    libssh2_session_set_blocking(m->session, m->blocking);
    return true;
}

static bool log_in(struct meeting *m)
{
    int rc;

    AGAIN(m, rc, libssh2_session_handshake(m->session, m->socket));
    CHECK(m, rc == 0);
    AGAIN(m, rc,
          libssh2_userauth_publickey_fromfile(m->session, m->user, NULL, m->private_key, NULL));
    CHECK(m, rc == 0);
    return true;
}

static void part(struct meeting *m)
{
    if (m->session != NULL) {
        libssh2_session_set_blocking(m->session, 1);
        libssh2_session_disconnect(m->session, "done");
        libssh2_session_free(m->session);
    }
    if (m->socket >= 0)
        close(m->socket);
}

/* ---------------------------------------------------------------------------- channels */

LIBSSH2_CHANNEL *open_session(struct meeting *m)
{
    LIBSSH2_CHANNEL *channel;

    AGAIN_POINTER(m, channel, libssh2_channel_open_session(m->session));
    return channel;
}

LIBSSH2_CHANNEL *start_command(struct meeting *m, const char *command)
{
    LIBSSH2_CHANNEL *channel = open_session(m);
    int rc;

    if (channel == NULL)
        return NULL;
    AGAIN(m, rc, libssh2_channel_exec(channel, command));
    if (rc == 0)
        return channel;
    AGAIN(m, rc, libssh2_channel_free(channel));
    return NULL;
}

ssize_t read_all(struct meeting *m, LIBSSH2_CHANNEL *channel, int stream, char *out, size_t capacity)
{
    size_t len = 0;
    ssize_t n = 1;

    while (n > 0 && len + 1 < capacity) {
        AGAIN(m, n, libssh2_channel_read_ex(channel, stream, out + len, capacity - 1 - len));
        len += n > 0 ? (size_t)n : 0;
    }
    out[len] = '\0';
    return n < 0 ? n : (ssize_t)len;
}

bool read_line(struct meeting *m, LIBSSH2_CHANNEL *channel, char *out, size_t capacity)
{
    size_t len = 0;
    ssize_t n = 1;

    while (n > 0 && len + 1 < capacity) {
        AGAIN(m, n, libssh2_channel_read(channel, out + len, 1));
        if (n > 0 && out[len] == '\n')
            break;
        len += n > 0 ? (size_t)n : 0;
    }
    out[len] = '\0';
    if (len > 0 && out[len - 1] == '\r') /* a terminal's */
        out[len - 1] = '\0';
    return n > 0;
}

bool write_all(struct meeting *m, LIBSSH2_CHANNEL *channel, const char *data, size_t len)
{
    while (len > 0) {
        ssize_t n;

        AGAIN(m, n, libssh2_channel_write(channel, data, len));
        if (n < 0)
            return false;
        data += n;
        len -= (size_t)n;
    }
    return true;
}

int end_channel(struct meeting *m, LIBSSH2_CHANNEL *channel)
{
    int rc, status = -1;

    AGAIN(m, rc, libssh2_channel_close(channel));
    if (rc == 0)
        AGAIN(m, rc, libssh2_channel_wait_closed(channel));
    if (rc == 0 && libssh2_channel_has_exit_status(channel))
        status = libssh2_channel_get_exit_status(channel);
    AGAIN(m, rc, libssh2_channel_free(channel));
    return rc == 0 ? status : -1;
}

/* ---------------------------------------------------------------------------- the program */

static bool run_case(struct meeting *m, const struct meeting_case *c)
{
    bool ok;

    alarm(CASE_TIMEOUT_S);
    ok = meet(m) && (c->is_stranger || log_in(m)) && c->run(m);
    part(m);
    alarm(0);
    printf("%s %s%s%s%s\n", ok ? "PASS" : "FAIL", c->name, m->blocking ? "" : ", not waiting",
           ok ? "" : ": ", ok ? "" : m->reason);
    fflush(stdout);
    return ok;
}

static bool read_options(struct meeting *m, int argc, char **argv)
{
    int option;

    while ((option = getopt(argc, argv, "p:u:i:")) != -1) {
        if (option == 'p')
            m->port = atoi(optarg);
        else if (option == 'u')
            m->user = optarg;
        else if (option == 'i')
            m->private_key = optarg;
        else
            return false;
    }
    return m->port > 0 && m->user != NULL && m->private_key != NULL && optind == argc;
}

int run_cases(int argc, char **argv, const struct meeting_case *cases, size_t count)
{
    struct meeting m = { .socket = -1 };
    int failed = 0;

    if (!read_options(&m, argc, argv)) {
        fprintf(stderr, "usage: %s -p PORT -u USER -i PRIVATE_KEY\n", argv[0]);
        return 2;
    }
    for (size_t i = 0; i < 2 * count; i++) {
        m.blocking = i % 2 == 0;
        failed |= !run_case(&m, &cases[i / 2]);
    }
    return failed;
}
