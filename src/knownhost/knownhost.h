/* A collection of servers' keys, as in a known_hosts file: sshd(8), SSH_KNOWN_HOSTS FILE FORMAT.
 * Texts in memory only; reading and writing files is the caller's.
 *
 * Functions return 0 or LIBSSH2_ERROR_* and then leave a sentence in the collection's error slot.
 * What a program sees of an entry is its struct libssh2_knownhost, which the entry owns. */
#ifndef SSH2_KNOWNHOST_KNOWNHOST_H
#define SSH2_KNOWNHOST_KNOWNHOST_H

#include <stddef.h>

#include "include/libssh2.h"
#include "src/crypto/memory.h"
#include "src/transport/error.h"
#include "src/wire/bytes.h"

#define SSH2_KNOWNHOST_PART_MAX_BYTES 0x100000u /* ours, as libssh2: a line, or a part of one */
#define SSH2_KNOWNHOST_NAME_MAX_BYTES 254u      /* as libssh2; DNS has 253 */
#define SSH2_KNOWNHOST_PORT_NAME_MAX_BYTES 269u /* as libssh2: "[name]:port" in a buffer of 270 */

struct ssh2_knownhost;

struct ssh2_knownhosts {
    const struct ssh2_memory *memory; /* borrowed, as is error */
    struct ssh2_error *error;
    struct ssh2_knownhost *first;
    struct ssh2_knownhost **end; /* where the next entry is hung */
};

/* An empty collection; memory and error outlive it. */
void ssh2_knownhosts_init(struct ssh2_knownhosts *hosts, const struct ssh2_memory *memory,
                          struct ssh2_error *error);

/* Frees all entries; the collection is empty then and may be used again. */
void ssh2_knownhosts_clear(struct ssh2_knownhosts *hosts);

/* What a program adds. */
struct ssh2_knownhost_new {
    struct ssh2_bytes name;    /* text, or base64 of the hash */
    struct ssh2_bytes salt;    /* base64; only with LIBSSH2_KNOWNHOST_TYPE_SHA1 */
    struct ssh2_bytes key;     /* a blob, or base64, as typemask says */
    struct ssh2_bytes comment; /* may be empty */
    int typemask;
};

/* Adds an entry at the end; store may be NULL. Nothing is added that would read back from a file as
 * something else (threat H24): a name with blanks, control characters or one of "#@!*?,", or with
 * "|" in front, and a comment with control characters are refused.
 * OUT_OF_BOUNDARY, INVAL, METHOD_NOT_SUPPORTED (type of name), ALLOC. */
int ssh2_knownhosts_add(struct ssh2_knownhosts *hosts, const struct ssh2_knownhost_new *added,
                        struct libssh2_knownhost **store);

/* What a program asks. */
struct ssh2_knownhost_query {
    const char *name;
    int port;              /* negative: the name alone */
    struct ssh2_bytes key; /* a blob, or base64, as typemask says */
    int typemask;
};

/* LIBSSH2_KNOWNHOST_CHECK_*. Looks for "[name]:port", then for the name alone. An entry with the
 * same key: MATCH. Else an entry with another key: MISMATCH, the first one to *store. An entry with
 * another type than typemask asks for says nothing, and with LIBSSH2_KNOWNHOST_KEY_UNKNOWN none does.
 *
 * A key that an "@revoked" line names for this host, by patterns too, is a MISMATCH whatever else
 * stands in the collection (threat H17): every program takes that for an attack. *store is then the
 * revoking entry, and the error slot says so with KNOWN_HOSTS.
 *
 * FAILURE with the error slot set when it cannot be told: BUFFER_TOO_SMALL, OUT_OF_BOUNDARY, ALLOC. */
int ssh2_knownhosts_check(struct ssh2_knownhosts *hosts, const struct ssh2_knownhost_query *query,
                          struct libssh2_knownhost **store);

/* Removes the entry and frees it. INVAL if it is none of this collection. */
int ssh2_knownhosts_remove(struct ssh2_knownhosts *hosts, struct libssh2_knownhost *view);

/* The entry behind view, the first one for NULL: 0 and *store, or 1 at the end. INVAL for what is
 * not the view of an entry. */
int ssh2_knownhosts_next(struct ssh2_knownhosts *hosts, const struct libssh2_knownhost *view,
                         struct libssh2_knownhost **store);

/* Adds what one line says: an entry for each name, the last name first. Patterns with a negation
 * stay together in one entry. Empty lines and comments say nothing.
 * Lines with a marker are kept, and "@revoked" is honoured; nothing else that is marked ever
 * matches. Their view shows no name and no type of key, so that no program trusts them.
 * OUT_OF_BOUNDARY; METHOD_NOT_SUPPORTED for a line that makes no sense; ALLOC. Nothing is added then. */
int ssh2_knownhosts_read_line(struct ssh2_knownhosts *hosts, struct ssh2_bytes line);

/* Adds what all lines say and returns their number. KNOWN_HOSTS, with the number of the first such
 * line in the sentence, if lines make no sense: all others have been added. ALLOC. */
int ssh2_knownhosts_read(struct ssh2_knownhosts *hosts, struct ssh2_bytes text);

/* The entry as a line with its newline and NUL behind it. *len: its bytes without the NUL.
 * INVAL if it is no entry of this collection, METHOD_NOT_SUPPORTED if its type of key has no name,
 * BUFFER_TOO_SMALL, *len being set, if capacity is less than *len + 1. */
int ssh2_knownhosts_write_line(struct ssh2_knownhosts *hosts, const struct libssh2_knownhost *view,
                               char *buffer, size_t capacity, size_t *len);

/* All entries as the text of a file, which the caller frees. METHOD_NOT_SUPPORTED as above, ALLOC. */
int ssh2_knownhosts_write(struct ssh2_knownhosts *hosts, struct ssh2_bytes *text);

#endif
