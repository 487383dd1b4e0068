/* Tracing: where the texts of src/transport/trace.h go, and in which form. */
#include "src/api/session.h"

#include <stdio.h>

#define LINE_MAX_BYTES \
    (SSH2_TRACE_TEXT_MAX_BYTES + 64u) /* what stands in front of a text takes 40 */

static const char *category_name(int category)
{
    static const struct {
        int category;
        const char *name;
    } names[] = {
        { LIBSSH2_TRACE_TRANS, "Transport" },
        { LIBSSH2_TRACE_KEX, "Key Ex" },
        { LIBSSH2_TRACE_AUTH, "Userauth" },
        { LIBSSH2_TRACE_CONN, "Conn" },
        { LIBSSH2_TRACE_SCP, "SCP" },
        { LIBSSH2_TRACE_SFTP, "SFTP" },
        { LIBSSH2_TRACE_ERROR, "Failure Event" },
        { LIBSSH2_TRACE_PUBLICKEY, "Publickey" },
        { LIBSSH2_TRACE_SOCKET, "Socket" },
    };

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (names[i].category == category)
            return names[i].name;
    return "Unknown";
}

/* Time is told since the session's first text. */
static long long elapsed_us(LIBSSH2_SESSION *session)
{
    long long now = ssh2_clock_us();

    if (session->trace_start_us == 0)
        session->trace_start_us = now;
    return now - session->trace_start_us;
}

/* The form that programs know: "[libssh2] seconds.micros Category: text". */
static void write_line(void *context, int category, const char *text, size_t len)
{
    LIBSSH2_SESSION *session = context;
    long long us = elapsed_us(session);
    char line[LINE_MAX_BYTES];
    int line_len = snprintf(line, sizeof(line), "[libssh2] %lld.%06lld %s: %.*s", us / 1000000,
                            us % 1000000, category_name(category), (int)len, text);

    if (line_len < 0)
        return;
    if (session->trace_handler != NULL)
        session->trace_handler(session, session->trace_context, line, (size_t)line_len);
    else
        (void)fprintf(stderr, "%s\n", line);
}

int libssh2_trace(LIBSSH2_SESSION *session, int bitmask)
{
    if (session == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    session->trace = (struct ssh2_trace){ bitmask, write_line, session };
    return 0;
}

int libssh2_trace_sethandler(LIBSSH2_SESSION *session, void *context,
                             libssh2_trace_handler_func callback)
{
    if (session == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    session->trace_context = context;
    session->trace_handler = callback;
    return 0;
}
