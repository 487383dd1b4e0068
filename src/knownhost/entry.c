#include "src/knownhost/entry.h"

#include <string.h>

#include "src/packet/text/base64.h"
#include "src/packet/text/base64_key.h"

#define VIEW_MAGIC 0xdeadcafeu /* as libssh2, should anyone look */

static const struct {
    int type;
    struct ssh2_bytes name;
} key_types[] = {
    { LIBSSH2_KNOWNHOST_KEY_SSHRSA, SSH2_TEXT("ssh-rsa") },
    { LIBSSH2_KNOWNHOST_KEY_SSHDSS, SSH2_TEXT("ssh-dss") },
    { LIBSSH2_KNOWNHOST_KEY_ECDSA_256, SSH2_TEXT("ecdsa-sha2-nistp256") },
    { LIBSSH2_KNOWNHOST_KEY_ECDSA_384, SSH2_TEXT("ecdsa-sha2-nistp384") },
    { LIBSSH2_KNOWNHOST_KEY_ECDSA_521, SSH2_TEXT("ecdsa-sha2-nistp521") },
    { LIBSSH2_KNOWNHOST_KEY_ED25519, SSH2_TEXT("ssh-ed25519") },
};

#define KEY_TYPE_COUNT (sizeof(key_types) / sizeof(key_types[0]))

int ssh2_knownhost_key_type(struct ssh2_bytes name)
{
    for (size_t i = 0; i < KEY_TYPE_COUNT; i++)
        if (ssh2_bytes_equal(key_types[i].name, name))
            return key_types[i].type;
    return LIBSSH2_KNOWNHOST_KEY_UNKNOWN;
}

struct ssh2_bytes ssh2_knownhost_key_type_name(int key_type)
{
    for (size_t i = 0; i < KEY_TYPE_COUNT; i++)
        if (key_types[i].type == key_type)
            return key_types[i].name;
    return ssh2_bytes(NULL, 0);
}

struct ssh2_bytes ssh2_knownhost_own_type_name(struct ssh2_bytes base64_key)
{
    for (size_t i = 0; i < KEY_TYPE_COUNT; i++)
        if (ssh2_base64_key_has_type(base64_key, key_types[i].name))
            return key_types[i].name;
    return ssh2_bytes(NULL, 0);
}

static enum ssh2_knownhost_standing standing_of(struct ssh2_bytes marker)
{
    if (marker.len == 0)
        return SSH2_KNOWNHOST_TRUSTED;
    return ssh2_bytes_equal(marker, ssh2_text("@revoked")) ? SSH2_KNOWNHOST_REVOKED
                                                           : SSH2_KNOWNHOST_KEPT;
}

/* Copies part to *place with NUL behind it, and moves *place behind that. */
static struct ssh2_bytes keep(struct ssh2_bytes part, char **place)
{
    char *copy = *place;

    if (part.len > 0)
        memcpy(copy, part.data, part.len);
    copy[part.len] = '\0';
    *place += part.len + 1;
    return ssh2_bytes(copy, part.len);
}

static void keep_line(struct ssh2_knownhost *entry, const struct ssh2_known_hosts_line *line)
{
    char *place = entry->text;

    entry->line.marker = keep(line->marker, &place);
    entry->line.hosts = keep(line->hosts, &place);
    entry->line.key_type = keep(line->key_type, &place);
    entry->view.key = place;
    entry->line.base64_key = keep(line->base64_key, &place);
    entry->line.comment = keep(line->comment, &place);
}

static void decode_hash(struct ssh2_knownhost *entry)
{
    struct ssh2_known_hosts_hashed hashed;
    struct ssh2_writer salt = ssh2_writer(entry->salt, sizeof(entry->salt));
    struct ssh2_writer hash = ssh2_writer(entry->hash, sizeof(entry->hash));

    ssh2_known_hosts_hashed_parse(entry->line.hosts, &hashed);
    ssh2_base64_decode(hashed.salt_base64, SSH2_BASE64_WORD, &salt);
    ssh2_base64_decode(hashed.hash_base64, SSH2_BASE64_WORD, &hash);
    entry->salt_len = salt.len;
}

/* A marked line shows neither name nor type: a program that compares by itself must not trust it. */
static void make_view(struct ssh2_knownhost *entry, int typemask)
{
    bool shown = entry->standing == SSH2_KNOWNHOST_TRUSTED;

    entry->view.magic = VIEW_MAGIC;
    entry->view.node = entry;
    entry->view.typemask = shown ? typemask
                                 : LIBSSH2_KNOWNHOST_TYPE_CUSTOM |
                                       LIBSSH2_KNOWNHOST_KEYENC_BASE64 |
                                       LIBSSH2_KNOWNHOST_KEY_UNKNOWN;
    if (shown && entry->name_type == LIBSSH2_KNOWNHOST_TYPE_PLAIN)
        entry->view.name = entry->text + entry->line.marker.len + 1;
}

struct ssh2_knownhost *ssh2_knownhost_new(const struct ssh2_memory *memory,
                                          const struct ssh2_known_hosts_line *line, int typemask)
{
    const size_t part_count = 5;
    size_t text_len = line->marker.len + line->hosts.len + line->key_type.len +
                      line->base64_key.len + line->comment.len + part_count;
    struct ssh2_knownhost *entry = ssh2_calloc(memory, 1, sizeof(*entry) + text_len);

    if (entry == NULL)
        return NULL;
    entry->name_type = typemask & LIBSSH2_KNOWNHOST_TYPE_MASK;
    entry->key_type = typemask & LIBSSH2_KNOWNHOST_KEY_MASK;
    entry->standing = standing_of(line->marker);
    keep_line(entry, line);
    make_view(entry, typemask);
    if (entry->name_type == LIBSSH2_KNOWNHOST_TYPE_SHA1)
        decode_hash(entry);
    return entry;
}

void ssh2_knownhosts_append(struct ssh2_knownhosts *hosts, struct ssh2_knownhost *entries)
{
    *hosts->end = entries;
    while (*hosts->end != NULL)
        hosts->end = &(*hosts->end)->next;
}

struct ssh2_knownhost *ssh2_knownhost_behind(const struct libssh2_knownhost *view)
{
    return view != NULL && view->magic == VIEW_MAGIC ? view->node : NULL;
}

struct ssh2_knownhost *ssh2_knownhosts_entry(const struct ssh2_knownhosts *hosts,
                                             const struct libssh2_knownhost *view)
{
    const struct ssh2_knownhost *wanted = ssh2_knownhost_behind(view);
    struct ssh2_knownhost *entry = hosts->first;

    while (entry != NULL && entry != wanted)
        entry = entry->next;
    return entry;
}

int ssh2_knownhosts_base64(struct ssh2_knownhosts *hosts, struct ssh2_bytes blob, uint8_t **text,
                           size_t *text_len)
{
    size_t capacity = ssh2_base64_len(blob.len) + 1; /* 1: an empty blob needs memory too */
    struct ssh2_writer w = ssh2_writer(ssh2_alloc(hosts->memory, capacity), capacity);

    *text = w.data;
    if (w.data == NULL)
        return ssh2_fail_memory(hosts->error, "the base64 of a host key");
    ssh2_write_base64(&w, blob);
    *text_len = w.len;
    return 0;
}
