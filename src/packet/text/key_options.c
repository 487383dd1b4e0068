#include "src/packet/text/key_options.h"

#include "src/packet/text/parts.h"
#include "src/packet/text/words.h"

static bool is_blank(uint8_t c)
{
    return c == ' ' || c == '\t';
}

static bool is_control(uint8_t c)
{
    return (c < ' ' && c != '\t') || c == 0x7f;
}

/* Where a quoted text ends whose quote stands at i: behind the closing one, which may be the end
 * of text; behind that end if there is none. */
static size_t behind_quotes(struct ssh2_bytes text, size_t i)
{
    for (i++; i < text.len && text.data[i] != '"'; i++)
        if (text.data[i] == '\\' && i + 1 < text.len && text.data[i + 1] == '"')
            i++;
    return i < text.len ? i + 1 : text.len + 1;
}

/* The length of the word at the start of text; *quote: of a quote that is not closed, or text.len.
 */
static size_t quoted_word_len(struct ssh2_bytes text, size_t *quote)
{
    size_t i = 0;

    *quote = text.len;
    while (i < text.len && !is_blank(text.data[i])) {
        size_t start = i;

        i = text.data[i] == '"' ? behind_quotes(text, i) : i + 1;
        if (i > text.len)
            *quote = start;
    }
    return i < text.len ? i : text.len;
}

static size_t control_offset(struct ssh2_bytes word)
{
    size_t i = 0;

    while (i < word.len && !is_control(word.data[i]))
        i++;
    return i;
}

struct ssh2_bytes ssh2_read_quoted_word(struct ssh2_reader *r)
{
    struct ssh2_bytes left = ssh2_unread(r);
    size_t start = r->pos;
    size_t quote;
    struct ssh2_bytes word = { left.data, quoted_word_len(left, &quote) };
    size_t control = control_offset(word);

    if (control < word.len)
        ssh2_refuse(r, SSH2_BAD_VALUE, start + control);
    if (word.len == 0)
        ssh2_refuse(r, SSH2_TRUNCATED, start);
    if (quote < left.len)
        ssh2_refuse(r, SSH2_TRUNCATED, start + quote);
    return ssh2_read_bytes(r, word.len);
}

static bool is_quoted_word(struct ssh2_bytes text)
{
    size_t quote;

    return text.len > 0 && quoted_word_len(text, &quote) == text.len && quote == text.len &&
           control_offset(text) == text.len;
}

void ssh2_write_quoted_word(struct ssh2_writer *w, struct ssh2_bytes word)
{
    ssh2_write_only_if(w, is_quoted_word(word));
    ssh2_write_bytes(w, word);
}

/* Offset of the first comma with no option before or behind it, or options.len. */
static size_t empty_option(struct ssh2_bytes options)
{
    bool may_be_comma = false;
    size_t i = 0;

    while (i < options.len) {
        bool comma = options.data[i] == ',';

        if (comma && (!may_be_comma || i + 1 == options.len))
            return i;
        may_be_comma = !comma;
        i = options.data[i] == '"' ? behind_quotes(options, i) : i + 1;
    }
    return options.len;
}

struct ssh2_base64_key ssh2_read_options_and_key(struct ssh2_reader *r, struct ssh2_bytes *options)
{
    struct ssh2_reader bare = *r;
    struct ssh2_base64_key key = ssh2_read_base64_key(&bare);

    *options = ssh2_bytes(NULL, 0);
    if (bare.status == SSH2_OK) {
        *r = bare;
        return key;
    }

    size_t start = r->pos;

    *options = ssh2_read_quoted_word(r);
    if (empty_option(*options) < options->len)
        ssh2_refuse(r, SSH2_BAD_VALUE, start + empty_option(*options));
    ssh2_read_blanks(r);
    return ssh2_read_base64_key(r);
}

void ssh2_write_options_and_key(struct ssh2_writer *w, struct ssh2_bytes options,
                                struct ssh2_base64_key key)
{
    if (options.len > 0) {
        ssh2_write_only_if(w, empty_option(options) == options.len);
        ssh2_write_quoted_word(w, options);
        ssh2_write_byte(w, ' ');
    }
    ssh2_write_base64_key(w, key);
}

void ssh2_read_line_start(struct ssh2_reader *r)
{
    ssh2_read_indent(r);

    struct ssh2_bytes left = ssh2_unread(r);

    if (left.len > 0 && left.data[0] == '#')
        ssh2_refuse(r, SSH2_BAD_VALUE, r->pos);
}
