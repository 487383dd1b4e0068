#include "src/packet/file/rfc4716.h"

#include <string.h>

#include "src/packet/text/parts.h"
#include "src/packet/text/words.h"

/* The line at the start of text without its end; *step: how far it is to the next one. */
static struct ssh2_bytes first_line(struct ssh2_bytes text, size_t *step)
{
    size_t len = 0;

    while (len < text.len && text.data[len] != '\r' && text.data[len] != '\n')
        len++;
    *step = len;
    if (*step < text.len && text.data[*step] == '\r')
        ++*step;
    if (*step < text.len && text.data[*step] == '\n')
        ++*step;
    return ssh2_bytes(text.data, len);
}

struct ssh2_bytes ssh2_read_rfc4716_line(struct ssh2_reader *r)
{
    struct ssh2_bytes left = ssh2_unread(r);
    size_t start = r->pos;
    size_t step;
    struct ssh2_bytes line = first_line(left, &step);

    if (line.len > SSH2_RFC4716_LINE_MAX_BYTES)
        ssh2_refuse(r, SSH2_BAD_LENGTH, start);
    if (step != line.len + 1 || left.data[line.len] != '\n')
        ssh2_deviate(r, start + line.len);
    ssh2_read_bytes(r, step);
    return r->status == SSH2_OK ? line : ssh2_bytes(NULL, 0);
}

bool ssh2_rfc4716_header_is_next(const struct ssh2_reader *r)
{
    size_t step;

    return r->status == SSH2_OK && ssh2_has_byte(first_line(ssh2_unread(r), &step), ':');
}

static bool goes_on(struct ssh2_bytes line)
{
    return line.len > 0 && line.data[line.len - 1] == '\\';
}

/* Reads the lines of a header that follow the first one. Of all that stands in them *len is what
 * belongs to the value. Returns where the last line ends, before its line end. */
static size_t read_folds(struct ssh2_reader *r, struct ssh2_bytes line, size_t *len)
{
    size_t end = r->pos;

    while (r->status == SSH2_OK && goes_on(line)) {
        size_t start = r->pos;

        if (r->pos == r->len)
            ssh2_refuse(r, SSH2_TRUNCATED, start);
        line = ssh2_read_rfc4716_line(r);
        if (line.len == 0) /* behind a CR, whose LF its own line end could become */
            ssh2_refuse(r, SSH2_BAD_VALUE, start);
        *len += line.len;
        *len -= 1; /* the backslash before */
        end = start + line.len;
    }
    return end;
}

void ssh2_read_rfc4716_header(struct ssh2_reader *r, struct ssh2_bytes *tag,
                              struct ssh2_bytes *value)
{
    size_t start = r->pos;
    struct ssh2_bytes line = ssh2_read_rfc4716_line(r);
    struct ssh2_reader parts = ssh2_reader(line);

    *tag = ssh2_read_until(&parts, ':');
    if (ssh2_read_byte(&parts) != ' ' || tag->len == 0)
        ssh2_refuse(r, SSH2_BAD_VALUE, start);
    if (tag->len > SSH2_RFC4716_TAG_MAX_BYTES)
        ssh2_refuse(r, SSH2_BAD_LENGTH, start);

    size_t value_start = start + parts.pos;
    size_t value_len = line.len - parts.pos;
    size_t end = goes_on(line) ? read_folds(r, line, &value_len) : start + line.len;

    if (value_len > SSH2_RFC4716_VALUE_MAX_BYTES)
        ssh2_refuse(r, SSH2_BAD_LENGTH, start);
    *value = r->status == SSH2_OK ? ssh2_bytes(r->data + value_start, end - value_start)
                                  : ssh2_bytes(NULL, 0);
}
