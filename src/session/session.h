/* The connection above the transport, sans-I/O: services, authentication, channels, global
 * requests. RFC 4252 and 4254. Either role.
 *
 * Functions that wait for the peer are steps: they say LIBSSH2_ERROR_EAGAIN until what they wait
 * for has come, and are then called again with the same arguments. ssh2_session_dispatch() makes
 * progress: it acts on one received payload. */
#ifndef SSH2_SESSION_SESSION_H
#define SSH2_SESSION_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "src/packet/connection/channel_open.h"
#include "src/packet/connection/channel_open_failure.h"
#include "src/packet/connection/channel_request.h"
#include "src/packet/connection/global_request.h"
#include "src/packet/userauth/userauth_request.h"
#include "src/session/channel.h"
#include "src/session/exchange.h"
#include "src/session/forward.h"
#include "src/session/userauth.h"
#include "src/transport/transport.h"

#define SSH2_SESSION_CHANNELS_MAX_COUNT 65536u /* ours: bounds what opens from a peer can cost (C8) */

/* What the peer begins, told to whoever runs the session. A NULL function refuses, or ignores
 * where there is nothing to answer. Views live as long as the call. */
struct ssh2_session_hooks {
    void *context;
    /* DISCONNECT, IGNORE, UNIMPLEMENTED, DEBUG: the whole payload. */
    void (*notice)(void *context, struct ssh2_bytes payload);
    /* The peer asks for a channel: 0 confirms it, or an SSH_OPEN_* reason refuses it. channel is
     * complete and stays, if confirmed, until it is freed. */
    uint32_t (*channel_open)(void *context, struct ssh2_channel *channel,
                             const struct ssh2_channel_open *open);
    /* The channel that channel_open granted has been confirmed: it can be used, and freed, at once. */
    void (*channel_opened)(void *context, struct ssh2_channel *channel,
                           const struct ssh2_channel_open *open);
    /* A channel request other than exit-status and exit-signal: whether it is granted. */
    bool (*channel_request)(void *context, struct ssh2_channel *channel,
                            const struct ssh2_channel_request *request);
    /* Whether a global request is granted. */
    bool (*global_request)(void *context, const struct ssh2_global_request *request);
    /* Server: a request to authenticate; answered by the ssh2_userauth_answer_* functions. */
    int (*userauth_request)(void *context, const struct ssh2_userauth_request *request);
};

enum ssh2_service { SSH2_SERVICE_NONE, SSH2_SERVICE_REQUESTED, SSH2_SERVICE_ACCEPTED };

struct ssh2_session {
    enum ssh2_role role;
    const struct ssh2_memory *memory;
    struct ssh2_error *error;
    struct ssh2_transport *transport;
    struct ssh2_session_hooks hooks;
    enum ssh2_service service;          /* ssh-userauth */
    struct ssh2_userauth userauth;
    struct ssh2_channel **channels;     /* by local number; free numbers are NULL */
    uint32_t channel_capacity;
    struct ssh2_channel *opening;       /* the one whose open is not answered yet */
    struct ssh2_bytes open_payload;     /* the CHANNEL_OPEN whose hooks are running */
    struct ssh2_exchange_queue globals; /* global requests without an answer, in order */
    struct ssh2_listener *listeners;    /* ports that the server listens on for us, the newest first */
    struct ssh2_listener *listening;    /* the one whose request is not answered yet */
};

/* memory and error are borrowed and outlive the session. ALLOC without memory. */
int ssh2_session_start(struct ssh2_session *s, enum ssh2_role role, const struct ssh2_memory *memory,
                       struct ssh2_error *error);

/* Frees everything that the session holds, channels included, without a word to the peer. */
void ssh2_session_finish(struct ssh2_session *s);

/* A step: identification, key exchange, and the request for the service ssh-userauth. A client may
 * authenticate then: a request for authentication can follow that for the service without a wait,
 * since a server that does not accept the service disconnects (RFC 4253, section 10). */
int ssh2_session_handshake(struct ssh2_session *s);

/* Acts on one received payload: 0. EAGAIN when there is none yet. Anything else has ended the
 * connection. */
int ssh2_session_dispatch(struct ssh2_session *s);

/* The half of it that acts on a payload, for who takes payloads off the transport himself. */
int ssh2_session_act(struct ssh2_session *s, struct ssh2_bytes payload);

/* Parses a peer's payload. What is malformed ends the connection with a sentence that names the
 * packet, what is wrong with it, and where. */
int ssh2_session_parse(struct ssh2_session *s, const struct ssh2_packet_type *type,
                       struct ssh2_bytes payload, void *out);

/* Ends the connection because the peer broke the protocol. Returns LIBSSH2_ERROR_PROTO. */
#define ssh2_session_refuse(s, ...) \
    ssh2_transport_refuse((s)->transport, LIBSSH2_ERROR_PROTO, SSH_DISCONNECT_PROTOCOL_ERROR, \
                          __VA_ARGS__)

/* A step: sends a global request that wants a reply. 0 when granted: *answer is then REQUEST_SUCCESS's
 * payload and lives until ssh2_exchange_end(x). REQUEST_DENIED, x idle again, when refused. */
int ssh2_global_request_ask(struct ssh2_session *s, struct ssh2_exchange *x,
                            const struct ssh2_packet_type *type, const void *packet,
                            struct ssh2_bytes *answer);

/* Handlers of the messages 80 to 82, for the dispatch table. */
int ssh2_session_on_global_request(struct ssh2_session *s, struct ssh2_bytes payload);
int ssh2_session_on_global_answer(struct ssh2_session *s, struct ssh2_bytes payload);

#endif
