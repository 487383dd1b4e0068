#include "src/transport/hash_packet.h"

#include <string.h>

#include "src/wire/text.h"
#include "src/wire/writer.h"

#define HEAD_MAX_BYTES 5u /* a length, and the zero byte in front of an mpint's set top bit */

static bool hash_view(struct ssh2_hash *hash, const struct ssh2_field *field,
                      struct ssh2_bytes view)
{
    uint8_t bytes[HEAD_MAX_BYTES];
    struct ssh2_writer head = ssh2_writer(bytes, sizeof(bytes));
    bool sign = false;

    if (field->kind == SSH2_KIND_MPINT) {
        view = ssh2_trim_zeros(view);
        sign = view.len > 0 && (view.data[0] & 0x80) != 0;
    }
    ssh2_write_uint32(&head, (uint32_t)(view.len + (sign ? 1 : 0)));
    if (sign)
        ssh2_write_byte(&head, 0);
    return view.len < UINT32_MAX && ssh2_hash_update(hash, ssh2_written(&head)) &&
           (view.len == 0 || ssh2_hash_update(hash, view));
}

static bool hash_uint32(struct ssh2_hash *hash, uint32_t value)
{
    uint8_t bytes[sizeof(value)];
    struct ssh2_writer w = ssh2_writer(bytes, sizeof(bytes));

    ssh2_write_uint32(&w, value);
    return ssh2_hash_update(hash, ssh2_written(&w));
}

static bool hash_field(struct ssh2_hash *hash, const struct ssh2_field *field, const void *packet)
{
    const char *member = (const char *)packet + field->offset;
    struct ssh2_bytes view;
    uint32_t value;

    switch (field->kind) {
    case SSH2_KIND_STRING:
    case SSH2_KIND_MPINT:
        memcpy(&view, member, sizeof(view));
        return hash_view(hash, field, view);
    case SSH2_KIND_UINT32:
        memcpy(&value, member, sizeof(value));
        return hash_uint32(hash, value);
    default:
        return false;
    }
}

bool ssh2_hash_packet(struct ssh2_hash *hash, const struct ssh2_packet_type *type,
                      const void *packet)
{
    bool done = type->number == SSH2_NO_NUMBER;

    for (size_t i = 0; done && i < type->field_count; i++)
        done = hash_field(hash, &type->fields[i], packet);
    return done;
}
