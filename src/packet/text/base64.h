/* Base64, strictly as in RFC 4648, section 4: the text of any bytes has one form, and only that
 * is accepted (threat H20). */
#ifndef SSH2_PACKET_TEXT_BASE64_H
#define SSH2_PACKET_TEXT_BASE64_H

#include <stddef.h>

#include "src/wire/bytes.h"
#include "src/wire/status.h"
#include "src/wire/writer.h"

enum ssh2_base64_form {
    SSH2_BASE64_WORD, /* nothing but base64 */
    SSH2_BASE64_LINES, /* CR, LF, blanks and tabs anywhere in it: the body of a PEM file */
    SSH2_BASE64_LOOSE  /* whatever else is in it is skipped, and nothing need be at its end: for
                        * libssh2_base64_decode(), which programs know so */
};

/* Characters in the text of len bytes, padding included; len is at most SIZE_MAX / 2. */
size_t ssh2_base64_len(size_t len);

/* Writes the text of bytes, with padding and without line breaks. */
void ssh2_write_base64(struct ssh2_writer *w, struct ssh2_bytes bytes);

/* Writes the bytes that text stands for, at most text.len / 4 * 3, and 2 more if loosely; a measuring
 * writer counts them.
 * The verdict is SSH2_BAD_VALUE for a character that must not stand where it does and for unused
 * bits that are set, SSH2_TRUNCATED for a last group that is cut short or lacks its padding,
 * SSH2_TRAILING for text behind the padding, SSH2_NO_SPACE. After a failure w holds what came
 * before it. */
struct ssh2_verdict ssh2_base64_decode(struct ssh2_bytes text, enum ssh2_base64_form form,
                                       struct ssh2_writer *w);

#endif
