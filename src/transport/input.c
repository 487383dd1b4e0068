#include "src/transport/transport.h"

#include "src/transport/machine.h"

/* --- bytes ---------------------------------------------------------------------------------- */

/* The packet that was handed out last is done with. */
static void drop_opened(struct ssh2_transport *t)
{
    ssh2_buffer_consume(&t->input.buffer, t->opened_len);
    t->opened_len = 0;
}

uint8_t *ssh2_transport_input_space(struct ssh2_transport *t, size_t *len)
{
    drop_opened(t);

    uint8_t *space = ssh2_input_space(&t->input, len);

    if (space == NULL)
        ssh2_fail_memory(t->error, "received bytes");
    return space;
}

void ssh2_transport_input_filled(struct ssh2_transport *t, size_t count)
{
    ssh2_input_filled(&t->input, count);
}

bool ssh2_transport_has_input(const struct ssh2_transport *t)
{
    size_t held = ssh2_buffer_held(&t->input.buffer).len - t->opened_len;

    return t->death.code != 0 || (held > 0 && held >= t->input.needed);
}

/* --- identification ------------------------------------------------------------------------- */

static int fail_identification(struct ssh2_transport *t, enum ssh2_fault fault, const char *what)
{
    struct ssh2_bytes first = ssh2_identification_first_line(&t->peer_identification);

    return ssh2_transport_fail(t, fault, "%s; the first line from the peer begins \"%.*s\"", what,
                               (int)first.len, (const char *)first.data);
}

static int judge_identification(struct ssh2_transport *t, enum ssh2_identification_status status)
{
    switch (status) {
    case SSH2_IDENTIFICATION_MORE:
        return LIBSSH2_ERROR_EAGAIN;
    case SSH2_IDENTIFICATION_DONE:
        t->state = SSH2_STATE_FIRST_KEXINIT;
        return 0;
    case SSH2_IDENTIFICATION_NUL:
        return fail_identification(t, SSH2_FAULT_VERSION, "a NUL byte in the identification");
    case SSH2_IDENTIFICATION_TOO_LONG:
        return fail_identification(t, SSH2_FAULT_IDENTIFICATION,
                                   "an identification of more than 255 bytes");
    case SSH2_IDENTIFICATION_PRE_LINE_TOO_LONG:
        return fail_identification(t, SSH2_FAULT_IDENTIFICATION,
                                   "a line of more than 1024 bytes and no identification");
    case SSH2_IDENTIFICATION_TOO_MANY_LINES:
        return fail_identification(t, SSH2_FAULT_IDENTIFICATION,
                                   "1024 lines and no identification");
    case SSH2_IDENTIFICATION_NOT_FIRST:
        return fail_identification(t, SSH2_FAULT_IDENTIFICATION,
                                   "a client that does not begin with its identification");
    case SSH2_IDENTIFICATION_BAD_VERSION:
        break;
    }
    return fail_identification(t, SSH2_FAULT_VERSION,
                               "a protocol version other than 2.0 or 1.99");
}

static int take_identification(struct ssh2_transport *t)
{
    size_t consumed;
    enum ssh2_identification_status status = ssh2_identification_take(
        &t->peer_identification, ssh2_buffer_held(&t->input.buffer), &consumed);

    ssh2_buffer_consume(&t->input.buffer, consumed);
    return judge_identification(t, status);
}

/* --- packets -------------------------------------------------------------------------------- */

static int fail_to_open(struct ssh2_transport *t, enum ssh2_protection_status status)
{
    switch (status) {
    case SSH2_PROTECTION_BAD_LENGTH:
        return ssh2_transport_fail(t, SSH2_FAULT_FRAMING,
                                   "a packet length of %u: at most %u, and a multiple of %zu "
                                   "with what is aligned, are possible",
                                   (unsigned)t->in.packet_length, SSH2_PACKET_LENGTH_MAX_BYTES,
                                   t->in.alignment);
    case SSH2_PROTECTION_BAD_PADDING:
        return ssh2_transport_fail(t, SSH2_FAULT_FRAMING,
                                   "a packet with less than 4 bytes of padding, or with nothing "
                                   "else in it");
    case SSH2_PROTECTION_BAD_MAC:
        return ssh2_transport_fail(t, SSH2_FAULT_MAC,
                                   "a packet was changed on its way: its MAC is wrong");
    case SSH2_PROTECTION_EXHAUSTED:
        return ssh2_transport_fail(
            t, t->is_established ? SSH2_FAULT_KEYS_WORN_OUT : SSH2_FAULT_KEY_EXCHANGE,
            "2^32 packets came without a new key exchange");
    default:
        return ssh2_transport_fail(t, SSH2_FAULT_CRYPTO, "decrypting a packet failed");
    }
}

/* Threats Z1 and Z3. */
static int decompress(struct ssh2_transport *t, struct ssh2_bytes *payload)
{
    switch (ssh2_decompress(&t->decompressor, *payload, payload)) {
    case SSH2_COMPRESSION_OK:
        return 0;
    case SSH2_COMPRESSION_TOO_LONG:
        return ssh2_transport_fail(t, SSH2_FAULT_COMPRESSION,
                                   "a compressed payload of more than %u bytes",
                                   SSH2_PAYLOAD_MAX_BYTES);
    case SSH2_COMPRESSION_EMPTY:
        return ssh2_transport_fail(t, SSH2_FAULT_COMPRESSION, "a compressed payload of nothing");
    case SSH2_COMPRESSION_NO_MEMORY:
        return ssh2_transport_fail(t, SSH2_FAULT_MEMORY, "no memory for a compressed payload");
    case SSH2_COMPRESSION_BAD:
    case SSH2_COMPRESSION_FAILED:
        break;
    }
    return ssh2_transport_fail(t, SSH2_FAULT_COMPRESSION,
                               "a payload that does not decompress: it is damaged, or its stream "
                               "has ended");
}

/* Threat K27: whoever has not logged in has no use for this much. */
static int count_login(struct ssh2_transport *t, size_t packet_len)
{
    if (t->stage == SSH2_STAGE_CONNECTION)
        return 0;
    t->login_bytes += packet_len;
    t->login_packets++;
    if (t->login_bytes > SSH2_LOGIN_MAX_BYTES || t->login_packets > SSH2_LOGIN_MAX_PACKETS)
        return ssh2_transport_fail(t, SSH2_FAULT_FLOOD,
                                   "more than 1 GiB or 2^31 packets before authentication");
    return 0;
}

static int take_packet(struct ssh2_transport *t, struct ssh2_bytes *payload)
{
    struct ssh2_buffer *buffer = &t->input.buffer;
    struct ssh2_opened_packet packet;

    if (buffer->start == buffer->end)
        return LIBSSH2_ERROR_EAGAIN;

    enum ssh2_protection_status status = ssh2_protection_open(
        &t->in, buffer->data + buffer->start, buffer->end - buffer->start, &packet);

    t->input.needed = packet.needed;
    if (status == SSH2_PROTECTION_MORE)
        return LIBSSH2_ERROR_EAGAIN;
    if (status != SSH2_PROTECTION_OK)
        return fail_to_open(t, status);
    t->opened_len = packet.packet_len;

    int rc = count_login(t, packet.packet_len);

    if (rc == 0 && t->decompressor.inflate != NULL)
        rc = decompress(t, &packet.payload);
    if (rc == 0)
        rc = ssh2_transport_dispatch(t, &packet, payload);
    if (payload->len == 0)
        drop_opened(t);
    return rc;
}

int ssh2_transport_next(struct ssh2_transport *t, struct ssh2_bytes *payload)
{
    int rc = 0;

    *payload = ssh2_bytes(NULL, 0);
    drop_opened(t);
    while (rc == 0 && payload->len == 0) {
        if (t->death.code != 0)
            return ssh2_transport_fail_again(t);
        rc = ssh2_key_exchange_begin_if_due(t);
        if (rc == 0)
            rc = t->state == SSH2_STATE_IDENTIFICATION ? take_identification(t)
                                                       : take_packet(t, payload);
    }
    return rc;
}

int ssh2_transport_input_ended(struct ssh2_transport *t)
{
    struct ssh2_bytes first = ssh2_identification_first_line(&t->peer_identification);

    if (t->death.code != 0)
        return ssh2_transport_fail_again(t);
    if (t->state == SSH2_STATE_IDENTIFICATION && first.len > 0)
        ssh2_fail(t->error, LIBSSH2_ERROR_SOCKET_DISCONNECT,
                  "the peer closed the connection and is no SSH server: it says \"%.*s\"",
                  (int)first.len, (const char *)first.data);
    else if (t->state == SSH2_STATE_IDENTIFICATION)
        ssh2_fail(t->error, LIBSSH2_ERROR_SOCKET_DISCONNECT,
                  "the peer closed the connection before it identified itself");
    else
        ssh2_fail(t->error,
                  t->is_established                         ? LIBSSH2_ERROR_SOCKET_RECV
                  : t->state == SSH2_STATE_FIRST_KEXINIT    ? LIBSSH2_ERROR_KEX_FAILURE
                                                            : LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE,
                  "the peer closed the connection %s", ssh2_state_text(t->state));
    return ssh2_transport_die(t);
}
