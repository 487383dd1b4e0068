#include "src/packet/file/rfc4716_header_comment.h"

#include "src/packet/file/rfc4716.h"
#include "src/packet/text/words.h"
#include "src/wire/text.h"

static const struct ssh2_bytes comment = SSH2_TEXT("Comment: ");

static bool is_same_letter(uint8_t a, uint8_t b)
{
    return a == b || (b >= 'a' && b <= 'z' && a == b - 'a' + 'A') ||
           (b >= 'A' && b <= 'Z' && a == b - 'A' + 'a');
}

/* Looks at the tag before it is read. */
static void check_tag(struct ssh2_reader *r)
{
    struct ssh2_bytes left = ssh2_unread(r);

    if (left.len < comment.len)
        ssh2_refuse(r, SSH2_TRUNCATED, r->pos);
    for (size_t i = 0; i < comment.len && i < left.len; i++) {
        if (!is_same_letter(left.data[i], comment.data[i]))
            ssh2_refuse(r, SSH2_BAD_VALUE, r->pos);
        else if (left.data[i] != comment.data[i])
            ssh2_deviate(r, r->pos + i);
    }
}

void ssh2_rfc4716_header_comment_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_rfc4716_header_comment header;
    size_t value_start = r->pos + comment.len;
    struct ssh2_reader ahead = *r;
    struct ssh2_bytes tag;

    check_tag(r);
    ssh2_read_rfc4716_header(&ahead, &tag, &header.value);
    if (ssh2_utf8_fault(header.value) < header.value.len)
        ssh2_deviate(r, value_start + ssh2_utf8_fault(header.value));
    ssh2_read_rfc4716_header(r, &tag, &header.value);
    if (out != NULL)
        *(struct ssh2_rfc4716_header_comment *)out = header;
}

/* Whether what was written from start on is one header. */
static bool is_header(const struct ssh2_writer *w, size_t start)
{
    struct ssh2_reader r = ssh2_reader(ssh2_bytes(w->data + start, w->len - start));
    struct ssh2_bytes tag;
    struct ssh2_bytes value;

    ssh2_read_rfc4716_header(&r, &tag, &value);
    return r.status == SSH2_OK && r.pos == r.len;
}

void ssh2_rfc4716_header_comment_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_rfc4716_header_comment *header = in;
    size_t start = w->len;

    ssh2_write_bytes(w, comment);
    ssh2_write_bytes(w, header->value);
    ssh2_write_byte(w, '\n');
    if (w->data != NULL && w->status == SSH2_OK && !is_header(w, start))
        w->status = SSH2_BAD_VALUE;
}

struct ssh2_bytes ssh2_rfc4716_unquoted(struct ssh2_bytes value)
{
    bool quoted = value.len > 1 && value.data[0] == '"' && value.data[value.len - 1] == '"';

    return quoted ? ssh2_bytes(value.data + 1, value.len - 2) : value;
}
