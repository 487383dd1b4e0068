/* The name of a file in scp's lines: the last part of its path. */
#ifndef SSH2_SCP_NAME_H
#define SSH2_SCP_NAME_H

#include <stdbool.h>

#include "src/packet/text/scp_entry.h"
#include "src/wire/bytes.h"

struct ssh2_scp_name {
    char text[SSH2_SCP_LINE_MAX_BYTES];
    size_t len;
};

/* What we call the file at path, which matters only where path is a directory. A newline becomes
 * what OpenSSH's scp makes of it. What is longer than a line may be is cut: no directory has such a
 * name, and the server sees the whole path. */
void ssh2_scp_name_of(struct ssh2_bytes path, struct ssh2_scp_name *name);

/* Whether a server that was asked for path may call the file so (threat O1). full_len is the length
 * of the name before it was cut to what is known of it. Besides '/', names may begin behind '\' and
 * ':', as Windows and network devices have it. Of a name with a newline in it, which servers write in
 * different ways, what stands around it has to fit. */
bool ssh2_scp_name_fits(struct ssh2_bytes path, struct ssh2_bytes name, size_t full_len);

#endif
