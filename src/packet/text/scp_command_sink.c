#include "src/packet/text/scp_command_sink.h"

#include "src/packet/text/scp_command.h"

void ssh2_scp_command_sink_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_scp_command command = ssh2_read_scp_command(r, 't');
    struct ssh2_scp_command_sink line = { command.verbose, command.recursive, command.preserve,
                                          command.directory, command.path };

    if (out != NULL)
        *(struct ssh2_scp_command_sink *)out = line;
}

void ssh2_scp_command_sink_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_scp_command_sink *line = in;
    struct ssh2_scp_command command = { line->verbose, line->recursive, line->preserve,
                                        line->directory, line->path };

    ssh2_write_scp_command(w, 't', command);
}
