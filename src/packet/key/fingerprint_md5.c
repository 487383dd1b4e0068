#include "src/packet/key/fingerprint_md5.h"

#include "src/packet/text/parts.h"
#include "src/packet/text/words.h"

static const struct ssh2_bytes prefix = SSH2_TEXT("MD5:");

/* Offset of the first byte that is not what its place demands, or text.len. */
static size_t text_fault(struct ssh2_bytes text)
{
    size_t i = 0;

    while (i < text.len &&
           ssh2_has_byte(ssh2_text(i % 3 == 2 ? ":" : "0123456789abcdef"), text.data[i]))
        i++;
    return i;
}

static void read_prefix(struct ssh2_reader *r)
{
    struct ssh2_bytes left = ssh2_unread(r);

    if (left.len == 0 || left.data[0] != prefix.data[0])
        return;
    ssh2_deviate(r, r->pos);
    ssh2_expect(r, prefix);
}

void ssh2_fingerprint_md5_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_fingerprint_md5 fingerprint;

    read_prefix(r);

    size_t start = r->pos;

    fingerprint.text = ssh2_read_bytes(r, SSH2_FINGERPRINT_MD5_BYTES);
    if (text_fault(fingerprint.text) < fingerprint.text.len)
        ssh2_refuse(r, SSH2_BAD_VALUE, start + text_fault(fingerprint.text));
    if (out != NULL)
        *(struct ssh2_fingerprint_md5 *)out = fingerprint;
}

void ssh2_fingerprint_md5_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_fingerprint_md5 *fingerprint = in;

    ssh2_write_only_if(w, fingerprint->text.len == SSH2_FINGERPRINT_MD5_BYTES &&
                              text_fault(fingerprint->text) == SSH2_FINGERPRINT_MD5_BYTES);
    ssh2_write_bytes(w, fingerprint->text);
}
