#include "src/packet/file/rfc4716_public_key.h"

#include "src/packet/file/rfc4716.h"
#include "src/packet/text/base64.h"
#include "src/packet/text/parts.h"
#include "src/packet/text/words.h"

static const struct ssh2_bytes begin = SSH2_TEXT("---- BEGIN SSH2 PUBLIC KEY ----");
static const struct ssh2_bytes end = SSH2_TEXT("---- END SSH2 PUBLIC KEY ----");

/* The bytes between start and where r is. */
static struct ssh2_bytes since(const struct ssh2_reader *r, size_t start)
{
    return r->status == SSH2_OK && r->pos > start ? ssh2_bytes(r->data + start, r->pos - start)
                                                  : ssh2_bytes(NULL, 0);
}

static void read_marker(struct ssh2_reader *r, struct ssh2_bytes marker)
{
    size_t start = r->pos;

    if (start == r->len)
        ssh2_refuse(r, SSH2_TRUNCATED, start);
    if (!ssh2_bytes_equal(ssh2_read_rfc4716_line(r), marker))
        ssh2_refuse(r, SSH2_BAD_VALUE, start);
}

static struct ssh2_bytes read_headers(struct ssh2_reader *r)
{
    size_t start = r->pos;
    struct ssh2_bytes tag;
    struct ssh2_bytes value;

    while (ssh2_rfc4716_header_is_next(r))
        ssh2_read_rfc4716_header(r, &tag, &value);
    return since(r, start);
}

static void check_base64(struct ssh2_reader *r, struct ssh2_bytes body, size_t start)
{
    struct ssh2_writer measure = ssh2_measuring_writer();
    struct ssh2_verdict verdict = ssh2_base64_decode(body, SSH2_BASE64_LINES, &measure);

    if (verdict.status != SSH2_OK)
        ssh2_refuse(r, verdict.status, start + verdict.offset);
    else if (measure.len == 0)
        ssh2_refuse(r, SSH2_BAD_LENGTH, start);
}

/* Lines up to the next one that begins with a minus, or the end. */
static struct ssh2_bytes read_body(struct ssh2_reader *r)
{
    size_t start = r->pos;

    while (r->status == SSH2_OK && r->pos < r->len && r->data[r->pos] != '-')
        ssh2_read_rfc4716_line(r);

    struct ssh2_bytes body = since(r, start);

    check_base64(r, body, start);
    return body;
}

void ssh2_rfc4716_public_key_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_rfc4716_public_key key;

    read_marker(r, begin);
    key.headers = read_headers(r);
    key.base64_body = read_body(r);
    read_marker(r, end);
    if (out != NULL)
        *(struct ssh2_rfc4716_public_key *)out = key;
}

void ssh2_rfc4716_public_key_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_rfc4716_public_key *key = in;

    ssh2_write_bytes(w, begin);
    ssh2_write_byte(w, '\n');
    ssh2_write_bytes(w, key->headers);
    ssh2_write_bytes(w, key->base64_body);
    ssh2_write_bytes(w, end);
    ssh2_write_byte(w, '\n');
}
