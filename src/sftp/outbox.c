#include "src/sftp/outbox.h"

#include <string.h>

#include "src/session/session.h"

#define LENGTH_BYTES 4u
#define FIRST_BYTES 256u /* ours: what most requests fit in */

static int reserve(struct ssh2_sftp_outbox *outbox, struct ssh2_session *session, size_t len)
{
    size_t capacity = outbox->capacity == 0 ? FIRST_BYTES : outbox->capacity;

    if (len <= outbox->capacity)
        return 0;
    while (capacity < len)
        capacity *= 2;

    uint8_t *data = ssh2_alloc(session->memory, capacity);

    if (data == NULL)
        return ssh2_fail_memory(session->error, "an SFTP request");
    if (outbox->len > 0)
        memcpy(data, outbox->data, outbox->len);
    ssh2_free_secret(session->memory, outbox->data, outbox->capacity);
    outbox->data = data;
    outbox->capacity = capacity;
    return 0;
}

int ssh2_sftp_outbox_add(struct ssh2_sftp_outbox *outbox, struct ssh2_session *session,
                         const struct ssh2_packet_type *type, const void *packet)
{
    size_t len = ssh2_packet_len(type, packet);

    if (len > SSH2_SFTP_REQUEST_MAX_BYTES)
        return ssh2_fail(session->error, LIBSSH2_ERROR_OUT_OF_BOUNDARY,
                         "%s has %zu bytes: servers take %u", type->name, len,
                         SSH2_SFTP_REQUEST_MAX_BYTES);
    if (outbox->len + LENGTH_BYTES + len > SSH2_SFTP_OUTBOX_MAX_BYTES)
        return LIBSSH2_ERROR_EAGAIN;

    int rc = reserve(outbox, session, outbox->len + LENGTH_BYTES + len);

    if (rc != 0)
        return rc;

    struct ssh2_writer w = ssh2_writer(outbox->data + outbox->len, LENGTH_BYTES + len);

    ssh2_write_uint32(&w, (uint32_t)len);
    ssh2_packet_write(type, &w, packet);
    outbox->len += w.len;
    return 0;
}

int ssh2_sftp_outbox_flush(struct ssh2_sftp_outbox *outbox, struct ssh2_channel *channel)
{
    size_t room = ssh2_channel_writable(channel);
    struct ssh2_bytes part = ssh2_bytes(outbox->data, outbox->len < room ? outbox->len : room);

    if (part.len == 0)
        return 0;

    int rc = ssh2_channel_send(channel, 0, &part, 1);

    if (rc != 0)
        return rc;
    outbox->len -= part.len;
    memmove(outbox->data, outbox->data + part.len, outbox->len);
    return 0;
}

void ssh2_sftp_outbox_free(struct ssh2_sftp_outbox *outbox, const struct ssh2_memory *memory)
{
    ssh2_free_secret(memory, outbox->data, outbox->capacity);
    memset(outbox, 0, sizeof(*outbox));
}
