#include "src/packet/transport/prim_algorithm_name.h"

#include <string.h>

#include "src/wire/text.h"

static size_t offset_of(struct ssh2_bytes text, int byte)
{
    const uint8_t *found = text.len > 0 ? memchr(text.data, byte, text.len) : NULL;

    return found == NULL ? text.len : (size_t)(found - text.data);
}

/* Offset of the first @ that must not be there, or text.len: there is one at most, with something
 * on either side. */
static size_t at_fault(struct ssh2_bytes text)
{
    size_t at = offset_of(text, '@');

    if (at == text.len)
        return text.len;
    if (at == 0 || at + 1 == text.len)
        return at;
    return at + 1 + offset_of(ssh2_bytes(text.data + at + 1, text.len - at - 1), '@');
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Offset of the first byte that no name may have there, or text.len. */
static size_t name_fault(struct ssh2_bytes text)
{
    return smaller(smaller(ssh2_name_list_fault(text), offset_of(text, ',')), at_fault(text));
}

void ssh2_prim_algorithm_name_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_prim_algorithm_name packet;
    size_t start = r->pos;

    packet.name = ssh2_read_rest(r);
    if (packet.name.len == 0 || packet.name.len > SSH2_NAME_MAX_BYTES)
        ssh2_refuse(r, SSH2_BAD_LENGTH, start);
    if (name_fault(packet.name) < packet.name.len)
        ssh2_refuse(r, SSH2_BAD_VALUE, start + name_fault(packet.name));
    if (out != NULL)
        *(struct ssh2_prim_algorithm_name *)out = packet;
}

void ssh2_prim_algorithm_name_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_prim_algorithm_name *packet = in;
    size_t len = packet->name.len;

    if (w->status == SSH2_OK &&
        (len == 0 || len > SSH2_NAME_MAX_BYTES || name_fault(packet->name) < len))
        w->status = SSH2_BAD_VALUE;
    ssh2_write_bytes(w, packet->name);
}
