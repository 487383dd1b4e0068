#include "src/packet/text/scp_message.h"

#include "src/packet/text/parts.h"
#include "src/packet/text/scp_entry.h"

#define FRAME_BYTES 2 /* the status and the newline */

struct ssh2_bytes ssh2_read_scp_message(struct ssh2_reader *r, uint8_t status)
{
    size_t start = r->pos;

    ssh2_expect(r, ssh2_bytes(&status, 1));

    struct ssh2_bytes message = ssh2_read_until(r, '\n');

    if (message.len > SSH2_SCP_LINE_MAX_BYTES - FRAME_BYTES)
        ssh2_refuse(r, SSH2_BAD_LENGTH, start);
    return message;
}

void ssh2_write_scp_message(struct ssh2_writer *w, uint8_t status, struct ssh2_bytes message)
{
    ssh2_write_only_if(w, !ssh2_has_byte(message, '\n') &&
                              message.len <= SSH2_SCP_LINE_MAX_BYTES - FRAME_BYTES);
    ssh2_write_byte(w, status);
    ssh2_write_bytes(w, message);
    ssh2_write_byte(w, '\n');
}
