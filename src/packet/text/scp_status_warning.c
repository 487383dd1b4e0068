#include "src/packet/text/scp_status_warning.h"

#include "src/packet/text/scp_message.h"

#define STATUS_WARNING 1

void ssh2_scp_status_warning_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_scp_status_warning line = { ssh2_read_scp_message(r, STATUS_WARNING) };

    if (out != NULL)
        *(struct ssh2_scp_status_warning *)out = line;
}

void ssh2_scp_status_warning_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_scp_status_warning *line = in;

    ssh2_write_scp_message(w, STATUS_WARNING, line->message);
}
