#include "src/knownhost/entry.h"
#include "src/packet/text/base64_key.h"
#include "src/packet/text/words.h"

static bool is_ssh1(const struct ssh2_knownhost *entry)
{
    return entry->key_type == LIBSSH2_KNOWNHOST_KEY_RSA1;
}

static int write_entry(struct ssh2_knownhosts *hosts, const struct ssh2_knownhost *entry,
                       struct ssh2_writer *w)
{
    if (!is_ssh1(entry) && entry->line.key_type.len == 0)
        return ssh2_fail(hosts->error, LIBSSH2_ERROR_METHOD_NOT_SUPPORTED,
                         "the type of key of known host %s has no name to write",
                         (const char *)entry->line.hosts.data);
    if (is_ssh1(entry)) {
        ssh2_write_word(w, entry->line.hosts);
        ssh2_write_byte(w, ' ');
        ssh2_write_words(w, entry->line.base64_key);
        ssh2_write_line_comment(w, entry->line.comment);
    } else {
        ssh2_known_hosts_line_write(w, &entry->line);
    }
    ssh2_write_byte(w, '\n');
    return 0;
}

int ssh2_knownhosts_write_line(struct ssh2_knownhosts *hosts, const struct libssh2_knownhost *view,
                               char *buffer, size_t capacity, size_t *len)
{
    const struct ssh2_knownhost *entry = ssh2_knownhosts_entry(hosts, view);
    struct ssh2_writer measure = ssh2_measuring_writer();

    if (entry == NULL)
        return ssh2_fail(hosts->error, LIBSSH2_ERROR_INVAL, "no entry of this collection");

    int rc = write_entry(hosts, entry, &measure);

    if (rc != 0)
        return rc;
    *len = measure.len;
    if (capacity <= measure.len)
        return ssh2_fail(hosts->error, LIBSSH2_ERROR_BUFFER_TOO_SMALL,
                         "the known_hosts line and its NUL take %zu bytes, the buffer has %zu",
                         measure.len + 1, capacity);

    struct ssh2_writer w = ssh2_writer((uint8_t *)buffer, capacity);

    write_entry(hosts, entry, &w);
    buffer[w.len] = '\0';
    return 0;
}

static int write_all(struct ssh2_knownhosts *hosts, struct ssh2_writer *w)
{
    int rc = 0;

    for (const struct ssh2_knownhost *entry = hosts->first; rc == 0 && entry != NULL;
         entry = entry->next)
        rc = write_entry(hosts, entry, w);
    return rc;
}

int ssh2_knownhosts_write(struct ssh2_knownhosts *hosts, struct ssh2_bytes *text)
{
    struct ssh2_writer measure = ssh2_measuring_writer();
    int rc = write_all(hosts, &measure);

    *text = ssh2_bytes(NULL, 0);
    if (rc != 0 || measure.len == 0)
        return rc;

    struct ssh2_writer w = ssh2_writer(ssh2_alloc(hosts->memory, measure.len), measure.len);

    if (w.data == NULL)
        return ssh2_fail_memory(hosts->error, "the text of a known_hosts file");
    write_all(hosts, &w);
    *text = ssh2_written(&w);
    return 0;
}
