/* Meeting a real server, logging in, and the old names of functions: see cases.h. SSH_AUTH_SOCK names an
 * agent that has the user's key. */
#define LIBSSH2_DISABLE_DEPRECATION
#include "interop/clients/cases.h"

#include <string.h>
#include <sys/stat.h>

#include <libssh2_sftp.h>

#define FILE_NAME "login-test.txt"
#define TEXT "hello, old friend"
#define TEXT_LEN (sizeof(TEXT) - 1)

/* Handshake and keys */

static LIBSSH2_DISCONNECT_FUNC(on_disconnect)
{
    (void)session;
    (void)reason;
    (void)message;
    (void)message_len;
    (void)language;
    (void)language_len;
    ++*(int *)*abstract;
}

static bool look_at_server(struct meeting *m)
{
    static int disconnects;
    const char *name;
    size_t len = 0;
    int rc, type = 0;

    *libssh2_session_abstract(m->session) = &disconnects;
    CHECK(m, libssh2_session_callback_set(m->session, LIBSSH2_CALLBACK_DISCONNECT,
                                          (void *)(size_t)on_disconnect) == NULL);
    CHECK(m, libssh2_banner_set(m->session, "SSH-2.0-libssh2_test") == 0);
    AGAIN(m, rc, libssh2_session_startup(m->session, m->socket));
    CHECK(m, rc == 0);
    name = libssh2_session_banner_get(m->session);
    CHECK(m, name != NULL && strncmp(name, "SSH-2.0-OpenSSH", 15) == 0);
    CHECK(m, libssh2_session_hostkey(m->session, &len, &type) != NULL && len > 0 && type > 0);
    CHECK(m, libssh2_hostkey_hash(m->session, LIBSSH2_HOSTKEY_HASH_MD5) != NULL);
    CHECK(m, libssh2_hostkey_hash(m->session, LIBSSH2_HOSTKEY_HASH_SHA1) != NULL);
    CHECK(m, libssh2_hostkey_hash(m->session, LIBSSH2_HOSTKEY_HASH_SHA256) != NULL);
    return true;
}

/* Login */

static bool try_and_log_in(struct meeting *m)
{
    unsigned len = (unsigned)strlen(m->user);
    char *methods;
    int rc;

    CHECK(m, libssh2_userauth_authenticated(m->session) == 0);
    AGAIN_POINTER(m, methods, libssh2_userauth_list(m->session, m->user, len));
    CHECK(m, methods != NULL && strstr(methods, "publickey") != NULL);
    AGAIN(m, rc, libssh2_userauth_password(m->session, m->user, "not the password"));
    CHECK(m, rc == LIBSSH2_ERROR_AUTHENTICATION_FAILED);
    AGAIN(m, rc, libssh2_userauth_hostbased_fromfile(m->session, m->user, NULL, m->private_key, NULL,
                                                     "localhost"));
    CHECK(m, rc == LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED);
    AGAIN(m, rc,
          libssh2_userauth_publickey_fromfile(m->session, m->user, NULL, m->private_key, NULL));
    CHECK(m, rc == 0 && libssh2_userauth_authenticated(m->session) == 1);
    CHECK(m, libssh2_userauth_list(m->session, m->user, len) == NULL);
    CHECK(m, libssh2_session_last_errno(m->session) == LIBSSH2_ERROR_BAD_USE);
    return true;
}

static bool a_login(struct meeting *m)
{
    return look_at_server(m) && try_and_log_in(m);
}

static bool log_in_by_agent(struct meeting *m, LIBSSH2_AGENT *agent)
{
    struct libssh2_agent_publickey *key = NULL;
    int rc;

    CHECK(m, agent != NULL && libssh2_agent_connect(agent) == 0);
    CHECK(m, libssh2_agent_list_identities(agent) == 0);
    CHECK(m, libssh2_agent_get_identity(agent, &key, NULL) == 0);
    AGAIN(m, rc, libssh2_session_handshake(m->session, m->socket));
    CHECK(m, rc == 0);
    AGAIN(m, rc, libssh2_agent_userauth(agent, m->user, key));
    CHECK(m, rc == 0 && libssh2_userauth_authenticated(m->session) == 1);
    CHECK(m, libssh2_agent_disconnect(agent) == 0);
    return true;
}

static bool an_agents_login(struct meeting *m)
{
    LIBSSH2_AGENT *agent = libssh2_agent_init(m->session);
    bool is_right = log_in_by_agent(m, agent);

    libssh2_agent_free(agent);
    return is_right;
}

/* The server's key, added, written as a line, and found again. */
static bool remember(struct meeting *m, LIBSSH2_KNOWNHOSTS *hosts)
{
    const int how = LIBSSH2_KNOWNHOST_TYPE_PLAIN | LIBSSH2_KNOWNHOST_KEYENC_RAW;
    struct libssh2_knownhost *entry = NULL;
    char line[4096] = "";
    size_t len = 0, line_len = 0;
    int type = 0;
    const char *key = libssh2_session_hostkey(m->session, &len, &type);

    CHECK(m, hosts != NULL && key != NULL);
    CHECK(m, libssh2_knownhost_addc(hosts, "here", NULL, key, len, "a comment", 9,
                                    how | (type + 1) << LIBSSH2_KNOWNHOST_KEY_SHIFT, &entry) == 0);
    CHECK(m, libssh2_knownhost_writeline(hosts, entry, line, sizeof(line), &line_len,
                                         LIBSSH2_KNOWNHOST_FILE_OPENSSH) == 0);
    CHECK(m, strncmp(line, "here ", 5) == 0 && strstr(line, " a comment\n") != NULL);
    CHECK(m, libssh2_knownhost_check(hosts, "here", key, len, how, NULL) ==
                 LIBSSH2_KNOWNHOST_CHECK_MATCH);
    CHECK(m, libssh2_knownhost_check(hosts, "there", key, len, how, NULL) ==
                 LIBSSH2_KNOWNHOST_CHECK_NOTFOUND);
    return true;
}

static bool known_hosts(struct meeting *m)
{
    LIBSSH2_KNOWNHOSTS *hosts = libssh2_knownhost_init(m->session);
    bool is_right = remember(m, hosts);

    libssh2_knownhost_free(hosts);
    return is_right;
}

/* A keepalive that is answered takes nobody else's answer. */
static bool keepalives(struct meeting *m)
{
    LIBSSH2_LISTENER *listener;
    int next = 0, port = 0, rc;

    libssh2_keepalive_config(m->session, 1, 10);
    CHECK(m, libssh2_keepalive_send(m->session, &next) == 0 && next > 0);
    AGAIN_POINTER(m, listener,
                  libssh2_channel_forward_listen_ex(m->session, "127.0.0.1", 0, &port, 1));
    CHECK(m, listener != NULL && port > 0);
    AGAIN(m, rc, libssh2_channel_forward_cancel(listener));
    CHECK(m, rc == 0);
    return true;
}

/* Functions under their old names */

static bool old_scp(struct meeting *m)
{
    LIBSSH2_CHANNEL *channel;
    struct stat st;
    char text[TEXT_LEN + 1] = "";
    size_t len = 0;
    ssize_t n = 1;
    int rc;

    AGAIN_POINTER(m, channel, libssh2_scp_send_ex(m->session, FILE_NAME, 0600, TEXT_LEN, 0, 0));
    CHECK(m, channel != NULL && write_all(m, channel, TEXT, TEXT_LEN));
    AGAIN(m, rc, libssh2_channel_send_eof(channel));
    AGAIN(m, rc, libssh2_channel_wait_eof(channel));
    AGAIN(m, rc, libssh2_channel_free(channel));
    CHECK(m, rc == 0);
    AGAIN_POINTER(m, channel, libssh2_scp_recv(m->session, FILE_NAME, &st));
    CHECK(m, channel != NULL && st.st_size == (off_t)TEXT_LEN);
    while (n > 0 && len < TEXT_LEN) {
        AGAIN(m, n, libssh2_channel_read(channel, text + len, TEXT_LEN - len));
        len += n > 0 ? (size_t)n : 0;
    }
    CHECK(m, strcmp(text, TEXT) == 0);
    AGAIN(m, rc, libssh2_channel_free(channel));
    return true;
}

static bool read_from(struct meeting *m, LIBSSH2_SFTP_HANDLE *file)
{
    char text[TEXT_LEN + 1] = "";
    ssize_t n;

    libssh2_sftp_seek(file, 7);
    CHECK(m, libssh2_sftp_tell(file) == 7);
    AGAIN(m, n, libssh2_sftp_read(file, text, 3));
    CHECK(m, n == 3 && strcmp(text, "old") == 0 && libssh2_sftp_tell(file) == 10);
    return true;
}

static bool old_sftp(struct meeting *m)
{
    LIBSSH2_SFTP *sftp;
    LIBSSH2_SFTP_HANDLE *file;
    bool is_right;
    int rc;

    AGAIN_POINTER(m, sftp, libssh2_sftp_init(m->session));
    CHECK(m, sftp != NULL);
    AGAIN_POINTER(m, file, libssh2_sftp_open(sftp, FILE_NAME, LIBSSH2_FXF_READ, 0));
    CHECK(m, file != NULL);
    is_right = read_from(m, file);
    AGAIN(m, rc, libssh2_sftp_close(file));
    AGAIN(m, rc, libssh2_sftp_unlink(sftp, FILE_NAME));
    AGAIN(m, rc, libssh2_sftp_shutdown(sftp));
    return is_right;
}

static bool old_channels(struct meeting *m)
{
    LIBSSH2_CHANNEL *channel = open_session(m);
    unsigned long window;
    char text[64];
    int rc;

    CHECK(m, channel != NULL);
    AGAIN(m, window, libssh2_channel_receive_window_adjust(channel, 5000, 1));
    CHECK(m, window == LIBSSH2_CHANNEL_WINDOW_DEFAULT);
    CHECK(m, libssh2_poll_channel_read(channel, 0) == 0);
    libssh2_channel_set_blocking(channel, m->blocking);
    CHECK(m, libssh2_session_get_blocking(m->session) == m->blocking);
    libssh2_channel_handle_extended_data(channel, LIBSSH2_CHANNEL_EXTENDED_DATA_MERGE);
    AGAIN(m, rc, libssh2_channel_exec(channel, "echo out; echo err >&2"));
    CHECK(m, rc == 0 && read_all(m, channel, 0, text, sizeof(text)) == 8);
    CHECK(m, end_channel(m, channel) == 0);
    return true;
}

static bool old_names(struct meeting *m)
{
    return old_scp(m) && old_sftp(m) && old_channels(m);
}

int main(int argc, char **argv)
{
    static const struct meeting_case cases[] = {
        { .name = "a login", .run = a_login, .is_stranger = true },
        { .name = "an agent's login", .run = an_agents_login, .is_stranger = true },
        { .name = "known hosts", .run = known_hosts },
        { .name = "keepalives", .run = keepalives },
        { .name = "old names", .run = old_names },
    };

    return run_cases(argc, argv, cases, sizeof(cases) / sizeof(cases[0]));
}
