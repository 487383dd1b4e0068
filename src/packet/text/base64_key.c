#include "src/packet/text/base64_key.h"

#include "src/packet/text/base64.h"
#include "src/packet/text/words.h"

#define LENGTH_BYTES 4u /* of the string at the start of a blob */

bool ssh2_base64_key_has_type(struct ssh2_bytes base64, struct ssh2_bytes type)
{
    uint8_t head[LENGTH_BYTES + SSH2_KEY_TYPE_MAX_BYTES + 2]; /* 2: base64 comes in groups */
    struct ssh2_writer w = ssh2_writer(head, sizeof(head));
    size_t text_len = ssh2_base64_len(LENGTH_BYTES + type.len);
    struct ssh2_bytes text = { base64.data, base64.len < text_len ? base64.len : text_len };

    if (ssh2_base64_decode(text, SSH2_BASE64_WORD, &w).status != SSH2_OK)
        return false;

    struct ssh2_reader r = ssh2_reader(ssh2_written(&w));
    struct ssh2_bytes found = ssh2_read_string(&r);

    return r.status == SSH2_OK && ssh2_bytes_equal(found, type);
}

static void check_key(struct ssh2_reader *r, struct ssh2_base64_key key, size_t start)
{
    struct ssh2_writer measure = ssh2_measuring_writer();
    struct ssh2_verdict verdict = ssh2_base64_decode(key.base64_key, SSH2_BASE64_WORD, &measure);

    if (verdict.status != SSH2_OK)
        ssh2_refuse(r, verdict.status, start + verdict.offset);
    else if (r->status == SSH2_OK && !ssh2_base64_key_has_type(key.base64_key, key.key_type))
        ssh2_refuse(r, SSH2_BAD_VALUE, start);
}

struct ssh2_base64_key ssh2_read_base64_key(struct ssh2_reader *r)
{
    struct ssh2_base64_key key;
    size_t start = r->pos;

    key.key_type = ssh2_read_word(r);
    if (key.key_type.len > SSH2_KEY_TYPE_MAX_BYTES)
        ssh2_refuse(r, SSH2_BAD_LENGTH, start);
    ssh2_read_blanks(r);
    start = r->pos;
    key.base64_key = ssh2_read_word(r);
    check_key(r, key, start);
    return key;
}

void ssh2_write_base64_key(struct ssh2_writer *w, struct ssh2_base64_key key)
{
    ssh2_write_word(w, key.key_type);
    ssh2_write_byte(w, ' ');
    ssh2_write_word(w, key.base64_key);
}

struct ssh2_bytes ssh2_read_line_comment(struct ssh2_reader *r)
{
    size_t start = r->pos;
    bool blanks = ssh2_read_blanks(r);
    struct ssh2_bytes comment = ssh2_read_words(r);

    if (blanks && comment.len == 0)
        ssh2_deviate(r, start);
    return comment;
}

void ssh2_write_line_comment(struct ssh2_writer *w, struct ssh2_bytes comment)
{
    if (comment.len == 0)
        return;
    ssh2_write_byte(w, ' ');
    ssh2_write_words(w, comment);
}
