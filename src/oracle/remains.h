/* Looks through the writable memory of this process for secrets that should be gone. What is looked
 * for is kept in another form, so that the search does not find itself. */
#ifndef SSH2_ORACLE_REMAINS_H
#define SSH2_ORACLE_REMAINS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/oracle/wire_pair.h"

#define SSH2_REMAINS_MIN_BYTES 10u /* ours: what is shorter turns up by chance */

/* Sessions' and OpenSSL's memory that is never used twice and never cleared: what was left in it
 * when it was freed is there to be found. False if OpenSSL has allocated something already. */
bool ssh2_remains_keep_all(void);
extern const struct ssh2_wire_memory ssh2_remains_memory;

/* Whether this process can look at its own memory. Under an emulator it sees the emulator's. */
bool ssh2_remains_can_look(void);

/* Remembers a secret, as it is and with its bytes the other way round, which is how numbers lie in
 * memory. Of long ones both ends are looked for. The name lives as long as the program. */
void ssh2_remains_look_for(const char *name, const void *secret, size_t len);

/* How many secrets are looked for by now. */
size_t ssh2_remains_count(void);

/* Prints what was found and where; the number of secrets that are still there. In OpenSSL's own
 * memory only if openssl_too. */
size_t ssh2_remains_find(bool openssl_too);

#endif
