#include "src/packet/transport/packet_plain.h"

#define PACKET_LENGTH_BYTES 4u
#define PADDING_LENGTH_BYTES 1u
#define PADDING_MAX_BYTES 255u

/* Threat P1: judged before anything is added to what may be near 2^32. */
static bool is_packet_length(uint32_t packet_length)
{
    return packet_length >= SSH2_PACKET_MIN_BYTES - PACKET_LENGTH_BYTES &&
           packet_length <= SSH2_PACKET_LENGTH_MAX_BYTES &&
           (PACKET_LENGTH_BYTES + packet_length) % SSH2_PACKET_BLOCK_MIN_BYTES == 0;
}

/* Threats P4 and P9: a byte of payload at least has to be left. */
static bool is_padding_length(size_t padding_length, uint32_t packet_length)
{
    return padding_length >= SSH2_PADDING_MIN_BYTES && padding_length <= PADDING_MAX_BYTES &&
           padding_length < packet_length - PADDING_LENGTH_BYTES;
}

/* Yields 0 after any failure. */
static size_t read_padding_length(struct ssh2_reader *r, uint32_t packet_length)
{
    size_t start = r->pos;
    size_t padding_length = ssh2_read_byte(r);

    if (r->status == SSH2_OK && !is_padding_length(padding_length, packet_length))
        ssh2_refuse(r, SSH2_BAD_VALUE, start);
    return r->status == SSH2_OK ? padding_length : 0;
}

/* packet_length, or 0 for what cannot be one. */
static uint32_t sum(const struct ssh2_packet_plain *packet)
{
    if (packet->payload.len > SSH2_PACKET_LENGTH_MAX_BYTES ||
        packet->random_padding.len > PADDING_MAX_BYTES)
        return 0;
    return (uint32_t)(PADDING_LENGTH_BYTES + packet->payload.len + packet->random_padding.len);
}

void ssh2_packet_plain_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_packet_plain packet = { { NULL, 0 }, { NULL, 0 } };
    size_t start = r->pos;
    uint32_t packet_length = ssh2_read_uint32(r);

    if (!is_packet_length(packet_length))
        ssh2_refuse(r, SSH2_BAD_VALUE, start);
    if (r->status == SSH2_OK && packet_length > r->len - r->pos)
        ssh2_refuse(r, SSH2_TRUNCATED, start);

    size_t padding_length = read_padding_length(r, packet_length);
    size_t rest = r->status == SSH2_OK ? packet_length - PADDING_LENGTH_BYTES : 0;

    packet.payload = ssh2_read_bytes(r, rest - padding_length);
    packet.random_padding = ssh2_read_bytes(r, padding_length);
    if (out != NULL)
        *(struct ssh2_packet_plain *)out = packet;
}

void ssh2_packet_plain_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_packet_plain *packet = in;
    size_t padding_length = packet->random_padding.len;
    uint32_t packet_length = sum(packet);

    if (w->status == SSH2_OK && (!is_packet_length(packet_length) || packet->payload.len == 0 ||
                                 !is_padding_length(padding_length, packet_length)))
        w->status = SSH2_BAD_VALUE;
    ssh2_write_uint32(w, packet_length);
    ssh2_write_byte(w, (uint8_t)padding_length);
    ssh2_write_bytes(w, packet->payload);
    ssh2_write_bytes(w, packet->random_padding);
}
