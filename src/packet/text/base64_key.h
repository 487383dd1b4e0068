/* A public key as two words of a text line: its type, and its blob in base64. */
#ifndef SSH2_PACKET_TEXT_BASE64_KEY_H
#define SSH2_PACKET_TEXT_BASE64_KEY_H

#include <stdbool.h>

#include "src/wire/bytes.h"
#include "src/wire/reader.h"
#include "src/wire/writer.h"

#define SSH2_KEY_TYPE_MAX_BYTES 64u /* RFC 4251, section 6 */

struct ssh2_base64_key {
    struct ssh2_bytes key_type;   /* 1 to SSH2_KEY_TYPE_MAX_BYTES; the blob begins with it too */
    struct ssh2_bytes base64_key; /* strict base64: ssh2_base64_decode */
};

/* Whether the blob begins with the type as a string (RFC 4253, section 6.6). */
bool ssh2_base64_key_has_type(struct ssh2_bytes base64, struct ssh2_bytes type);

/* Reads both words and the blanks between them. Fails as ssh2_read_word does, with SSH2_BAD_LENGTH
 * for a type that is too long, with what ssh2_base64_decode says, and with SSH2_BAD_VALUE at the
 * second word if the blob does not begin with the type. */
struct ssh2_base64_key ssh2_read_base64_key(struct ssh2_reader *r);

/* Writes both words and a blank between. */
void ssh2_write_base64_key(struct ssh2_writer *w, struct ssh2_base64_key key);

/* A comment at the end of a line: blanks and the rest, or nothing at all. Blanks with nothing
 * behind them are not canonical. */
struct ssh2_bytes ssh2_read_line_comment(struct ssh2_reader *r);

/* Writes a blank and comment, or nothing if it is empty. */
void ssh2_write_line_comment(struct ssh2_writer *w, struct ssh2_bytes comment);

#endif
