/* A view of bytes: it borrows, it never owns, and it lives as long as what it borrows from. */
#ifndef SSH2_WIRE_BYTES_H
#define SSH2_WIRE_BYTES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct ssh2_bytes {
    const uint8_t *data; /* may be NULL when len is 0 */
    size_t len;
};

/* The bytes of a string literal, without its NUL; usable in constant initialisers. */
#define SSH2_TEXT(literal) { (const uint8_t *)(literal), sizeof(literal) - 1 }

static inline struct ssh2_bytes ssh2_bytes(const void *data, size_t len)
{
    struct ssh2_bytes view = { (const uint8_t *)data, len };

    return view;
}

/* The bytes of a C string, without its NUL; NULL gives an empty view. */
static inline struct ssh2_bytes ssh2_text(const char *text)
{
    return ssh2_bytes(text, text == NULL ? 0 : strlen(text));
}

/* Not for secrets: the time it takes depends on the contents. */
static inline int ssh2_bytes_equal(struct ssh2_bytes a, struct ssh2_bytes b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

#endif
