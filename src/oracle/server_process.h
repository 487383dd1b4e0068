/* The peer in a process of its own, at the other end of a socket: what it knows is not in the
 * memory of the test, and programs that know nothing of tests can talk to it. */
#ifndef SSH2_ORACLE_SERVER_PROCESS_H
#define SSH2_ORACLE_SERVER_PROCESS_H

#include <stdbool.h>
#include <sys/types.h>

#include "src/oracle/peer.h"

struct ssh2_server_process {
    pid_t id;
    int socket;   /* connected to it; -1 after ssh2_server_listen() */
    char port[8]; /* decimal, on 127.0.0.1; empty after ssh2_server_connect() */
};

/* Begins a server at the other end of a pair of sockets. False when the system has no more of
 * either. */
bool ssh2_server_connect(struct ssh2_server_process *server,
                         const struct ssh2_peer_settings *settings);

/* Begins one that takes a single connection. */
bool ssh2_server_listen(struct ssh2_server_process *server,
                        const struct ssh2_peer_settings *settings);

/* Closes our end and waits for the process. How many requests for authentication it has seen, at
 * most 100; -1 when it failed. */
int ssh2_server_end(struct ssh2_server_process *server);

#endif
