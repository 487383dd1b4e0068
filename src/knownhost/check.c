#include <stdio.h>
#include <string.h>

#include "src/knownhost/host_match.h"
#include "src/knownhost/knownhost.h"

/* A query made ready: what a host may be called, and its key as entries have it. */
struct question {
    char port_name[SSH2_KNOWNHOST_PORT_NAME_MAX_BYTES + 1];
    struct ssh2_bytes names[2];
    size_t name_count;
    struct ssh2_bytes key; /* base64 */
    int name_type;
    int key_type; /* 0: any */
};

static int ask_names(struct ssh2_knownhosts *hosts, const struct ssh2_knownhost_query *query,
                     struct question *question)
{
    struct ssh2_bytes name = ssh2_text(query->name);

    if (name.len > SSH2_KNOWNHOST_PART_MAX_BYTES)
        return ssh2_fail(hosts->error, LIBSSH2_ERROR_OUT_OF_BOUNDARY,
                         "the host name is longer than %u bytes", SSH2_KNOWNHOST_PART_MAX_BYTES);
    question->name_count = 0;
    if (query->port >= 0) {
        int len = snprintf(question->port_name, sizeof(question->port_name), "[%s]:%d",
                           query->name, query->port);

        if (len < 0 || (size_t)len >= sizeof(question->port_name))
            return ssh2_fail(hosts->error, LIBSSH2_ERROR_BUFFER_TOO_SMALL,
                             "host name and port are longer than %u bytes",
                             SSH2_KNOWNHOST_PORT_NAME_MAX_BYTES);
        question->names[question->name_count++] = ssh2_text(question->port_name);
    }
    question->names[question->name_count++] = name;
    return 0;
}

/* What *made is set to is the caller's to free. */
static int ask_key(struct ssh2_knownhosts *hosts, const struct ssh2_knownhost_query *query,
                   uint8_t **made, struct question *question)
{
    if (query->key.len > SSH2_KNOWNHOST_PART_MAX_BYTES)
        return ssh2_fail(hosts->error, LIBSSH2_ERROR_OUT_OF_BOUNDARY,
                         "the host key is longer than %u bytes", SSH2_KNOWNHOST_PART_MAX_BYTES);
    question->key = query->key;
    if ((query->typemask & LIBSSH2_KNOWNHOST_KEYENC_BASE64) != 0)
        return 0;

    int rc = ssh2_knownhosts_base64(hosts, query->key, made, &question->key.len);

    question->key.data = *made;
    return rc;
}

/* Whether the entry names the host by any of its names. */
static enum ssh2_host_match names_host(struct ssh2_knownhosts *hosts,
                                       const struct ssh2_knownhost *entry,
                                       const struct question *question)
{
    enum ssh2_host_match match = SSH2_HOST_OTHER;

    for (size_t i = 0; i < question->name_count && match == SSH2_HOST_OTHER; i++)
        match = ssh2_knownhost_names(hosts->memory, entry, question->names[i]);
    return match;
}

static int fail_uncertain(struct ssh2_knownhosts *hosts)
{
    ssh2_fail_memory(hosts->error, "the hash of a host name");
    return LIBSSH2_KNOWNHOST_CHECK_FAILURE;
}

static int find_revoked(struct ssh2_knownhosts *hosts, const struct question *question,
                        struct ssh2_knownhost **found)
{
    for (struct ssh2_knownhost *entry = hosts->first; entry != NULL; entry = entry->next) {
        if (entry->standing != SSH2_KNOWNHOST_REVOKED ||
            !ssh2_bytes_equal(entry->line.base64_key, question->key))
            continue;

        enum ssh2_host_match match = names_host(hosts, entry, question);

        if (match == SSH2_HOST_UNCERTAIN)
            return fail_uncertain(hosts);
        if (match == SSH2_HOST_OTHER)
            continue;
        *found = entry;
        ssh2_fail(hosts->error, LIBSSH2_ERROR_KNOWN_HOSTS,
                  "the key of %s has been revoked: a known_hosts line has it marked @revoked",
                  question->names[0].data);
        return LIBSSH2_KNOWNHOST_CHECK_MISMATCH;
    }
    return LIBSSH2_KNOWNHOST_CHECK_NOTFOUND;
}

/* Whether the entry can say anything about this kind of name and key. */
static bool is_relevant(const struct ssh2_knownhost *entry, const struct question *question)
{
    bool custom = entry->name_type == LIBSSH2_KNOWNHOST_TYPE_CUSTOM;

    return entry->standing == SSH2_KNOWNHOST_TRUSTED &&
           custom == (question->name_type == LIBSSH2_KNOWNHOST_TYPE_CUSTOM) &&
           (question->key_type == 0 || question->key_type == entry->key_type);
}

/* Looks for one name. An entry with the same key ends the search; the first one with another key is
 * kept in *found, unless there was one before. */
static int find_name(struct ssh2_knownhosts *hosts, const struct question *question,
                     struct ssh2_bytes name, struct ssh2_knownhost **found)
{
    for (struct ssh2_knownhost *entry = hosts->first; entry != NULL; entry = entry->next) {
        if (!is_relevant(entry, question))
            continue;

        enum ssh2_host_match match = ssh2_knownhost_names(hosts->memory, entry, name);

        if (match == SSH2_HOST_UNCERTAIN)
            return fail_uncertain(hosts);
        if (match == SSH2_HOST_OTHER)
            continue;
        if (ssh2_bytes_equal(entry->line.base64_key, question->key)) {
            *found = entry;
            return LIBSSH2_KNOWNHOST_CHECK_MATCH;
        }
        if (*found == NULL)
            *found = entry;
    }
    return *found == NULL ? LIBSSH2_KNOWNHOST_CHECK_NOTFOUND : LIBSSH2_KNOWNHOST_CHECK_MISMATCH;
}

static int find(struct ssh2_knownhosts *hosts, const struct question *question,
                struct ssh2_knownhost **found)
{
    int result = find_revoked(hosts, question, found);

    if (result != LIBSSH2_KNOWNHOST_CHECK_NOTFOUND ||
        question->key_type == LIBSSH2_KNOWNHOST_KEY_UNKNOWN)
        return result;
    for (size_t i = 0; i < question->name_count; i++) {
        result = find_name(hosts, question, question->names[i], found);
        if (result == LIBSSH2_KNOWNHOST_CHECK_MATCH || result == LIBSSH2_KNOWNHOST_CHECK_FAILURE)
            return result;
    }
    return result;
}

/* libssh2's answers to a type of name that cannot be looked up; -1 for one that can. */
static int answer_by_name_type(int name_type)
{
    switch (name_type) {
    case LIBSSH2_KNOWNHOST_TYPE_PLAIN:
    case LIBSSH2_KNOWNHOST_TYPE_CUSTOM:
        return -1;
    case LIBSSH2_KNOWNHOST_TYPE_SHA1:
        return LIBSSH2_KNOWNHOST_CHECK_MISMATCH;
    default:
        return LIBSSH2_KNOWNHOST_CHECK_NOTFOUND;
    }
}

int ssh2_knownhosts_check(struct ssh2_knownhosts *hosts, const struct ssh2_knownhost_query *query,
                          struct libssh2_knownhost **store)
{
    struct question question = { .name_type = query->typemask & LIBSSH2_KNOWNHOST_TYPE_MASK,
                                 .key_type = query->typemask & LIBSSH2_KNOWNHOST_KEY_MASK };
    struct ssh2_knownhost *found = NULL;
    uint8_t *made = NULL;
    int result = answer_by_name_type(question.name_type);

    if (result >= 0)
        return result;
    if (ask_names(hosts, query, &question) != 0 || ask_key(hosts, query, &made, &question) != 0)
        return LIBSSH2_KNOWNHOST_CHECK_FAILURE;
    result = find(hosts, &question, &found);
    ssh2_free(hosts->memory, made);
    if (found != NULL && store != NULL && result != LIBSSH2_KNOWNHOST_CHECK_FAILURE)
        *store = &found->view;
    return result;
}
