#include "src/packet/connection/pty_modes.h"

/* Whether a mode with an argument comes next. */
static bool mode_follows(const struct ssh2_reader *r)
{
    return r->status == SSH2_OK && r->pos < r->len && r->data[r->pos] != SSH_TTY_OP_END &&
           r->data[r->pos] <= SSH_TTY_OP_LAST_WITH_ARGUMENT;
}

void ssh2_pty_modes_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_pty_modes modes = { { NULL, 0 }, { NULL, 0 } };
    size_t start = r->pos;

    while (mode_follows(r))
        ssh2_packet_read(ssh2_pty_mode_opcodes_type(), r, NULL);
    if (r->pos > start)
        modes.modes = ssh2_bytes(r->data + start, r->pos - start);
    if (r->pos == r->len)
        ssh2_deviate(r, r->pos);
    modes.end = ssh2_read_rest(r);
    if (out != NULL)
        *(struct ssh2_pty_modes *)out = modes;
}

void ssh2_pty_modes_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_pty_modes *modes = in;

    ssh2_write_bytes(w, modes->modes);
    ssh2_write_bytes(w, modes->end);
}
