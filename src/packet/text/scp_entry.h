/* What scp's lines about files and directories share: "C0644 5 name" and "D0755 0 name". */
#ifndef SSH2_PACKET_TEXT_SCP_ENTRY_H
#define SSH2_PACKET_TEXT_SCP_ENTRY_H

#include "src/wire/bytes.h"
#include "src/wire/reader.h"
#include "src/wire/writer.h"

#define SSH2_SCP_LINE_MAX_BYTES 2048u           /* ours: a name of 255 needs under 300 */
#define SSH2_SCP_MODE_MAX 07777u                /* four octal digits */
#define SSH2_SCP_SIZE_MAX 0x7fffffffffffffffu   /* what a file can have: off_t */

struct ssh2_scp_entry {
    uint32_t mode;
    uint64_t size; /* bytes */
    struct ssh2_bytes name;
};

/* Reads a line that begins with tag, its newline included. Fails with SSH2_TRUNCATED,
 * SSH2_BAD_LENGTH for a line that is too long, and SSH2_BAD_VALUE: for another tag, for a mode of
 * other than four octal digits, for a size above size_max, and for a name that is empty, "." or
 * "..", or holds a slash or a NUL, any of which would lead out of the target directory. */
struct ssh2_scp_entry ssh2_read_scp_entry(struct ssh2_reader *r, char tag, uint64_t size_max);

/* Writes such a line. w fails with SSH2_BAD_VALUE where the reader would. */
void ssh2_write_scp_entry(struct ssh2_writer *w, char tag, struct ssh2_scp_entry entry);

#endif
