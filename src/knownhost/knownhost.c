#include "src/knownhost/knownhost.h"

#include <string.h>

#include "src/knownhost/entry.h"
#include "src/packet/text/base64.h"
#include "src/packet/text/words.h"

void ssh2_knownhosts_init(struct ssh2_knownhosts *hosts, const struct ssh2_memory *memory,
                          struct ssh2_error *error)
{
    hosts->memory = memory;
    hosts->error = error;
    hosts->first = NULL;
    hosts->end = &hosts->first;
}

void ssh2_knownhosts_clear(struct ssh2_knownhosts *hosts)
{
    while (hosts->first != NULL) {
        struct ssh2_knownhost *entry = hosts->first;

        hosts->first = entry->next;
        ssh2_free(hosts->memory, entry);
    }
    hosts->end = &hosts->first;
}

/* Adding */

/* Whether a line with this name would read back as just this name. */
static bool name_is_plain(struct ssh2_bytes name)
{
    if (!ssh2_is_word(name) || name.data[0] == '|')
        return false;
    for (size_t i = 0; i < name.len; i++)
        if (strchr("#@!*?,", name.data[i]) != NULL)
            return false;
    return true;
}

static bool is_too_long(const struct ssh2_knownhost_new *added)
{
    return added->name.len > SSH2_KNOWNHOST_PART_MAX_BYTES ||
           added->salt.len > SSH2_KNOWNHOST_PART_MAX_BYTES ||
           added->key.len > SSH2_KNOWNHOST_PART_MAX_BYTES ||
           added->comment.len > SSH2_KNOWNHOST_PART_MAX_BYTES;
}

static int check_added(struct ssh2_knownhosts *hosts, const struct ssh2_knownhost_new *added)
{
    int name_type = added->typemask & LIBSSH2_KNOWNHOST_TYPE_MASK;

    if (is_too_long(added))
        return ssh2_fail(hosts->error, LIBSSH2_ERROR_OUT_OF_BOUNDARY,
                         "a part of the known host is longer than %u bytes",
                         SSH2_KNOWNHOST_PART_MAX_BYTES);
    if ((added->typemask & LIBSSH2_KNOWNHOST_KEY_MASK) == 0)
        return ssh2_fail(hosts->error, LIBSSH2_ERROR_INVAL,
                         "typemask does not say what type of key the known host has");
    if (name_type < LIBSSH2_KNOWNHOST_TYPE_PLAIN || name_type > LIBSSH2_KNOWNHOST_TYPE_CUSTOM)
        return ssh2_fail(hosts->error, LIBSSH2_ERROR_METHOD_NOT_SUPPORTED,
                         "typemask has the unknown type of name %d", name_type);
    if (name_type != LIBSSH2_KNOWNHOST_TYPE_SHA1 && !name_is_plain(added->name))
        return ssh2_fail(hosts->error, LIBSSH2_ERROR_INVAL,
                         "the host name is empty or holds a character that no name in a "
                         "known_hosts file can have");
    if (!ssh2_is_line_text(added->comment))
        return ssh2_fail(hosts->error, LIBSSH2_ERROR_INVAL,
                         "the known host's comment holds a control character");
    return 0;
}

#define HASHED_WORD_MAX_BYTES 160u /* "|1|", 64 bytes and 20 bytes in base64, a bar: 120 */

/* The hosts word: the name, or what a hashed name looks like in a file, which needs word's space. */
static int make_hosts_word(struct ssh2_knownhosts *hosts, const struct ssh2_knownhost_new *added,
                           struct ssh2_writer *word, struct ssh2_bytes *out)
{
    struct ssh2_known_hosts_hashed hashed = { added->salt, added->name };
    struct ssh2_known_hosts_hashed parsed;

    *out = added->name;
    if ((added->typemask & LIBSSH2_KNOWNHOST_TYPE_MASK) != LIBSSH2_KNOWNHOST_TYPE_SHA1)
        return 0;
    ssh2_known_hosts_hashed_write(word, &hashed);
    *out = ssh2_written(word);
    if (word->status != SSH2_OK || ssh2_known_hosts_hashed_parse(*out, &parsed) != SSH2_OK)
        return ssh2_fail(hosts->error, LIBSSH2_ERROR_INVAL,
                         "a hashed host name needs the base64 of 20 bytes, and a salt in base64");
    return 0;
}

/* The key in base64. What *made is set to is the caller's to free. */
static int make_key_text(struct ssh2_knownhosts *hosts, struct ssh2_bytes key, int typemask,
                         uint8_t **made, struct ssh2_bytes *out)
{
    struct ssh2_writer measure = ssh2_measuring_writer();

    *out = key;
    if ((typemask & LIBSSH2_KNOWNHOST_KEYENC_BASE64) == 0) {
        int rc = ssh2_knownhosts_base64(hosts, key, made, &out->len);

        out->data = *made;
        return rc;
    }
    if ((typemask & LIBSSH2_KNOWNHOST_KEY_MASK) == LIBSSH2_KNOWNHOST_KEY_RSA1
            ? ssh2_is_line_text(key)
            : ssh2_base64_decode(key, SSH2_BASE64_WORD, &measure).status == SSH2_OK)
        return 0;
    return ssh2_fail(hosts->error, LIBSSH2_ERROR_INVAL, "the known host's key is not base64");
}

/* The name for the line. Programs older than ECDSA and Ed25519 call those keys what they know; but
 * a line whose type is not the key's would not be read again (threat H18), and the host be unknown.
 */
static struct ssh2_bytes name_type(int typemask, struct ssh2_bytes base64_key)
{
    struct ssh2_bytes name = ssh2_knownhost_key_type_name(typemask & LIBSSH2_KNOWNHOST_KEY_MASK);
    struct ssh2_bytes own = ssh2_knownhost_own_type_name(base64_key);

    return name.len > 0 && own.len > 0 ? own : name;
}

int ssh2_knownhosts_add(struct ssh2_knownhosts *hosts, const struct ssh2_knownhost_new *added,
                        struct libssh2_knownhost **store)
{
    uint8_t buffer[HASHED_WORD_MAX_BYTES];
    struct ssh2_writer word = ssh2_writer(buffer, sizeof(buffer));
    struct ssh2_known_hosts_line line = { .comment = added->comment };
    uint8_t *made = NULL;
    int rc = check_added(hosts, added);

    if (rc == 0)
        rc = make_hosts_word(hosts, added, &word, &line.hosts);
    if (rc == 0)
        rc = make_key_text(hosts, added->key, added->typemask, &made, &line.base64_key);
    if (rc != 0)
        return rc;
    line.key_type = name_type(added->typemask, line.base64_key);

    struct ssh2_knownhost *entry = ssh2_knownhost_new(hosts->memory, &line, added->typemask);

    ssh2_free(hosts->memory, made);
    if (entry == NULL)
        return ssh2_fail_memory(hosts->error, "a known host");
    ssh2_knownhosts_append(hosts, entry);
    if (store != NULL)
        *store = &entry->view;
    return 0;
}

/* Walking and removing */

int ssh2_knownhosts_next(struct ssh2_knownhosts *hosts, const struct libssh2_knownhost *view,
                         struct libssh2_knownhost **store)
{
    struct ssh2_knownhost *entry = ssh2_knownhost_behind(view);
    struct ssh2_knownhost *next = view == NULL ? hosts->first : NULL;

    if (view != NULL && entry == NULL)
        return ssh2_fail(hosts->error, LIBSSH2_ERROR_INVAL, "not an entry of known hosts");
    if (entry != NULL)
        next = entry->next;
    if (next == NULL)
        return 1;
    *store = &next->view;
    return 0;
}

int ssh2_knownhosts_remove(struct ssh2_knownhosts *hosts, struct libssh2_knownhost *view)
{
    struct ssh2_knownhost *entry = ssh2_knownhosts_entry(hosts, view);
    struct ssh2_knownhost **place = &hosts->first;

    if (entry == NULL)
        return ssh2_fail(hosts->error, LIBSSH2_ERROR_INVAL, "no entry of this collection");
    while (*place != entry)
        place = &(*place)->next;
    *place = entry->next;
    if (hosts->end == &entry->next)
        hosts->end = place;
    memset(view, 0, sizeof(*view));
    ssh2_free(hosts->memory, entry);
    return 0;
}
