#include "src/packet/connection/x11_connection_setup.h"

#define UINT16_MAX_VALUE 0xffffu
#define UNIT_BYTES 4u /* what strings are padded to */

static bool is_byte_order(uint8_t byte_order)
{
    return byte_order == SSH2_X11_BIG_ENDIAN || byte_order == SSH2_X11_LITTLE_ENDIAN;
}

static bool is_right(const struct ssh2_x11_connection_setup *setup)
{
    return is_byte_order(setup->byte_order) && setup->protocol_major <= UINT16_MAX_VALUE &&
           setup->protocol_minor <= UINT16_MAX_VALUE &&
           setup->auth_name.len <= UINT16_MAX_VALUE && setup->auth_data.len <= UINT16_MAX_VALUE;
}

static uint32_t read_uint16(struct ssh2_reader *r, uint8_t byte_order)
{
    struct ssh2_bytes two = ssh2_read_bytes(r, 2);

    if (two.len != 2)
        return 0;
    return byte_order == SSH2_X11_BIG_ENDIAN ? (uint32_t)two.data[0] << 8 | two.data[1]
                                             : (uint32_t)two.data[1] << 8 | two.data[0];
}

static void write_uint16(struct ssh2_writer *w, uint8_t byte_order, uint32_t value)
{
    uint8_t high = (uint8_t)(value >> 8 & 0xff);
    uint8_t low = (uint8_t)(value & 0xff);

    ssh2_write_byte(w, byte_order == SSH2_X11_BIG_ENDIAN ? high : low);
    ssh2_write_byte(w, byte_order == SSH2_X11_BIG_ENDIAN ? low : high);
}

/* Bytes without a meaning: others than zeros are not canonical. */
static void read_unused(struct ssh2_reader *r, size_t count)
{
    size_t start = r->pos;
    struct ssh2_bytes unused = ssh2_read_bytes(r, count);

    for (size_t i = 0; i < unused.len; i++)
        if (unused.data[i] != 0)
            ssh2_deviate(r, start + i);
}

static size_t padding(size_t len)
{
    return (UNIT_BYTES - len % UNIT_BYTES) % UNIT_BYTES;
}

static struct ssh2_bytes read_padded(struct ssh2_reader *r, size_t len)
{
    struct ssh2_bytes text = ssh2_read_bytes(r, len);

    read_unused(r, padding(len));
    return text;
}

static void write_padded(struct ssh2_writer *w, struct ssh2_bytes text)
{
    ssh2_write_bytes(w, text);
    for (size_t i = 0; i < padding(text.len); i++)
        ssh2_write_byte(w, 0);
}

void ssh2_x11_connection_setup_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_x11_connection_setup setup;
    size_t start = r->pos;

    setup.byte_order = ssh2_read_byte(r);
    if (!is_byte_order(setup.byte_order))
        ssh2_refuse(r, SSH2_BAD_VALUE, start);
    read_unused(r, 1);
    setup.protocol_major = read_uint16(r, setup.byte_order);
    setup.protocol_minor = read_uint16(r, setup.byte_order);

    size_t name_len = read_uint16(r, setup.byte_order);
    size_t data_len = read_uint16(r, setup.byte_order);

    read_unused(r, 2);
    setup.auth_name = read_padded(r, name_len);
    setup.auth_data = read_padded(r, data_len);
    if (out != NULL)
        *(struct ssh2_x11_connection_setup *)out = setup;
}

void ssh2_x11_connection_setup_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_x11_connection_setup *setup = in;

    if (w->status == SSH2_OK && !is_right(setup))
        w->status = SSH2_BAD_VALUE;
    ssh2_write_byte(w, setup->byte_order);
    ssh2_write_byte(w, 0);
    write_uint16(w, setup->byte_order, setup->protocol_major);
    write_uint16(w, setup->byte_order, setup->protocol_minor);
    write_uint16(w, setup->byte_order, (uint32_t)setup->auth_name.len);
    write_uint16(w, setup->byte_order, (uint32_t)setup->auth_data.len);
    write_uint16(w, setup->byte_order, 0);
    write_padded(w, setup->auth_name);
    write_padded(w, setup->auth_data);
}
