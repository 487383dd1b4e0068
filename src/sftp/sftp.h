/* A conversation with an SFTP server, version 3, over a channel of its own. Sans-I/O.
 * draft-ietf-secsh-filexfer-02, and OpenSSH's extensions to it.
 *
 * Nearly every operation is one exchange: ssh2_sftp_ask. What keeps many requests under way is in
 * read.c, write.c and readdir.c. Functions called steps say LIBSSH2_ERROR_EAGAIN until they are done
 * and are then called again with the same arguments.
 *
 * What the server gets wrong ends the conversation, not the connection: from then on every operation
 * fails with the sentence that says what it was. */
#ifndef SSH2_SFTP_SFTP_H
#define SSH2_SFTP_SFTP_H

#include <stdbool.h>
#include <stdint.h>

#include "src/session/exchange.h"
#include "src/session/session.h"
#include "src/sftp/input.h"
#include "src/sftp/outbox.h"
#include "src/sftp/requests.h"
#include "src/wire/packet.h"

#define SSH2_SFTP_TRANSFER_DEFAULT_BYTES 32768u  /* of one READ or WRITE: the draft, section 3 */
#define SSH2_SFTP_TRANSFER_MAX_BYTES 229376u     /* ours: 7 of these, and a head, fit 256 KiB */

struct ssh2_sftp_file;

/* Those that are one exchange; only one of each kind is under way at a time. */
enum ssh2_sftp_operation {
    SSH2_SFTP_OPEN,
    SSH2_SFTP_CLOSE,
    SSH2_SFTP_OPENDIR,
    SSH2_SFTP_STAT,
    SSH2_SFTP_LSTAT,
    SSH2_SFTP_FSTAT,
    SSH2_SFTP_SETSTAT,
    SSH2_SFTP_FSETSTAT,
    SSH2_SFTP_MKDIR,
    SSH2_SFTP_RMDIR,
    SSH2_SFTP_REMOVE,
    SSH2_SFTP_RENAME,
    SSH2_SFTP_POSIX_RENAME,
    SSH2_SFTP_SYMLINK,
    SSH2_SFTP_READLINK,
    SSH2_SFTP_REALPATH,
    SSH2_SFTP_STATVFS,
    SSH2_SFTP_FSTATVFS,
    SSH2_SFTP_FSYNC,
    SSH2_SFTP_OPERATION_COUNT
};

struct ssh2_sftp {
    struct ssh2_session *session;
    struct ssh2_channel *channel; /* ours */
    struct ssh2_sftp_input input;
    struct ssh2_sftp_requests requests;
    struct ssh2_sftp_outbox outbox;
    uint32_t data_id;        /* the request whose SSH_FXP_DATA is arriving */
    struct ssh2_error fault; /* why the conversation is over; code 0 while it is not */
    uint32_t status;         /* SSH_FX_* of the operation that failed last, 0 if none of it */

    bool init_sent, version_received;
    bool has_posix_rename;
    uint32_t read_max, write_max; /* bytes in one request */

    struct ssh2_exchange exchanges[SSH2_SFTP_OPERATION_COUNT];
    struct ssh2_sftp_file *files; /* all that are open */
};

/* Begin and end */

/* A conversation over a confirmed channel, which it owns from then on. It is freed with the channel,
 * whoever frees that, or by ssh2_sftp_free. NULL without memory: the channel is abandoned. */
struct ssh2_sftp *ssh2_sftp_new(struct ssh2_channel *channel);

/* A step: asks for the subsystem and greets, both at once. CHANNEL_FAILURE if the server has no SFTP,
 * SFTP_PROTOCOL if it has not version 3. */
int ssh2_sftp_start(struct ssh2_sftp *sftp);

/* Abandons the channel. Files that are still open belong to nobody then, and can only be freed. */
void ssh2_sftp_free(struct ssh2_sftp *sftp);

/* Operations */

/* A step: sends a request and awaits its reply. request is a packet of the operation's request type,
 * whose request_id is filled in. who is the file that it is about, which keeps others out until the
 * step is done (BAD_USE), or NULL. When 0, *reply is a packet of its reply type (NULL if that is only a status), whose views
 * live until ssh2_sftp_answered. SFTP_PROTOCOL when the server says no: sftp->status is why. */
int ssh2_sftp_ask(struct ssh2_sftp *sftp, enum ssh2_sftp_operation operation, const void *who,
                  void *request, void *reply);

/* The same with an exchange of the caller's, so that several of a kind can be under way. */
int ssh2_sftp_ask_by(struct ssh2_sftp *sftp, struct ssh2_exchange *exchange,
                     enum ssh2_sftp_operation operation, const void *who, void *request, void *reply);

/* The reply's views are not needed any more. */
void ssh2_sftp_answered(struct ssh2_sftp *sftp, enum ssh2_sftp_operation operation);

/* Nobody will ask with this exchange again. */
void ssh2_sftp_abandon(struct ssh2_sftp *sftp, struct ssh2_exchange *exchange);

/* For the files of this folder */

/* Why nothing can be asked any more: the fault, or CHANNEL_CLOSED. 0 if all is well. */
int ssh2_sftp_check(struct ssh2_sftp *sftp);

/* Sends a request whose replies go to receiver; its request_id is filled in. 0, or EAGAIN and the
 * failures of ssh2_sftp_outbox_add. It may stay in the outbox until the next flush. */
int ssh2_sftp_send(struct ssh2_sftp *sftp, const struct ssh2_packet_type *type, void *packet,
                   const struct ssh2_sftp_receiver *receiver, void *owner, uint32_t tag);

int ssh2_sftp_flush(struct ssh2_sftp *sftp);

/* Ends the conversation because of the server. Returns SFTP_PROTOCOL. */
#define ssh2_sftp_refuse(sftp, ...) \
    ssh2_fail(&(sftp)->fault, LIBSSH2_ERROR_SFTP_PROTOCOL, __VA_ARGS__)

/* Parses what the server sent. What is malformed ends the conversation. */
int ssh2_sftp_parse(struct ssh2_sftp *sftp, const struct ssh2_packet_type *type,
                    struct ssh2_bytes packet, void *out);

/* A reply that has to be SSH_FXP_STATUS: its code. Anything else ends the conversation. */
int ssh2_sftp_parse_status(struct ssh2_sftp *sftp, struct ssh2_bytes packet, uint32_t *code);

/* Notes the code, whose meaning is the sentence. Returns SFTP_PROTOCOL. */
int ssh2_sftp_fail_status(struct ssh2_sftp *sftp, const char *what, uint32_t code);

/* Takes the stream of the channel: the channel's consumer. context is the conversation. */
int ssh2_sftp_consume(void *context, struct ssh2_bytes data);

/* SSH_FXP_VERSION came. */
int ssh2_sftp_on_version(struct ssh2_sftp *sftp, struct ssh2_bytes packet);

#endif
