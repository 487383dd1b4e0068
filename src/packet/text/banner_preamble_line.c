#include "src/packet/text/banner_preamble_line.h"

#include "src/packet/text/parts.h"
#include "src/packet/text/words.h"
#include "src/wire/text.h"

static const struct ssh2_bytes identification = SSH2_TEXT("SSH-");
static const struct ssh2_bytes crlf = SSH2_TEXT("\r\n");

static bool is_identification(struct ssh2_bytes line)
{
    return line.len >= identification.len &&
           ssh2_bytes_equal(ssh2_bytes(line.data, identification.len), identification);
}

static size_t nul_offset(struct ssh2_bytes line)
{
    const uint8_t *nul = line.len > 0 ? memchr(line.data, '\0', line.len) : NULL;

    return nul == NULL ? line.len : (size_t)(nul - line.data);
}

static void check_line(struct ssh2_reader *r, struct ssh2_bytes line, size_t start)
{
    size_t nul = nul_offset(line);
    size_t utf8 = ssh2_utf8_fault(line);

    if (is_identification(line))
        ssh2_refuse(r, SSH2_BAD_VALUE, start);
    if (nul < line.len)
        ssh2_refuse(r, SSH2_BAD_VALUE, start + nul);
    if (line.len > SSH2_BANNER_PREAMBLE_LINE_MAX_BYTES - crlf.len)
        ssh2_refuse(r, SSH2_BAD_LENGTH, start);
    if (utf8 < line.len)
        ssh2_deviate(r, start + utf8);
}

struct ssh2_bytes ssh2_read_preamble_line(struct ssh2_reader *r, bool may_be_last)
{
    size_t start = r->pos;
    struct ssh2_bytes left = ssh2_unread(r);
    bool is_last = may_be_last && left.len > 0 && !ssh2_has_byte(left, '\n');
    struct ssh2_bytes line = is_last ? ssh2_read_rest(r) : ssh2_read_until(r, '\n');
    bool has_cr = line.len > 0 && line.data[line.len - 1] == '\r';

    if (has_cr)
        line.len--;
    check_line(r, line, start);
    if (is_last || !has_cr)
        ssh2_deviate(r, is_last ? r->pos : start + line.len);
    return line;
}

void ssh2_banner_preamble_line_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_banner_preamble_line line = { ssh2_read_preamble_line(r, false) };

    if (out != NULL)
        *(struct ssh2_banner_preamble_line *)out = line;
}

void ssh2_banner_preamble_line_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_banner_preamble_line *line = in;

    ssh2_write_only_if(w, !is_identification(line->line) && !ssh2_has_byte(line->line, '\n') &&
                              !ssh2_has_byte(line->line, '\0') &&
                              line->line.len <= SSH2_BANNER_PREAMBLE_LINE_MAX_BYTES - crlf.len);
    ssh2_write_bytes(w, line->line);
    ssh2_write_bytes(w, crlf);
}
