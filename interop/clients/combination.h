#ifndef INTEROP_COMBINATION_H
#define INTEROP_COMBINATION_H

#include <stdbool.h>
#include <stddef.h>

/* Where to log in, and how much to move. All texts are borrowed. */
struct target {
    int port; /* on 127.0.0.1 */
    const char *user, *private_key, *known_hosts;
    size_t bytes; /* of the file that is moved */
};

/* The algorithms that a session is to use, by their names. NULL leaves the choice to the library,
 * and compression off. */
struct combination {
    const char *kex, *host_key, *cipher, *mac, *compression;
    const char *signature; /* of the user's key */
};

/* Logs in with these algorithms and no others, writes a file by SFTP, reads it back and compares.
 * Prints one line, "PASS name" or "FAIL name: reason". */
bool combination_works(const struct target *target, const struct combination *c);

#endif
