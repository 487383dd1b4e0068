#include "src/packet/text/authorized_keys_line.h"

#include "src/packet/text/key_options.h"

void ssh2_authorized_keys_line_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_authorized_keys_line line;

    ssh2_read_line_start(r);

    struct ssh2_base64_key key = ssh2_read_options_and_key(r, &line.options);

    line.key_type = key.key_type;
    line.base64_key = key.base64_key;
    line.comment = ssh2_read_line_comment(r);
    if (out != NULL)
        *(struct ssh2_authorized_keys_line *)out = line;
}

void ssh2_authorized_keys_line_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_authorized_keys_line *line = in;
    struct ssh2_base64_key key = { line->key_type, line->base64_key };

    ssh2_write_options_and_key(w, line->options, key);
    ssh2_write_line_comment(w, line->comment);
}
