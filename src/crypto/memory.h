/* The allocator of a session: all memory of ours comes from it, and every allocation may fail.
 *
 * What libsodium and OpenSSL allocate for themselves comes from their own allocators; no
 * interface of theirs takes one for each session. */
#ifndef SSH2_CRYPTO_MEMORY_H
#define SSH2_CRYPTO_MEMORY_H

#include <stddef.h>

/* Three functions with the meaning of malloc, realloc and free, and what they are handed besides.
 * A struct ssh2_memory outlives everything that was made with it: objects keep a pointer to it. */
struct ssh2_memory {
    void *(*alloc)(size_t len, void **abstract);
    void *(*realloc)(void *p, size_t len, void **abstract);
    void (*free)(void *p, void **abstract);
    void **abstract; /* handed on as it is; may be NULL */
};

/* malloc, realloc and free of the C library. */
extern const struct ssh2_memory ssh2_memory_default;

/* len bytes, not initialised; NULL when there is no memory or len is 0. The caller frees. */
void *ssh2_alloc(const struct ssh2_memory *memory, size_t len);

/* count elements of size bytes each, all zero; NULL when there is no memory, when either is 0
 * or when their product does not fit a size_t. The caller frees. */
void *ssh2_calloc(const struct ssh2_memory *memory, size_t count, size_t size);

/* p made len bytes long, its contents kept, at a new place perhaps; p may be NULL. NULL when
 * there is no memory or len is 0: p is then untouched and still the caller's.
 * Not for secrets: the old place is not wiped. */
void *ssh2_realloc(const struct ssh2_memory *memory, void *p, size_t len);

/* Gives p back; NULL is allowed. */
void ssh2_free(const struct ssh2_memory *memory, void *p);

/* Wipes the len bytes at p, then gives p back; NULL is allowed. */
void ssh2_free_secret(const struct ssh2_memory *memory, void *p, size_t len);

#endif
