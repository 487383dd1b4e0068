/* One entry of a collection: a line with one name, and what has been worked out of it. */
#ifndef SSH2_KNOWNHOST_ENTRY_H
#define SSH2_KNOWNHOST_ENTRY_H

#include <stdbool.h>

#include "src/knownhost/knownhost.h"
#include "src/packet/text/known_hosts_hashed.h"
#include "src/packet/text/known_hosts_line.h"

enum ssh2_knownhost_standing {
    SSH2_KNOWNHOST_TRUSTED, /* no marker */
    SSH2_KNOWNHOST_REVOKED, /* "@revoked" */
    SSH2_KNOWNHOST_KEPT     /* "@cert-authority" or an unknown marker: only written back */
};

struct ssh2_knownhost {
    struct libssh2_knownhost view;
    struct ssh2_knownhost *next;
    enum ssh2_knownhost_standing standing;
    int name_type; /* LIBSSH2_KNOWNHOST_TYPE_* */
    int key_type;  /* LIBSSH2_KNOWNHOST_KEY_* */

    /* Views into text. RSA1: key_type is empty and base64_key is the rest of the line. key_type is
     * empty too where a program has added a key of unknown type. */
    struct ssh2_known_hosts_line line;

    uint8_t salt[SSH2_KNOWN_HOSTS_SALT_MAX_BYTES]; /* of a hashed name */
    size_t salt_len;
    uint8_t hash[SSH2_KNOWN_HOSTS_HASH_BYTES];
    char text[]; /* the parts of line, each with NUL behind it */
};

/* An entry with copies of line's parts, in one block of memory. A hashed name has been parsed
 * before. NULL without memory. */
struct ssh2_knownhost *ssh2_knownhost_new(const struct ssh2_memory *memory,
                                          const struct ssh2_known_hosts_line *line, int typemask);

/* The entry that a program's view belongs to, whatever the collection; NULL if it is no view. */
struct ssh2_knownhost *ssh2_knownhost_behind(const struct libssh2_knownhost *view);

/* Hangs entries, a chain, at the end of the collection. */
void ssh2_knownhosts_append(struct ssh2_knownhosts *hosts, struct ssh2_knownhost *entries);

/* The entry of this collection that view belongs to, or NULL. */
struct ssh2_knownhost *ssh2_knownhosts_entry(const struct ssh2_knownhosts *hosts,
                                             const struct libssh2_knownhost *view);

/* LIBSSH2_KNOWNHOST_KEY_* by the name of a key type, KEY_UNKNOWN for others; and back, empty for
 * what has no name. */
int ssh2_knownhost_key_type(struct ssh2_bytes name);
struct ssh2_bytes ssh2_knownhost_key_type_name(int key_type);

/* What the key says that it is; empty if that is no type known here. */
struct ssh2_bytes ssh2_knownhost_own_type_name(struct ssh2_bytes base64_key);

/* The base64 of blob in memory that the caller frees. ALLOC. */
int ssh2_knownhosts_base64(struct ssh2_knownhosts *hosts, struct ssh2_bytes blob, uint8_t **text,
                           size_t *text_len);

#endif
