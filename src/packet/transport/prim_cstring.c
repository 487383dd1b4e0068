#include "src/packet/transport/prim_cstring.h"

#include <string.h>

/* Of the first NUL, or text.len. */
static size_t nul_offset(struct ssh2_bytes text)
{
    const uint8_t *nul = text.len > 0 ? memchr(text.data, '\0', text.len) : NULL;

    return nul == NULL ? text.len : (size_t)(nul - text.data);
}

void ssh2_prim_cstring_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_prim_cstring packet;

    packet.data = ssh2_read_string(r);

    size_t start = r->pos - packet.data.len;
    size_t nul = nul_offset(packet.data);

    if (nul + 1 < packet.data.len)
        ssh2_refuse(r, SSH2_BAD_VALUE, start + nul);
    if (nul + 1 == packet.data.len)
        ssh2_deviate(r, start + nul);
    packet.data.len = nul;
    if (out != NULL)
        *(struct ssh2_prim_cstring *)out = packet;
}

void ssh2_prim_cstring_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_prim_cstring *packet = in;

    if (w->status == SSH2_OK && nul_offset(packet->data) < packet->data.len)
        w->status = SSH2_BAD_VALUE;
    ssh2_write_string(w, packet->data);
}
