/* Private to src/crypto: zlib's memory comes from a session's allocator. */
#ifndef SSH2_CRYPTO_ZLIB_MEMORY_H
#define SSH2_CRYPTO_ZLIB_MEMORY_H

#include <zlib.h>

/* What z_stream's zalloc and zfree want; opaque is a struct ssh2_memory. Memory begins as zeros and
 * is wiped when it is given back. */
void *ssh2_zlib_alloc(void *opaque, uInt items, uInt size);
void ssh2_zlib_free(void *opaque, void *p);

#endif
