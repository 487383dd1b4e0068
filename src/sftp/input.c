#include "src/sftp/input.h"

#include <string.h>

#include "src/packet/numbers.h"
#include "src/packet/sftp/sftp_limits.h"
#include "src/wire/reader.h"

#define LENGTH_BYTES 4u
#define TYPE_HEAD_BYTES 5u   /* length and type: enough to tell SSH_FXP_DATA from the rest */
#define PACKET_MIN_BYTES 5u  /* type and request-id, or the version */
#define DATA_HEAD_REST_BYTES (SSH2_SFTP_DATA_HEAD_BYTES - LENGTH_BYTES)
#define KEPT_MAX_BYTES 4096u /* ours: an idle conversation holds no more */

void ssh2_sftp_input_begin(struct ssh2_sftp_input *in, const struct ssh2_memory *memory,
                           struct ssh2_error *error, const struct ssh2_sftp_events *events,
                           void *context)
{
    memset(in, 0, sizeof(*in));
    in->memory = memory;
    in->error = error;
    in->events = events;
    in->context = context;
}

static void free_packet(struct ssh2_sftp_input *in)
{
    ssh2_free_secret(in->memory, in->packet, in->packet_capacity);
    in->packet = NULL;
    in->packet_capacity = 0;
}

void ssh2_sftp_input_end(struct ssh2_sftp_input *in)
{
    free_packet(in);
    in->head_len = 0;
    in->packet_len = 0;
    in->data_left = 0;
}

/* Takes up to count bytes off the front. */
static struct ssh2_bytes take(struct ssh2_bytes *bytes, size_t count)
{
    struct ssh2_bytes taken = ssh2_bytes(bytes->data, bytes->len < count ? bytes->len : count);

    *bytes = ssh2_bytes(bytes->data + taken.len, bytes->len - taken.len);
    return taken;
}

/* SSH_FXP_DATA's head is complete. */
static int begin_data(struct ssh2_sftp_input *in)
{
    struct ssh2_reader r = ssh2_reader(ssh2_bytes(in->head, sizeof(in->head)));
    uint32_t length = ssh2_read_uint32(&r);
    (void)ssh2_read_byte(&r);
    uint32_t request_id = ssh2_read_uint32(&r);
    uint32_t len = ssh2_read_uint32(&r);

    if (length < DATA_HEAD_REST_BYTES || len != length - DATA_HEAD_REST_BYTES)
        return ssh2_fail(in->error, LIBSSH2_ERROR_SFTP_PROTOCOL,
                         "SSH_FXP_DATA of %u bytes says that it holds %u bytes of data",
                         (unsigned)length, (unsigned)len);
    in->head_len = 0;
    in->data_left = len;

    int rc = in->events->data_begin(in->context, request_id, len);

    return rc == 0 && len == 0 ? in->events->data_end(in->context) : rc;
}

/* Length and type are there: memory for the packet, now that the length is known to be bearable. */
static int begin_packet(struct ssh2_sftp_input *in, uint32_t length)
{
    if (length > in->packet_capacity) {
        free_packet(in);
        in->packet = ssh2_alloc(in->memory, length);
        if (in->packet == NULL)
            return ssh2_fail_memory(in->error, "an SFTP packet");
        in->packet_capacity = length;
    }
    in->packet[0] = in->head[LENGTH_BYTES];
    in->packet_len = length;
    in->packet_filled = 1;
    in->head_len = 0;
    return 0;
}

static int take_head(struct ssh2_sftp_input *in, struct ssh2_bytes *bytes)
{
    uint32_t need = in->head_len < TYPE_HEAD_BYTES ? TYPE_HEAD_BYTES : SSH2_SFTP_DATA_HEAD_BYTES;
    struct ssh2_bytes part = take(bytes, need - in->head_len);

    memcpy(in->head + in->head_len, part.data, part.len);
    in->head_len += (uint32_t)part.len;
    if (in->head_len < need)
        return 0;
    if (need == SSH2_SFTP_DATA_HEAD_BYTES)
        return begin_data(in);

    struct ssh2_reader r = ssh2_reader(ssh2_bytes(in->head, LENGTH_BYTES));
    uint32_t length = ssh2_read_uint32(&r);

    if (length < PACKET_MIN_BYTES || length > SSH2_SFTP_PACKET_MAX_BYTES) /* threats S1, S2 */
        return ssh2_fail(in->error, LIBSSH2_ERROR_SFTP_PROTOCOL,
                         "an SFTP packet of %u bytes: %u to %u are possible", (unsigned)length,
                         PACKET_MIN_BYTES, SSH2_SFTP_PACKET_MAX_BYTES);
    return in->head[LENGTH_BYTES] == SSH_FXP_DATA ? 0 : begin_packet(in, length);
}

static int take_packet(struct ssh2_sftp_input *in, struct ssh2_bytes *bytes)
{
    struct ssh2_bytes part = take(bytes, in->packet_len - in->packet_filled);

    memcpy(in->packet + in->packet_filled, part.data, part.len);
    in->packet_filled += (uint32_t)part.len;
    if (in->packet_filled < in->packet_len)
        return 0;

    struct ssh2_bytes packet = ssh2_bytes(in->packet, in->packet_len);

    in->packet_len = 0;

    int rc = in->events->packet(in->context, packet);

    if (in->packet_capacity > KEPT_MAX_BYTES)
        free_packet(in);
    return rc;
}

static int take_data(struct ssh2_sftp_input *in, struct ssh2_bytes *bytes)
{
    struct ssh2_bytes piece = take(bytes, in->data_left);

    in->data_left -= (uint32_t)piece.len;

    int rc = in->events->data(in->context, piece);

    return rc == 0 && in->data_left == 0 ? in->events->data_end(in->context) : rc;
}

int ssh2_sftp_input_take(struct ssh2_sftp_input *in, struct ssh2_bytes bytes)
{
    int rc = 0;

    while (rc == 0 && bytes.len > 0) {
        if (in->data_left > 0)
            rc = take_data(in, &bytes);
        else if (in->packet_len > 0)
            rc = take_packet(in, &bytes);
        else
            rc = take_head(in, &bytes);
    }
    return rc;
}
