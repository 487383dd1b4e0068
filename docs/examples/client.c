/* The part that every client has: connect, check the host key, log in. */
#include "docs/examples/client.h"

#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <termios.h>
#include <unistd.h>

#define PASSWORD_BYTES 512

bool client_failed(const struct client *client, const char *what)
{
    char *reason = NULL;
    int code = libssh2_session_last_error(client->session, &reason, NULL, 0);

    fprintf(stderr, "%s: %s (libssh2 error %d)\n", what, reason, code);
    if (code == LIBSSH2_ERROR_SFTP_PROTOCOL && client->sftp != NULL)
        fprintf(stderr, "  the server's SFTP status is %lu\n",
                libssh2_sftp_last_error(client->sftp));
    return false;
}

static bool connect_tcp(const char *host, const char *port, int *out)
{
    struct addrinfo hints = { .ai_socktype = SOCK_STREAM }, *all = NULL;
    int code = getaddrinfo(host, port, &hints, &all);

    if (code != 0) {
        fprintf(stderr, "%s: %s\n", host, gai_strerror(code));
        return false;
    }
    *out = -1;
    for (struct addrinfo *a = all; a != NULL && *out < 0; a = a->ai_next) {
        *out = socket(a->ai_family, a->ai_socktype, a->ai_protocol);
        if (*out >= 0 && connect(*out, a->ai_addr, a->ai_addrlen) != 0) {
            int error = errno;
            close(*out);
            errno = error;
            *out = -1;
        }
    }
    freeaddrinfo(all);
    if (*out < 0)
        fprintf(stderr, "%s, port %s: %s\n", host, port, strerror(errno));
    return *out >= 0;
}

static void show_algorithms(LIBSSH2_SESSION *session)
{
    static const struct {
        int type;
        const char *label;
    } rows[] = {
        { LIBSSH2_METHOD_KEX, "key exchange" },    { LIBSSH2_METHOD_HOSTKEY, "host key" },
        { LIBSSH2_METHOD_CRYPT_CS, "cipher out" }, { LIBSSH2_METHOD_CRYPT_SC, "cipher in" },
        { LIBSSH2_METHOD_MAC_CS, "MAC out" },      { LIBSSH2_METHOD_MAC_SC, "MAC in" },
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const char *name = libssh2_session_methods(session, rows[i].type);
        printf("  %-13s %s\n", rows[i].label, name != NULL ? name : "(none)");
    }
}

/* The host key as OpenSSH's tools show it, so that a person can compare the two. */
static void show_fingerprint(LIBSSH2_SESSION *session, FILE *to)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *hash = libssh2_hostkey_hash(session, LIBSSH2_HOSTKEY_HASH_SHA256);
    const size_t bits = 256;

    if (hash == NULL)
        return;
    fprintf(to, "SHA256:");
    for (size_t bit = 0; bit < bits; bit += 6) {
        unsigned high = (unsigned char)hash[bit / 8];
        unsigned low = bit + 8 < bits ? (unsigned char)hash[bit / 8 + 1] : 0;
        fputc(digits[((high << 8 | low) >> (10 - bit % 8)) & 63], to);
    }
}

static const char *verdict_text(int verdict)
{
    switch (verdict) {
    case LIBSSH2_KNOWNHOST_CHECK_NOTFOUND:
        return "this host is not in the known_hosts file";
    case LIBSSH2_KNOWNHOST_CHECK_MISMATCH:
        return "the host key is NOT the one in the known_hosts file: someone may be listening";
    default:
        return "the host key could not be checked";
    }
}

static int look_up_host(const struct client *client, const struct login *login,
                        LIBSSH2_KNOWNHOSTS *hosts)
{
    size_t len = 0;
    int type = 0;
    const char *key = libssh2_session_hostkey(client->session, &len, &type);
    int how = LIBSSH2_KNOWNHOST_TYPE_PLAIN | LIBSSH2_KNOWNHOST_KEYENC_RAW;

    return key == NULL ? LIBSSH2_KNOWNHOST_CHECK_FAILURE
                       : libssh2_knownhost_checkp(hosts, login->host, atoi(login->port), key, len,
                                                  how, NULL);
}

/* Without this check anyone between us and the server could play its part. */
static bool check_host_key(const struct client *client, const struct login *login)
{
    LIBSSH2_KNOWNHOSTS *hosts = libssh2_knownhost_init(client->session);
    int verdict;

    if (hosts == NULL)
        return client_failed(client, "known hosts");
    if (libssh2_knownhost_readfile(hosts, login->known_hosts, LIBSSH2_KNOWNHOST_FILE_OPENSSH) < 0) {
        libssh2_knownhost_free(hosts);
        return client_failed(client, login->known_hosts);
    }
    verdict = look_up_host(client, login, hosts);
    libssh2_knownhost_free(hosts);
    if (verdict == LIBSSH2_KNOWNHOST_CHECK_MATCH)
        return true;
    fprintf(stderr, "%s: %s\n  its key is ", login->host, verdict_text(verdict));
    show_fingerprint(client->session, stderr);
    fprintf(stderr, "\n");
    return false;
}

static bool start_session(struct client *client, const struct login *login)
{
    if (!connect_tcp(login->host, login->port, &client->socket))
        return false;
    client->session = libssh2_session_init();
    if (client->session == NULL) {
        fprintf(stderr, "out of memory\n");
        return false;
    }
    if (libssh2_session_handshake(client->session, client->socket) != 0)
        return client_failed(client, "handshake");
    printf("Connected to %s, which is %s\n", login->host,
           libssh2_session_banner_get(client->session));
    show_algorithms(client->session);
    printf("  fingerprint   ");
    show_fingerprint(client->session, stdout);
    printf("\n");
    return check_host_key(client, login);
}

static bool read_password(char *password, int size)
{
    struct termios old, silent;
    bool terminal = tcgetattr(STDIN_FILENO, &old) == 0;
    bool got;

    if (terminal) {
        silent = old;
        silent.c_lflag &= ~(tcflag_t)ECHO;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
        fprintf(stderr, "Password: ");
    }
    got = fgets(password, size, stdin) != NULL;
    if (terminal) {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &old);
        fprintf(stderr, "\n");
    }
    if (got)
        password[strcspn(password, "\n")] = '\0';
    return got;
}

static bool log_in_with_password(const struct client *client, const struct login *login)
{
    char password[PASSWORD_BYTES];
    int code;

    if (!read_password(password, sizeof(password))) {
        fprintf(stderr, "no password given\n");
        return false;
    }
    code = libssh2_userauth_password(client->session, login->user, password);
    explicit_bzero(password, sizeof(password));
    return code == 0 || client_failed(client, "login with a password");
}

static bool log_in(const struct client *client, const struct login *login)
{
    if (login->private_key == NULL) {
        if (!log_in_with_password(client, login))
            return false;
    } else if (libssh2_userauth_publickey_fromfile(client->session, login->user, NULL,
                                                   login->private_key, NULL) != 0) {
        return client_failed(client, login->private_key);
    }
    printf("Logged in as %s with a %s\n", login->user,
           login->private_key != NULL ? "key" : "password");
    return true;
}

bool client_open(struct client *client, const struct login *login)
{
    *client = (struct client){ .socket = -1 };
    return start_session(client, login) && log_in(client, login);
}

void client_close(struct client *client)
{
    if (client->sftp != NULL)
        libssh2_sftp_shutdown(client->sftp);
    if (client->session != NULL) {
        libssh2_session_disconnect(client->session, "done");
        libssh2_session_free(client->session);
    }
    if (client->socket >= 0)
        close(client->socket);
    *client = (struct client){ .socket = -1 };
}
