/* The error slot: a code of the public API and a sentence for whoever reads it. Every function
 * from this floor up that can fail returns a LIBSSH2_ERROR_* and, unless that is EAGAIN, has left
 * the sentence in the slot that its object points to. */
#ifndef SSH2_TRANSPORT_ERROR_H
#define SSH2_TRANSPORT_ERROR_H

#include <stdarg.h>

#include "include/libssh2.h"

struct ssh2_trace; /* trace.h */

#define SSH2_ERROR_MESSAGE_MAX_BYTES 512u /* ours: two algorithm lists and the words around them */

/* All zero before the first use. */
struct ssh2_error {
    int code;                                   /* LIBSSH2_ERROR_*, 0 before the first failure */
    const struct ssh2_trace *trace;             /* who hears of failures, and of all else; or NULL */
    char message[SSH2_ERROR_MESSAGE_MAX_BYTES]; /* always ends in NUL */
};

/* Stores code and the sentence and returns code. What a longer sentence has beyond the slot is cut;
 * bytes that a terminal would act upon become '?', so text from a peer may stand in it (threat A14).
 * Say what was wrong, what was expected, and where. */
int ssh2_fail(struct ssh2_error *error, int code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
int ssh2_fail_v(struct ssh2_error *error, int code, const char *format, va_list arguments)
    __attribute__((format(printf, 3, 0)));

/* The failure that needs no thought: memory for the named thing could not be had. */
int ssh2_fail_memory(struct ssh2_error *error, const char *what);

#endif
