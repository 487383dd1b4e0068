#include "src/packet/text/scp_command_source.h"

#include "src/packet/text/scp_command.h"

void ssh2_scp_command_source_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_scp_command command = ssh2_read_scp_command(r, 'f');
    struct ssh2_scp_command_source line = { command.verbose, command.recursive, command.preserve,
                                            command.path };

    if (out != NULL)
        *(struct ssh2_scp_command_source *)out = line;
}

void ssh2_scp_command_source_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_scp_command_source *line = in;
    struct ssh2_scp_command command = { line->verbose, line->recursive, line->preserve, false,
                                        line->path };

    ssh2_write_scp_command(w, 'f', command);
}
