#include "src/packet/text/scp_control_time.h"

#include "src/packet/text/parts.h"

#define SECONDS_MAX 0x7fffffffffffffffu /* what a file can have: time_t */
#define MICROSECONDS_MAX 999999u

static const struct ssh2_bytes tag = SSH2_TEXT("T");
static const struct ssh2_bytes blank = SSH2_TEXT(" ");
static const struct ssh2_bytes newline = SSH2_TEXT("\n");

static bool is_right(const struct ssh2_scp_control_time *line)
{
    return line->mtime <= SECONDS_MAX && line->mtime_usec <= MICROSECONDS_MAX &&
           line->atime <= SECONDS_MAX && line->atime_usec <= MICROSECONDS_MAX;
}

void ssh2_scp_control_time_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_scp_control_time line;

    ssh2_expect(r, tag);
    line.mtime = ssh2_read_decimal(r, SECONDS_MAX);
    ssh2_expect(r, blank);
    line.mtime_usec = (uint32_t)ssh2_read_decimal(r, MICROSECONDS_MAX);
    ssh2_expect(r, blank);
    line.atime = ssh2_read_decimal(r, SECONDS_MAX);
    ssh2_expect(r, blank);
    line.atime_usec = (uint32_t)ssh2_read_decimal(r, MICROSECONDS_MAX);
    ssh2_expect(r, newline);
    if (out != NULL)
        *(struct ssh2_scp_control_time *)out = line;
}

void ssh2_scp_control_time_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_scp_control_time *line = in;

    ssh2_write_only_if(w, is_right(line));
    ssh2_write_bytes(w, tag);
    ssh2_write_decimal(w, line->mtime);
    ssh2_write_bytes(w, blank);
    ssh2_write_decimal(w, line->mtime_usec);
    ssh2_write_bytes(w, blank);
    ssh2_write_decimal(w, line->atime);
    ssh2_write_bytes(w, blank);
    ssh2_write_decimal(w, line->atime_usec);
    ssh2_write_bytes(w, newline);
}
