/* Whether an entry is about a host. */
#ifndef SSH2_KNOWNHOST_HOST_MATCH_H
#define SSH2_KNOWNHOST_HOST_MATCH_H

#include <stdbool.h>

#include "src/knownhost/entry.h"

enum ssh2_host_match { SSH2_HOST_OTHER, SSH2_HOST_SAME, SSH2_HOST_UNCERTAIN };

/* Whether the entry names the host. Names are compared byte by byte, except that an "@revoked" entry
 * takes "*" and "?" for patterns and is blind to case: it should rather catch too much. Of a list,
 * some name has to match and none that has "!" in front may.
 * UNCERTAIN when there is no memory to compute a hash with: never to be taken for OTHER (H3). */
enum ssh2_host_match ssh2_knownhost_names(const struct ssh2_memory *memory,
                                          const struct ssh2_knownhost *entry,
                                          struct ssh2_bytes host);

/* Whether text fits pattern; "*" stands for any bytes and "?" for one. Blind to the case of ASCII
 * letters. Takes at most pattern.len times text.len steps (threat H26). */
bool ssh2_pattern_fits(struct ssh2_bytes pattern, struct ssh2_bytes text);

#endif
