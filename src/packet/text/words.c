#include "src/packet/text/words.h"

#include <string.h>

static bool is_blank(uint8_t c)
{
    return c == ' ' || c == '\t';
}

static bool is_control(uint8_t c)
{
    return c < 0x20 || c == 0x7f;
}

struct ssh2_bytes ssh2_unread(const struct ssh2_reader *r)
{
    return ssh2_bytes(r->len > 0 ? r->data + r->pos : NULL, r->len - r->pos);
}

/* The line at the start of text, without CR and LF; *step: how far it is to the next one. */
static struct ssh2_bytes first_line(struct ssh2_bytes text, size_t *step)
{
    const uint8_t *newline = text.len > 0 ? memchr(text.data, '\n', text.len) : NULL;
    size_t len = newline == NULL ? text.len : (size_t)(newline - text.data);

    *step = newline == NULL ? len : len + 1;
    if (len > 0 && text.data[len - 1] == '\r')
        len--;
    return ssh2_bytes(text.data, len);
}

bool ssh2_line_next(struct ssh2_bytes *text, struct ssh2_bytes *line)
{
    size_t step;

    if (text->len == 0)
        return false;
    *line = first_line(*text, &step);
    *text = ssh2_bytes(text->data + step, text->len - step);
    return true;
}

struct ssh2_bytes ssh2_read_line(struct ssh2_reader *r)
{
    size_t step;
    struct ssh2_bytes left = ssh2_unread(r);
    struct ssh2_bytes line = first_line(left, &step);

    /* A CR at the end of the input goes too, and is as long as the LF that is missing. */
    if (step != line.len + 1 || left.data[line.len] != '\n')
        ssh2_deviate(r, r->pos + line.len);
    ssh2_read_bytes(r, step);
    return r->status == SSH2_OK ? line : ssh2_bytes(NULL, 0);
}

static size_t blanks_len(struct ssh2_bytes text)
{
    size_t len = 0;

    while (len < text.len && is_blank(text.data[len]))
        len++;
    return len;
}

bool ssh2_read_blanks(struct ssh2_reader *r)
{
    struct ssh2_bytes left = ssh2_unread(r);
    size_t count = blanks_len(left);

    if (count > 0 && left.data[0] == '\t')
        ssh2_deviate(r, r->pos);
    if (count > 1)
        ssh2_deviate(r, r->pos + 1);
    ssh2_read_bytes(r, count);
    return count > 0;
}

void ssh2_read_indent(struct ssh2_reader *r)
{
    size_t count = blanks_len(ssh2_unread(r));

    if (count > 0)
        ssh2_deviate(r, r->pos);
    ssh2_read_bytes(r, count);
}

/* How many bytes of text may stand in a word; then, unless it is the end, comes a blank or worse. */
static size_t word_len(struct ssh2_bytes text)
{
    size_t len = 0;

    while (len < text.len && text.data[len] != ' ' && !is_control(text.data[len]))
        len++;
    return len;
}

static size_t words_len(struct ssh2_bytes text)
{
    size_t len = 0;

    while (len < text.len && (text.data[len] == '\t' || !is_control(text.data[len])))
        len++;
    return len;
}

struct ssh2_bytes ssh2_read_word(struct ssh2_reader *r)
{
    struct ssh2_bytes left = ssh2_unread(r);
    size_t len = word_len(left);

    if (len < left.len && !is_blank(left.data[len]))
        ssh2_refuse(r, SSH2_BAD_VALUE, r->pos + len);
    if (len == 0)
        ssh2_refuse(r, SSH2_TRUNCATED, r->pos);
    return ssh2_read_bytes(r, len);
}

struct ssh2_bytes ssh2_read_words(struct ssh2_reader *r)
{
    struct ssh2_bytes left = ssh2_unread(r);
    size_t len = words_len(left);

    if (len < left.len)
        ssh2_refuse(r, SSH2_BAD_VALUE, r->pos + len);
    return ssh2_read_bytes(r, len);
}

bool ssh2_is_line_text(struct ssh2_bytes text)
{
    return words_len(text) == text.len;
}

bool ssh2_is_word(struct ssh2_bytes text)
{
    return text.len > 0 && word_len(text) == text.len;
}

static void write_if(struct ssh2_writer *w, bool allowed, struct ssh2_bytes text)
{
    if (!allowed && w->status == SSH2_OK)
        w->status = SSH2_BAD_VALUE;
    if (allowed)
        ssh2_write_bytes(w, text);
}

void ssh2_write_word(struct ssh2_writer *w, struct ssh2_bytes word)
{
    write_if(w, ssh2_is_word(word), word);
}

void ssh2_write_words(struct ssh2_writer *w, struct ssh2_bytes words)
{
    write_if(w, ssh2_is_line_text(words), words);
}
