#include "src/packet/text/known_hosts_hashed.h"

#include <string.h>

#include "src/packet/text/base64.h"
#include "src/packet/text/words.h"

static const struct ssh2_bytes magic = SSH2_TEXT("|1|");

static size_t bar_offset(struct ssh2_bytes text)
{
    const uint8_t *bar = text.len > 0 ? memchr(text.data, '|', text.len) : NULL;

    return bar == NULL ? text.len : (size_t)(bar - text.data);
}

/* Base64 of min to max bytes. */
static struct ssh2_bytes read_base64(struct ssh2_reader *r, size_t len, size_t min, size_t max)
{
    size_t start = r->pos;
    struct ssh2_bytes text = ssh2_read_bytes(r, len);
    struct ssh2_writer measure = ssh2_measuring_writer();
    struct ssh2_verdict verdict = ssh2_base64_decode(text, SSH2_BASE64_WORD, &measure);

    if (verdict.status != SSH2_OK)
        ssh2_refuse(r, verdict.status, start + verdict.offset);
    else if (measure.len < min || measure.len > max)
        ssh2_refuse(r, SSH2_BAD_LENGTH, start);
    return text;
}

void ssh2_known_hosts_hashed_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_known_hosts_hashed hashed;
    size_t start = r->pos;

    if (!ssh2_bytes_equal(ssh2_read_bytes(r, magic.len), magic))
        ssh2_refuse(r, SSH2_BAD_VALUE, start);

    size_t salt_len = bar_offset(ssh2_unread(r));

    hashed.salt_base64 = read_base64(r, salt_len, 1, SSH2_KNOWN_HOSTS_SALT_MAX_BYTES);
    ssh2_read_byte(r); /* the bar: only the end can stand in its place */
    hashed.hash_base64 = read_base64(r, r->len - r->pos, SSH2_KNOWN_HOSTS_HASH_BYTES,
                                     SSH2_KNOWN_HOSTS_HASH_BYTES);
    if (out != NULL)
        *(struct ssh2_known_hosts_hashed *)out = hashed;
}

void ssh2_known_hosts_hashed_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_known_hosts_hashed *hashed = in;

    ssh2_write_bytes(w, magic);
    ssh2_write_word(w, hashed->salt_base64);
    ssh2_write_byte(w, '|');
    ssh2_write_word(w, hashed->hash_base64);
}
