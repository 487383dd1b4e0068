#include "src/packet/text/scp_control_directory.h"

#include "src/packet/text/scp_entry.h"

void ssh2_scp_control_directory_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_scp_entry entry = ssh2_read_scp_entry(r, 'D', 0);
    struct ssh2_scp_control_directory line = { entry.mode, entry.name };

    if (out != NULL)
        *(struct ssh2_scp_control_directory *)out = line;
}

void ssh2_scp_control_directory_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_scp_control_directory *line = in;
    struct ssh2_scp_entry entry = { line->mode, 0, line->name };

    ssh2_write_scp_entry(w, 'D', entry);
}
