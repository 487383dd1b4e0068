/* The channels of a session by their local number: found in one step, numbers given out from 0 up. */
#ifndef SSH2_SESSION_CHANNEL_TABLE_H
#define SSH2_SESSION_CHANNEL_TABLE_H

#include "src/session/channel.h"

/* A zeroed channel with the lowest free number; NULL, with the error set, when there is no memory or
 * SSH2_SESSION_CHANNELS_MAX_COUNT are open. */
struct ssh2_channel *ssh2_channel_table_add(struct ssh2_session *s);

/* Takes the channel out of its table and frees the struct. */
void ssh2_channel_table_remove(struct ssh2_channel *channel);

#endif
