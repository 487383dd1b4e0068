#include "fuzz/plays.h"

#include <string.h>

#include "include/libssh2_sftp.h"
#include "src/crypto/testing_keys.h"
#include "src/oracle/peer.h"

#define READS_MAX_COUNT 64u /* ours: no honest answer here needs more */
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static int log_in(LIBSSH2_SESSION *s)
{
    (void)libssh2_userauth_list(s, SSH2_PEER_USER, sizeof(SSH2_PEER_USER) - 1);
    return libssh2_userauth_password(s, SSH2_PEER_USER, SSH2_PEER_PASSWORD);
}

static void read_stream(LIBSSH2_CHANNEL *channel, int stream)
{
    char data[300];

    for (unsigned i = 0; i < READS_MAX_COUNT; i++)
        if (libssh2_channel_read_ex(channel, stream, data, sizeof(data)) <= 0)
            return;
}

static void end_channel(LIBSSH2_SESSION *s, LIBSSH2_CHANNEL *channel)
{
    char *signal = NULL, *message = NULL, *language = NULL;

    (void)libssh2_channel_close(channel);
    (void)libssh2_channel_wait_closed(channel);
    (void)libssh2_channel_get_exit_status(channel);
    (void)libssh2_channel_get_exit_signal(channel, &signal, NULL, &message, NULL, &language, NULL);
    libssh2_free(s, signal);
    libssh2_free(s, message);
    libssh2_free(s, language);
    (void)libssh2_channel_free(channel);
}

/* Sessions */

static void play_exec(LIBSSH2_SESSION *s)
{
    LIBSSH2_CHANNEL *channel = log_in(s) == 0 ? libssh2_channel_open_session(s) : NULL;

    if (channel == NULL)
        return;
    (void)libssh2_channel_setenv(channel, "LANG", "C");
    if (libssh2_channel_exec(channel, "complain loudly") == 0) {
        read_stream(channel, 0);
        read_stream(channel, SSH_EXTENDED_DATA_STDERR);
    }
    end_channel(s, channel);
}

static void play_cat(LIBSSH2_SESSION *s)
{
    LIBSSH2_CHANNEL *channel = log_in(s) == 0 ? libssh2_channel_open_session(s) : NULL;

    if (channel == NULL)
        return;
    (void)libssh2_channel_request_pty(channel, "xterm");
    (void)libssh2_channel_request_pty_size(channel, 100, 40);
    if (libssh2_channel_exec(channel, "cat") == 0) {
        (void)libssh2_channel_write(channel, "some input", 10);
        (void)libssh2_channel_flush(channel);
        (void)libssh2_channel_send_eof(channel);
        read_stream(channel, 0);
        (void)libssh2_channel_wait_eof(channel);
    }
    end_channel(s, channel);
}

static void play_two_channels(LIBSSH2_SESSION *s)
{
    LIBSSH2_CHANNEL *one = log_in(s) == 0 ? libssh2_channel_open_session(s) : NULL;
    LIBSSH2_CHANNEL *other = one == NULL ? NULL : libssh2_channel_open_session(s);

    if (other != NULL && libssh2_channel_exec(one, "echo one") == 0 &&
        libssh2_channel_exec(other, "bytes 5000") == 0) {
        read_stream(other, 0);
        read_stream(one, 0);
    }
    if (other != NULL)
        end_channel(s, other);
    if (one != NULL)
        end_channel(s, one);
}

static void play_forward(LIBSSH2_SESSION *s)
{
    int port = 0, next = 0;
    LIBSSH2_LISTENER *listener =
        log_in(s) == 0 ? libssh2_channel_forward_listen_ex(s, "localhost", 0, &port, 4) : NULL;
    LIBSSH2_CHANNEL *channel = listener != NULL ? libssh2_channel_forward_accept(listener)
                                                : libssh2_channel_direct_tcpip(s, "192.0.2.1", 80);

    (void)libssh2_keepalive_config(s, 1, 1);
    (void)libssh2_keepalive_send(s, &next);
    if (channel != NULL) {
        read_stream(channel, 0);
        end_channel(s, channel);
    }
    if (listener != NULL)
        (void)libssh2_channel_forward_cancel(listener);
}

static LIBSSH2_USERAUTH_KBDINT_RESPONSE_FUNC(answer)
{
    (void)name;
    (void)name_len;
    (void)instruction;
    (void)instruction_len;
    (void)prompts;
    (void)abstract;
    for (int i = 0; i < num_prompts; i++) {
        responses[i].text = strdup("answer");
        responses[i].length = responses[i].text == NULL ? 0 : 6;
    }
}

static void play_keyboard_interactive(LIBSSH2_SESSION *s)
{
    char *banner = NULL;

    (void)libssh2_userauth_list(s, SSH2_PEER_USER, sizeof(SSH2_PEER_USER) - 1);
    (void)libssh2_userauth_banner(s, &banner);
    (void)libssh2_userauth_keyboard_interactive(s, SSH2_PEER_USER, answer);
    play_exec(s);
}

static void play_publickey(LIBSSH2_SESSION *s)
{
    (void)libssh2_userauth_publickey_frommemory(s, SSH2_PEER_USER, sizeof(SSH2_PEER_USER) - 1, NULL,
                                                0, TEST_ED25519_PKCS8,
                                                sizeof(TEST_ED25519_PKCS8) - 1, NULL);
    play_exec(s);
}

static LIBSSH2_PASSWD_CHANGEREQ_FUNC(change_password)
{
    (void)session;
    (void)abstract;
    *newpw = strdup(SSH2_PEER_NEW_PASSWORD);
    *newpw_len = *newpw == NULL ? 0 : (int)strlen(*newpw);
}

static void play_new_password(LIBSSH2_SESSION *s)
{
    (void)libssh2_userauth_password_ex(s, SSH2_PEER_EXPIRED_USER,
                                       sizeof(SSH2_PEER_EXPIRED_USER) - 1, SSH2_PEER_PASSWORD,
                                       sizeof(SSH2_PEER_PASSWORD) - 1, change_password);
    play_exec(s);
}

static void play_scp(LIBSSH2_SESSION *s)
{
    libssh2_struct_stat info;
    LIBSSH2_CHANNEL *channel = log_in(s) == 0 ? libssh2_scp_recv2(s, "/pattern", &info) : NULL;

    if (channel == NULL)
        return;
    read_stream(channel, 0);
    end_channel(s, channel);
}

void ssh2_play_session(LIBSSH2_SESSION *session, unsigned number)
{
    static void (*const plays[])(LIBSSH2_SESSION * s) = {
        play_exec,      play_cat,          play_two_channels, play_forward,
        play_publickey, play_new_password, play_scp,          play_keyboard_interactive,
    };

    if (number % (COUNT(plays) + 1) < COUNT(plays))
        plays[number % (COUNT(plays) + 1)](session);
    else
        ssh2_play_sftp(session, number / (COUNT(plays) + 1));
    (void)libssh2_session_disconnect(session, "bye");
}

/* Files */

static void read_file(LIBSSH2_SFTP *sftp)
{
    LIBSSH2_SFTP_HANDLE *file =
        libssh2_sftp_open(sftp, "/home/somebody/pattern", LIBSSH2_FXF_READ, 0);
    LIBSSH2_SFTP_ATTRIBUTES attributes;
    char data[5000];

    if (file == NULL)
        return;
    (void)libssh2_sftp_fstat(file, &attributes);
    for (unsigned i = 0; i < READS_MAX_COUNT; i++)
        if (libssh2_sftp_read(file, data, sizeof(data)) <= 0)
            break;
    libssh2_sftp_seek64(file, 100);
    (void)libssh2_sftp_read(file, data, sizeof(data));
    (void)libssh2_sftp_close(file);
}

static void write_file(LIBSSH2_SFTP *sftp)
{
    static char data[40000];
    LIBSSH2_SFTP_HANDLE *file =
        libssh2_sftp_open(sftp, "new", LIBSSH2_FXF_WRITE | LIBSSH2_FXF_CREAT, 0644);
    size_t written = 0;

    if (file == NULL)
        return;
    for (unsigned i = 0; i < READS_MAX_COUNT && written < sizeof(data); i++) {
        ssize_t n = libssh2_sftp_write(file, data + written, sizeof(data) - written);

        if (n < 0)
            break;
        written += (size_t)n;
    }
    (void)libssh2_sftp_fsync(file);
    (void)libssh2_sftp_close(file);
}

static void read_directory(LIBSSH2_SFTP *sftp)
{
    LIBSSH2_SFTP_HANDLE *directory = libssh2_sftp_opendir(sftp, "folder");
    LIBSSH2_SFTP_ATTRIBUTES attributes;
    char name[100], line[200];

    if (directory == NULL)
        return;
    for (unsigned i = 0; i < 2 * READS_MAX_COUNT; i++)
        if (libssh2_sftp_readdir_ex(directory, name, sizeof(name), line, sizeof(line),
                                    &attributes) <= 0)
            break;
    (void)libssh2_sftp_closedir(directory);
}

static void ask_about_paths(LIBSSH2_SFTP *sftp)
{
    LIBSSH2_SFTP_ATTRIBUTES attributes = { .flags = LIBSSH2_SFTP_ATTR_PERMISSIONS,
                                           .permissions = 0600 };
    LIBSSH2_SFTP_STATVFS volume;
    char target[100];

    (void)libssh2_sftp_realpath(sftp, ".", target, sizeof(target));
    (void)libssh2_sftp_stat(sftp, "/", &attributes);
    (void)libssh2_sftp_lstat(sftp, "nothing", &attributes);
    (void)libssh2_sftp_setstat(sftp, "/home", &attributes);
    (void)libssh2_sftp_statvfs(sftp, "/", 1, &volume);
    (void)libssh2_sftp_symlink(sftp, "/home", target);
    (void)libssh2_sftp_readlink(sftp, "link", target, sizeof(target));
    (void)libssh2_sftp_mkdir(sftp, "made", 0755);
    (void)libssh2_sftp_rename(sftp, "made", "moved");
    (void)libssh2_sftp_rmdir(sftp, "moved");
    (void)libssh2_sftp_unlink(sftp, "nothing");
    (void)libssh2_sftp_last_error(sftp);
}

void ssh2_play_sftp(LIBSSH2_SESSION *session, unsigned number)
{
    static void (*const plays[])(LIBSSH2_SFTP * sftp) = { read_file, write_file, read_directory,
                                                          ask_about_paths };
    LIBSSH2_SFTP *sftp = log_in(session) == 0 ? libssh2_sftp_init(session) : NULL;

    if (sftp == NULL)
        return;
    plays[number % COUNT(plays)](sftp);
    (void)libssh2_sftp_shutdown(sftp);
}
