/* ChaCha20 and Poly1305 in the construction of "chacha20-poly1305@openssh.com": two keys, one for
 * the packet length alone, and the sequence number as nonce. */
#ifndef SSH2_CRYPTO_CHACHAPOLY_H
#define SSH2_CRYPTO_CHACHAPOLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/crypto/memory.h"
#include "src/wire/bytes.h"

#define SSH2_CHACHAPOLY_KEY_BYTES 64u /* first the key of the packet, then that of its length */
#define SSH2_CHACHAPOLY_LENGTH_BYTES 4u
#define SSH2_CHACHAPOLY_TAG_BYTES 16u

struct ssh2_chachapoly;

/* Keyed for both directions with SSH2_CHACHAPOLY_KEY_BYTES, which are copied. NULL when there is
 * no memory or the library lacks either primitive. The caller frees. */
struct ssh2_chachapoly *ssh2_chachapoly_new(const struct ssh2_memory *memory,
                                            const uint8_t key[SSH2_CHACHAPOLY_KEY_BYTES]);

/* Decrypts the length field at the head of a packet. Nothing vouches for it yet: bound it before
 * use. out may be in. False when the library fails. */
bool ssh2_chachapoly_decrypt_length(struct ssh2_chachapoly *cipher, uint32_t sequence_number,
                                    const uint8_t in[SSH2_CHACHAPOLY_LENGTH_BYTES],
                                    uint8_t out[SSH2_CHACHAPOLY_LENGTH_BYTES]);

/* Writes to out: the encrypted length field, the spans encrypted one after the other, the tag.
 * A sequence number must never serve twice under one key: the caller counts. No span overlaps
 * out, save one that lies exactly where its own result goes. False when the library fails: out
 * is then wiped and must not be sent. */
bool ssh2_chachapoly_seal(struct ssh2_chachapoly *cipher, uint32_t sequence_number,
                          const uint8_t length[SSH2_CHACHAPOLY_LENGTH_BYTES],
                          const struct ssh2_bytes *spans, size_t span_count, uint8_t *out);

/* Checks and decrypts sealed: the length field as it came in, still encrypted, the packet, and
 * its tag. out receives what lies between length field and tag,
 * sealed.len - SSH2_CHACHAPOLY_LENGTH_BYTES - SSH2_CHACHAPOLY_TAG_BYTES bytes; it lies exactly at
 * sealed.data + SSH2_CHACHAPOLY_LENGTH_BYTES or does not overlap sealed. False, with out not
 * written, when the tag is wrong or sealed too short; false with out wiped when the library
 * fails. */
bool ssh2_chachapoly_open(struct ssh2_chachapoly *cipher, uint32_t sequence_number,
                          struct ssh2_bytes sealed, uint8_t *out);

/* The same for a packet without a length field, as in an encrypted private key file: sealed is the
 * packet and its tag, and out receives sealed.len - SSH2_CHACHAPOLY_TAG_BYTES bytes. */
bool ssh2_chachapoly_open_bare(struct ssh2_chachapoly *cipher, uint32_t sequence_number,
                               struct ssh2_bytes sealed, uint8_t *out);

/* Wipes and frees; NULL is allowed. */
void ssh2_chachapoly_free(struct ssh2_chachapoly *cipher);

#endif
