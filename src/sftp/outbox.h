/* Requests on their way out. Several leave in one SSH_MSG_CHANNEL_DATA, and one that the server's
 * window cuts leaves in several: what is left goes first with whatever is sent next. */
#ifndef SSH2_SFTP_OUTBOX_H
#define SSH2_SFTP_OUTBOX_H

#include <stddef.h>
#include <stdint.h>

#include "src/session/channel.h"
#include "src/wire/packet.h"

#define SSH2_SFTP_REQUEST_MAX_BYTES 34000u /* draft-ietf-secsh-filexfer-02, 3: all servers take it */
#define SSH2_SFTP_OUTBOX_MAX_BYTES 65536u  /* ours: some 1000 READ requests, or a few long paths */

struct ssh2_sftp_outbox {
    uint8_t *data;
    size_t len, capacity; /* bytes */
};

/* Adds a packet, its length in front. 0; EAGAIN while too much waits; OUT_OF_BOUNDARY for a packet
 * of more than SSH2_SFTP_REQUEST_MAX_BYTES; ALLOC. Nothing is added unless it is 0. */
int ssh2_sftp_outbox_add(struct ssh2_sftp_outbox *outbox, struct ssh2_session *session,
                         const struct ssh2_packet_type *type, const void *packet);

/* Sends as much as the window and the output take. 0 also when something is left. */
int ssh2_sftp_outbox_flush(struct ssh2_sftp_outbox *outbox, struct ssh2_channel *channel);

void ssh2_sftp_outbox_free(struct ssh2_sftp_outbox *outbox, const struct ssh2_memory *memory);

#endif
