/* Files that the program names: keys and known hosts. No other file is ever opened (threat G14). */
#ifndef SSH2_IO_FILE_H
#define SSH2_IO_FILE_H

#include <stddef.h>

#include "src/crypto/memory.h"
#include "src/transport/error.h"
#include "src/wire/bytes.h"

/* The whole of a regular file of at most max bytes; *out is the caller's to free, and data is not NULL
 * even for an empty file. Fails with LIBSSH2_ERROR_FILE, also for a directory, a pipe or a device
 * (threat G11: none of them may block us), or ALLOC. */
int ssh2_file_read(const struct ssh2_memory *memory, struct ssh2_error *error, const char *path,
                   size_t max, struct ssh2_bytes *out);

/* Puts contents into path as a whole: what stood there before stays until all is written (threat
 * H25). A new file has mode 0600 (threat G10). Fails with LIBSSH2_ERROR_FILE or ALLOC. */
int ssh2_file_write(const struct ssh2_memory *memory, struct ssh2_error *error, const char *path,
                    struct ssh2_bytes contents);

#endif
