#include "src/packet/text/parts.h"

#include <string.h>

#include "src/packet/text/words.h"

#define DECIMAL_MAX_DIGITS 20 /* of a uint64 */

void ssh2_expect(struct ssh2_reader *r, struct ssh2_bytes literal)
{
    size_t start = r->pos;

    if (!ssh2_bytes_equal(ssh2_read_bytes(r, literal.len), literal))
        ssh2_refuse(r, SSH2_BAD_VALUE, start);
}

bool ssh2_has_byte(struct ssh2_bytes text, uint8_t byte)
{
    return text.len > 0 && memchr(text.data, byte, text.len) != NULL;
}

struct ssh2_bytes ssh2_read_until(struct ssh2_reader *r, uint8_t delimiter)
{
    struct ssh2_bytes left = ssh2_unread(r);
    const uint8_t *end = left.len > 0 ? memchr(left.data, delimiter, left.len) : NULL;
    struct ssh2_bytes view = { NULL, 0 };

    if (end == NULL) {
        ssh2_refuse(r, SSH2_TRUNCATED, r->pos);
        return view;
    }
    view = ssh2_read_bytes(r, (size_t)(end - left.data));
    ssh2_read_byte(r);
    return view;
}

static bool is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}

static size_t digits_len(struct ssh2_bytes text)
{
    size_t len = 0;

    while (len < text.len && is_digit(text.data[len]))
        len++;
    return len;
}

/* False if the number is above max. */
static bool decimal_value(struct ssh2_bytes digits, uint64_t max, uint64_t *value)
{
    *value = 0;
    for (size_t i = 0; i < digits.len; i++) {
        uint64_t digit = (uint64_t)(digits.data[i] - '0');

        if (*value > max / 10 || digit > max - *value * 10)
            return false;
        *value = *value * 10 + digit;
    }
    return true;
}

uint64_t ssh2_read_decimal(struct ssh2_reader *r, uint64_t max)
{
    size_t start = r->pos;
    size_t left = r->len - r->pos;
    struct ssh2_bytes digits = ssh2_read_bytes(r, digits_len(ssh2_unread(r)));
    uint64_t value;

    if (digits.len == 0)
        ssh2_refuse(r, left == 0 ? SSH2_TRUNCATED : SSH2_BAD_VALUE, start);
    if (!decimal_value(digits, max, &value))
        ssh2_refuse(r, SSH2_BAD_VALUE, start);
    if (digits.len > 1 && digits.data[0] == '0')
        ssh2_deviate(r, start);
    return r->status == SSH2_OK ? value : 0;
}

void ssh2_write_decimal(struct ssh2_writer *w, uint64_t value)
{
    uint8_t digits[DECIMAL_MAX_DIGITS];
    size_t start = sizeof(digits);

    do {
        digits[--start] = (uint8_t)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    ssh2_write_bytes(w, ssh2_bytes(digits + start, sizeof(digits) - start));
}

void ssh2_write_only_if(struct ssh2_writer *w, bool right)
{
    if (!right && w->status == SSH2_OK)
        w->status = SSH2_BAD_VALUE;
}
