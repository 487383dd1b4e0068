#include "src/scp/line.h"

void ssh2_scp_line_begin(struct ssh2_scp_line *line)
{
    line->len = line->dropped = 0;
    line->is_bad = false;
}

bool ssh2_scp_line_take(struct ssh2_scp_line *line, uint8_t byte)
{
    bool is_end = byte == '\n' || (byte == SSH2_SCP_STATUS_OK && line->len == 0);

    if (is_end || line->len < SSH2_SCP_LINE_MAX_BYTES - 1) {
        line->data[line->len++] = byte;
        return is_end;
    }
    line->dropped++;
    line->is_bad |= byte == '/' || byte == '\0';
    return false;
}

struct ssh2_bytes ssh2_scp_line_text(const struct ssh2_scp_line *line)
{
    return ssh2_bytes(line->data, line->len);
}
