#include "src/transport/trace.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "src/packet/numbers.h"
#include "src/transport/printable.h"

#define DUMPED_BYTES_PER_LINE 16u

void ssh2_trace_write(const struct ssh2_trace *trace, int category, const char *format, ...)
{
    char text[SSH2_TRACE_TEXT_MAX_BYTES];
    va_list arguments;

    if (trace->write == NULL)
        return;
    va_start(arguments, format);
    vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    ssh2_make_printable(text);
    trace->write(trace->context, category, text, strlen(text));
}

/* Packets */

/* Names that do not depend on what is going on. */
static const char *const names[] = {
    [SSH_MSG_DISCONNECT] = "DISCONNECT",
    [SSH_MSG_IGNORE] = "IGNORE",
    [SSH_MSG_UNIMPLEMENTED] = "UNIMPLEMENTED",
    [SSH_MSG_DEBUG] = "DEBUG",
    [SSH_MSG_SERVICE_REQUEST] = "SERVICE_REQUEST",
    [SSH_MSG_SERVICE_ACCEPT] = "SERVICE_ACCEPT",
    [SSH_MSG_EXT_INFO] = "EXT_INFO",
    [SSH_MSG_KEXINIT] = "KEXINIT",
    [SSH_MSG_NEWKEYS] = "NEWKEYS",
    [SSH_MSG_USERAUTH_REQUEST] = "USERAUTH_REQUEST",
    [SSH_MSG_USERAUTH_FAILURE] = "USERAUTH_FAILURE",
    [SSH_MSG_USERAUTH_SUCCESS] = "USERAUTH_SUCCESS",
    [SSH_MSG_USERAUTH_BANNER] = "USERAUTH_BANNER",
    [SSH_MSG_GLOBAL_REQUEST] = "GLOBAL_REQUEST",
    [SSH_MSG_REQUEST_SUCCESS] = "REQUEST_SUCCESS",
    [SSH_MSG_REQUEST_FAILURE] = "REQUEST_FAILURE",
    [SSH_MSG_CHANNEL_OPEN] = "CHANNEL_OPEN",
    [SSH_MSG_CHANNEL_OPEN_CONFIRMATION] = "CHANNEL_OPEN_CONFIRMATION",
    [SSH_MSG_CHANNEL_OPEN_FAILURE] = "CHANNEL_OPEN_FAILURE",
    [SSH_MSG_CHANNEL_WINDOW_ADJUST] = "CHANNEL_WINDOW_ADJUST",
    [SSH_MSG_CHANNEL_DATA] = "CHANNEL_DATA",
    [SSH_MSG_CHANNEL_EXTENDED_DATA] = "CHANNEL_EXTENDED_DATA",
    [SSH_MSG_CHANNEL_EOF] = "CHANNEL_EOF",
    [SSH_MSG_CHANNEL_CLOSE] = "CHANNEL_CLOSE",
    [SSH_MSG_CHANNEL_REQUEST] = "CHANNEL_REQUEST",
    [SSH_MSG_CHANNEL_SUCCESS] = "CHANNEL_SUCCESS",
    [SSH_MSG_CHANNEL_FAILURE] = "CHANNEL_FAILURE",
};

/* RFC 4250, section 4.1.2. */
static int category_of(uint8_t number)
{
    if (number >= 20 && number < 50)
        return LIBSSH2_TRACE_KEX;
    if (number >= 50 && number < 80)
        return LIBSSH2_TRACE_AUTH;
    if (number >= 80 && number < 128)
        return LIBSSH2_TRACE_CONN;
    return LIBSSH2_TRACE_TRANS;
}

/* Requests to log in and answers hold passwords; channels carry what users type, and requests on
 * them X11 cookies and environments. */
static bool may_be_secret(uint8_t number)
{
    return (category_of(number) == LIBSSH2_TRACE_AUTH && number != SSH_MSG_USERAUTH_FAILURE &&
            number != SSH_MSG_USERAUTH_SUCCESS && number != SSH_MSG_USERAUTH_BANNER) ||
           number == SSH_MSG_CHANNEL_DATA || number == SSH_MSG_CHANNEL_EXTENDED_DATA ||
           number == SSH_MSG_CHANNEL_REQUEST;
}

static void dump_line(const struct ssh2_trace *trace, size_t offset, const uint8_t *bytes,
                      size_t len)
{
    char hex[3 * DUMPED_BYTES_PER_LINE + 1];
    char text[DUMPED_BYTES_PER_LINE + 1];

    for (size_t i = 0; i < len; i++) {
        (void)snprintf(hex + 3 * i, 4, "%02x ", bytes[i]);
        text[i] = (char)(bytes[i] == 0 ? '.' : bytes[i]);
    }
    text[len] = '\0';
    ssh2_trace_write(trace, LIBSSH2_TRACE_TRANS, "%04zx: %-48s%s", offset, hex, text);
}

/* All bytes of the parts, a line's worth at a time. */
static void dump(const struct ssh2_trace *trace, const struct ssh2_bytes *parts, size_t count)
{
    uint8_t line[DUMPED_BYTES_PER_LINE];
    size_t len = 0, offset = 0;

    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < parts[i].len; j++) {
            line[len++] = parts[i].data[j];
            if (len < sizeof(line))
                continue;
            dump_line(trace, offset, line, len);
            offset += len;
            len = 0;
        }
    }
    if (len > 0)
        dump_line(trace, offset, line, len);
}

/* The payload's first byte; 0, which is no message's, when there is none. */
static uint8_t number_of(const struct ssh2_bytes *parts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (parts[i].len > 0)
            return parts[i].data[0];
    return 0;
}

void ssh2_trace_packet(const struct ssh2_trace *trace, enum ssh2_trace_direction direction,
                       const struct ssh2_bytes *parts, size_t count)
{
    uint8_t number = number_of(parts, count);
    const char *name = number < sizeof(names) / sizeof(names[0]) ? names[number] : NULL;
    int category = category_of(number) & trace->mask;
    size_t len = 0;

    for (size_t i = 0; i < count; i++)
        len += parts[i].len;
    if (category == 0)
        category = LIBSSH2_TRACE_TRANS & trace->mask;
    if (category != 0)
        ssh2_trace_write(trace, category, "%s message %u%s%s of %zu bytes",
                         direction == SSH2_TRACE_SENT ? "sent" : "received", (unsigned)number,
                         name == NULL ? "" : ", ", name == NULL ? "" : name, len);
    if ((trace->mask & LIBSSH2_TRACE_TRANS) != 0 && !may_be_secret(number))
        dump(trace, parts, count);
}
