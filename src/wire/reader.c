#include "src/wire/reader.h"

#include "src/wire/text.h"

struct ssh2_reader ssh2_reader(struct ssh2_bytes input)
{
    struct ssh2_reader r = { .data = input.data, .len = input.len };

    return r;
}

void ssh2_refuse(struct ssh2_reader *r, enum ssh2_status status, size_t offset)
{
    if (r->status != SSH2_OK)
        return;
    r->status = status;
    r->fault = offset;
}

void ssh2_deviate(struct ssh2_reader *r, size_t offset)
{
    if (r->status != SSH2_OK || r->deviates)
        return;
    r->deviates = true;
    r->deviation = offset;
}

struct ssh2_bytes ssh2_read_bytes(struct ssh2_reader *r, size_t count)
{
    struct ssh2_bytes none = { NULL, 0 };

    if (count > r->len - r->pos) /* pos <= len: this never wraps */
        ssh2_refuse(r, SSH2_TRUNCATED, r->pos);
    if (r->status != SSH2_OK || count == 0)
        return none;

    struct ssh2_bytes view = { r->data + r->pos, count };

    r->pos += count;
    return view;
}

uint8_t ssh2_read_byte(struct ssh2_reader *r)
{
    struct ssh2_bytes view = ssh2_read_bytes(r, 1);

    return view.len == 1 ? view.data[0] : 0;
}

bool ssh2_read_boolean(struct ssh2_reader *r)
{
    size_t start = r->pos;
    uint8_t value = ssh2_read_byte(r);

    if (value > 1)
        ssh2_deviate(r, start);
    return value != 0;
}

static uint32_t big_endian(const uint8_t *four)
{
    return (uint32_t)four[0] << 24 | (uint32_t)four[1] << 16 | (uint32_t)four[2] << 8 |
           (uint32_t)four[3];
}

uint32_t ssh2_read_uint32(struct ssh2_reader *r)
{
    struct ssh2_bytes v = ssh2_read_bytes(r, 4);

    return v.len == 4 ? big_endian(v.data) : 0;
}

uint64_t ssh2_read_uint64(struct ssh2_reader *r)
{
    struct ssh2_bytes v = ssh2_read_bytes(r, 8);

    return v.len == 8 ? (uint64_t)big_endian(v.data) << 32 | big_endian(v.data + 4) : 0;
}

/* Gives up on the field that began at start; at is the byte to blame. */
static struct ssh2_bytes give_up(struct ssh2_reader *r, size_t start, enum ssh2_status status,
                                 size_t at)
{
    struct ssh2_bytes none = { NULL, 0 };

    ssh2_refuse(r, status, at);
    r->pos = start;
    return none;
}

struct ssh2_bytes ssh2_read_string(struct ssh2_reader *r)
{
    struct ssh2_bytes none = { NULL, 0 };
    struct ssh2_reader ahead = *r; /* a string is read whole or not at all */
    uint32_t len = ssh2_read_uint32(&ahead);
    struct ssh2_bytes view = ssh2_read_bytes(&ahead, len);

    if (ahead.status != SSH2_OK) {
        ssh2_refuse(r, SSH2_TRUNCATED, r->pos);
        return none;
    }
    r->pos = ahead.pos;
    return view;
}

struct ssh2_bytes ssh2_read_utf8(struct ssh2_reader *r)
{
    struct ssh2_bytes view = ssh2_read_string(r);
    size_t bad = ssh2_utf8_fault(view);

    if (bad < view.len)
        ssh2_deviate(r, r->pos - view.len + bad);
    return view;
}

struct ssh2_bytes ssh2_read_name_list(struct ssh2_reader *r)
{
    size_t start = r->pos;
    struct ssh2_bytes view = ssh2_read_string(r);
    size_t bad = ssh2_name_list_fault(view);

    if (bad < view.len)
        return give_up(r, start, SSH2_BAD_NAME_LIST, r->pos - view.len + bad);
    return view;
}

struct ssh2_bytes ssh2_read_mpint(struct ssh2_reader *r)
{
    size_t start = r->pos;
    struct ssh2_bytes content = ssh2_read_string(r);

    if (content.len > 0 && content.data[0] >= 0x80)
        return give_up(r, start, SSH2_NEGATIVE, start + 4);

    struct ssh2_bytes magnitude = ssh2_trim_zeros(content);
    size_t sign = magnitude.len > 0 && magnitude.data[0] >= 0x80 ? 1 : 0;

    if (content.len > magnitude.len + sign)
        ssh2_deviate(r, start + 4);
    return magnitude;
}

struct ssh2_bytes ssh2_read_rest(struct ssh2_reader *r)
{
    return ssh2_read_bytes(r, r->len - r->pos);
}

struct ssh2_verdict ssh2_read_end(struct ssh2_reader *r)
{
    if (r->pos < r->len)
        ssh2_refuse(r, SSH2_TRAILING, r->pos);

    struct ssh2_verdict verdict = { r->status, r->status == SSH2_OK ? r->len : r->fault };

    if (r->status == SSH2_OK && r->deviates) {
        verdict.status = SSH2_NOT_CANONICAL;
        verdict.offset = r->deviation;
    }
    return verdict;
}
