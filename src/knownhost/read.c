#include <string.h>

#include "src/knownhost/entry.h"
#include "src/packet/text/known_hosts_comment.h"
#include "src/packet/text/known_hosts_patterns.h"
#include "src/packet/text/known_hosts_ssh1_line.h"
#include "src/packet/text/words.h"
#include "src/wire/text.h"

/* The line of protocol 1 as an entry has it: the numbers, and what is behind them, are the key. */
static enum ssh2_status parse_ssh1(struct ssh2_bytes text, struct ssh2_known_hosts_line *line)
{
    struct ssh2_known_hosts_ssh1_line numbers;
    enum ssh2_status status = ssh2_known_hosts_ssh1_line_parse(text, &numbers);

    memset(line, 0, sizeof(*line));
    if (status == SSH2_OK) {
        line->hosts = numbers.hosts;
        line->base64_key = ssh2_bytes(numbers.bits.data,
                                      (size_t)(text.data + text.len - numbers.bits.data));
    }
    return status;
}

static int parse_line(struct ssh2_knownhosts *hosts, struct ssh2_bytes text,
                      struct ssh2_known_hosts_line *line, int *key_type)
{
    struct ssh2_verdict verdict = ssh2_packet_judge(ssh2_known_hosts_line_type(), text, line);

    if (verdict.status == SSH2_OK || verdict.status == SSH2_NOT_CANONICAL) {
        *key_type = ssh2_knownhost_key_type(line->key_type);
        return 0;
    }
    *key_type = LIBSSH2_KNOWNHOST_KEY_RSA1;
    if (parse_ssh1(text, line) == SSH2_OK)
        return 0;
    return ssh2_fail(hosts->error, LIBSSH2_ERROR_METHOD_NOT_SUPPORTED,
                     "not a known_hosts line: %s at byte %zu", ssh2_status_name(verdict.status),
                     verdict.offset);
}

static void drop(const struct ssh2_memory *memory, struct ssh2_knownhost *entries)
{
    while (entries != NULL) {
        struct ssh2_knownhost *entry = entries;

        entries = entry->next;
        ssh2_free(memory, entry);
    }
}

/* Puts an entry in front: of a line's names the last comes first, as in libssh2. */
static int push(struct ssh2_knownhosts *hosts, struct ssh2_knownhost **entries,
                const struct ssh2_known_hosts_line *line, int typemask)
{
    struct ssh2_knownhost *entry = ssh2_knownhost_new(hosts->memory, line, typemask);

    if (entry == NULL)
        return ssh2_fail_memory(hosts->error, "a known host");
    entry->next = *entries;
    *entries = entry;
    return 0;
}

static int push_hashed(struct ssh2_knownhosts *hosts, struct ssh2_knownhost **entries,
                       const struct ssh2_known_hosts_line *line, int key_type)
{
    struct ssh2_known_hosts_hashed hashed;
    enum ssh2_status status = ssh2_known_hosts_hashed_parse(line->hosts, &hashed);

    if (status != SSH2_OK)
        return ssh2_fail(hosts->error, LIBSSH2_ERROR_METHOD_NOT_SUPPORTED,
                         "not a hashed host name: %s", ssh2_status_name(status));
    return push(hosts, entries, line,
                LIBSSH2_KNOWNHOST_TYPE_SHA1 | LIBSSH2_KNOWNHOST_KEYENC_BASE64 | key_type);
}

static int push_names(struct ssh2_knownhosts *hosts, struct ssh2_knownhost **entries,
                      const struct ssh2_known_hosts_line *line, int key_type)
{
    struct ssh2_known_hosts_line one = *line;
    struct ssh2_bytes names = line->hosts;
    int rc = 0;

    while (rc == 0 && ssh2_name_list_next(&names, &one.hosts)) {
        if (one.hosts.len > SSH2_KNOWNHOST_NAME_MAX_BYTES)
            return ssh2_fail(hosts->error, LIBSSH2_ERROR_METHOD_NOT_SUPPORTED,
                             "a host name in a known_hosts line is longer than %u bytes",
                             SSH2_KNOWNHOST_NAME_MAX_BYTES);
        rc = push(hosts, entries, &one,
                  LIBSSH2_KNOWNHOST_TYPE_PLAIN | LIBSSH2_KNOWNHOST_KEYENC_BASE64 | key_type);
    }
    return rc;
}

/* Whether what text begins with gives a line a meaning of its own: hashed, comment, marker. */
static bool begins_a_line(struct ssh2_bytes text)
{
    return memchr("|#@", text.data[0], 3) != NULL;
}

/* A pattern without the negations beside it would mean more hosts, and a name that begins a line
 * would be read back as something else (threat H24): such a list stays whole. */
static bool stays_whole(struct ssh2_bytes names)
{
    struct ssh2_bytes name;

    if (memchr(names.data, '!', names.len) != NULL)
        return true;
    while (ssh2_name_list_next(&names, &name))
        if (begins_a_line(name))
            return true;
    return false;
}

static int push_line(struct ssh2_knownhosts *hosts, struct ssh2_knownhost **entries,
                     const struct ssh2_known_hosts_line *line, int key_type)
{
    struct ssh2_known_hosts_patterns patterns;

    if (line->hosts.data[0] == '|')
        return push_hashed(hosts, entries, line, key_type);
    if (ssh2_known_hosts_patterns_parse(line->hosts, &patterns) != SSH2_OK)
        return ssh2_fail(hosts->error, LIBSSH2_ERROR_METHOD_NOT_SUPPORTED,
                         "a known_hosts line has an empty host name, or one that is not ASCII");
    if (stays_whole(line->hosts))
        return push(hosts, entries, line,
                    LIBSSH2_KNOWNHOST_TYPE_PLAIN | LIBSSH2_KNOWNHOST_KEYENC_BASE64 | key_type);
    return push_names(hosts, entries, line, key_type);
}

int ssh2_knownhosts_read_line(struct ssh2_knownhosts *hosts, struct ssh2_bytes text)
{
    struct ssh2_bytes line = { NULL, 0 };
    struct ssh2_known_hosts_line parsed;
    struct ssh2_knownhost *entries = NULL;
    struct ssh2_known_hosts_comment comment;
    int key_type;

    if (text.len > SSH2_KNOWNHOST_PART_MAX_BYTES)
        return ssh2_fail(hosts->error, LIBSSH2_ERROR_OUT_OF_BOUNDARY,
                         "a known_hosts line is longer than %u bytes",
                         SSH2_KNOWNHOST_PART_MAX_BYTES);
    ssh2_line_next(&text, &line);
    if (ssh2_known_hosts_comment_parse(line, &comment) == SSH2_OK)
        return 0;

    int rc = parse_line(hosts, line, &parsed, &key_type);

    if (rc == 0)
        rc = push_line(hosts, &entries, &parsed, key_type);
    if (rc == 0)
        ssh2_knownhosts_append(hosts, entries);
    else
        drop(hosts->memory, entries);
    return rc;
}

int ssh2_knownhosts_read(struct ssh2_knownhosts *hosts, struct ssh2_bytes text)
{
    struct ssh2_bytes line;
    struct ssh2_error first_error = { 0 };
    int line_count = 0;
    int bad_line = 0;

    while (ssh2_line_next(&text, &line)) {
        int rc = ssh2_knownhosts_read_line(hosts, line);

        line_count++;
        if (rc == LIBSSH2_ERROR_ALLOC)
            return rc;
        if (rc != 0 && bad_line == 0) {
            bad_line = line_count;
            first_error = *hosts->error;
        }
    }
    if (bad_line == 0)
        return line_count;
    return ssh2_fail(hosts->error, LIBSSH2_ERROR_KNOWN_HOSTS, "known_hosts line %d: %s", bad_line,
                     first_error.message);
}
