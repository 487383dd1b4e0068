#include "src/packet/text/scp_control_file.h"

#include "src/packet/text/scp_entry.h"

void ssh2_scp_control_file_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_scp_entry entry = ssh2_read_scp_entry(r, 'C', SSH2_SCP_SIZE_MAX);
    struct ssh2_scp_control_file line = { entry.mode, entry.size, entry.name };

    if (out != NULL)
        *(struct ssh2_scp_control_file *)out = line;
}

void ssh2_scp_control_file_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_scp_control_file *line = in;
    struct ssh2_scp_entry entry = { line->mode, line->size, line->name };

    ssh2_write_scp_entry(w, 'C', entry);
}
