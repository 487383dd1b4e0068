#include "src/packet/text/base64.h"

#include <stdbool.h>

#define GROUP_CHARACTERS 4u /* which stand for three bytes */

size_t ssh2_base64_len(size_t len)
{
    return len / 3 * GROUP_CHARACTERS + (len % 3 > 0 ? GROUP_CHARACTERS : 0);
}

static uint8_t character(uint32_t sextet)
{
    static const char alphabet[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    return (uint8_t)alphabet[sextet & 0x3f];
}

/* One to three bytes as four characters. */
static void write_group(struct ssh2_writer *w, const uint8_t *bytes, size_t len)
{
    uint32_t bits = (uint32_t)bytes[0] << 16 | (len > 1 ? (uint32_t)bytes[1] << 8 : 0) |
                    (len > 2 ? bytes[2] : 0u);

    ssh2_write_byte(w, character(bits >> 18));
    ssh2_write_byte(w, character(bits >> 12));
    ssh2_write_byte(w, len > 1 ? character(bits >> 6) : (uint8_t)'=');
    ssh2_write_byte(w, len > 2 ? character(bits) : (uint8_t)'=');
}

void ssh2_write_base64(struct ssh2_writer *w, struct ssh2_bytes bytes)
{
    for (size_t i = 0; i < bytes.len; i += 3)
        write_group(w, bytes.data + i, bytes.len - i < 3 ? bytes.len - i : 3);
}

/* By comparison and not by a table: which cache line is touched would tell of a private key. */
static int sextet(uint8_t c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

struct group {
    uint32_t bits;
    unsigned count;   /* characters so far */
    unsigned padding; /* '=' among them; a full group keeps it, so that nothing may follow */
};

static enum ssh2_status add_character(struct group *group, uint8_t c)
{
    int value = sextet(c);

    if (group->count == 0 && group->padding > 0)
        return SSH2_TRAILING;
    if (c == '=' && group->count >= 2)
        group->padding++;
    else if (value < 0 || group->padding > 0)
        return SSH2_BAD_VALUE;
    group->bits = group->bits << 6 | (value < 0 ? 0 : (uint32_t)value);
    group->count++;
    return SSH2_OK;
}

static enum ssh2_status finish_group(struct group *group, struct ssh2_writer *w)
{
    uint32_t unused = (1u << 8 * group->padding) - 1;

    if ((group->bits & unused) != 0)
        return SSH2_BAD_VALUE;
    ssh2_write_byte(w, (uint8_t)(group->bits >> 16));
    if (group->padding < 2)
        ssh2_write_byte(w, (uint8_t)(group->bits >> 8 & 0xff));
    if (group->padding < 1)
        ssh2_write_byte(w, (uint8_t)(group->bits & 0xff));
    group->bits = 0;
    group->count = 0;
    return w->status;
}

/* A last group without its padding, whose unused bits do not matter. */
static enum ssh2_status finish_loosely(struct group *group, struct ssh2_writer *w)
{
    if (group->count == 1)
        return SSH2_TRUNCATED; /* less than a byte */
    group->padding = GROUP_CHARACTERS - group->count;
    group->bits = group->bits << 6 * group->padding & ~((1u << 8 * group->padding) - 1);
    return finish_group(group, w);
}

static bool is_skipped(enum ssh2_base64_form form, uint8_t c)
{
    if (form == SSH2_BASE64_LOOSE)
        return sextet(c) < 0;
    return form == SSH2_BASE64_LINES && (c == '\n' || c == '\r' || c == ' ' || c == '\t');
}

struct ssh2_verdict ssh2_base64_decode(struct ssh2_bytes text, enum ssh2_base64_form form,
                                       struct ssh2_writer *w)
{
    struct group group = { 0 };
    struct ssh2_verdict verdict = { SSH2_OK, 0 };

    for (; verdict.offset < text.len; verdict.offset++) {
        uint8_t c = text.data[verdict.offset];

        if (is_skipped(form, c))
            continue;
        verdict.status = add_character(&group, c);
        if (verdict.status == SSH2_OK && group.count == GROUP_CHARACTERS)
            verdict.status = finish_group(&group, w);
        if (verdict.status != SSH2_OK)
            return verdict;
    }
    if (group.count > 0)
        verdict.status = form == SSH2_BASE64_LOOSE ? finish_loosely(&group, w) : SSH2_TRUNCATED;
    return verdict;
}
