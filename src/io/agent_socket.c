#include "src/io/agent_socket.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "src/agent/agent.h"

const char *ssh2_agent_socket_default_path(void)
{
    const char *path = getenv("SSH_AUTH_SOCK");

    return path == NULL || path[0] == '\0' ? NULL : path;
}

/* Connecting */

static int make_address(struct ssh2_error *error, const char *path, struct sockaddr_un *address)
{
    size_t len = strlen(path);

    memset(address, 0, sizeof(*address));
    address->sun_family = AF_UNIX;
    if (len == 0 || len >= sizeof(address->sun_path))
        return ssh2_fail(error, LIBSSH2_ERROR_AGENT_PROTOCOL,
                         "the agent's path has %zu bytes: a socket's has 1 to %zu", len,
                         sizeof(address->sun_path) - 1);
    memcpy(address->sun_path, path, len);
    return 0;
}

/* A signal ends connect(), but not what it began: only closing does. So it is begun anew. 0, or -1
 * with errno set. */
static int connect_or_close(int fd, const struct sockaddr_un *address)
{
    int rc = connect(fd, (const struct sockaddr *)address, sizeof(*address));

    if (rc != 0) {
        int failure = errno;

        close(fd);
        errno = failure;
    }
    return rc;
}

int ssh2_agent_socket_connect(struct ssh2_error *error, const char *path, int *fd)
{
    struct sockaddr_un address;
    int rc = make_address(error, path, &address);

    if (rc != 0)
        return rc;
    do {
        *fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (*fd < 0)
            return ssh2_fail(error, LIBSSH2_ERROR_BAD_SOCKET,
                             "cannot make a socket for the agent: %s", strerror(errno));
        rc = connect_or_close(*fd, &address);
    } while (rc != 0 && errno == EINTR);
    if (rc == 0)
        return 0;
    *fd = -1;
    return ssh2_fail(error, LIBSSH2_ERROR_AGENT_PROTOCOL, "no agent answers at %s: %s", path,
                     strerror(errno));
}

int ssh2_agent_socket_close(struct ssh2_error *error, int fd)
{
    if (close(fd) == 0)
        return 0;
    return ssh2_fail(error, LIBSSH2_ERROR_SOCKET_DISCONNECT,
                     "cannot close the connection to the agent: %s", strerror(errno));
}

/* Exchanging */

static int send_all(struct ssh2_error *error, int fd, struct ssh2_bytes bytes)
{
    while (bytes.len > 0) {
        ssize_t n = send(fd, bytes.data, bytes.len, MSG_NOSIGNAL);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return ssh2_fail(error, LIBSSH2_ERROR_SOCKET_SEND, "cannot send to the agent: %s",
                             strerror(errno));
        bytes = ssh2_bytes(bytes.data + n, bytes.len - (size_t)n);
    }
    return 0;
}

static int receive_all(struct ssh2_error *error, int fd, uint8_t *data, size_t len)
{
    while (len > 0) {
        ssize_t n = recv(fd, data, len, 0);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return ssh2_fail(error, LIBSSH2_ERROR_SOCKET_RECV, "cannot receive from the agent: %s",
                             strerror(errno));
        if (n == 0)
            return ssh2_fail(error, LIBSSH2_ERROR_SOCKET_RECV,
                             "the agent closed the connection before it had answered");
        data += n;
        len -= (size_t)n;
    }
    return 0;
}

static int receive_reply(const struct ssh2_memory *memory, struct ssh2_error *error, int fd,
                         struct ssh2_bytes *reply)
{
    uint8_t head[SSH2_AGENT_LENGTH_BYTES];
    size_t len = 0;
    int rc = receive_all(error, fd, head, sizeof(head));

    if (rc == 0)
        rc = ssh2_agent_reply_len(error, head, &len);
    if (rc != 0)
        return rc;

    uint8_t *data = ssh2_alloc(memory, len);

    if (data == NULL)
        return ssh2_fail_memory(error, "the agent's reply");
    rc = receive_all(error, fd, data, len);
    if (rc != 0) {
        ssh2_free(memory, data);
        return rc;
    }
    *reply = ssh2_bytes(data, len);
    return 0;
}

int ssh2_agent_socket_exchange(const struct ssh2_memory *memory, struct ssh2_error *error, int fd,
                               struct ssh2_bytes request, struct ssh2_bytes *reply)
{
    int rc = send_all(error, fd, request);

    *reply = ssh2_bytes(NULL, 0);
    return rc != 0 ? rc : receive_reply(memory, error, fd, reply);
}
