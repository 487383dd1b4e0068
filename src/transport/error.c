#include "src/transport/error.h"

#include <stdio.h>

#include "src/transport/printable.h"
#include "src/transport/trace.h"

int ssh2_fail(struct ssh2_error *error, int code, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    ssh2_fail_v(error, code, format, arguments);
    va_end(arguments);
    return code;
}

int ssh2_fail_v(struct ssh2_error *error, int code, const char *format, va_list arguments)
{
    vsnprintf(error->message, sizeof(error->message), format, arguments);
    ssh2_make_printable(error->message);
    error->code = code;
    if (code != LIBSSH2_ERROR_EAGAIN)
        ssh2_trace(error, LIBSSH2_TRACE_ERROR, "%d: %s", code, error->message);
    return code;
}

int ssh2_fail_memory(struct ssh2_error *error, const char *what)
{
    return ssh2_fail(error, LIBSSH2_ERROR_ALLOC, "no memory for %s", what);
}
