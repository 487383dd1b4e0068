/* The connection to an agent, a UNIX socket: RFC 9987, section 6. Every call waits, because agents
 * are near and may be asking the user. */
#ifndef SSH2_IO_AGENT_SOCKET_H
#define SSH2_IO_AGENT_SOCKET_H

#include "src/crypto/memory.h"
#include "src/transport/error.h"
#include "src/wire/bytes.h"

/* Where the environment says that the agent is; NULL if it says nothing. */
const char *ssh2_agent_socket_default_path(void);

/* Connects to exactly this path: one that does not fit a socket's address is refused, never cut
 * (threat G4). AGENT_PROTOCOL when nobody is there, BAD_SOCKET when no socket can be had. */
int ssh2_agent_socket_connect(struct ssh2_error *error, const char *path, int *fd);

/* Sends a request and receives the reply to it, without the length in front; *reply is the caller's
 * to free. SOCKET_SEND; SOCKET_RECV, also when the agent closes the connection; AGENT_PROTOCOL for a
 * reply of a wrong length; ALLOC. After a failure the connection is of no further use. */
int ssh2_agent_socket_exchange(const struct ssh2_memory *memory, struct ssh2_error *error, int fd,
                               struct ssh2_bytes request, struct ssh2_bytes *reply);

/* SOCKET_DISCONNECT when closing fails; the descriptor is gone all the same. */
int ssh2_agent_socket_close(struct ssh2_error *error, int fd);

#endif
