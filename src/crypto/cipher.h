/* Ciphers that protect no integrity: CTR (RFC 4344), CBC and RC4 (RFC 4253, section 6.3; RFC 4345).
 * One call serves a whole packet, and the state runs on from packet to packet. */
#ifndef SSH2_CRYPTO_CIPHER_H
#define SSH2_CRYPTO_CIPHER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/crypto/memory.h"
#include "src/wire/bytes.h"

enum ssh2_cipher_kind {
    SSH2_CIPHER_NONE, /* copies; no key, no IV */
    SSH2_CIPHER_AES128_CTR,
    SSH2_CIPHER_AES192_CTR,
    SSH2_CIPHER_AES256_CTR,
    SSH2_CIPHER_AES128_CBC,
    SSH2_CIPHER_AES192_CBC,
    SSH2_CIPHER_AES256_CBC,
    SSH2_CIPHER_3DES_CBC,
    /* From here on OpenSSL's legacy provider is needed. */
    SSH2_CIPHER_BLOWFISH_CBC,
    SSH2_CIPHER_CAST128_CBC,
    SSH2_CIPHER_ARCFOUR,    /* RFC 4253, section 6.3 */
    SSH2_CIPHER_ARCFOUR128, /* RFC 4345: the first 1536 bytes of the stream are left out */
};

enum ssh2_cipher_direction { SSH2_CIPHER_ENCRYPT, SSH2_CIPHER_DECRYPT };

#define SSH2_CIPHER_KEY_MAX_BYTES 32u   /* AES-256 */
#define SSH2_CIPHER_BLOCK_MAX_BYTES 16u /* AES; an IV is one block */

/* Whether the crypto library that this program runs with has it. */
bool ssh2_cipher_is_available(enum ssh2_cipher_kind kind);

/* Whether it chains blocks (CBC), so that a changed block shows in what it decrypts to. */
bool ssh2_cipher_is_chained(enum ssh2_cipher_kind kind);

/* Lengths in bytes; all 0 for a number that is no kind. */
size_t ssh2_cipher_key_len(enum ssh2_cipher_kind kind);

/* 0 for none and for RC4. */
size_t ssh2_cipher_iv_len(enum ssh2_cipher_kind kind);

/* What a packet's length has to be a multiple of, with RFC 4253's least of 8: 16 for AES in CTR
 * mode too (RFC 4344, section 4), 8 for all others. */
size_t ssh2_cipher_block_len(enum ssh2_cipher_kind kind);

struct ssh2_cipher;

/* A cipher keyed for one direction; key and IV are copied and have the lengths given above.
 * NULL when there is no memory, a length is wrong, or the library lacks the cipher.
 * The caller frees; it lives as long as its key. */
struct ssh2_cipher *ssh2_cipher_new(const struct ssh2_memory *memory, enum ssh2_cipher_kind kind,
                                    enum ssh2_cipher_direction direction, struct ssh2_bytes key,
                                    struct ssh2_bytes iv);

/* Turns len bytes at in into len bytes at out, which is in itself or does not overlap it.
 * In CBC mode len is a multiple of the block length. False when the library fails or len is not
 * allowed: the cipher is then of no further use. */
bool ssh2_cipher_crypt(struct ssh2_cipher *cipher, const uint8_t *in, uint8_t *out, size_t len);

/* The same for spans that follow each other: out receives their contiguous result. Only the sum
 * of their lengths must suit the block length. No span overlaps out, save one that lies exactly
 * where its own result goes. */
bool ssh2_cipher_crypt_spans(struct ssh2_cipher *cipher, const struct ssh2_bytes *spans,
                             size_t span_count, uint8_t *out);

/* Wipes and frees; NULL is allowed. */
void ssh2_cipher_free(struct ssh2_cipher *cipher);

#endif
