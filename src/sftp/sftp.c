#include "src/sftp/sftp.h"

#include "src/packet/sftp/sftp_message.h"
#include "src/packet/sftp/sftp_status.h"
#include "src/sftp/file.h"
#include "src/transport/trace.h"

/* Replies: the input's events */

static int on_packet(void *context, struct ssh2_bytes packet)
{
    struct ssh2_sftp *sftp = context;
    struct ssh2_sftp_message message;

    if (packet.data[0] == SSH_FXP_VERSION)
        return ssh2_sftp_on_version(sftp, packet);
    if (ssh2_sftp_parse(sftp, ssh2_sftp_message_type(), packet, &message) != 0)
        return sftp->fault.code;

    struct ssh2_sftp_request *place = ssh2_sftp_requests_find(&sftp->requests, message.request_id);

    if (place == NULL) /* threat S9 */
        return ssh2_sftp_refuse(sftp, "the server replies to request %u, which has no reply due",
                                (unsigned)message.request_id);

    struct ssh2_sftp_request request = *place;

    ssh2_trace(sftp->session->error, LIBSSH2_TRACE_SFTP, "request %u answered: type %u, %zu bytes",
               (unsigned)request.id, (unsigned)packet.data[0], packet.len);
    ssh2_sftp_requests_remove(&sftp->requests, place);
    if (request.receiver == &ssh2_sftp_nobody && packet.data[0] == SSH_FXP_HANDLE)
        return ssh2_sftp_close_unwanted(sftp, packet);
    return request.receiver->reply(sftp, &request, packet);
}

static int on_data_begin(void *context, uint32_t request_id, uint32_t len)
{
    struct ssh2_sftp *sftp = context;
    const struct ssh2_sftp_request *request = ssh2_sftp_requests_find(&sftp->requests, request_id);

    if (request == NULL || request->receiver->data_begin == NULL)
        return ssh2_sftp_refuse(sftp, "the server sends data for request %u, which is due none",
                                (unsigned)request_id);
    sftp->data_id = request_id;
    ssh2_trace(sftp->session->error, LIBSSH2_TRACE_SFTP, "request %u answered: %u bytes of data",
               (unsigned)request_id, (unsigned)len);
    return request->receiver->data_begin(sftp, request, len);
}

/* The owner may have gone since the data began: nobody takes the rest then. */
static int on_data(void *context, struct ssh2_bytes piece)
{
    struct ssh2_sftp *sftp = context;
    const struct ssh2_sftp_request *request = ssh2_sftp_requests_find(&sftp->requests, sftp->data_id);

    return request->receiver->data(sftp, request, piece);
}

static int on_data_end(void *context)
{
    struct ssh2_sftp *sftp = context;
    struct ssh2_sftp_request *place = ssh2_sftp_requests_find(&sftp->requests, sftp->data_id);
    struct ssh2_sftp_request request = *place;

    ssh2_sftp_requests_remove(&sftp->requests, place);
    return request.receiver->data_end(sftp, &request);
}

static const struct ssh2_sftp_events events = { on_packet, on_data_begin, on_data, on_data_end };

/* After a fault the window is not granted again: the server can send at most the rest of it. */
int ssh2_sftp_consume(void *context, struct ssh2_bytes data)
{
    struct ssh2_sftp *sftp = context;

    if (sftp->fault.code != 0)
        return 0;

    int rc = ssh2_sftp_input_take(&sftp->input, data);

    if (rc != 0 && sftp->fault.code == 0)
        sftp->fault = *sftp->session->error;
    return rc != 0 ? 0 : ssh2_channel_credit(sftp->channel, data.len);
}

/* Requests */

int ssh2_sftp_check(struct ssh2_sftp *sftp)
{
    if (sftp->fault.code != 0) {
        *sftp->session->error = sftp->fault;
        return sftp->fault.code;
    }
    if (sftp->channel->eof_received || sftp->channel->close_received || sftp->channel->close_sent)
        return ssh2_fail(sftp->session->error, LIBSSH2_ERROR_CHANNEL_CLOSED,
                         "the server ended SFTP");
    return 0;
}

int ssh2_sftp_send(struct ssh2_sftp *sftp, const struct ssh2_packet_type *type, void *packet,
                   const struct ssh2_sftp_receiver *receiver, void *owner, uint32_t tag)
{
    struct ssh2_session *s = sftp->session;

    if (ssh2_sftp_requests_are_full(&sftp->requests))
        return LIBSSH2_ERROR_EAGAIN;

    struct ssh2_sftp_request *request = ssh2_sftp_requests_add(&sftp->requests, s->memory);

    if (request == NULL)
        return ssh2_fail_memory(s->error, "an SFTP request");
    /* Every request begins with its id. */
    ssh2_store_integer(SSH2_KIND_UINT32, (uint8_t *)packet + type->fields[0].offset, request->id);

    int rc = ssh2_sftp_outbox_add(&sftp->outbox, s, type, packet);

    if (rc != 0) {
        ssh2_sftp_requests_remove(&sftp->requests, request);
        return rc;
    }
    request->receiver = receiver;
    request->owner = owner;
    request->tag = tag;
    ssh2_trace(s->error, LIBSSH2_TRACE_SFTP, "request %u: %s", (unsigned)request->id, type->name);
    return 0;
}

int ssh2_sftp_flush(struct ssh2_sftp *sftp)
{
    return ssh2_sftp_outbox_flush(&sftp->outbox, sftp->channel);
}

/* What the server says */

int ssh2_sftp_parse(struct ssh2_sftp *sftp, const struct ssh2_packet_type *type,
                    struct ssh2_bytes packet, void *out)
{
    struct ssh2_verdict verdict = ssh2_packet_judge(type, packet, out);

    if (verdict.status == SSH2_OK || verdict.status == SSH2_NOT_CANONICAL)
        return 0;
    return ssh2_sftp_refuse(sftp, "the server's reply is no %s: %s at byte %zu of %zu", type->name,
                            ssh2_status_name(verdict.status), verdict.offset, packet.len);
}

int ssh2_sftp_parse_status(struct ssh2_sftp *sftp, struct ssh2_bytes packet, uint32_t *code)
{
    struct ssh2_sftp_status status;
    int rc = ssh2_sftp_parse(sftp, ssh2_sftp_status_type(), packet, &status);

    *code = status.code;
    return rc;
}

static const char *const meanings[] = {
    [SSH_FX_OK] = "OK, where something else is due",
    [SSH_FX_EOF] = "end of file",
    [SSH_FX_NO_SUCH_FILE] = "no such file",
    [SSH_FX_PERMISSION_DENIED] = "permission denied",
    [SSH_FX_FAILURE] = "failure",
    [SSH_FX_BAD_MESSAGE] = "bad message",
    [SSH_FX_NO_CONNECTION] = "no connection",
    [SSH_FX_CONNECTION_LOST] = "connection lost",
    [SSH_FX_OP_UNSUPPORTED] = "operation unsupported",
};

int ssh2_sftp_fail_status(struct ssh2_sftp *sftp, const char *what, uint32_t code)
{
    const char *meaning =
        code < sizeof(meanings) / sizeof(meanings[0]) ? meanings[code] : "not of this version";

    sftp->status = code;
    return ssh2_fail(sftp->session->error, LIBSSH2_ERROR_SFTP_PROTOCOL,
                     "%s: the server's status is %u: %s", what, (unsigned)code, meaning);
}

/* Begin and end */

static void release(void *context)
{
    struct ssh2_sftp *sftp = context;
    const struct ssh2_memory *memory = sftp->session->memory;

    while (sftp->files != NULL)
        ssh2_sftp_file_orphan(sftp->files);
    for (size_t i = 0; i < SSH2_SFTP_OPERATION_COUNT; i++)
        ssh2_exchange_end(&sftp->exchanges[i], memory);
    ssh2_sftp_input_end(&sftp->input);
    ssh2_sftp_requests_free(&sftp->requests, memory);
    ssh2_sftp_outbox_free(&sftp->outbox, memory);
    ssh2_free(memory, sftp);
}

struct ssh2_sftp *ssh2_sftp_new(struct ssh2_channel *channel)
{
    struct ssh2_session *s = channel->session;
    struct ssh2_sftp *sftp = ssh2_calloc(s->memory, 1, sizeof(*sftp));

    if (sftp == NULL) {
        ssh2_channel_abandon(channel);
        ssh2_fail_memory(s->error, "SFTP");
        return NULL;
    }
    sftp->session = s;
    sftp->channel = channel;
    sftp->read_max = sftp->write_max = SSH2_SFTP_TRANSFER_DEFAULT_BYTES;
    ssh2_sftp_input_begin(&sftp->input, s->memory, &sftp->fault, &events, sftp);
    channel->consumer = (struct ssh2_channel_consumer){ ssh2_sftp_consume, release, sftp };
    return sftp;
}

void ssh2_sftp_free(struct ssh2_sftp *sftp)
{
    struct ssh2_channel *channel = sftp->channel;

    channel->consumer = (struct ssh2_channel_consumer){ 0 };
    release(sftp);
    ssh2_channel_abandon(channel);
}
