#include "interop/clients/impostors.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define REQUEST_MAX_BYTES 256

void play_silence(int connection)
{
    char byte;

    while (recv(connection, &byte, 1, 0) > 0)
        ;
    pause();
}

void play_hang_up(int connection)
{
    char line[REQUEST_MAX_BYTES];

    (void)recv(connection, line, sizeof(line), 0);
    close(connection);
}

static void say(int connection, const char *text)
{
    (void)send(connection, text, strlen(text), MSG_NOSIGNAL);
}

void play_http(int connection)
{
    char request[REQUEST_MAX_BYTES];

    (void)recv(connection, request, sizeof(request), 0);
    say(connection, "HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\n"
                    "Connection: close\r\n\r\n<html><body>Bad Request</body></html>\r\n");
    shutdown(connection, SHUT_WR);
    play_silence(connection);
}

void play_garbage(int connection)
{
    say(connection, "SSH-2.0-garbage\r\n\xff\xff\xff\xff this is no packet");
    play_silence(connection);
}
