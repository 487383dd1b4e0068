/* libssh2_publickey.h: the keys that may log in to an account, kept by the server (RFC 4819).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * The rules and the form of comments are those of libssh2.h. In an @errors tag, "publickey" stands
 * for SOCKET_NONE (the server says no; the last error is then LIBSSH2_ERROR_PUBLICKEY_PROTOCOL and
 * tells why), PUBLICKEY_PROTOCOL (the server does not speak as it should, which ends the conversation),
 * and transport. One request is under way in a conversation at a time: another one fails with BAD_USE.
 */
#ifndef LIBSSH2_PUBLICKEY_H
#define LIBSSH2_PUBLICKEY_H 1

#include "libssh2.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct _LIBSSH2_PUBLICKEY LIBSSH2_PUBLICKEY; /* a conversation with the server */

/* Something that the server is to know of a key, e.g. "comment". RFC 4819, section 4.1. */
typedef struct _libssh2_publickey_attribute {
    const char *name;
    unsigned long name_len; /* bytes */
    const char *value;
    unsigned long value_len; /* bytes */
    char mandatory;          /* 1 if the server must refuse the key if it cannot do it, else 0 */
} libssh2_publickey_attribute;

/* A key that the server has. */
typedef struct _libssh2_publickey_list {
    unsigned char *packet; /* the library's: what name and blob point into */

    const unsigned char *name; /* the algorithm, e.g. "ssh-ed25519" */
    unsigned long name_len;    /* bytes */
    const unsigned char *blob; /* the key, as it goes over the wire */
    unsigned long blob_len;    /* bytes */
    unsigned long num_attrs;
    libssh2_publickey_attribute *attrs; /* num_attrs of them, and the list's own */
} libssh2_publickey_list;

/** An attribute, and a comma, for the initialiser of an array; name and value end with NUL. */
#define libssh2_publickey_attribute(name, value, mandatory)                                      \
    { (name), strlen(name), (value), strlen(value), (mandatory) },

/** An attribute, and a comma, for the initialiser of an array; name and value are literals. */
#define libssh2_publickey_attribute_fast(name, value, mandatory)                                 \
    { (name), sizeof(name) - 1, (value), sizeof(value) - 1, (mandatory) },

/**
 * Begins a conversation, on a channel of its own.
 *
 * @param session  the session, after login
 * @return the conversation, to be ended with libssh2_publickey_shutdown(); NULL on error
 * @errors BAD_USE (before login), CHANNEL_FAILURE (the server does not have it), PUBLICKEY_PROTOCOL (it
 *     has neither version 1 nor 2), transport
 * @eagain
 * @rfc 4819, section 3
 * @since 0.12
 */
LIBSSH2_API LIBSSH2_PUBLICKEY *libssh2_publickey_init(LIBSSH2_SESSION *session);

/**
 * Adds a key. A server of version 1 takes a comment and no other attribute: what is not mandatory is
 * left out, what is mandatory is refused, and overwrite says nothing.
 *
 * @param pkey       the conversation
 * @param name       the key's algorithm, e.g. "ssh-ed25519"
 * @param name_len   bytes
 * @param blob       the key, as it goes over the wire
 * @param blob_len   bytes
 * @param overwrite  1 to have the key's attributes replaced if it is there, 0 to fail then
 * @param num_attrs  how many attributes
 * @param attrs      the attributes
 * @return 0, or a negative error
 * @errors BAD_USE, OUT_OF_BOUNDARY (something is too long, or there are too many attributes),
 *     publickey
 * @eagain
 * @rfc 4819, section 4.1
 * @since 0.12
 */
LIBSSH2_API int libssh2_publickey_add_ex(LIBSSH2_PUBLICKEY *pkey, const unsigned char *name,
                                         unsigned long name_len, const unsigned char *blob,
                                         unsigned long blob_len, char overwrite,
                                         unsigned long num_attrs,
                                         const libssh2_publickey_attribute attrs[]);

/** Adds a key; name ends with NUL. */
#define libssh2_publickey_add(pkey, name, blob, blob_len, overwrite, num_attrs, attrs)           \
    libssh2_publickey_add_ex((pkey), (const unsigned char *)(name),                              \
                             (unsigned long)strlen((const char *)(name)), (blob), (blob_len),    \
                             (overwrite), (num_attrs), (attrs))

/**
 * Removes a key.
 *
 * @param pkey      the conversation
 * @param name      the key's algorithm
 * @param name_len  bytes
 * @param blob      the key
 * @param blob_len  bytes
 * @return 0, or a negative error
 * @errors BAD_USE, OUT_OF_BOUNDARY (something is too long), publickey
 * @eagain
 * @rfc 4819, section 4.2
 * @since 0.12
 */
LIBSSH2_API int libssh2_publickey_remove_ex(LIBSSH2_PUBLICKEY *pkey, const unsigned char *name,
                                            unsigned long name_len, const unsigned char *blob,
                                            unsigned long blob_len);

/** Removes a key; name ends with NUL. */
#define libssh2_publickey_remove(pkey, name, blob, blob_len)                                     \
    libssh2_publickey_remove_ex((pkey), (const unsigned char *)(name),                           \
                                (unsigned long)strlen((const char *)(name)), (blob), (blob_len))

/**
 * Lists the keys. What the server gets wrong is SOCKET_NONE here too.
 *
 * @param pkey       the conversation
 * @param num_keys   gets how many there are
 * @param pkey_list  gets an array of them, to be freed with libssh2_publickey_list_free(); NULL if
 *                   there are none
 * @return 0, or a negative error
 * @errors BAD_USE, publickey
 * @eagain
 * @rfc 4819, section 4.3
 * @since 0.12
 */
LIBSSH2_API int libssh2_publickey_list_fetch(LIBSSH2_PUBLICKEY *pkey, unsigned long *num_keys,
                                             libssh2_publickey_list **pkey_list);

/**
 * Frees a list of keys.
 *
 * @param pkey       the conversation
 * @param pkey_list  what libssh2_publickey_list_fetch() gave; may be NULL
 * @since 0.12
 */
LIBSSH2_API void libssh2_publickey_list_free(LIBSSH2_PUBLICKEY *pkey,
                                             libssh2_publickey_list *pkey_list);

/**
 * Ends a conversation.
 *
 * @param pkey  is gone unless the call gives LIBSSH2_ERROR_EAGAIN
 * @return 0, or a negative error
 * @errors BAD_USE
 * @eagain
 * @since 0.12
 */
LIBSSH2_API int libssh2_publickey_shutdown(LIBSSH2_PUBLICKEY *pkey);

#ifdef __cplusplus
}
#endif

#endif /* LIBSSH2_PUBLICKEY_H */
