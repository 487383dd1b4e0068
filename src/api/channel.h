/* LIBSSH2_CHANNEL is the session's channel under its public name. */
#ifndef SSH2_API_CHANNEL_H
#define SSH2_API_CHANNEL_H

#include "src/api/session.h"

static inline struct ssh2_channel *ssh2_api_core_channel(LIBSSH2_CHANNEL *channel)
{
    return (struct ssh2_channel *)(void *)channel;
}

static inline LIBSSH2_CHANNEL *ssh2_api_public_channel(struct ssh2_channel *channel)
{
    return (LIBSSH2_CHANNEL *)(void *)channel;
}

static inline LIBSSH2_SESSION *ssh2_api_channel_session(LIBSSH2_CHANNEL *channel)
{
    return ssh2_api_session_of(ssh2_api_core_channel(channel)->session);
}

/* An argument that a function needs is NULL. BAD_USE, with a sentence if there is a channel to keep it. */
int ssh2_api_channel_misuse(LIBSSH2_CHANNEL *channel, const char *what);

/* Opens a channel, waiting as the session does; NULL with the error set. */
LIBSSH2_CHANNEL *ssh2_api_open_channel(LIBSSH2_SESSION *session,
                                       const struct ssh2_channel_offer *offer);

/* Sends a channel request, waiting as the session does: ssh2_channel_ask(). */
int ssh2_api_ask(LIBSSH2_CHANNEL *channel, const struct ssh2_packet_type *type, const void *packet);

/* A step: closes a channel (struct ssh2_channel) and waits for the server to agree; but not for
 * long when it sends data all the same. */
ssize_t ssh2_api_close_step(void *channel);

/* What the server opens: hooks.channel_open and hooks.channel_opened. */
uint32_t ssh2_api_on_open(void *context, struct ssh2_channel *channel,
                          const struct ssh2_channel_open *open);
void ssh2_api_on_opened(void *context, struct ssh2_channel *channel,
                        const struct ssh2_channel_open *open);

#endif
