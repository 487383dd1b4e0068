/* The identification line and the lines that a server may send before it. RFC 4253, section 4.2.
 * Sans-I/O: takes bytes as they come and keeps no more than one line of them. */
#ifndef SSH2_TRANSPORT_IDENTIFICATION_H
#define SSH2_TRANSPORT_IDENTIFICATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/packet/text/banner_line.h"
#include "src/packet/text/banner_preamble_line.h"
#include "src/protocol/role.h"
#include "src/wire/bytes.h"

#define SSH2_IDENTIFICATION_MAX_BYTES SSH2_BANNER_LINE_MAX_BYTES
#define SSH2_PRE_LINE_MAX_BYTES SSH2_BANNER_PREAMBLE_LINE_MAX_BYTES
#define SSH2_PRE_LINES_MAX_COUNT SSH2_BANNER_PREAMBLE_LINES_MAX_COUNT
#define SSH2_FIRST_LINE_MAX_BYTES 80u      /* ours: what an error quotes of the peer's first line */

enum ssh2_identification_status {
    SSH2_IDENTIFICATION_MORE, /* all that was given is taken, and the line is not complete */
    SSH2_IDENTIFICATION_DONE, /* line holds it */
    SSH2_IDENTIFICATION_NUL,
    SSH2_IDENTIFICATION_TOO_LONG,
    SSH2_IDENTIFICATION_PRE_LINE_TOO_LONG,
    SSH2_IDENTIFICATION_TOO_MANY_LINES,
    SSH2_IDENTIFICATION_NOT_FIRST,  /* a client that sends anything else before its line */
    SSH2_IDENTIFICATION_BAD_VERSION /* neither 2.0 nor 1.99 */
};

/* All zero but for peer is the start. */
struct ssh2_identification {
    enum ssh2_role peer;   /* whose line it is; only a server may send others before it */
    uint32_t pre_line_count;
    size_t raw_len;        /* bytes of the present line, ending included */
    size_t line_len;       /* without the ending, once the line is complete */
    bool line_is_complete; /* the next byte begins another line */
    size_t first_line_len;
    uint8_t first_line[SSH2_FIRST_LINE_MAX_BYTES];
    uint8_t line[SSH2_PRE_LINE_MAX_BYTES + 1]; /* a NUL follows its last byte */
};

/* Takes bytes up to the end of the identification line, or all there are; *consumed says how many.
 * After anything but MORE nothing may follow. */
enum ssh2_identification_status ssh2_identification_take(struct ssh2_identification *id,
                                                         struct ssh2_bytes input,
                                                         size_t *consumed);

/* The last line without its ending, a NUL behind it; empty while the next one is coming in. */
struct ssh2_bytes ssh2_identification_line(const struct ssh2_identification *id);

/* The beginning of the first line that came: tells what the peer is when it does not speak SSH. */
struct ssh2_bytes ssh2_identification_first_line(const struct ssh2_identification *id);

/* Whether a line of our own may be sent: "SSH-2.0-" in front, at least one character of software
 * version and at most 253 bytes in all, printable US-ASCII. */
bool ssh2_identification_is_sendable(struct ssh2_bytes line);

#endif
