#include "src/transport/error.h"

#include <stdio.h>

static void make_printable(char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text < 0x20 || (unsigned char)*text > 0x7e)
            *text = '?';
}

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
    make_printable(error->message);
    error->code = code;
    return code;
}

int ssh2_fail_memory(struct ssh2_error *error, const char *what)
{
    return ssh2_fail(error, LIBSSH2_ERROR_ALLOC, "no memory for %s", what);
}
