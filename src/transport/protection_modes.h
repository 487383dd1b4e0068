/* How cipher and MAC work together: the part of packet protection that differs by algorithm. Only
 * for protection.c. */
#ifndef SSH2_TRANSPORT_PROTECTION_MODES_H
#define SSH2_TRANSPORT_PROTECTION_MODES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/transport/protection.h"
#include "src/wire/bytes.h"

#define SSH2_PACKET_HEADER_BYTES (SSH2_LENGTH_FIELD_BYTES + 1u) /* packet_length, padding_length */

/* A packet before it is sealed. */
struct ssh2_unsealed_packet {
    uint8_t header[SSH2_PACKET_HEADER_BYTES];
    size_t packet_length; /* the value of that field: what follows it, without the MAC */
    /* What is encrypted. The first is the mode's to set: what it encrypts of the header. */
    struct ssh2_bytes spans[SSH2_PARTS_MAX_COUNT + 2];
    size_t span_count;
};

struct ssh2_protection_mode {
    /* The length field is protected apart and does not count towards the alignment. */
    bool length_is_apart;
    /* Errors must not tell what a block decrypts to: threat P11. */
    bool hides_errors;
    bool (*seal)(struct ssh2_packet_protection *p, struct ssh2_unsealed_packet *packet,
                 uint8_t *out);
    /* Makes the length field readable, in place or in length; data holds head_len bytes. */
    bool (*open_length)(struct ssh2_packet_protection *p, uint8_t *data,
                        uint8_t length[SSH2_LENGTH_FIELD_BYTES]);
    /* data holds the whole packet, tag included. With accept_bad_mac set the modes that have a MAC
     * decrypt after BAD_MAC too. OK, BAD_MAC or FAILED. */
    enum ssh2_protection_status (*open)(struct ssh2_packet_protection *p, uint8_t *data);
};

extern const struct ssh2_protection_mode ssh2_mode_plain;
extern const struct ssh2_protection_mode ssh2_mode_encrypt_and_mac;     /* RFC 4253, 6.4 */
extern const struct ssh2_protection_mode ssh2_mode_encrypt_and_mac_cbc; /* hides errors */
extern const struct ssh2_protection_mode ssh2_mode_encrypt_then_mac;
extern const struct ssh2_protection_mode ssh2_mode_gcm;
extern const struct ssh2_protection_mode ssh2_mode_chachapoly;

/* Whether the MAC behind the first len bytes of data is theirs: OK, BAD_MAC or FAILED. */
enum ssh2_protection_status ssh2_protection_check_mac(struct ssh2_packet_protection *p,
                                                      const uint8_t *data, size_t len);

#endif
