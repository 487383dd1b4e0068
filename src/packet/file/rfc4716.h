/* Lines of a public key file after RFC 4716: they end in LF, CR LF or CR, of which LF is canonical,
 * and a header goes on in the next line behind a backslash. Section 3. */
#ifndef SSH2_PACKET_FILE_RFC4716_H
#define SSH2_PACKET_FILE_RFC4716_H

#include <stdbool.h>

#include "src/wire/bytes.h"
#include "src/wire/reader.h"
#include "src/wire/writer.h"

#define SSH2_RFC4716_LINE_MAX_BYTES 72u    /* section 3, without its end */
#define SSH2_RFC4716_TAG_MAX_BYTES 64u     /* section 3.3 */
#define SSH2_RFC4716_VALUE_MAX_BYTES 1024u /* section 3.3, without what folds it */

/* The next line without its end. SSH2_BAD_LENGTH at its start if it is too long. */
struct ssh2_bytes ssh2_read_rfc4716_line(struct ssh2_reader *r);

/* Passes over one header, all its lines; *tag and *value are views of it, value with the folds as
 * they stand. SSH2_BAD_VALUE at its start if it is none: no colon, nothing before it, no blank
 * behind it. SSH2_BAD_LENGTH at its start for a tag or a value that is too long. Where a line should
 * go on, SSH2_TRUNCATED at the end of the input and SSH2_BAD_VALUE at an empty line. */
void ssh2_read_rfc4716_header(struct ssh2_reader *r, struct ssh2_bytes *tag,
                              struct ssh2_bytes *value);

/* Whether the line that comes next is a header: base64 has no colon. */
bool ssh2_rfc4716_header_is_next(const struct ssh2_reader *r);

#endif
