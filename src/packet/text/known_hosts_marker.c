#include "src/packet/text/known_hosts_marker.h"

#include "src/packet/text/parts.h"
#include "src/packet/text/words.h"

static bool is_marker(struct ssh2_bytes word)
{
    return word.len > 1 && word.data[0] == '@';
}

void ssh2_known_hosts_marker_read_by_hand(struct ssh2_reader *r, void *out)
{
    size_t start = r->pos;
    struct ssh2_known_hosts_marker marker = { ssh2_read_word(r) };

    if (!is_marker(marker.marker))
        ssh2_refuse(r, SSH2_BAD_VALUE, start);
    if (out != NULL)
        *(struct ssh2_known_hosts_marker *)out = marker;
}

void ssh2_known_hosts_marker_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_known_hosts_marker *marker = in;

    ssh2_write_only_if(w, is_marker(marker->marker));
    ssh2_write_word(w, marker->marker);
}
