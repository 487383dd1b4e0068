#include "src/wire/status.h"

const char *ssh2_status_name(enum ssh2_status status)
{
    static const char *const names[] = {
        [SSH2_OK] = "ok",
        [SSH2_NOT_CANONICAL] = "not_canonical",
        [SSH2_TRUNCATED] = "truncated",
        [SSH2_TRAILING] = "trailing",
        [SSH2_BAD_NUMBER] = "bad_number",
        [SSH2_BAD_VALUE] = "bad_value",
        [SSH2_BAD_LENGTH] = "bad_length",
        [SSH2_BAD_NAME_LIST] = "bad_name_list",
        [SSH2_NEGATIVE] = "negative",
        [SSH2_NO_SPACE] = "no_space",
    };

    return (size_t)status < sizeof(names) / sizeof(names[0]) ? names[status] : "unknown";
}
