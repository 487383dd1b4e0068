#include "src/packet/text/banner_line.h"

#include "src/packet/text/parts.h"
#include "src/packet/text/words.h"

static const struct ssh2_bytes prefix = SSH2_TEXT("SSH-");
static const struct ssh2_bytes crlf = SSH2_TEXT("\r\n");

/* How many bytes of printable US-ASCII come first, from low on: '!' leaves blanks out. */
static size_t printable_len(struct ssh2_bytes text, uint8_t low)
{
    size_t len = 0;

    while (len < text.len && text.data[len] >= low && text.data[len] < 0x7f)
        len++;
    return len;
}

static bool is_spoken(struct ssh2_bytes protoversion)
{
    return ssh2_bytes_equal(protoversion, ssh2_text("2.0")) ||
           ssh2_bytes_equal(protoversion, ssh2_text("1.99"));
}

static struct ssh2_bytes read_protoversion(struct ssh2_reader *r)
{
    size_t start = r->pos;
    struct ssh2_bytes protoversion = ssh2_read_until(r, '-');

    if (!is_spoken(protoversion))
        ssh2_refuse(r, SSH2_BAD_VALUE, start);
    return protoversion;
}

static struct ssh2_bytes read_softwareversion(struct ssh2_reader *r)
{
    size_t start = r->pos;
    struct ssh2_bytes version = ssh2_read_bytes(r, printable_len(ssh2_unread(r), '!'));

    if (version.len == 0)
        ssh2_refuse(r, start == r->len ? SSH2_TRUNCATED : SSH2_BAD_VALUE, start);
    if (ssh2_has_byte(version, '-'))
        ssh2_deviate(r, start);
    return version;
}

/* A blank with nothing behind it is not canonical. */
static struct ssh2_bytes read_comments(struct ssh2_reader *r)
{
    struct ssh2_bytes left = ssh2_unread(r);
    size_t start = r->pos;

    if (left.len == 0 || left.data[0] != ' ')
        return ssh2_bytes(NULL, 0);
    ssh2_read_byte(r);

    struct ssh2_bytes comments = ssh2_read_bytes(r, printable_len(ssh2_unread(r), ' '));

    if (comments.len == 0)
        ssh2_deviate(r, start);
    return comments;
}

/* Yields how many bytes are missing from CR LF. */
static size_t read_line_end(struct ssh2_reader *r)
{
    struct ssh2_bytes left = ssh2_unread(r);

    if (left.len > 0 && left.data[0] == '\n') {
        ssh2_deviate(r, r->pos);
        ssh2_read_byte(r);
        return 1;
    }
    ssh2_expect(r, crlf);
    return 0;
}

void ssh2_banner_line_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_banner_line line;
    size_t start = r->pos;

    ssh2_expect(r, prefix);
    line.protoversion = read_protoversion(r);
    line.softwareversion = read_softwareversion(r);
    line.comments = read_comments(r);

    size_t missing = read_line_end(r);

    if (r->pos + missing - start > SSH2_BANNER_LINE_MAX_BYTES)
        ssh2_refuse(r, SSH2_BAD_LENGTH, start);
    if (out != NULL)
        *(struct ssh2_banner_line *)out = line;
}

static bool is_right(const struct ssh2_banner_line *line)
{
    return is_spoken(line->protoversion) && line->softwareversion.len > 0 &&
           printable_len(line->softwareversion, '!') == line->softwareversion.len &&
           printable_len(line->comments, ' ') == line->comments.len;
}

void ssh2_banner_line_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_banner_line *line = in;
    size_t start = w->len;

    ssh2_write_only_if(w, is_right(line));
    ssh2_write_bytes(w, prefix);
    ssh2_write_bytes(w, line->protoversion);
    ssh2_write_byte(w, '-');
    ssh2_write_bytes(w, line->softwareversion);
    if (line->comments.len > 0)
        ssh2_write_byte(w, ' ');
    ssh2_write_bytes(w, line->comments);
    ssh2_write_bytes(w, crlf);
    ssh2_write_only_if(w, w->len - start <= SSH2_BANNER_LINE_MAX_BYTES);
}
