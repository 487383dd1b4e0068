#include "src/transport/identification.h"

#include <string.h>

static bool has_prefix(struct ssh2_bytes line, const char *prefix)
{
    size_t len = strlen(prefix);

    return line.len >= len && memcmp(line.data, prefix, len) == 0;
}

/* Whether the line is meant as an identification. A prefix in small letters is one too, so that
 * it fails for what it is instead of passing for a greeting. */
static bool is_identification(struct ssh2_bytes line)
{
    static const char prefix[] = "SSH-";

    if (line.len < sizeof(prefix) - 1)
        return false;
    for (size_t i = 0; i < sizeof(prefix) - 1; i++) {
        uint8_t c = line.data[i];

        if (c >= 'a' && c <= 'z')
            c = (uint8_t)(c - 'a' + 'A');
        if (c != (uint8_t)prefix[i])
            return false;
    }
    return true;
}

static struct ssh2_bytes raw_line(const struct ssh2_identification *id)
{
    return ssh2_bytes(id->line, id->raw_len);
}

/* Adds one byte to the present line. */
static enum ssh2_identification_status take_byte(struct ssh2_identification *id, uint8_t byte)
{
    if (id->line_is_complete) {
        id->line_is_complete = false;
        id->raw_len = 0;
    }
    if (byte == '\0')
        return SSH2_IDENTIFICATION_NUL;
    id->line[id->raw_len++] = byte;
    if (id->pre_line_count == 0 && id->first_line_len < SSH2_FIRST_LINE_MAX_BYTES &&
        byte != '\r' && byte != '\n')
        id->first_line[id->first_line_len++] = byte;

    if (byte == '\n' || id->raw_len < SSH2_IDENTIFICATION_MAX_BYTES)
        return SSH2_IDENTIFICATION_MORE;
    if (is_identification(raw_line(id)))
        return SSH2_IDENTIFICATION_TOO_LONG;
    return id->raw_len < SSH2_PRE_LINE_MAX_BYTES ? SSH2_IDENTIFICATION_MORE
                                                 : SSH2_IDENTIFICATION_PRE_LINE_TOO_LONG;
}

/* Takes the line's ending off: CR LF, or the LF alone that old servers send. */
static void complete_line(struct ssh2_identification *id)
{
    id->line_len = id->raw_len - 1;
    if (id->line_len > 0 && id->line[id->line_len - 1] == '\r')
        id->line_len--;
    id->line[id->line_len] = '\0';
    id->line_is_complete = true;
}

static enum ssh2_identification_status judge_line(struct ssh2_identification *id)
{
    struct ssh2_bytes line = ssh2_identification_line(id);

    if (!is_identification(line)) {
        if (id->peer == SSH2_CLIENT)
            return SSH2_IDENTIFICATION_NOT_FIRST;
        id->pre_line_count++;
        return id->pre_line_count <= SSH2_PRE_LINES_MAX_COUNT ? SSH2_IDENTIFICATION_MORE
                                                              : SSH2_IDENTIFICATION_TOO_MANY_LINES;
    }
    /* RFC 4253, 5.1: a client takes 1.99 for 2.0. A client that says so is served as well. */
    if (has_prefix(line, "SSH-2.0-") || has_prefix(line, "SSH-1.99-"))
        return SSH2_IDENTIFICATION_DONE;
    return SSH2_IDENTIFICATION_BAD_VERSION;
}

/* Whether a client's line can still become its identification. */
static bool must_fail_early(const struct ssh2_identification *id)
{
    return id->peer == SSH2_CLIENT && id->raw_len == sizeof("SSH-") - 1 &&
           !is_identification(raw_line(id));
}

enum ssh2_identification_status ssh2_identification_take(struct ssh2_identification *id,
                                                         struct ssh2_bytes input,
                                                         size_t *consumed)
{
    enum ssh2_identification_status status = SSH2_IDENTIFICATION_MORE;
    size_t i = 0;

    while (i < input.len && status == SSH2_IDENTIFICATION_MORE) {
        uint8_t byte = input.data[i++];

        status = take_byte(id, byte);
        if (status == SSH2_IDENTIFICATION_MORE && byte == '\n') {
            complete_line(id);
            status = judge_line(id);
        } else if (status == SSH2_IDENTIFICATION_MORE && must_fail_early(id)) {
            status = SSH2_IDENTIFICATION_NOT_FIRST;
        }
    }
    *consumed = i;
    return status;
}

struct ssh2_bytes ssh2_identification_line(const struct ssh2_identification *id)
{
    return id->line_is_complete ? ssh2_bytes(id->line, id->line_len) : ssh2_text("");
}

struct ssh2_bytes ssh2_identification_first_line(const struct ssh2_identification *id)
{
    return ssh2_bytes(id->first_line, id->first_line_len);
}

bool ssh2_identification_is_sendable(struct ssh2_bytes line)
{
    if (!has_prefix(line, "SSH-2.0-") || line.len < sizeof("SSH-2.0-") ||
        line.len > SSH2_IDENTIFICATION_MAX_BYTES - 2)
        return false;
    for (size_t i = 0; i < line.len; i++)
        if (line.data[i] < 0x20 || line.data[i] > 0x7e)
            return false;
    return true;
}
