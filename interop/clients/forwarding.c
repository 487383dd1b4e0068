/* Connections that go through a real server: to and from its ports and sockets, and from its programs to
 * our display and our agent. See cases.h. The server's X11Forwarding is on, and the environment's
 * SSH_AUTH_SOCK is an agent with a key. */
#include "interop/clients/cases.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define TEXT_MAX_BYTES 4096u
#define HELD_MAX_COUNT 8u

/* Channels that the server has opened, put here by the hooks. */
static LIBSSH2_CHANNEL *held[HELD_MAX_COUNT];
static unsigned held_count;
static char origin[TEXT_MAX_BYTES];

static void hold(LIBSSH2_CHANNEL *channel)
{
    if (held_count < HELD_MAX_COUNT)
        held[held_count++] = channel;
}

static LIBSSH2_AUTHAGENT_FUNC(on_agent)
{
    (void)session;
    (void)abstract;
    hold(channel);
}

static LIBSSH2_X11_OPEN_FUNC(on_x11)
{
    (void)session;
    (void)sport;
    (void)abstract;
    snprintf(origin, sizeof(origin), "%s", shost);
    hold(channel);
}

/* ------------------------------------------------------------------ to the server's ports */

/* The server's own port greets. */
static bool direct_tcpip(struct meeting *m)
{
    LIBSSH2_CHANNEL *channel;
    char text[8];
    ssize_t n;
    int rc;

    AGAIN_POINTER(m, channel, libssh2_channel_direct_tcpip(m->session, "127.0.0.1", m->port));
    CHECK(m, channel != NULL);
    AGAIN(m, n, libssh2_channel_read(channel, text, 4));
    CHECK(m, n == 4 && memcmp(text, "SSH-", 4) == 0);
    CHECK(m, write_all(m, channel, "no SSH\r\n", 8));
    while (n > 0)
        AGAIN(m, n, libssh2_channel_read(channel, text, sizeof(text)));
    CHECK(m, n == 0);
    AGAIN(m, rc, libssh2_channel_free(channel));
    CHECK(m, rc == 0);
    return true;
}

static bool a_closed_port_is_refused(struct meeting *m)
{
    LIBSSH2_CHANNEL *channel;

    AGAIN_POINTER(m, channel, libssh2_channel_direct_tcpip(m->session, "127.0.0.1", 1));
    CHECK(m, channel == NULL);
    CHECK(m, libssh2_session_last_errno(m->session) == LIBSSH2_ERROR_CHANNEL_FAILURE);
    AGAIN_POINTER(m, channel,
                  libssh2_channel_direct_streamlocal_ex(m->session, "/there/is/none", "here", 0));
    CHECK(m, channel == NULL);
    CHECK(m, libssh2_session_last_errno(m->session) == LIBSSH2_ERROR_CHANNEL_FAILURE);
    return true;
}

/* ---------------------------------------------------------------- from the server's ports */

/* A command that connects to the port, says something and prints what it hears. It has connected, or
 * failed to, when this returns: callers come in the order of their calls. */
static LIBSSH2_CHANNEL *connect_there(struct meeting *m, const char *host, int port)
{
    char command[TEXT_MAX_BYTES], line[64];
    LIBSSH2_CHANNEL *channel;

    snprintf(command, sizeof(command),
             "exec 3<>/dev/tcp/%s/%d && echo connected && echo from there >&3 && cat <&3", host, port);
    channel = start_command(m, command);
    if (channel != NULL)
        (void)read_line(m, channel, line, sizeof(line));
    return channel;
}

static bool talk_to_caller(struct meeting *m, LIBSSH2_CHANNEL *caller, LIBSSH2_CHANNEL *accepted)
{
    char text[64];
    int rc;

    CHECK(m, read_line(m, accepted, text, sizeof(text)) && strcmp(text, "from there") == 0);
    CHECK(m, write_all(m, accepted, "from here", 9));
    AGAIN(m, rc, libssh2_channel_free(accepted));
    CHECK(m, rc == 0);
    CHECK(m, read_all(m, caller, 0, text, sizeof(text)) == 9 && strcmp(text, "from here") == 0);
    CHECK(m, end_channel(m, caller) == 0);
    return true;
}

static bool listening(struct meeting *m)
{
    LIBSSH2_LISTENER *listener;
    LIBSSH2_CHANNEL *caller, *accepted;
    int port = 0, rc;

    AGAIN_POINTER(m, listener,
                  libssh2_channel_forward_listen_ex(m->session, "127.0.0.1", 0, &port, 4));
    CHECK(m, listener != NULL && port > 0);
    for (int i = 0; i < 2; i++) {
        caller = connect_there(m, "127.0.0.1", port);
        CHECK(m, caller != NULL);
        AGAIN_POINTER(m, accepted, libssh2_channel_forward_accept(listener));
        CHECK(m, accepted != NULL);
        if (!talk_to_caller(m, caller, accepted))
            return false;
    }
    AGAIN(m, rc, libssh2_channel_forward_cancel(listener));
    CHECK(m, rc == 0);
    caller = connect_there(m, "127.0.0.1", port); /* nobody listens there any more */
    CHECK(m, caller != NULL && end_channel(m, caller) != 0);
    return true;
}

/* More connections than the queue holds are refused; those in it go when the listener goes. */
static bool full_queue(struct meeting *m)
{
    LIBSSH2_LISTENER *listener;
    LIBSSH2_CHANNEL *callers[2];
    char text[64];
    int port = 0, rc;

    AGAIN_POINTER(m, listener,
                  libssh2_channel_forward_listen_ex(m->session, "127.0.0.1", 0, &port, 1));
    CHECK(m, listener != NULL);
    for (int i = 0; i < 2; i++) {
        callers[i] = connect_there(m, "127.0.0.1", port);
        CHECK(m, callers[i] != NULL);
    }
    CHECK(m, read_all(m, callers[1], 0, text, sizeof(text)) == 0);
    (void)end_channel(m, callers[1]);
    AGAIN(m, rc, libssh2_channel_forward_cancel(listener));
    CHECK(m, rc == 0);
    CHECK(m, read_all(m, callers[0], 0, text, sizeof(text)) == 0);
    (void)end_channel(m, callers[0]);
    return true;
}

static bool a_port_that_is_taken_is_refused(struct meeting *m)
{
    LIBSSH2_LISTENER *listener;

    AGAIN_POINTER(m, listener,
                  libssh2_channel_forward_listen_ex(m->session, "127.0.0.1", m->port, NULL, 1));
    CHECK(m, listener == NULL);
    CHECK(m, libssh2_session_last_errno(m->session) == LIBSSH2_ERROR_REQUEST_DENIED);
    return true;
}

/* ---------------------------------------------------------------------------------- X11 */

static bool x11(struct meeting *m)
{
    LIBSSH2_CHANNEL *program = open_session(m);
    char text[64];
    int rc;

    held_count = 0;
    libssh2_session_callback_set2(m->session, LIBSSH2_CALLBACK_X11, (libssh2_cb_generic *)on_x11);
    CHECK(m, program != NULL);
    AGAIN(m, rc, libssh2_channel_x11_req(program, 0));
    CHECK(m, rc == 0);
    AGAIN(m, rc,
          libssh2_channel_exec(program, "d=${DISPLAY#*:}; exec 3<>/dev/tcp/127.0.0.1/$((6000 + ${d%.*})); "
                                        "echo from there >&3; cat <&3"));
    CHECK(m, rc == 0);
    libssh2_session_set_blocking(m->session, 0);
    while (held_count == 0) {
        CHECK(m, libssh2_channel_read(program, text, sizeof(text)) == LIBSSH2_ERROR_EAGAIN);
        CHECK(m, held_count > 0 || wait_for_server(m));
    }
    libssh2_session_set_blocking(m->session, m->blocking);
    CHECK(m, strcmp(origin, "127.0.0.1") == 0);
    return talk_to_caller(m, program, held[0]);
}

/* -------------------------------------------------------------------------------- the agent */

static int connect_agent(void)
{
    const char *path = getenv("SSH_AUTH_SOCK");
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);

    snprintf(address.sun_path, sizeof(address.sun_path), "%s", path == NULL ? "" : path);
    if (fd < 0 || connect(fd, (const struct sockaddr *)&address, sizeof(address)) == 0)
        return fd;
    close(fd);
    return -1;
}

/* Carries what there is between the server's channel and the agent; false when either has failed. */
static bool relay(struct meeting *m, LIBSSH2_CHANNEL *channel, int agent)
{
    char data[TEXT_MAX_BYTES];
    struct pollfd readable = { .fd = agent, .events = POLLIN };
    ssize_t n = libssh2_channel_read(channel, data, sizeof(data));

    if (n > 0 && write(agent, data, (size_t)n) != n)
        return false;
    if (n < 0 && n != LIBSSH2_ERROR_EAGAIN)
        return false;
    if (poll(&readable, 1, 0) <= 0)
        return true;
    n = read(agent, data, sizeof(data));
    return n > 0 && write_all(m, channel, data, (size_t)n);
}

static bool wait_for_both(struct meeting *m, int agent)
{
    struct pollfd ready[2] = { { .fd = m->socket, .events = POLLIN }, { .fd = agent, .events = POLLIN } };

    return poll(ready, agent < 0 ? 1 : 2, 20000) > 0;
}

/* The server's program has our agent's keys. */
static bool agent_keys(struct meeting *m)
{
    LIBSSH2_CHANNEL *program = open_session(m);
    char text[TEXT_MAX_BYTES];
    int agent = -1, rc;
    ssize_t n = LIBSSH2_ERROR_EAGAIN;

    held_count = 0;
    libssh2_session_callback_set2(m->session, LIBSSH2_CALLBACK_AUTHAGENT,
                                  (libssh2_cb_generic *)on_agent);
    CHECK(m, program != NULL);
    AGAIN(m, rc, libssh2_channel_request_auth_agent(program));
    CHECK(m, rc == 0);
    AGAIN(m, rc, libssh2_channel_exec(program, "ssh-add -l"));
    CHECK(m, rc == 0);
    libssh2_session_set_blocking(m->session, 0);
    while (n == LIBSSH2_ERROR_EAGAIN) {
        n = libssh2_channel_read(program, text, sizeof(text) - 1);
        if (held_count > 0 && agent < 0)
            CHECK(m, (agent = connect_agent()) >= 0);
        if (agent >= 0)
            CHECK(m, relay(m, held[0], agent));
        CHECK(m, n != LIBSSH2_ERROR_EAGAIN || wait_for_both(m, agent));
    }
    close(agent);
    libssh2_session_set_blocking(m->session, m->blocking);
    CHECK(m, n > 0 && held_count == 1);
    text[n] = '\0';
    CHECK(m, strstr(text, "SHA256:") != NULL);
    AGAIN(m, rc, libssh2_channel_free(held[0]));
    CHECK(m, rc == 0);
    CHECK(m, read_all(m, program, 0, text, sizeof(text)) >= 0 && end_channel(m, program) == 0);
    return true;
}

/* A socket at the server: that of the agent which is forwarded to it. So we talk to ourselves. */
static bool direct_streamlocal(struct meeting *m)
{
    LIBSSH2_CHANNEL *program = open_session(m), *channel;
    char path[TEXT_MAX_BYTES], text[64];
    int rc;

    held_count = 0;
    libssh2_session_callback_set2(m->session, LIBSSH2_CALLBACK_AUTHAGENT,
                                  (libssh2_cb_generic *)on_agent);
    CHECK(m, program != NULL);
    AGAIN(m, rc, libssh2_channel_request_auth_agent(program));
    CHECK(m, rc == 0);
    AGAIN(m, rc, libssh2_channel_exec(program, "echo $SSH_AUTH_SOCK; cat"));
    CHECK(m, rc == 0);
    CHECK(m, read_line(m, program, path, sizeof(path)));
    AGAIN_POINTER(m, channel, libssh2_channel_direct_streamlocal_ex(m->session, path, "here", 0));
    CHECK(m, channel != NULL);
    CHECK(m, write_all(m, channel, "to the socket\n", 14));
    libssh2_session_set_blocking(m->session, 0);
    while (held_count == 0) {
        CHECK(m, libssh2_channel_read(channel, text, sizeof(text)) == LIBSSH2_ERROR_EAGAIN);
        CHECK(m, held_count > 0 || wait_for_server(m));
    }
    libssh2_session_set_blocking(m->session, m->blocking);
    CHECK(m, read_line(m, held[0], text, sizeof(text)) && strcmp(text, "to the socket") == 0);
    CHECK(m, write_all(m, held[0], "back", 4));
    AGAIN(m, rc, libssh2_channel_free(held[0]));
    CHECK(m, rc == 0);
    CHECK(m, read_all(m, channel, 0, text, sizeof(text)) == 4 && strcmp(text, "back") == 0);
    AGAIN(m, rc, libssh2_channel_free(channel));
    CHECK(m, rc == 0);
    AGAIN(m, rc, libssh2_channel_send_eof(program));
    CHECK(m, rc == 0);
    CHECK(m, read_all(m, program, 0, text, sizeof(text)) == 0 && end_channel(m, program) == 0);
    return true;
}

int main(int argc, char **argv)
{
    static const struct meeting_case cases[] = {
        { .name = "direct-tcpip", .run = direct_tcpip },
        { .name = "a closed port is refused", .run = a_closed_port_is_refused },
        { .name = "listening, accepting and cancelling", .run = listening },
        { .name = "a full queue", .run = full_queue },
        { .name = "a port that is taken is refused", .run = a_port_that_is_taken_is_refused },
        { .name = "X11", .run = x11 },
        { .name = "keys of a forwarded agent", .run = agent_keys },
        { .name = "direct-streamlocal", .run = direct_streamlocal },
    };

    signal(SIGPIPE, SIG_IGN);
    return run_cases(argc, argv, cases, sizeof(cases) / sizeof(cases[0]));
}
