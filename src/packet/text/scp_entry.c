#include "src/packet/text/scp_entry.h"

#include <stdbool.h>

#include "src/packet/text/parts.h"

#define MODE_DIGITS 4

static const struct ssh2_bytes blank = SSH2_TEXT(" ");

static bool name_is_safe(struct ssh2_bytes name)
{
    return name.len > 0 && !ssh2_has_byte(name, '/') && !ssh2_has_byte(name, '\0') &&
           !ssh2_has_byte(name, '\n') && !ssh2_bytes_equal(name, ssh2_text(".")) &&
           !ssh2_bytes_equal(name, ssh2_text(".."));
}

static uint32_t read_mode(struct ssh2_reader *r)
{
    size_t start = r->pos;
    struct ssh2_bytes digits = ssh2_read_bytes(r, MODE_DIGITS);
    uint32_t mode = 0;

    for (size_t i = 0; i < digits.len; i++) {
        if (digits.data[i] < '0' || digits.data[i] > '7')
            ssh2_refuse(r, SSH2_BAD_VALUE, start);
        mode = mode * 8 + (uint32_t)(digits.data[i] & 7);
    }
    return mode;
}

static void write_mode(struct ssh2_writer *w, uint32_t mode)
{
    for (int shift = 3 * (MODE_DIGITS - 1); shift >= 0; shift -= 3)
        ssh2_write_byte(w, (uint8_t)('0' + (mode >> shift & 7)));
}

struct ssh2_scp_entry ssh2_read_scp_entry(struct ssh2_reader *r, char tag, uint64_t size_max)
{
    struct ssh2_scp_entry entry;
    size_t start = r->pos;

    ssh2_expect(r, ssh2_bytes(&tag, 1));
    entry.mode = read_mode(r);
    ssh2_expect(r, blank);
    entry.size = ssh2_read_decimal(r, size_max);
    ssh2_expect(r, blank);

    size_t name_start = r->pos;

    entry.name = ssh2_read_until(r, '\n');
    if (!name_is_safe(entry.name))
        ssh2_refuse(r, SSH2_BAD_VALUE, name_start);
    if (r->pos - start > SSH2_SCP_LINE_MAX_BYTES)
        ssh2_refuse(r, SSH2_BAD_LENGTH, start);
    return entry;
}

void ssh2_write_scp_entry(struct ssh2_writer *w, char tag, struct ssh2_scp_entry entry)
{
    size_t start = w->len;

    ssh2_write_only_if(w, entry.mode <= SSH2_SCP_MODE_MAX && entry.size <= SSH2_SCP_SIZE_MAX &&
                              name_is_safe(entry.name));
    ssh2_write_byte(w, (uint8_t)tag);
    write_mode(w, entry.mode);
    ssh2_write_bytes(w, blank);
    ssh2_write_decimal(w, entry.size);
    ssh2_write_bytes(w, blank);
    ssh2_write_bytes(w, entry.name);
    ssh2_write_byte(w, '\n');
    ssh2_write_only_if(w, w->len - start <= SSH2_SCP_LINE_MAX_BYTES);
}
