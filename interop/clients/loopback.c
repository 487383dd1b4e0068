#include "interop/clients/loopback.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static struct sockaddr_in loopback_address(int port)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };

    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

int loopback_connect(int port)
{
    struct sockaddr_in address = loopback_address(port);
    int no_delay = 1;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (fd < 0)
        return -1;
    if (connect(fd, (struct sockaddr *)&address, sizeof(address)) != 0) {
        close(fd);
        return -1;
    }
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &no_delay, sizeof(no_delay));
    return fd;
}

static int listen_anywhere(int *port)
{
    struct sockaddr_in address = loopback_address(0);
    socklen_t len = sizeof(address);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (fd < 0)
        return -1;
    if (bind(fd, (struct sockaddr *)&address, len) != 0 || listen(fd, 1) != 0 ||
        getsockname(fd, (struct sockaddr *)&address, &len) != 0) {
        close(fd);
        return -1;
    }
    *port = ntohs(address.sin_port);
    return fd;
}

pid_t loopback_serve(loopback_play *play, int *port)
{
    int listener = listen_anywhere(port);
    pid_t server;

    if (listener < 0)
        return -1;
    server = fork();
    if (server == 0) {
        signal(SIGPIPE, SIG_DFL);
        int connection = accept(listener, NULL, NULL);
        if (connection >= 0)
            play(connection);
        _exit(0);
    }
    close(listener);
    return server;
}

void loopback_stop(pid_t server)
{
    kill(server, SIGKILL);
    waitpid(server, NULL, 0);
}
