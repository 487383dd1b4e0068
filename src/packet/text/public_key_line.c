#include "src/packet/text/public_key_line.h"

#include "src/packet/text/base64_key.h"
#include "src/packet/text/words.h"

void ssh2_public_key_line_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_public_key_line line;

    ssh2_read_indent(r);

    struct ssh2_base64_key key = ssh2_read_base64_key(r);

    line.key_type = key.key_type;
    line.base64_key = key.base64_key;
    line.comment = ssh2_read_line_comment(r);
    if (out != NULL)
        *(struct ssh2_public_key_line *)out = line;
}

void ssh2_public_key_line_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_public_key_line *line = in;
    struct ssh2_base64_key key = { line->key_type, line->base64_key };

    ssh2_write_base64_key(w, key);
    ssh2_write_line_comment(w, line->comment);
}
