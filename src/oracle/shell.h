/* The words of a command line, as shells of the sh and csh families both see them. */
#ifndef SSH2_ORACLE_SHELL_H
#define SSH2_ORACLE_SHELL_H

#include <stdbool.h>
#include <stddef.h>

#include "src/wire/bytes.h"

#define SSH2_SHELL_WORDS_MAX_COUNT 8u
#define SSH2_SHELL_TEXT_MAX_BYTES 65536u

struct ssh2_shell_line {
    struct ssh2_bytes words[SSH2_SHELL_WORDS_MAX_COUNT];
    size_t count;
    char text[SSH2_SHELL_TEXT_MAX_BYTES]; /* what the words are views of, each with a NUL behind it
                                           */
    size_t text_len;
};

/* False for a line that one of the shells would not take for plain words: quotes that are not
 * closed, and bytes that it acts upon where they stand. */
bool ssh2_shell_split(struct ssh2_bytes command, struct ssh2_shell_line *line);

#endif
