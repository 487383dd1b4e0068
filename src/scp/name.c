#include "src/scp/name.h"

#include "src/packet/text/parts.h"

/* ours: what a line has besides the name, the longest size included: "C0644 9223372036854775807 \n"
 */
#define NAME_MAX_BYTES (SSH2_SCP_LINE_MAX_BYTES - 27u)

static const struct ssh2_bytes newline = SSH2_TEXT("\\^J"); /* as vis(3) has it */

static size_t begin_of_last(struct ssh2_bytes path)
{
    size_t at = path.len;

    while (at > 0 && path.data[at - 1] != '/')
        at--;
    return at;
}

void ssh2_scp_name_of(struct ssh2_bytes path, struct ssh2_scp_name *name)
{
    struct ssh2_writer w = ssh2_writer((uint8_t *)name->text, NAME_MAX_BYTES);

    for (size_t i = begin_of_last(path); i < path.len; i++) {
        if (path.data[i] == '\n')
            ssh2_write_bytes(&w, newline);
        else
            ssh2_write_byte(&w, path.data[i]);
    }
    name->len = w.len;
}

static bool is_separator(uint8_t byte)
{
    return byte == '/' || byte == '\\' || byte == ':';
}

/* What servers write as it is even beside a newline: vis(3) leaves these alone. */
static bool is_plain(uint8_t byte)
{
    return byte >= ' ' && byte < 0x7f && byte != '\\';
}

/* A newline, and all around it that is not plain, is written by servers in ways of their own: what lies
 * before and behind has to be there. Of a name that was cut only the beginning is known. */
static bool fits_around_newline(struct ssh2_bytes last, struct ssh2_bytes name, size_t full_len)
{
    size_t before = 0, behind = 0;

    while (is_plain(last.data[before]))
        before++;
    while (is_plain(last.data[last.len - 1 - behind]))
        behind++;
    if (full_len < before + behind)
        return false;
    if (full_len > name.len)
        return memcmp(name.data, last.data, before < name.len ? before : name.len) == 0;
    return memcmp(name.data, last.data, before) == 0 &&
           memcmp(name.data + name.len - behind, last.data + last.len - behind, behind) == 0;
}

bool ssh2_scp_name_fits(struct ssh2_bytes path, struct ssh2_bytes name, size_t full_len)
{
    while (path.len > 1 && path.data[path.len - 1] == '/')
        path.len--;

    size_t start = begin_of_last(path);
    struct ssh2_bytes last = ssh2_bytes(path.data + start, path.len - start);

    if (ssh2_has_byte(last, '\n'))
        return fits_around_newline(last, name, full_len);
    if (full_len > path.len || name.len > full_len)
        return false;

    size_t begin = path.len - full_len;

    return memcmp(path.data + begin, name.data, name.len) == 0 &&
           (begin == 0 || is_separator(path.data[begin - 1]));
}
