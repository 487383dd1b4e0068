/* HMAC (RFC 2104), keyed once and used for many messages. */
#ifndef SSH2_CRYPTO_MAC_H
#define SSH2_CRYPTO_MAC_H

#include <stdbool.h>
#include <stdint.h>

#include "src/crypto/hash.h"
#include "src/crypto/memory.h"
#include "src/wire/bytes.h"

struct ssh2_mac;

/* A MAC with this key, which is copied. NULL when there is no memory, the library lacks the
 * hash, or the key is empty. The caller frees; it lives as long as its key. */
struct ssh2_mac *ssh2_mac_new(const struct ssh2_memory *memory, enum ssh2_hash_kind kind,
                              struct ssh2_bytes key);

/* Begins a message; one that was begun before is dropped. False when the library fails. */
bool ssh2_mac_start(struct ssh2_mac *mac);

/* Adds bytes to the message. */
bool ssh2_mac_update(struct ssh2_mac *mac, struct ssh2_bytes input);

/* Ends the message and writes the whole MAC, ssh2_hash_len(kind) bytes, to out: truncated forms
 * such as hmac-sha1-96 are the caller's. */
bool ssh2_mac_final(struct ssh2_mac *mac, uint8_t *out);

/* Wipes and frees; NULL is allowed. */
void ssh2_mac_free(struct ssh2_mac *mac);

#endif
