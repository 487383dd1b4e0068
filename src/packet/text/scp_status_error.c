#include "src/packet/text/scp_status_error.h"

#include "src/packet/text/scp_message.h"

#define STATUS_ERROR 2

void ssh2_scp_status_error_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_scp_status_error line = { ssh2_read_scp_message(r, STATUS_ERROR) };

    if (out != NULL)
        *(struct ssh2_scp_status_error *)out = line;
}

void ssh2_scp_status_error_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_scp_status_error *line = in;

    ssh2_write_scp_message(w, STATUS_ERROR, line->message);
}
