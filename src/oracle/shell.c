#include "src/oracle/shell.h"

#include <string.h>

static bool is_one_of(uint8_t byte, const char *set)
{
    return byte != '\0' && strchr(set, byte) != NULL;
}

/* What a shell acts upon: anywhere but in quotes; in double quotes; in single quotes, where csh
 * still replaces events of its history. */
static const char acts_bare[] = "!$`;&|<>*?[](){}#~^\n";
static const char acts_in_double[] = "!$`\\\n";
static const char acts_in_single[] = "!";

static bool add(struct ssh2_shell_line *line, uint8_t byte)
{
    if (line->text_len == sizeof(line->text))
        return false;
    line->text[line->text_len++] = (char)byte;
    return true;
}

/* The text up to the closing quote, which is passed over. */
static bool take_quoted(struct ssh2_shell_line *line, struct ssh2_bytes command, size_t *at)
{
    uint8_t quote = command.data[(*at)++];
    const char *acts = quote == '\'' ? acts_in_single : acts_in_double;

    for (; *at < command.len; (*at)++) {
        if (command.data[*at] == quote) {
            (*at)++;
            return true;
        }
        if (is_one_of(command.data[*at], acts) || !add(line, command.data[*at]))
            return false;
    }
    return false;
}

static bool take_bare(struct ssh2_shell_line *line, struct ssh2_bytes command, size_t *at)
{
    if (command.data[*at] == '\\') {
        (*at)++;
        if (*at == command.len || command.data[*at] == '\n') /* would be a continued line */
            return false;
    } else if (is_one_of(command.data[*at], acts_bare)) {
        return false;
    }
    return add(line, command.data[(*at)++]);
}

static bool take_word(struct ssh2_shell_line *line, struct ssh2_bytes command, size_t *at)
{
    size_t begin = line->text_len;

    while (*at < command.len && command.data[*at] != ' ') {
        bool is_quote = is_one_of(command.data[*at], "'\"");

        if (!(is_quote ? take_quoted : take_bare)(line, command, at))
            return false;
    }
    line->words[line->count++] = ssh2_bytes(line->text + begin, line->text_len - begin);
    return add(line, '\0');
}

bool ssh2_shell_split(struct ssh2_bytes command, struct ssh2_shell_line *line)
{
    size_t at = 0;

    line->count = line->text_len = 0;
    for (;;) {
        while (at < command.len && command.data[at] == ' ')
            at++;
        if (at == command.len)
            return true;
        if (line->count == SSH2_SHELL_WORDS_MAX_COUNT || !take_word(line, command, &at))
            return false;
    }
}
