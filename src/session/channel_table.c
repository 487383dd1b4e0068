#include "src/session/channel_table.h"

#include <string.h>

#include "src/session/session.h"

#define SSH2_CHANNEL_TABLE_FIRST_COUNT 4u /* ours: most sessions have one or two channels */

static uint32_t free_number(const struct ssh2_session *s)
{
    uint32_t number = 0;

    while (number < s->channel_capacity && s->channels[number] != NULL)
        number++;
    return number;
}

static int grow(struct ssh2_session *s)
{
    uint32_t capacity =
        s->channel_capacity == 0 ? SSH2_CHANNEL_TABLE_FIRST_COUNT : 2 * s->channel_capacity;

    if (capacity > SSH2_SESSION_CHANNELS_MAX_COUNT)
        return ssh2_fail(s->error, LIBSSH2_ERROR_CHANNEL_FAILURE, "%u channels are open: no more",
                         SSH2_SESSION_CHANNELS_MAX_COUNT);

    struct ssh2_channel **channels =
        ssh2_realloc(s->memory, s->channels, capacity * sizeof(struct ssh2_channel *));

    if (channels == NULL)
        return ssh2_fail_memory(s->error, "the channel table");
    memset(channels + s->channel_capacity, 0,
           (capacity - s->channel_capacity) * sizeof(struct ssh2_channel *));
    s->channels = channels;
    s->channel_capacity = capacity;
    return 0;
}

struct ssh2_channel *ssh2_channel_table_add(struct ssh2_session *s)
{
    uint32_t number = free_number(s);

    if (number == s->channel_capacity && grow(s) != 0)
        return NULL;

    struct ssh2_channel *channel = ssh2_calloc(s->memory, 1, sizeof(*channel));

    if (channel == NULL) {
        ssh2_fail_memory(s->error, "a channel");
        return NULL;
    }
    channel->session = s;
    channel->local_number = number;
    s->channels[number] = channel;
    return channel;
}

void ssh2_channel_table_remove(struct ssh2_channel *channel)
{
    struct ssh2_session *s = channel->session;

    s->channels[channel->local_number] = NULL;
    ssh2_free(s->memory, channel);
}

struct ssh2_channel *ssh2_channel_find(const struct ssh2_session *s, uint32_t local_number)
{
    return local_number < s->channel_capacity ? s->channels[local_number] : NULL;
}
