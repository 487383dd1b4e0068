/* Cuts the byte stream of an SFTP channel into packets. draft-ietf-secsh-filexfer-02, section 3.
 * A packet may lie across many SSH_MSG_CHANNEL_DATA, and one of these may hold many packets.
 *
 * What SSH_FXP_DATA carries is never collected: it goes on in pieces, from where it lies. */
#ifndef SSH2_SFTP_INPUT_H
#define SSH2_SFTP_INPUT_H

#include <stddef.h>
#include <stdint.h>

#include "src/crypto/memory.h"
#include "src/transport/error.h"
#include "src/wire/bytes.h"

#define SSH2_SFTP_DATA_HEAD_BYTES 13u /* length, type, request-id, length of the data */

/* What was found. Anything but 0 ends the reading. Views live as long as the call. */
struct ssh2_sftp_events {
    /* A whole packet other than SSH_FXP_DATA: its type and what follows, together at least 5 bytes. */
    int (*packet)(void *context, struct ssh2_bytes packet);
    /* SSH_FXP_DATA: len bytes follow, then its end. */
    int (*data_begin)(void *context, uint32_t request_id, uint32_t len);
    int (*data)(void *context, struct ssh2_bytes piece);
    int (*data_end)(void *context);
};

struct ssh2_sftp_input {
    const struct ssh2_memory *memory;
    struct ssh2_error *error;
    const struct ssh2_sftp_events *events;
    void *context;

    uint8_t head[SSH2_SFTP_DATA_HEAD_BYTES];
    uint32_t head_len;  /* bytes of the head so far */
    uint32_t data_left; /* bytes of SSH_FXP_DATA still to come */
    uint8_t *packet;    /* being collected; memory of ours, kept while it is small */
    uint32_t packet_len, packet_filled, packet_capacity;
};

/* What is pointed to is borrowed and outlives the input. */
void ssh2_sftp_input_begin(struct ssh2_sftp_input *in, const struct ssh2_memory *memory,
                           struct ssh2_error *error, const struct ssh2_sftp_events *events,
                           void *context);
void ssh2_sftp_input_end(struct ssh2_sftp_input *in);

/* Takes the stream's next bytes. 0, what an event returned, SFTP_PROTOCOL for a packet whose lengths
 * are wrong, or ALLOC. The stream cannot be read on after a failure. */
int ssh2_sftp_input_take(struct ssh2_sftp_input *in, struct ssh2_bytes bytes);

#endif
