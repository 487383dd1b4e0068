#include "src/oracle/scenario.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "src/oracle/pattern.h"
#include "src/oracle/scenario_publickey.h"
#include "src/oracle/scenario_scp.h"
#include "src/oracle/scenario_sftp.h"

#define READ_BYTES 3000u   /* ours: no multiple of anything that the peer sends */
#define INPUT_BYTES 70000u /* ours: more than two packets hold */

void ssh2_scenario_note(struct ssh2_scenario_log *log, const char *format, ...)
{
    size_t room = sizeof(log->text) - log->len;
    va_list arguments;
    int len;

    va_start(arguments, format);
    len = vsnprintf(log->text + log->len, room, format, arguments);
    va_end(arguments);
    if (len > 0)
        log->len += (size_t)len < room ? (size_t)len : room - 1;
}

int ssh2_scenario_fail(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log,
                       const char *what)
{
    char *message = NULL;
    int code = libssh2_session_last_error(pair->session, &message, NULL, 0);

    ssh2_scenario_note(log, "%s: error %d: %s\n", what, code, message);
    return code == 0 ? LIBSSH2_ERROR_PROTO : code; /* a failure without a code is one too */
}

/* Connection */

int ssh2_scenario_handshake(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log)
{
    int rc, type = 0;
    size_t len = 0;

    do {
        rc = libssh2_session_handshake(pair->session, pair->token);
    } while (rc == LIBSSH2_ERROR_EAGAIN);
    if (rc != 0)
        return ssh2_scenario_fail(pair, log, "handshake");
    (void)libssh2_session_hostkey(pair->session, &len, &type);
    ssh2_scenario_note(log, "host key of type %d, %zu bytes; %s, %s\n", type, len,
                       libssh2_session_methods(pair->session, LIBSSH2_METHOD_KEX),
                       libssh2_session_methods(pair->session, LIBSSH2_METHOD_CRYPT_SC));
    return 0;
}

static int list_methods(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log)
{
    char *methods, *banner = NULL;

    do {
        methods =
            libssh2_userauth_list(pair->session, SSH2_PEER_USER, sizeof(SSH2_PEER_USER) - 1);
    } while (methods == NULL &&
             libssh2_session_last_errno(pair->session) == LIBSSH2_ERROR_EAGAIN);
    if (methods == NULL)
        return ssh2_scenario_fail(pair, log, "list of methods");
    (void)libssh2_userauth_banner(pair->session, &banner);
    ssh2_scenario_note(log, "methods: %s; banner: %s", methods, banner == NULL ? "none" : banner);
    return 0;
}

int ssh2_scenario_log_in(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log)
{
    int rc = list_methods(pair, log);

    if (rc != 0)
        return rc;
    do {
        rc = libssh2_userauth_password(pair->session, SSH2_PEER_USER, SSH2_PEER_PASSWORD);
    } while (rc == LIBSSH2_ERROR_EAGAIN);
    if (rc != 0)
        return ssh2_scenario_fail(pair, log, "password");
    ssh2_scenario_note(log, "logged in: %d\n", libssh2_userauth_authenticated(pair->session));
    return 0;
}

int ssh2_scenario_disconnect(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log)
{
    int rc;

    do {
        rc = libssh2_session_disconnect(pair->session, "bye");
    } while (rc == LIBSSH2_ERROR_EAGAIN);
    ssh2_wire_pair_run_peer(pair);
    ssh2_scenario_note(log, "disconnected: %d, reason %u\n", rc,
                       (unsigned)pair->peer->disconnect_reason);
    return rc;
}

/* Commands */

static LIBSSH2_CHANNEL *open_channel(struct ssh2_wire_pair *pair)
{
    LIBSSH2_CHANNEL *channel;

    do {
        channel = libssh2_channel_open_session(pair->session);
    } while (channel == NULL &&
             libssh2_session_last_errno(pair->session) == LIBSSH2_ERROR_EAGAIN);
    return channel;
}

static ssize_t write_all(LIBSSH2_CHANNEL *channel, struct ssh2_bytes input)
{
    while (input.len > 0) {
        ssize_t n = libssh2_channel_write(channel, (const char *)input.data, input.len);

        if (n < 0 && n != LIBSSH2_ERROR_EAGAIN)
            return n;
        if (n > 0)
            input = ssh2_bytes(input.data + n, input.len - (size_t)n);
    }
    return 0;
}

/* A stream's length and a sum that depends on every byte and its place (FNV-1a). */
struct digest {
    size_t len;
    uint32_t sum;
};

static int read_all(LIBSSH2_CHANNEL *channel, int stream, struct digest *digest)
{
    char data[READ_BYTES];
    ssize_t n;

    do {
        n = libssh2_channel_read_ex(channel, stream, data, sizeof(data));
        for (ssize_t i = 0; i < n; i++)
            digest->sum = (digest->sum ^ (uint8_t)data[i]) * 16777619u;
        digest->len += n > 0 ? (size_t)n : 0;
    } while (n > 0 || n == LIBSSH2_ERROR_EAGAIN);
    return (int)n;
}

static int talk(LIBSSH2_CHANNEL *channel, const char *command, struct ssh2_bytes input,
                struct digest digests[2])
{
    int rc;

    do {
        rc = libssh2_channel_exec(channel, command);
    } while (rc == LIBSSH2_ERROR_EAGAIN);
    if (rc == 0)
        rc = (int)write_all(channel, input);
    while (rc == 0 && (rc = libssh2_channel_send_eof(channel)) == LIBSSH2_ERROR_EAGAIN)
        rc = 0;
    if (rc == 0)
        rc = read_all(channel, 0, &digests[0]);
    if (rc == 0)
        rc = read_all(channel, SSH_EXTENDED_DATA_STDERR, &digests[1]);
    while (rc == 0 && (rc = libssh2_channel_close(channel)) == LIBSSH2_ERROR_EAGAIN)
        rc = 0;
    return rc;
}

static int note_end(LIBSSH2_SESSION *session, LIBSSH2_CHANNEL *channel,
                    struct ssh2_scenario_log *log)
{
    char *signal = NULL;
    int rc = libssh2_channel_get_exit_signal(channel, &signal, NULL, NULL, NULL, NULL, NULL);

    if (rc == 0)
        ssh2_scenario_note(log, "status %d (%d), signal %s\n",
                           libssh2_channel_get_exit_status(channel),
                           libssh2_channel_has_exit_status(channel),
                           signal == NULL ? "none" : signal);
    libssh2_free(session, signal);
    return rc;
}

static void free_channel(LIBSSH2_CHANNEL *channel)
{
    int rc;

    do {
        rc = libssh2_channel_free(channel);
    } while (rc == LIBSSH2_ERROR_EAGAIN);
}

int ssh2_scenario_exec(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log,
                       const char *command, struct ssh2_bytes input)
{
    struct digest digests[2] = { { 0, 2166136261u }, { 0, 2166136261u } };
    LIBSSH2_CHANNEL *channel = open_channel(pair);
    int rc;

    if (channel == NULL)
        return ssh2_scenario_fail(pair, log, "channel");
    rc = talk(channel, command, input, digests);
    if (rc == 0)
        ssh2_scenario_note(log, "%s: output %zu %08x, errors %zu %08x, ", command, digests[0].len,
                           (unsigned)digests[0].sum, digests[1].len, (unsigned)digests[1].sum);
    if (rc == 0)
        rc = note_end(pair->session, channel, log);
    if (rc != 0)
        rc = ssh2_scenario_fail(pair, log, command);
    free_channel(channel);
    return rc;
}

static int run_commands(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log)
{
    static uint8_t input[INPUT_BYTES];
    struct ssh2_bytes none = { NULL, 0 };
    int rc = ssh2_scenario_exec(pair, log, "echo hello", none);

    ssh2_peer_pattern(7, input, sizeof(input));
    if (rc == 0)
        rc = ssh2_scenario_exec(pair, log, "complain loudly", none);
    if (rc == 0)
        rc = ssh2_scenario_exec(pair, log, "exit 3", none);
    if (rc == 0)
        rc = ssh2_scenario_exec(pair, log, "die KILL", none);
    if (rc == 0)
        rc = ssh2_scenario_exec(pair, log, "bytes 100000", none);
    if (rc == 0)
        rc = ssh2_scenario_exec(pair, log, "cat", ssh2_bytes(input, sizeof(input)));
    return rc;
}

int ssh2_scenario_run(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log)
{
    int rc = ssh2_scenario_handshake(pair, log);

    if (rc == 0)
        rc = ssh2_scenario_log_in(pair, log);
    if (rc == 0)
        rc = run_commands(pair, log);
    if (rc == 0)
        rc = ssh2_scenario_transfer(pair, log);
    if (rc == 0)
        rc = ssh2_scenario_copy(pair, log);
    if (rc == 0)
        rc = ssh2_scenario_manage_keys(pair, log);
    return rc == 0 ? ssh2_scenario_disconnect(pair, log) : rc;
}
