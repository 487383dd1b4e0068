#include "src/packet/text/known_hosts_comment.h"

#include "src/packet/text/parts.h"

/* Offset of the byte that keeps line from being a comment, or line.len. */
static size_t comment_fault(struct ssh2_bytes line)
{
    size_t i = 0;

    while (i < line.len && (line.data[i] == ' ' || line.data[i] == '\t'))
        i++;
    if (i < line.len && line.data[i] != '#')
        return i;
    while (i < line.len && line.data[i] != '\n')
        i++;
    return i;
}

void ssh2_known_hosts_comment_read_by_hand(struct ssh2_reader *r, void *out)
{
    size_t start = r->pos;
    struct ssh2_known_hosts_comment line = { ssh2_read_rest(r) };
    size_t fault = comment_fault(line.comment);

    if (fault < line.comment.len)
        ssh2_refuse(r, SSH2_BAD_VALUE, start + fault);
    if (out != NULL)
        *(struct ssh2_known_hosts_comment *)out = line;
}

void ssh2_known_hosts_comment_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_known_hosts_comment *line = in;

    ssh2_write_only_if(w, comment_fault(line->comment) == line->comment.len);
    ssh2_write_bytes(w, line->comment);
}
