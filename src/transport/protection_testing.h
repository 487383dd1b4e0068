/* For tests: both ends of one direction, in every mode of protection. */
#ifndef SSH2_TRANSPORT_PROTECTION_TESTING_H
#define SSH2_TRANSPORT_PROTECTION_TESTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/transport/protection.h"
#include "src/transport/protection_modes.h"
#include "src/wire/writer.h"

/* One row a mode and block size: a sealing and an opening end with the same keys. */
static const struct ssh2_algorithm gcm = {
    .name = "gcm", .cipher = { SSH2_PROTECTION_GCM, SSH2_CIPHER_NONE, 32, 12, 16 }
};
static const struct ssh2_algorithm chachapoly = {
    .name = "chachapoly", .cipher = { SSH2_PROTECTION_CHACHAPOLY, SSH2_CIPHER_NONE, 64, 0, 8 }
};
static const struct ssh2_algorithm ctr = {
    .name = "ctr",
    .cipher = { SSH2_PROTECTION_CIPHER_AND_MAC, SSH2_CIPHER_AES128_CTR, 16, 16, 16 }
};
static const struct ssh2_algorithm cbc = {
    .name = "cbc",
    .cipher = { SSH2_PROTECTION_CIPHER_AND_MAC, SSH2_CIPHER_AES256_CBC, 32, 16, 16 }
};
static const struct ssh2_algorithm small_cbc = {
    .name = "3des", .cipher = { SSH2_PROTECTION_CIPHER_AND_MAC, SSH2_CIPHER_3DES_CBC, 24, 8, 8 }
};
static const struct ssh2_algorithm sha256 = { .name = "sha256",
                                              .mac = { SSH2_HASH_SHA256, 32, false } };
static const struct ssh2_algorithm md5_96 = { .name = "md5-96",
                                              .mac = { SSH2_HASH_MD5, 12, false } };
static const struct ssh2_algorithm sha512_etm = { .name = "sha512 etm",
                                                  .mac = { SSH2_HASH_SHA512, 64, true } };

static const struct suite {
    const char *name;
    const struct ssh2_algorithm *cipher, *mac; /* both NULL: plain */
    bool is_apart;                             /* the length field does not count as aligned */
} suites[] = {
    { "plain", NULL, NULL, false },
    { "ctr, mac", &ctr, &sha256, false },
    { "ctr, etm", &ctr, &sha512_etm, true },
    { "cbc, mac", &cbc, &sha256, false },
    { "cbc, etm", &cbc, &sha512_etm, true },
    { "3des, mac", &small_cbc, &sha256, false },
    { "3des, short mac", &small_cbc, &md5_96, false },
    { "gcm", &gcm, NULL, true },
    { "chachapoly", &chachapoly, NULL, true },
};

#define SUITE_COUNT (sizeof(suites) / sizeof(suites[0]))

static const struct suite *find(const char *name)
{
    for (size_t i = 0; i < SUITE_COUNT; i++)
        if (strcmp(suites[i].name, name) == 0)
            return &suites[i];
    fail_msg("no suite %s", name);
    return NULL;
}

static inline void init(struct ssh2_packet_protection *p, const struct suite *suite,
                 enum ssh2_cipher_direction direction)
{
    uint8_t iv[16], key[64], mac_key[64];

    ssh2_protection_init_plain(p, &ssh2_memory_default);
    if (suite->cipher == NULL)
        return;
    for (size_t i = 0; i < 64; i++) { /* the three keys of 3DES have to differ */
        key[i] = (uint8_t)(i * 7 + 1);
        mac_key[i] = (uint8_t)(i * 5 + 2);
        iv[i % 16] = (uint8_t)(i * 3);
    }

    struct ssh2_protection_keys keys = {
        .iv = { iv, suite->cipher->cipher.iv_len },
        .key = { key, suite->cipher->cipher.key_len },
        .mac_key = { mac_key, suite->mac == NULL ? 0 : ssh2_hash_len(suite->mac->mac.hash) },
    };

    assert_true(ssh2_protection_init(p, &ssh2_memory_default, direction, suite->cipher, suite->mac,
                                     &keys));
}

/* Both ends of one direction, and room for a packet between them. */
struct link {
    struct ssh2_packet_protection sender, receiver;
    struct ssh2_random_pool pool;
    uint8_t *wire; /* of exactly wire_len bytes, so that reading beyond is noticed */
    size_t wire_len;
};

static inline void open_link(struct link *link, const struct suite *suite)
{
    *link = (struct link){ .wire = NULL };
    init(&link->sender, suite, SSH2_CIPHER_ENCRYPT);
    init(&link->receiver, suite, SSH2_CIPHER_DECRYPT);
}

static inline void close_link(struct link *link)
{
    ssh2_protection_free(&link->sender);
    ssh2_protection_free(&link->receiver);
    free(link->wire);
}

static inline void make_room(struct link *link, size_t len)
{
    free(link->wire);
    link->wire = malloc(len);
    link->wire_len = len;
    assert_non_null(link->wire);
}

static inline void seal(struct link *link, struct ssh2_bytes payload)
{
    make_room(link, ssh2_protection_sealed_len(&link->sender, payload.len));
    assert_int_equal(
        ssh2_protection_seal(&link->sender, &link->pool, &payload, 1, link->wire),
        SSH2_PROTECTION_OK);
}

/* Seals a packet whose fields say what they are told to say, with the MAC or tag that goes with
 * it: what a hostile peer that has the keys can do. body_len: what follows the length field. */
static inline void seal_raw(struct link *link, uint32_t packet_length, uint8_t padding_length,
                     size_t body_len)
{
    static const uint8_t zeros[SSH2_PACKET_LENGTH_MAX_BYTES];
    struct ssh2_unsealed_packet packet = { .packet_length = body_len };
    struct ssh2_writer header = ssh2_writer(packet.header, sizeof(packet.header));

    make_room(link, SSH2_LENGTH_FIELD_BYTES + body_len + link->sender.tag_len);
    ssh2_write_uint32(&header, packet_length);
    ssh2_write_byte(&header, padding_length);
    packet.spans[1] = ssh2_bytes(zeros, body_len - 1);
    packet.span_count = 2;
    assert_true(link->sender.mode->seal(&link->sender, &packet, link->wire));
}

static inline enum ssh2_protection_status receive(struct link *link, struct ssh2_opened_packet *out)
{
    return ssh2_protection_open(&link->receiver, link->wire, link->wire_len, out);
}

#endif
