#include "src/packet/file/der.h"

#include "src/packet/limits.h"
#include "src/packet/text/words.h"
#include "src/wire/text.h"

#define LONG_FORM 0x80u     /* the rest of the byte counts the bytes of the length */
#define LENGTH_MAX_BYTES 4u /* ours: no key takes 4 GiB */
#define SIGN_BIT 0x80u

static const struct ssh2_bytes key_algorithms[] = {
    SSH2_TEXT("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01"), /* rsaEncryption */
    SSH2_TEXT("\x2a\x86\x48\xce\x3d\x02\x01"),         /* id-ecPublicKey */
    SSH2_TEXT("\x2b\x65\x70"),                         /* id-Ed25519 */
};

static bool is_key_algorithm(struct ssh2_bytes oid)
{
    size_t i = 0;

    while (i < sizeof(key_algorithms) / sizeof(key_algorithms[0]) &&
           !ssh2_bytes_equal(oid, key_algorithms[i]))
        i++;
    return i < sizeof(key_algorithms) / sizeof(key_algorithms[0]);
}

/* The length that comes next; refuses at start, where the element begins. */
static size_t read_length(struct ssh2_reader *r, size_t start)
{
    size_t first_at = r->pos;
    uint8_t first = ssh2_read_byte(r);
    size_t count = first & ~LONG_FORM;

    if (first < LONG_FORM)
        return first;
    if (count == 0 || count > LENGTH_MAX_BYTES)
        ssh2_refuse(r, SSH2_BAD_LENGTH, start);

    struct ssh2_bytes digits = ssh2_read_bytes(r, count);
    size_t len = 0;

    for (size_t i = 0; i < digits.len; i++)
        len = len << 8 | digits.data[i];
    if (digits.len > 0 && (len < LONG_FORM || digits.data[0] == 0))
        ssh2_deviate(r, first_at);
    return len;
}

bool ssh2_der_is_next(const struct ssh2_reader *r, enum ssh2_der_tag tag)
{
    return r->status == SSH2_OK && r->pos < r->len && r->data[r->pos] == (uint8_t)tag;
}

/* Reads tag and length. All that fails does so at the element's first byte. */
static size_t read_head(struct ssh2_reader *r, enum ssh2_der_tag tag)
{
    size_t start = r->pos;
    struct ssh2_reader head = *r;

    if (head.pos < head.len && !ssh2_der_is_next(&head, tag))
        ssh2_refuse(r, SSH2_BAD_VALUE, start);
    ssh2_read_byte(&head);

    size_t len = read_length(&head, start);

    if (head.status != SSH2_OK)
        ssh2_refuse(r, head.status, start);
    else if (len > head.len - head.pos)
        ssh2_refuse(r, SSH2_TRUNCATED, start);
    if (r->status != SSH2_OK)
        return 0;
    *r = head;
    return len;
}

struct ssh2_bytes ssh2_read_der(struct ssh2_reader *r, enum ssh2_der_tag tag)
{
    return ssh2_read_bytes(r, read_head(r, tag));
}

struct ssh2_bytes ssh2_read_der_optional(struct ssh2_reader *r, enum ssh2_der_tag tag)
{
    size_t start = r->pos;
    struct ssh2_bytes content = { NULL, 0 };

    if (!ssh2_der_is_next(r, tag))
        return content;
    content = ssh2_read_der(r, tag);
    if (content.len == 0)
        ssh2_refuse(r, SSH2_BAD_LENGTH, start);
    return content;
}

struct ssh2_reader ssh2_enter_der(struct ssh2_reader *r, enum ssh2_der_tag tag)
{
    size_t len = read_head(r, tag);
    struct ssh2_reader content = *r;

    content.len = r->pos + len;
    return content;
}

void ssh2_leave_der(struct ssh2_reader *r, struct ssh2_reader *content)
{
    size_t len = r->len;

    if (content->pos < content->len)
        ssh2_refuse(content, SSH2_TRAILING, content->pos);
    *r = *content;
    r->len = len;
}

struct ssh2_bytes ssh2_read_der_integer(struct ssh2_reader *r)
{
    size_t element = r->pos;
    struct ssh2_bytes content = ssh2_read_der(r, SSH2_DER_INTEGER);
    size_t start = r->pos - content.len;

    if (r->status != SSH2_OK)
        return content;
    if (content.len == 0) {
        ssh2_refuse(r, SSH2_BAD_LENGTH, element);
        return content;
    }
    if ((content.data[0] & SIGN_BIT) != 0)
        ssh2_refuse(r, SSH2_NEGATIVE, start);
    if (content.len > 1 && content.data[0] == 0 && (content.data[1] & SIGN_BIT) == 0)
        ssh2_deviate(r, start);
    if (ssh2_trim_zeros(content).len > SSH2_MPINT_MAX_BYTES)
        ssh2_refuse(r, SSH2_BAD_LENGTH, element);
    return ssh2_trim_zeros(content);
}

uint32_t ssh2_read_der_version(struct ssh2_reader *r, uint32_t max)
{
    size_t start = r->pos;
    struct ssh2_bytes magnitude = ssh2_read_der_integer(r);
    uint32_t version = magnitude.len > 0 ? magnitude.data[0] : 0;

    if (magnitude.len > 1 || version > max)
        ssh2_refuse(r, SSH2_BAD_VALUE, start);
    return version;
}

struct ssh2_bytes ssh2_read_der_bits(struct ssh2_reader *r)
{
    size_t start = r->pos;
    struct ssh2_bytes content = ssh2_read_der(r, SSH2_DER_BIT_STRING);

    if (content.len < 2 || content.data[0] != 0) {
        ssh2_refuse(r, SSH2_BAD_VALUE, start);
        return ssh2_bytes(NULL, 0);
    }
    return ssh2_bytes(content.data + 1, content.len - 1);
}

/* Passes over an element of any tag, if one is left. */
static void skip_optional(struct ssh2_reader *r)
{
    if (r->status == SSH2_OK && r->pos < r->len)
        ssh2_read_der(r, (enum ssh2_der_tag)r->data[r->pos]);
}

struct ssh2_bytes ssh2_read_der_algorithm(struct ssh2_reader *r)
{
    struct ssh2_reader content = ssh2_enter_der(r, SSH2_DER_SEQUENCE);
    struct ssh2_bytes algorithm = ssh2_unread(&content);

    ssh2_read_der(&content, SSH2_DER_OID);
    skip_optional(&content);
    ssh2_leave_der(r, &content);
    return algorithm;
}

struct ssh2_bytes ssh2_read_der_key_algorithm(struct ssh2_reader *r)
{
    struct ssh2_bytes algorithm = ssh2_read_der_algorithm(r);
    struct ssh2_reader content = ssh2_reader(algorithm);

    if (r->status == SSH2_OK && !is_key_algorithm(ssh2_read_der(&content, SSH2_DER_OID)))
        ssh2_refuse(r, SSH2_BAD_VALUE, r->pos - algorithm.len);
    return algorithm;
}

void ssh2_write_der_head(struct ssh2_writer *w, enum ssh2_der_tag tag, size_t len)
{
    unsigned count = 0;

    ssh2_write_byte(w, (uint8_t)tag);
    if (len < LONG_FORM) {
        ssh2_write_byte(w, (uint8_t)len);
        return;
    }
    while (count < sizeof(len) && len >> 8 * count > 0)
        count++;
    ssh2_write_byte(w, (uint8_t)(LONG_FORM | count));
    while (count-- > 0)
        ssh2_write_byte(w, (uint8_t)(len >> 8 * count & 0xff));
}

void ssh2_write_der(struct ssh2_writer *w, enum ssh2_der_tag tag, struct ssh2_bytes content)
{
    ssh2_write_der_head(w, tag, content.len);
    ssh2_write_bytes(w, content);
}

void ssh2_write_der_integer(struct ssh2_writer *w, struct ssh2_bytes magnitude)
{
    struct ssh2_bytes number = ssh2_trim_zeros(magnitude);
    bool zero_in_front = number.len == 0 || (number.data[0] & SIGN_BIT) != 0;

    ssh2_write_der_head(w, SSH2_DER_INTEGER, number.len + (zero_in_front ? 1 : 0));
    if (zero_in_front)
        ssh2_write_byte(w, 0);
    ssh2_write_bytes(w, number);
}

void ssh2_write_der_version(struct ssh2_writer *w, uint32_t version)
{
    uint8_t byte = (uint8_t)version;

    ssh2_write_der_integer(w, ssh2_bytes(&byte, 1));
}

void ssh2_write_der_bits(struct ssh2_writer *w, struct ssh2_bytes bytes)
{
    ssh2_write_der_head(w, SSH2_DER_BIT_STRING, bytes.len + 1);
    ssh2_write_byte(w, 0);
    ssh2_write_bytes(w, bytes);
}

void ssh2_write_der_around(struct ssh2_writer *w, enum ssh2_der_tag tag,
                           void (*write)(struct ssh2_writer *w, const void *in), const void *in)
{
    struct ssh2_writer measure = ssh2_measuring_writer();

    write(&measure, in);
    ssh2_write_der_head(w, tag, measure.len);
    write(w, in);
}
