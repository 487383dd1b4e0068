/* Verdicts of the pure floors. Zero is success. */
#ifndef SSH2_WIRE_STATUS_H
#define SSH2_WIRE_STATUS_H

#include <stddef.h>

enum ssh2_status {
    SSH2_OK,
    SSH2_NOT_CANONICAL, /* only in a verdict: a tolerant reader accepts it, our encoder never makes it */
    SSH2_TRUNCATED,     /* the input ends inside a field */
    SSH2_TRAILING,      /* bytes are left behind the last field */
    SSH2_BAD_NUMBER,    /* another message number than this packet type's */
    SSH2_BAD_VALUE,     /* not the constant, or outside the range, that the field demands */
    SSH2_BAD_LENGTH,    /* a string shorter or longer than its field allows */
    SSH2_BAD_NAME_LIST, /* an empty name, or a byte that no name may hold: RFC 4251, 5 and 6 */
    SSH2_NEGATIVE,      /* an mpint below zero where only positive ones have a meaning */
    SSH2_NO_SPACE       /* the writer's buffer is full */
};

/* What a parser found: SSH2_OK, SSH2_NOT_CANONICAL, or why it refused; and where.
 * offset counts from the start of the packet and is the packet's length after SSH2_OK. */
struct ssh2_verdict {
    enum ssh2_status status;
    size_t offset;
};

/* The verdict's name in lower case, as the test vectors write it: "ok", "not_canonical", ... */
const char *ssh2_status_name(enum ssh2_status status);

#endif
