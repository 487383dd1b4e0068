#ifndef EXAMPLES_CLIENT_H
#define EXAMPLES_CLIENT_H

#include <libssh2.h>
#include <libssh2_sftp.h>

#include <stdbool.h>

/* Where to log in, and as whom. All texts are borrowed. */
struct login {
    const char *host;
    const char *port; /* a number, as text */
    const char *user;
    const char *known_hosts; /* file with the host keys that are trusted */
    const char *private_key; /* file; NULL: log in with a password from standard input */
};

struct client {
    int socket;
    LIBSSH2_SESSION *session;
    LIBSSH2_SFTP *sftp;
};

/* Connects, checks the host key and logs in; shows what was agreed on standard output.
 * False: standard error says why. client_close() is due in either case. */
bool client_open(struct client *client, const struct login *login);

/* Takes leave of the server and frees everything; what was never opened is skipped. */
void client_close(struct client *client);

/* Says on standard error what failed and why, in the library's own words. Always false. */
bool client_failed(const struct client *client, const char *what);

#endif
