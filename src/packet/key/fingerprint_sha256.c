#include "src/packet/key/fingerprint_sha256.h"

#include "src/packet/text/base64.h"
#include "src/packet/text/parts.h"

#define HASH_BYTES 32u

static const struct ssh2_bytes prefix = SSH2_TEXT("SHA256:");

/* Offset of the first character that is wrong in base64 that lacks its padding, or text.len. What
 * only the padding shows is the last character's fault. */
static size_t text_fault(struct ssh2_bytes text)
{
    uint8_t padded[SSH2_FINGERPRINT_SHA256_BYTES + 1];
    struct ssh2_writer w = ssh2_writer(padded, sizeof(padded));
    struct ssh2_writer measure = ssh2_measuring_writer();

    ssh2_write_bytes(&w, text);
    ssh2_write_byte(&w, '=');

    struct ssh2_verdict verdict = ssh2_base64_decode(ssh2_written(&w), SSH2_BASE64_WORD, &measure);

    if (verdict.status == SSH2_OK && measure.len == HASH_BYTES)
        return text.len;
    return verdict.offset < text.len ? verdict.offset : text.len - 1;
}

void ssh2_fingerprint_sha256_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_fingerprint_sha256 fingerprint;

    ssh2_expect(r, prefix);

    size_t start = r->pos;

    fingerprint.text = ssh2_read_bytes(r, SSH2_FINGERPRINT_SHA256_BYTES);
    if (r->status == SSH2_OK && text_fault(fingerprint.text) < fingerprint.text.len)
        ssh2_refuse(r, SSH2_BAD_VALUE, start + text_fault(fingerprint.text));
    if (out != NULL)
        *(struct ssh2_fingerprint_sha256 *)out = fingerprint;
}

void ssh2_fingerprint_sha256_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_fingerprint_sha256 *fingerprint = in;

    ssh2_write_only_if(w, fingerprint->text.len == SSH2_FINGERPRINT_SHA256_BYTES &&
                              text_fault(fingerprint->text) == fingerprint->text.len);
    ssh2_write_bytes(w, prefix);
    ssh2_write_bytes(w, fingerprint->text);
}
