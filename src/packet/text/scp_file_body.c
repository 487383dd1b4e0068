#include "src/packet/text/scp_file_body.h"

#define STATUS_BYTES 1u
#define STATUS_OK 0

void ssh2_scp_file_body_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_scp_file_body body = { { NULL, 0 } };
    size_t left = r->len - r->pos;

    body.data = ssh2_read_bytes(r, left > 0 ? left - STATUS_BYTES : 0);

    size_t start = r->pos;

    if (ssh2_read_byte(r) != STATUS_OK)
        ssh2_refuse(r, SSH2_BAD_VALUE, start);
    if (out != NULL)
        *(struct ssh2_scp_file_body *)out = body;
}

void ssh2_scp_file_body_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_scp_file_body *body = in;

    ssh2_write_bytes(w, body->data);
    ssh2_write_byte(w, STATUS_OK);
}
