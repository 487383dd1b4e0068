#include "src/packet/text/banner_disconnect_pre_text.h"

void ssh2_banner_disconnect_pre_text_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_banner_disconnect_pre_text text = { ssh2_read_preamble_line(r, true) };

    if (out != NULL)
        *(struct ssh2_banner_disconnect_pre_text *)out = text;
}

void ssh2_banner_disconnect_pre_text_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_banner_disconnect_pre_text *text = in;
    struct ssh2_banner_preamble_line line = { text->line };

    ssh2_banner_preamble_line_write(w, &line);
}
