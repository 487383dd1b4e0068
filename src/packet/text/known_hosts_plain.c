#include "src/packet/text/known_hosts_plain.h"

#include "src/packet/text/parts.h"

/* Offset of the first byte that makes a pattern of a name, or list.len. */
static size_t pattern_offset(struct ssh2_bytes list)
{
    size_t i = 0;

    while (i < list.len && !ssh2_has_byte(ssh2_text("*?!"), list.data[i]))
        i++;
    return i;
}

void ssh2_known_hosts_plain_read_by_hand(struct ssh2_reader *r, void *out)
{
    size_t start = r->pos;
    struct ssh2_known_hosts_plain plain = { ssh2_read_host_list(r) };
    size_t fault = pattern_offset(plain.pattern_list);

    if (fault < plain.pattern_list.len)
        ssh2_refuse(r, SSH2_BAD_VALUE, start + fault);
    if (out != NULL)
        *(struct ssh2_known_hosts_plain *)out = plain;
}

void ssh2_known_hosts_plain_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_known_hosts_plain *plain = in;

    ssh2_write_only_if(w, pattern_offset(plain->pattern_list) == plain->pattern_list.len);
    ssh2_write_host_list(w, plain->pattern_list);
}
