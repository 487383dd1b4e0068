#include "src/packet/file/pem_container.h"

#include <string.h>

#include "src/packet/text/base64.h"
#include "src/packet/text/words.h"

static const struct ssh2_bytes begin = SSH2_TEXT("-----BEGIN ");
static const struct ssh2_bytes end = SSH2_TEXT("-----END ");
static const struct ssh2_bytes dashes = SSH2_TEXT("-----");

/* What stands between prefix and dashes in the next line; fails at the line if it is not so. */
static struct ssh2_bytes read_label(struct ssh2_reader *r, struct ssh2_bytes prefix)
{
    size_t start = r->pos;
    struct ssh2_reader line = ssh2_reader(ssh2_read_line(r));
    bool prefixed = ssh2_bytes_equal(ssh2_read_bytes(&line, prefix.len), prefix);
    size_t left = line.len - line.pos;
    struct ssh2_bytes label = ssh2_read_bytes(&line, left > dashes.len ? left - dashes.len : 0);

    if (!prefixed || label.len == 0 || !ssh2_bytes_equal(ssh2_read_rest(&line), dashes))
        ssh2_refuse(r, SSH2_BAD_VALUE, start);
    return label;
}

/* The next line, which stays unread. */
static struct ssh2_bytes peek_line(const struct ssh2_reader *r)
{
    struct ssh2_bytes left = ssh2_unread(r);
    struct ssh2_bytes line = { NULL, 0 };

    ssh2_line_next(&left, &line);
    return line;
}

static bool has_colon(struct ssh2_bytes line)
{
    return line.len > 0 && memchr(line.data, ':', line.len) != NULL;
}

/* Lines up to an empty one, if the first of them has the colon that base64 never has. */
static struct ssh2_bytes read_headers(struct ssh2_reader *r)
{
    struct ssh2_bytes left = ssh2_unread(r);
    size_t start = r->pos;
    size_t len = 0;

    if (!has_colon(peek_line(r)))
        return ssh2_bytes(NULL, 0);
    while (r->status == SSH2_OK && ssh2_read_line(r).len > 0)
        len = r->pos - start;
    return ssh2_bytes(left.data, len);
}

static void check_base64(struct ssh2_reader *r, struct ssh2_bytes base64, size_t start)
{
    struct ssh2_writer measure = ssh2_measuring_writer();
    struct ssh2_verdict verdict = ssh2_base64_decode(base64, SSH2_BASE64_LINES, &measure);

    if (verdict.status != SSH2_OK)
        ssh2_refuse(r, verdict.status, start + verdict.offset);
}

/* Lines up to the next one that begins with dashes. */
static struct ssh2_bytes read_body(struct ssh2_reader *r)
{
    size_t start = r->pos;
    struct ssh2_bytes left = ssh2_unread(r);
    struct ssh2_bytes rest = left;
    struct ssh2_bytes line;
    size_t len = 0;

    while (ssh2_line_next(&rest, &line) && !(line.len > 0 && line.data[0] == '-'))
        len = left.len - rest.len;

    struct ssh2_bytes body = ssh2_read_bytes(r, len);

    check_base64(r, body, start);
    return body;
}

void ssh2_pem_container_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_pem_container container;

    container.label = read_label(r, begin);
    container.headers = read_headers(r);
    container.base64 = read_body(r);

    size_t start = r->pos;

    if (r->pos == r->len)
        ssh2_refuse(r, SSH2_TRUNCATED, start);
    if (!ssh2_bytes_equal(read_label(r, end), container.label))
        ssh2_refuse(r, SSH2_BAD_VALUE, start);
    if (out != NULL)
        *(struct ssh2_pem_container *)out = container;
}

static void write_boundary(struct ssh2_writer *w, struct ssh2_bytes prefix, struct ssh2_bytes label)
{
    ssh2_write_bytes(w, prefix);
    ssh2_write_bytes(w, label);
    ssh2_write_bytes(w, dashes);
    ssh2_write_byte(w, '\n');
}

void ssh2_pem_container_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_pem_container *container = in;

    write_boundary(w, begin, container->label);
    if (container->headers.len > 0) {
        ssh2_write_bytes(w, container->headers);
        ssh2_write_byte(w, '\n');
    }
    ssh2_write_bytes(w, container->base64);
    write_boundary(w, end, container->label);
}
