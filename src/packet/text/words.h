/* Lines of text that are words with blanks between: how they are split and put together. */
#ifndef SSH2_PACKET_TEXT_WORDS_H
#define SSH2_PACKET_TEXT_WORDS_H

#include <stdbool.h>

#include "src/wire/bytes.h"
#include "src/wire/reader.h"
#include "src/wire/writer.h"

/* What r has not read yet; empty with data NULL before input that is empty. */
struct ssh2_bytes ssh2_unread(const struct ssh2_reader *r);

/* Takes the first line off text, without its LF or CR LF: true and *line, or false at the end of
 * text. The last line may lack its end. */
bool ssh2_line_next(struct ssh2_bytes *text, struct ssh2_bytes *line);

/* What there is up to the next line end, CR LF or LF, which is passed over too; the end of the
 * input does as well. CR LF and no line end at all are not canonical. */
struct ssh2_bytes ssh2_read_line(struct ssh2_reader *r);

/* Blanks and tabs, perhaps none. More than one, or a tab, is not canonical. True if there was any. */
bool ssh2_read_blanks(struct ssh2_reader *r);

/* Blanks and tabs in front of a line, which are not canonical. */
void ssh2_read_indent(struct ssh2_reader *r);

/* The bytes up to a blank, a tab or the end. Fails with SSH2_TRUNCATED if there are none and with
 * SSH2_BAD_VALUE at a control character. */
struct ssh2_bytes ssh2_read_word(struct ssh2_reader *r);

/* All that is left of the line. Fails with SSH2_BAD_VALUE at a control character but the tab. */
struct ssh2_bytes ssh2_read_words(struct ssh2_reader *r);

/* Whether text may stand in a line: no control character but the tab. What is above 0x7f is left
 * to whoever shows it. */
bool ssh2_is_line_text(struct ssh2_bytes text);

/* Whether text is one word: at least a byte, no blank, no tab, no other control character. */
bool ssh2_is_word(struct ssh2_bytes text);

/* Write what ssh2_read_word and ssh2_read_words would accept; w fails with SSH2_BAD_VALUE and
 * nothing is written otherwise: no newline ever gets into a line this way (threat H24). */
void ssh2_write_word(struct ssh2_writer *w, struct ssh2_bytes word);
void ssh2_write_words(struct ssh2_writer *w, struct ssh2_bytes words);

#endif
