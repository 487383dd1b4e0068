#include "src/wire/writer.h"

#include <string.h>

#include "src/wire/text.h"

struct ssh2_writer ssh2_writer(uint8_t *data, size_t capacity)
{
    struct ssh2_writer w = { .data = data, .capacity = data == NULL ? 0 : capacity };

    return w;
}

struct ssh2_writer ssh2_measuring_writer(void)
{
    struct ssh2_writer w = { .capacity = SIZE_MAX };

    return w;
}

struct ssh2_bytes ssh2_written(const struct ssh2_writer *w)
{
    return ssh2_bytes(w->data, w->len);
}

/* Whether count more bytes fit behind a head; if not, nothing is written any more. */
static bool make_room(struct ssh2_writer *w, size_t head, size_t count)
{
    size_t room = w->capacity - w->len;

    if (head > room || count > room - head) /* nothing is added up: size_t may have 32 bits */
        w->status = SSH2_NO_SPACE;
    return w->status == SSH2_OK;
}

void ssh2_write_bytes(struct ssh2_writer *w, struct ssh2_bytes bytes)
{
    if (!make_room(w, 0, bytes.len))
        return;
    if (w->data != NULL && bytes.len > 0)
        memcpy(w->data + w->len, bytes.data, bytes.len);
    w->len += bytes.len;
}

void ssh2_write_byte(struct ssh2_writer *w, uint8_t value)
{
    struct ssh2_bytes bytes = { &value, 1 };

    ssh2_write_bytes(w, bytes);
}

void ssh2_write_boolean(struct ssh2_writer *w, bool value)
{
    ssh2_write_byte(w, value ? 1 : 0);
}

static void store_big_endian(uint8_t *four, uint32_t value)
{
    four[0] = (uint8_t)(value >> 24);
    four[1] = (uint8_t)(value >> 16 & 0xff);
    four[2] = (uint8_t)(value >> 8 & 0xff);
    four[3] = (uint8_t)(value & 0xff);
}

void ssh2_write_uint32(struct ssh2_writer *w, uint32_t value)
{
    uint8_t b[4];
    struct ssh2_bytes bytes = { b, sizeof(b) };

    store_big_endian(b, value);
    ssh2_write_bytes(w, bytes);
}

void ssh2_write_uint64(struct ssh2_writer *w, uint64_t value)
{
    uint8_t b[8];
    struct ssh2_bytes bytes = { b, sizeof(b) };

    store_big_endian(b, (uint32_t)(value >> 32));
    store_big_endian(b + 4, (uint32_t)(value & UINT32_MAX));
    ssh2_write_bytes(w, bytes);
}

void ssh2_write_string(struct ssh2_writer *w, struct ssh2_bytes bytes)
{
    if (bytes.len > UINT32_MAX) {
        w->status = SSH2_NO_SPACE;
        return;
    }
    if (!make_room(w, 4, bytes.len)) /* whole or not at all: no length without its bytes */
        return;
    ssh2_write_uint32(w, (uint32_t)bytes.len);
    ssh2_write_bytes(w, bytes);
}

void ssh2_write_mpint(struct ssh2_writer *w, struct ssh2_bytes magnitude)
{
    struct ssh2_bytes number = ssh2_trim_zeros(magnitude);
    size_t sign = number.len > 0 && number.data[0] >= 0x80 ? 1 : 0;

    if (number.len > UINT32_MAX - 1) {
        w->status = SSH2_NO_SPACE;
        return;
    }
    if (!make_room(w, 4 + sign, number.len))
        return;
    ssh2_write_uint32(w, (uint32_t)(number.len + sign));
    if (sign == 1)
        ssh2_write_byte(w, 0);
    ssh2_write_bytes(w, number);
}
