#include "src/oracle/server_process.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define READ_BYTES 65536u
#define REQUESTS_MAX_COUNT 100u
#define FAILED 101

/* Sends all that the peer has to say; false when nobody listens any more. */
static bool speak(struct ssh2_peer *peer, int socket)
{
    struct ssh2_bytes out = ssh2_peer_output(peer);

    while (out.len > 0) {
        ssize_t sent = send(socket, out.data, out.len, MSG_NOSIGNAL);

        if (sent <= 0)
            return false;
        ssh2_peer_sent(peer, (size_t)sent);
        (void)ssh2_peer_work(peer);
        out = ssh2_peer_output(peer);
    }
    return true;
}

/* Until the client is gone: the process's exit status. */
static int serve(int socket, const struct ssh2_peer_settings *settings)
{
    static uint8_t bytes[READ_BYTES];
    struct ssh2_peer *peer = ssh2_peer_new(settings);
    ssize_t len = 1;

    if (peer == NULL)
        return FAILED;
    while (len > 0 && speak(peer, socket)) {
        len = recv(socket, bytes, sizeof(bytes), 0);
        if (len > 0 && !ssh2_peer_receive(peer, ssh2_bytes(bytes, (size_t)len)))
            return FAILED;
        (void)ssh2_peer_work(peer);
    }

    unsigned count = peer->received[SSH_MSG_USERAUTH_REQUEST];

    return (int)(count < REQUESTS_MAX_COUNT ? count : REQUESTS_MAX_COUNT);
}

bool ssh2_server_connect(struct ssh2_server_process *server,
                         const struct ssh2_peer_settings *settings)
{
    int ends[2];

    *server = (struct ssh2_server_process){ .id = -1, .socket = -1 };
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
        return false;
    server->id = fork();
    if (server->id == 0) {
        close(ends[0]);
        _exit(serve(ends[1], settings));
    }
    close(ends[1]);
    server->socket = ends[0];
    return server->id > 0;
}

/* A socket that listens on a port of the system's choice, which is written down; -1 if there is
 * none. */
static int listen_somewhere(char *port, size_t len)
{
    struct sockaddr_in address = { .sin_family = AF_INET,
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t address_len = sizeof(address);
    int listener = socket(AF_INET, SOCK_STREAM, 0);

    if (listener < 0 || bind(listener, (struct sockaddr *)&address, sizeof(address)) != 0 ||
        listen(listener, 1) != 0 ||
        getsockname(listener, (struct sockaddr *)&address, &address_len) != 0) {
        close(listener);
        return -1;
    }
    (void)snprintf(port, len, "%u", (unsigned)ntohs(address.sin_port));
    return listener;
}

bool ssh2_server_listen(struct ssh2_server_process *server,
                        const struct ssh2_peer_settings *settings)
{
    *server = (struct ssh2_server_process){ .id = -1, .socket = -1 };

    int listener = listen_somewhere(server->port, sizeof(server->port));

    if (listener < 0)
        return false;
    server->id = fork();
    if (server->id == 0) {
        int client = accept(listener, NULL, NULL);

        _exit(client < 0 ? FAILED : serve(client, settings));
    }
    close(listener);
    return server->id > 0;
}

int ssh2_server_end(struct ssh2_server_process *server)
{
    int status = -1;

    if (server->socket >= 0)
        close(server->socket);
    if (server->id < 0 || waitpid(server->id, &status, 0) != server->id || !WIFEXITED(status) ||
        WEXITSTATUS(status) == FAILED)
        return -1;
    return WEXITSTATUS(status);
}
