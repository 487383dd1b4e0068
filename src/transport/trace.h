/* What a program hears when it has asked to see what happens: libssh2_trace(). A text has a category,
 * LIBSSH2_TRACE_*, and is only made when somebody wants that category. None ever holds a secret
 * (threat L8): no password, no answer, no key, and nothing that programs send over channels. */
#ifndef SSH2_TRANSPORT_TRACE_H
#define SSH2_TRANSPORT_TRACE_H

#include <stdbool.h>
#include <stddef.h>

#include "include/libssh2.h"
#include "src/transport/error.h"
#include "src/wire/bytes.h"

#define SSH2_TRACE_TEXT_MAX_BYTES 768u /* ours: an error's sentence and what is around it */

/* Categories that packets are traced in. */
#define SSH2_TRACE_PACKETS \
    (LIBSSH2_TRACE_TRANS | LIBSSH2_TRACE_KEX | LIBSSH2_TRACE_AUTH | LIBSSH2_TRACE_CONN)

/* Where texts go; an error slot points to it. All zero: nowhere. */
struct ssh2_trace {
    int mask; /* the categories that are wanted */
    /* text has len printable bytes and a NUL behind them; it lives as long as the call. */
    void (*write)(void *context, int category, const char *text, size_t len);
    void *context;
};

/* Whether anybody wants one of these categories. */
static inline bool ssh2_is_traced(const struct ssh2_error *error, int categories)
{
    return error->trace != NULL && (error->trace->mask & categories) != 0;
}

/* Says something in a category: a format as printf's. */
#define ssh2_trace(error, category, ...)                            \
    do {                                                            \
        if (ssh2_is_traced((error), (category)))                    \
            ssh2_trace_write((error)->trace, (category), __VA_ARGS__); \
    } while (0)

void ssh2_trace_write(const struct ssh2_trace *trace, int category, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Tells of a packet whose payload the parts make: in the category of its layer or, if only that is
 * wanted, in TRANS, which also shows the bytes of packets that cannot hold a secret. */
enum ssh2_trace_direction { SSH2_TRACE_SENT, SSH2_TRACE_RECEIVED };
void ssh2_trace_packet(const struct ssh2_trace *trace, enum ssh2_trace_direction direction,
                       const struct ssh2_bytes *parts, size_t count);

#endif
