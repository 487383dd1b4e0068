/* Packets in and out: RFC 4819, sections 3.2 and 3.3. */
#include "src/publickey/publickey.h"

#include <string.h>

#include "src/packet/publickey/pkss_packet.h"
#include "src/packet/publickey/pkss_status.h"
#include "src/packet/publickey/pkss_unknown_request.h"
#include "src/transport/trace.h"
#include "src/wire/reader.h"
#include "src/wire/writer.h"

#define LENGTH_BYTES 4u
#define PACKET_MIN_BYTES 4u /* an empty name */

int ssh2_publickey_refuse(struct ssh2_publickey *pk, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    ssh2_fail_v(pk->session->error, LIBSSH2_ERROR_PUBLICKEY_PROTOCOL, format, arguments);
    va_end(arguments);
    pk->fault = *pk->session->error;
    return pk->fault.code;
}

int ssh2_publickey_check(struct ssh2_publickey *pk)
{
    if (pk->fault.code != 0)
        *pk->session->error = pk->fault;
    return pk->fault.code;
}

/* Out */

int ssh2_publickey_put(struct ssh2_publickey *pk, const struct ssh2_packet_type *type,
                       const void *packet)
{
    size_t len = ssh2_packet_len(type, packet);
    uint8_t *data = ssh2_alloc(pk->session->memory, LENGTH_BYTES + len);
    struct ssh2_writer w = ssh2_writer(data, LENGTH_BYTES + len);

    if (data == NULL)
        return ssh2_fail_memory(pk->session->error, "a request to the publickey subsystem");
    ssh2_write_uint32(&w, (uint32_t)len);
    ssh2_packet_write(type, &w, packet);
    ssh2_free(pk->session->memory, pk->output.data);
    pk->output = (struct ssh2_publickey_output){ .data = data, .len = w.len };
    ssh2_trace(pk->session->error, LIBSSH2_TRACE_PUBLICKEY, "sending %s, %zu bytes", type->name, len);
    return 0;
}

int ssh2_publickey_send(struct ssh2_publickey *pk)
{
    struct ssh2_publickey_output *output = &pk->output;

    while (output->sent < output->len) {
        ssize_t n = ssh2_channel_write(pk->channel, 0, output->data + output->sent,
                                       output->len - output->sent);

        if (n < 0)
            return (int)n;
        output->sent += (size_t)n;
    }
    ssh2_free(pk->session->memory, output->data);
    *output = (struct ssh2_publickey_output){ .data = NULL };
    return 0;
}

/* In */

static int fill(struct ssh2_publickey *pk, uint8_t *data, size_t len, size_t *filled)
{
    while (*filled < len) {
        ssize_t n = ssh2_channel_read(pk->channel, 0, data + *filled, len - *filled);

        if (n == 0)
            return ssh2_publickey_refuse(pk, "the server ended the publickey subsystem");
        if (n < 0)
            return (int)n;
        *filled += (size_t)n;
    }
    return 0;
}

/* Threat O7: nothing is believed of a length before it is bounded. */
static int begin_packet(struct ssh2_publickey *pk)
{
    struct ssh2_publickey_input *input = &pk->input;
    struct ssh2_reader r = ssh2_reader(ssh2_bytes(input->length, LENGTH_BYTES));
    uint32_t len = ssh2_read_uint32(&r);

    if (len < PACKET_MIN_BYTES || len > SSH2_PKSS_PACKET_MAX_BYTES)
        return ssh2_publickey_refuse(
            pk,
            "the server's publickey subsystem sends a packet of %u bytes: %u to %u are possible",
            (unsigned)len, PACKET_MIN_BYTES, SSH2_PKSS_PACKET_MAX_BYTES);
    input->packet = ssh2_alloc(pk->session->memory, len);
    if (input->packet == NULL)
        return ssh2_fail_memory(pk->session->error, "a packet of the publickey subsystem");
    input->len = len;
    input->filled = 0;
    return 0;
}

int ssh2_publickey_receive(struct ssh2_publickey *pk, struct ssh2_bytes *packet)
{
    struct ssh2_publickey_input *input = &pk->input;
    int rc = fill(pk, input->length, LENGTH_BYTES, &input->length_filled);

    if (rc == 0 && input->packet == NULL)
        rc = begin_packet(pk);
    if (rc == 0)
        rc = fill(pk, input->packet, input->len, &input->filled);
    if (rc == 0)
        ssh2_trace(pk->session->error, LIBSSH2_TRACE_PUBLICKEY, "received %zu bytes",
                   (size_t)input->len);
    *packet = ssh2_bytes(input->packet, rc == 0 ? input->len : 0);
    return rc;
}

void ssh2_publickey_drop(struct ssh2_publickey *pk)
{
    ssh2_free(pk->session->memory, pk->input.packet);
    memset(&pk->input, 0, sizeof(pk->input));
}

/* What the server says */

bool ssh2_publickey_is(struct ssh2_bytes packet, const char *name)
{
    struct ssh2_pkss_unknown_request response;

    return ssh2_pkss_unknown_request_parse(packet, &response) == SSH2_OK &&
           ssh2_bytes_equal(response.name, ssh2_text(name));
}

int ssh2_publickey_parse(struct ssh2_publickey *pk, const struct ssh2_packet_type *type,
                         struct ssh2_bytes packet, void *out)
{
    struct ssh2_verdict verdict = ssh2_packet_judge(type, packet, out);

    if (verdict.status == SSH2_OK || verdict.status == SSH2_NOT_CANONICAL)
        return 0;
    return ssh2_publickey_refuse(pk, "the server's response is no %s: %s at byte %zu of %zu",
                                 type->name, ssh2_status_name(verdict.status), verdict.offset,
                                 packet.len);
}

/* RFC 4819, section 3.3.1, in its words. */
static const char *const meanings[] = {
    [SSH_PUBLICKEY_SUCCESS] = "success",
    [SSH_PUBLICKEY_ACCESS_DENIED] = "access denied",
    [SSH_PUBLICKEY_STORAGE_EXCEEDED] = "storage exceeded",
    [SSH_PUBLICKEY_VERSION_NOT_SUPPORTED] = "version not supported",
    [SSH_PUBLICKEY_KEY_NOT_FOUND] = "key not found",
    [SSH_PUBLICKEY_KEY_NOT_SUPPORTED] = "key not supported",
    [SSH_PUBLICKEY_KEY_ALREADY_PRESENT] = "key already present",
    [SSH_PUBLICKEY_GENERAL_FAILURE] = "general failure",
    [SSH_PUBLICKEY_REQUEST_NOT_SUPPORTED] = "request not supported",
    [SSH_PUBLICKEY_ATTRIBUTE_NOT_SUPPORTED] = "attribute not supported",
};

int ssh2_publickey_on_status(struct ssh2_publickey *pk, const char *what, struct ssh2_bytes packet)
{
    struct ssh2_pkss_status status;
    int rc = ssh2_publickey_parse(pk, ssh2_pkss_status_type(), packet, &status);

    if (rc != 0 || status.status_code == SSH_PUBLICKEY_SUCCESS)
        return rc;
    pk->is_refusal = true;
    return ssh2_fail(pk->session->error, LIBSSH2_ERROR_PUBLICKEY_PROTOCOL,
                     "the server will not %s: %s (status %u): %.*s", what,
                     status.status_code < sizeof(meanings) / sizeof(meanings[0])
                         ? meanings[status.status_code]
                         : "for a reason of its own",
                     (unsigned)status.status_code, (int)status.description.len,
                     status.description.len > 0 ? (const char *)status.description.data : "");
}
