/* Ports that the server listens on for us: RFC 4254, section 7.1 and 7.2. */
#ifndef SSH2_SESSION_FORWARD_H
#define SSH2_SESSION_FORWARD_H

#include <stdbool.h>
#include <stdint.h>

#include "src/session/exchange.h"
#include "src/wire/bytes.h"

struct ssh2_session;
struct ssh2_channel;

/* Ours: connections that nobody accepts; it holds also where the program set no limit (threat C18). */
#define SSH2_LISTENER_QUEUE_MAX_COUNT 1024u
/* Ours: what a connection may send before it is accepted; the rest of the window is granted then. */
#define SSH2_LISTENER_WINDOW_BYTES 32768u

struct ssh2_listener {
    struct ssh2_session *session;
    struct ssh2_bytes address; /* our own copy; the server names it in every connection */
    uint32_t port;             /* 0 until the server has told which one it chose */
    uint32_t queue_max;        /* 0: SSH2_LISTENER_QUEUE_MAX_COUNT */
    uint32_t queue_count;
    bool cancelled;
    struct ssh2_channel *first, *last; /* linked by next_accepted */
    struct ssh2_exchange exchange;     /* our tcpip-forward */
    struct ssh2_listener *next;        /* the session's listeners */
};

/* A step: asks the server to listen. port is 0 to 65535, 0 for one that the server chooses. One at a
 * time in a session. REQUEST_DENIED; INVAL for a port there is none of or an address with a NUL in
 * it (threat C20). *out is the caller's until ssh2_listener_free, and NULL unless 0 is returned. */
int ssh2_listener_open(struct ssh2_session *s, struct ssh2_bytes address, uint32_t port,
                       uint32_t queue_max, struct ssh2_listener **out);

/* Nobody will ask for the listener that is being made, if there is one. */
void ssh2_listener_abandon(struct ssh2_session *s);

/* The connection that has waited longest, or NULL. */
struct ssh2_channel *ssh2_listener_accept(struct ssh2_listener *listener);

/* A step: tells the server to stop, if that has not been done, and abandons what waits. Without a word
 * to the peer when the connection is over. The listener takes no more connections, and is to be freed. */
int ssh2_listener_cancel(struct ssh2_listener *listener);
void ssh2_listener_free(struct ssh2_listener *listener);

/* Frees the session's listeners at once, for ssh2_session_finish; their channels are the session's. */
void ssh2_listeners_free(struct ssh2_session *s);

/* For hooks.channel_open: puts a "forwarded-tcpip" channel into the queue of the listener that it is
 * for: 0, or the reason to refuse it. */
uint32_t ssh2_listener_offer(struct ssh2_session *s, struct ssh2_channel *channel);

#endif
