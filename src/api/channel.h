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

#endif
