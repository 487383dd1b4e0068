#include "src/wire/text.h"

size_t ssh2_name_list_fault(struct ssh2_bytes text)
{
    bool in_name = false; /* the byte before belongs to a name, so a comma may follow */
    size_t i = 0;

    for (; i < text.len; i++)
    ASSIGNS(i, in_name)
    INVARIANT(i <= text.len && in_name == (i > 0 && text.data[i - 1] != ','))
    INVARIANT(IMPLIES(i > 0, text.data[0] != ','))
    INVARIANT(IMPLIES(ssh2_proof_index < i, text.data[ssh2_proof_index] > 0x20 &&
                                                text.data[ssh2_proof_index] < 0x7f))
    DECREASES(text.len - i)
    {
        uint8_t c = text.data[i];

        if (c <= 0x20 || c >= 0x7f || (c == ',' && !in_name))
            return i;
        in_name = c != ',';
    }
    return text.len > 0 && !in_name ? text.len - 1 : text.len;
}

/* How many bytes the UTF-8 sequence has that begins with this byte; 0 if none can. */
static size_t utf8_length(uint8_t first)
{
    if (first < 0x80)
        return 1;
    if (first >= 0xc2 && first <= 0xdf)
        return 2;
    if (first >= 0xe0 && first <= 0xef)
        return 3;
    return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

/* Whether second may follow first: no overlong form, no surrogate, nothing above U+10FFFF. */
static bool utf8_second_fits(uint8_t first, uint8_t second)
{
    uint8_t low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    uint8_t high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;

    return second >= low && second <= high;
}

/* The bytes of the well-formed sequence at the start of text; 0 if there is none. */
static size_t utf8_sequence(struct ssh2_bytes text)
{
    size_t len = utf8_length(text.data[0]);

    if (len == 0 || len > text.len)
        return 0;
    if (len > 1 && !utf8_second_fits(text.data[0], text.data[1]))
        return 0;
    if (len > 2 && (text.data[2] & 0xc0) != 0x80)
        return 0;
    if (len > 3 && (text.data[3] & 0xc0) != 0x80)
        return 0;
    return len;
}

size_t ssh2_utf8_fault(struct ssh2_bytes text)
{
    size_t i = 0;

    while (i < text.len)
    ASSIGNS(i)
    INVARIANT(i <= text.len)
    DECREASES(text.len - i)
    {
        struct ssh2_bytes rest = { text.data + i, text.len - i };
        size_t len = utf8_sequence(rest);

        if (len == 0)
            return i;
        i += len;
    }
    return i;
}

struct ssh2_bytes ssh2_trim_zeros(struct ssh2_bytes number)
{
    size_t zeros = 0;

    while (zeros < number.len && number.data[zeros] == 0)
    ASSIGNS(zeros)
    INVARIANT(zeros <= number.len)
    INVARIANT(IMPLIES(ssh2_proof_index < zeros, number.data[ssh2_proof_index] == 0))
    DECREASES(number.len - zeros)
    {
        zeros++;
    }

    struct ssh2_bytes trimmed = { zeros < number.len ? number.data + zeros : NULL,
                                  number.len - zeros };

    return trimmed;
}

bool ssh2_name_list_next(struct ssh2_bytes *list, struct ssh2_bytes *name)
{
    if (list->len == 0)
        return false;

    const uint8_t *comma = memchr(list->data, ',', list->len);
    size_t len = comma == NULL ? list->len : (size_t)(comma - list->data);
    size_t step = comma == NULL ? len : len + 1;

    *name = ssh2_bytes(list->data, len);
    *list = ssh2_bytes(list->data + step, list->len - step);
    return true;
}

bool ssh2_name_list_has(struct ssh2_bytes list, struct ssh2_bytes name)
{
    struct ssh2_bytes each;

    while (ssh2_name_list_next(&list, &each))
        if (ssh2_bytes_equal(each, name))
            return true;
    return false;
}
