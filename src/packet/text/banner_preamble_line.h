/* A line that a server may send before its identification: a greeting, or why it will not serve.
 * RFC 4253, section 4.2. LF alone, and bytes that are not UTF-8, are met and not canonical. */
#ifndef SSH2_PACKET_TEXT_BANNER_PREAMBLE_LINE_H
#define SSH2_PACKET_TEXT_BANNER_PREAMBLE_LINE_H

#include "src/packet/packet.h"

#define SSH2_BANNER_PREAMBLE_LINE_MAX_BYTES 1024u  /* ours: with CR LF; real ones are short */
#define SSH2_BANNER_PREAMBLE_LINES_MAX_COUNT 1024u /* ours: as OpenSSH has it */

#define SSH2_BANNER_PREAMBLE_LINE_FIELDS(FIELD) \
    FIELD(BYTES, line) /* without its end; not "SSH-" in front, no NUL; drop control characters */
SSH2_HANDWRITTEN_PACKET(banner_preamble_line, SSH2_BANNER_PREAMBLE_LINE_FIELDS)

/* Reads such a line. Where it may be the last, its end may be missing, which is not canonical. */
struct ssh2_bytes ssh2_read_preamble_line(struct ssh2_reader *r, bool may_be_last);

#endif
