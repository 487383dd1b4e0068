#ifndef INTEROP_LOOPBACK_H
#define INTEROP_LOOPBACK_H

#include <sys/types.h>

/* A TCP connection to port of 127.0.0.1, or -1 with errno set. */
int loopback_connect(int port);

/* What a server does that is none: it gets one connection and may do with it as it likes. */
typedef void loopback_play(int connection);

/* Starts such a server in a process of its own, which the caller ends with loopback_stop().
 * *port gets its port. Returns the process, or -1 with errno set. */
pid_t loopback_serve(loopback_play *play, int *port);

void loopback_stop(pid_t server);

#endif
