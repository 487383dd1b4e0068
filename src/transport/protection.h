/* The binary packet protocol, one direction of it: lengths, padding, cipher, MAC and sequence
 * number. RFC 4253, section 6; RFC 5647 for AES-GCM; OpenSSH's PROTOCOL for encrypt-then-MAC, and
 * its PROTOCOL.chacha20poly1305. Bytes in, bytes out: the buffers are the caller's. */
#ifndef SSH2_TRANSPORT_PROTECTION_H
#define SSH2_TRANSPORT_PROTECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/crypto/chachapoly.h"
#include "src/crypto/cipher.h"
#include "src/crypto/gcm.h"
#include "src/crypto/mac.h"
#include "src/crypto/memory.h"
#include "src/crypto/random.h"
#include "src/transport/algorithms.h"
#include "src/wire/bytes.h"

#define SSH2_LENGTH_FIELD_BYTES 4u
#define SSH2_PADDING_MIN_BYTES 4u  /* RFC 4253, 6 */
#define SSH2_PACKET_ALIGNMENT 8u   /* RFC 4253, 6: where the cipher's block is not larger */

/* Ours: 256 KiB of a channel's or a file's data, the most that deployed peers send in one packet,
 * and 1 KiB for the headers and the padding around them. RFC 4253, 6.1 asks for 35000. */
#define SSH2_PACKET_LENGTH_MAX_BYTES (262144u + 1024u)

/* What fits in such a packet whatever the padding. */
#define SSH2_PAYLOAD_MAX_BYTES (SSH2_PACKET_LENGTH_MAX_BYTES - 256u)

/* A sequence number, which makes MAC and nonce unique, never serves twice under one key
 * (RFC 4344, 3.1; threat P15). Keys are exchanged anew long before. */
#define SSH2_PACKETS_PER_KEY_MAX_COUNT (UINT64_C(1) << 32)

/* Keys of the lengths that the algorithms want; what they have no use for is ignored. */
struct ssh2_protection_keys {
    struct ssh2_bytes iv, key, mac_key;
};

enum ssh2_protection_status {
    SSH2_PROTECTION_OK,
    SSH2_PROTECTION_MORE,        /* more input is needed */
    SSH2_PROTECTION_BAD_LENGTH,  /* packet_length out of range or not aligned */
    SSH2_PROTECTION_BAD_PADDING, /* padding_length below 4, or no payload left */
    SSH2_PROTECTION_BAD_MAC,
    SSH2_PROTECTION_EXHAUSTED,   /* SSH2_PACKETS_PER_KEY_MAX_COUNT is reached */
    SSH2_PROTECTION_FAILED       /* the crypto library said no */
};

/* Asked about a packet whose MAC is wrong; true accepts it. payload is what it would hold: nothing
 * vouches for it. For LIBSSH2_CALLBACK_MACERROR alone. AEAD packets are not asked about: nothing of
 * them is decrypted when their tag is wrong. */
typedef bool ssh2_accept_bad_mac(void *context, struct ssh2_bytes payload);

struct ssh2_protection_mode;

struct ssh2_packet_protection {
    const struct ssh2_memory *memory;
    const struct ssh2_protection_mode *mode; /* how the parts below work together */
    struct ssh2_cipher *cipher;              /* NULL where the mode does without it; so the next */
    struct ssh2_mac *mac;
    struct ssh2_gcm *gcm;
    struct ssh2_chachapoly *chachapoly;
    uint8_t nonce[SSH2_GCM_NONCE_BYTES]; /* GCM: of the next packet */
    size_t alignment;
    size_t head_len; /* inbound: the bytes it takes to learn packet_length */
    size_t tag_len;  /* of MAC or tag */

    uint32_t sequence_number; /* of the next packet */
    uint64_t packet_count;    /* packets and bytes under the present keys */
    uint64_t byte_count;

    uint32_t packet_length; /* inbound, of the packet that is coming in; valid once */
    bool length_is_known;
    bool is_condemned;      /* it is refused, but not before the limit has been read */

    ssh2_accept_bad_mac *accept_bad_mac; /* inbound; NULL: none is accepted */
    void *accept_context;
};

/* What a connection begins with: no keys, all counters 0. Nothing to free. */
void ssh2_protection_init_plain(struct ssh2_packet_protection *p, const struct ssh2_memory *memory);

/* A protection with these keys, all counters 0. mac is looked at unless cipher is an AEAD. False
 * when a key has the wrong length, there is no memory, or the library fails: *p is then plain. */
bool ssh2_protection_init(struct ssh2_packet_protection *p, const struct ssh2_memory *memory,
                          enum ssh2_cipher_direction direction,
                          const struct ssh2_algorithm *cipher, const struct ssh2_algorithm *mac,
                          const struct ssh2_protection_keys *keys);

/* NEWKEYS: moves next's keys into p and leaves next plain. The sequence number goes on (RFC 4253,
 * 6.4), or starts again at 0 when strict key exchange is in force. */
void ssh2_protection_replace(struct ssh2_packet_protection *p, struct ssh2_packet_protection *next,
                             bool restart_sequence);

/* Wipes, frees and leaves a plain protection. All zero is allowed. */
void ssh2_protection_free(struct ssh2_packet_protection *p);

#define SSH2_PARTS_MAX_COUNT 8u /* ours: message header, subsystem header, data, and to spare */

/* How many bytes a payload of this length has as a packet. */
size_t ssh2_protection_sealed_len(const struct ssh2_packet_protection *p, size_t payload_len);

/* Writes one packet to out: ssh2_protection_sealed_len() bytes. The payload is what the parts make
 * one behind the other: at most SSH2_PARTS_MAX_COUNT of them, 1 to SSH2_PAYLOAD_MAX_BYTES in all,
 * none overlapping out. OK, EXHAUSTED or FAILED; unless OK out must not be sent. */
enum ssh2_protection_status ssh2_protection_seal(struct ssh2_packet_protection *p,
                                                 struct ssh2_random_pool *pool,
                                                 const struct ssh2_bytes *parts, size_t part_count,
                                                 uint8_t *out);

struct ssh2_opened_packet {
    struct ssh2_bytes payload; /* OK: at least one byte, inside the input */
    uint32_t sequence_number;  /* OK: the packet's */
    size_t packet_len;         /* OK: all of its bytes on the wire */
    size_t needed;             /* MORE: how much input must be there, as far as is known */
};

/* Decrypts the packet at the head of data in place. After MORE it is called again with at least as
 * many bytes, of which those given before are as it left them. After a failure the direction is of
 * no further use, and *out is all zero. */
enum ssh2_protection_status ssh2_protection_open(struct ssh2_packet_protection *p, uint8_t *data,
                                                 size_t len, struct ssh2_opened_packet *out);

#endif
