#include "src/transport/protection.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

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
static const struct ssh2_algorithm sha256 = { .name = "sha256", .mac = { SSH2_HASH_SHA256, false } };
static const struct ssh2_algorithm sha512_etm = { .name = "sha512 etm",
                                                  .mac = { SSH2_HASH_SHA512, true } };

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

static void init(struct ssh2_packet_protection *p, const struct suite *suite,
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

static void open_link(struct link *link, const struct suite *suite)
{
    *link = (struct link){ .wire = NULL };
    init(&link->sender, suite, SSH2_CIPHER_ENCRYPT);
    init(&link->receiver, suite, SSH2_CIPHER_DECRYPT);
}

static void close_link(struct link *link)
{
    ssh2_protection_free(&link->sender);
    ssh2_protection_free(&link->receiver);
    free(link->wire);
}

static void make_room(struct link *link, size_t len)
{
    free(link->wire);
    link->wire = malloc(len);
    link->wire_len = len;
    assert_non_null(link->wire);
}

static void seal(struct link *link, struct ssh2_bytes payload)
{
    make_room(link, ssh2_protection_sealed_len(&link->sender, payload.len));
    assert_int_equal(
        ssh2_protection_seal(&link->sender, &link->pool, &payload, 1, link->wire),
        SSH2_PROTECTION_OK);
}

/* Seals a packet whose fields say what they are told to say, with the MAC or tag that goes with
 * it: what a hostile peer that has the keys can do. body_len: what follows the length field. */
static void seal_raw(struct link *link, uint32_t packet_length, uint8_t padding_length,
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

static enum ssh2_protection_status receive(struct link *link, struct ssh2_opened_packet *out)
{
    return ssh2_protection_open(&link->receiver, link->wire, link->wire_len, out);
}

/* --- what is sealed is opened --------------------------------------------------------------- */

static void every_payload_comes_out_as_it_went_in(void **state)
{
    uint8_t payload[300];

    (void)state;
    for (size_t i = 0; i < sizeof(payload); i++)
        payload[i] = (uint8_t)i;
    for (size_t s = 0; s < SUITE_COUNT; s++) {
        struct ssh2_opened_packet opened;
        struct link link;

        open_link(&link, &suites[s]);
        for (size_t len = 1; len <= sizeof(payload); len++) {
            seal(&link, ssh2_bytes(payload, len));
            assert_int_equal(receive(&link, &opened), SSH2_PROTECTION_OK);
            assert_int_equal(opened.packet_len, link.wire_len);
            assert_int_equal(opened.sequence_number, len - 1);
            assert_true(ssh2_bytes_equal(opened.payload, ssh2_bytes(payload, len)));
        }
        assert_int_equal(link.sender.byte_count, link.receiver.byte_count);
        assert_int_equal(link.receiver.packet_count, sizeof(payload));
        close_link(&link);
    }
}

static void parts_are_sealed_one_behind_the_other(void **state)
{
    const struct ssh2_bytes parts[SSH2_PARTS_MAX_COUNT] = {
        SSH2_TEXT("a"), { NULL, 0 },          SSH2_TEXT("bc"), SSH2_TEXT("0123456789abcdef0"),
        SSH2_TEXT("d"), SSH2_TEXT("efghijk"), { NULL, 0 },     SSH2_TEXT("z"),
    };
    struct ssh2_bytes whole = SSH2_TEXT("abc0123456789abcdef0defghijkz");

    (void)state;
    for (size_t s = 0; s < SUITE_COUNT; s++) {
        struct ssh2_opened_packet opened;
        struct link link;

        open_link(&link, &suites[s]);
        make_room(&link, ssh2_protection_sealed_len(&link.sender, whole.len));
        assert_int_equal(ssh2_protection_seal(&link.sender, &link.pool, parts,
                                              SSH2_PARTS_MAX_COUNT, link.wire),
                         SSH2_PROTECTION_OK);
        assert_int_equal(receive(&link, &opened), SSH2_PROTECTION_OK);
        assert_true(ssh2_bytes_equal(opened.payload, whole));
        close_link(&link);
    }
}

static void the_largest_payload_is_accepted_by_the_other_end(void **state)
{
    uint8_t *payload = calloc(1, SSH2_PAYLOAD_MAX_BYTES);

    (void)state;
    for (size_t s = 0; s < SUITE_COUNT; s++) {
        struct ssh2_opened_packet opened;
        struct link link;

        open_link(&link, &suites[s]);
        seal(&link, ssh2_bytes(payload, SSH2_PAYLOAD_MAX_BYTES));
        assert_int_equal(receive(&link, &opened), SSH2_PROTECTION_OK);
        assert_int_equal(opened.payload.len, SSH2_PAYLOAD_MAX_BYTES);
        close_link(&link);
    }
    free(payload);
}

/* RFC 4253, 6: aligned, and 4 to 255 bytes of padding. */
static void every_packet_is_aligned_and_padded(void **state)
{
    (void)state;
    for (size_t s = 0; s < SUITE_COUNT; s++) {
        struct link link;

        open_link(&link, &suites[s]);
        for (size_t len = 1; len < 100; len++) {
            size_t total = ssh2_protection_sealed_len(&link.sender, len) - link.sender.tag_len;
            size_t aligned = suites[s].is_apart ? total - SSH2_LENGTH_FIELD_BYTES : total;
            size_t block = suites[s].cipher == NULL ? 8 : suites[s].cipher->cipher.block_len;

            assert_int_equal(aligned % block, 0);
            assert_in_range(total - SSH2_PACKET_HEADER_BYTES - len, 4, block + 3);
        }
        close_link(&link);
    }
}

static void a_packet_may_come_byte_by_byte(void **state)
{
    struct ssh2_bytes payload = SSH2_TEXT("forty bytes of payload, more than a block");

    (void)state;
    for (size_t s = 0; s < SUITE_COUNT; s++) {
        struct ssh2_opened_packet opened;
        struct link link;

        open_link(&link, &suites[s]);
        seal(&link, payload);
        for (size_t len = 0; len < link.wire_len; len++) {
            assert_int_equal(ssh2_protection_open(&link.receiver, link.wire, len, &opened),
                             SSH2_PROTECTION_MORE);
            assert_in_range(opened.needed, len + 1, link.wire_len);
        }
        assert_int_equal(receive(&link, &opened), SSH2_PROTECTION_OK);
        assert_true(ssh2_bytes_equal(opened.payload, payload));
        close_link(&link);
    }
}

/* --- what was changed is refused ------------------------------------------------------------ */

/* Threat P7. A changed length field may make the receiver wait or refuse the length; it never makes
 * it accept. */
static void every_flipped_bit_is_noticed(void **state)
{
    struct ssh2_bytes payload = SSH2_TEXT("a payload");

    (void)state;
    for (size_t s = 1; s < SUITE_COUNT; s++) {
        size_t bits = 8;

        for (size_t bit = 0; bit < bits; bit++) {
            struct ssh2_opened_packet opened;
            struct link link;

            open_link(&link, &suites[s]);
            seal(&link, payload);
            bits = 8 * link.wire_len;
            link.wire[bit / 8] ^= (uint8_t)(1u << bit % 8);

            enum ssh2_protection_status status = receive(&link, &opened);

            assert_int_not_equal(status, SSH2_PROTECTION_OK);
            assert_int_not_equal(status, SSH2_PROTECTION_FAILED);
            if (bit / 8 >= 16 && !link.receiver.mode->hides_errors)
                assert_int_equal(status, SSH2_PROTECTION_BAD_MAC);
            assert_null(opened.payload.data);
            close_link(&link);
        }
    }
}

/* Threat P14: what is protected includes the place in the stream. */
static void a_replayed_packet_is_refused(void **state)
{
    struct ssh2_bytes payload = SSH2_TEXT("a payload");

    (void)state;
    for (size_t s = 1; s < SUITE_COUNT; s++) {
        struct ssh2_opened_packet opened;
        uint8_t copy[200];
        struct link link;

        open_link(&link, &suites[s]);
        seal(&link, payload);
        memcpy(copy, link.wire, link.wire_len);
        assert_int_equal(receive(&link, &opened), SSH2_PROTECTION_OK);
        memcpy(link.wire, copy, link.wire_len);
        assert_int_not_equal(receive(&link, &opened), SSH2_PROTECTION_OK);
        close_link(&link);
    }
}

static void a_dropped_packet_is_noticed(void **state)
{
    struct ssh2_bytes payload = SSH2_TEXT("a payload");

    (void)state;
    for (size_t s = 1; s < SUITE_COUNT; s++) {
        struct ssh2_opened_packet opened;
        struct link link;

        open_link(&link, &suites[s]);
        seal(&link, payload);
        seal(&link, payload);
        assert_int_not_equal(receive(&link, &opened), SSH2_PROTECTION_OK);
        close_link(&link);
    }
}

/* --- hostile fields under a right MAC ------------------------------------------------------- */

/* The least body that is aligned and holds at least len bytes. */
static size_t body_of(const struct suite *suite, size_t len)
{
    size_t block = suite->cipher == NULL ? 8 : suite->cipher->cipher.block_len;
    size_t counted = suite->is_apart ? len : len + SSH2_LENGTH_FIELD_BYTES;

    return len + (block - counted % block) % block;
}

/* Threats P1, P2, P6: before anything is waited for, or, in CBC mode, as a wrong MAC. */
static void every_bad_length_is_refused_at_once(void **state)
{
    static const uint32_t lengths[] = { 0, 1, 2, 3, 4, 5, 13, 17, SSH2_PACKET_LENGTH_MAX_BYTES + 16,
                                        SSH2_PACKET_LENGTH_MAX_BYTES + 12, 0x7fffffff, 0x80000000,
                                        0xffffffc0, 0xfffffff0, 0xfffffffc, 0xffffffff };

    (void)state;
    for (size_t s = 0; s < SUITE_COUNT; s++)
        for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
            struct ssh2_opened_packet opened;
            struct link link;

            open_link(&link, &suites[s]);
            seal_raw(&link, lengths[i], 4, body_of(&suites[s], 32));
            if (link.receiver.mode->hides_errors) {
                assert_int_equal(receive(&link, &opened), SSH2_PROTECTION_MORE);
                assert_true(opened.needed > SSH2_PACKET_LENGTH_MAX_BYTES);
            } else {
                assert_int_equal(receive(&link, &opened), SSH2_PROTECTION_BAD_LENGTH);
            }
            close_link(&link);
        }
}

/* Threats P3, P4, P5, P9, P10: every padding_length with every small packet. */
static void padding_is_at_least_4_and_leaves_a_payload(void **state)
{
    (void)state;
    for (size_t s = 0; s < SUITE_COUNT; s++)
        for (size_t len = 8; len < 64; len++) {
            if (body_of(&suites[s], len) != len)
                continue;
            for (unsigned padding = 0; padding < 256; padding++) {
                struct ssh2_opened_packet opened;
                bool is_good = padding >= 4 && padding < len - 1;
                struct link link;

                open_link(&link, &suites[s]);
                seal_raw(&link, (uint32_t)len, (uint8_t)padding, len);
                assert_int_equal(receive(&link, &opened),
                                 is_good ? SSH2_PROTECTION_OK : SSH2_PROTECTION_BAD_PADDING);
                assert_int_equal(opened.payload.len, is_good ? len - 1 - padding : 0);
                close_link(&link);
            }
        }
}

/* Threat P11: a bad length and a bad MAC look alike from outside. */
static void cbc_hides_what_a_block_decrypts_to(void **state)
{
    size_t limit = SSH2_LENGTH_FIELD_BYTES + SSH2_PACKET_LENGTH_MAX_BYTES + 32;

    (void)state;
    for (int bad_length = 0; bad_length < 2; bad_length++) {
        struct ssh2_opened_packet opened;
        uint8_t *stream = calloc(1, limit);
        struct link link;

        open_link(&link, find("cbc, mac"));
        seal_raw(&link, bad_length ? 0xfffffffc : 28, 4, 28);
        memcpy(stream, link.wire, link.wire_len);
        if (!bad_length)
            stream[40] ^= 1;
        assert_int_equal(ssh2_protection_open(&link.receiver, stream, link.wire_len, &opened),
                         SSH2_PROTECTION_MORE);
        assert_int_equal(opened.needed, limit);
        assert_int_equal(ssh2_protection_open(&link.receiver, stream, limit - 1, &opened),
                         SSH2_PROTECTION_MORE);
        assert_int_equal(ssh2_protection_open(&link.receiver, stream, limit, &opened),
                         SSH2_PROTECTION_BAD_MAC);
        close_link(&link);
        free(stream);
    }
}

/* --- counters ------------------------------------------------------------------------------- */

/* Threat P15. */
static void no_key_serves_for_more_than_2_to_the_32_packets(void **state)
{
    struct ssh2_bytes payload = SSH2_TEXT("a payload");

    (void)state;
    for (size_t s = 0; s < SUITE_COUNT; s++) {
        struct ssh2_opened_packet opened;
        struct link link;

        open_link(&link, &suites[s]);
        link.sender.sequence_number = link.receiver.sequence_number = UINT32_MAX;
        link.sender.packet_count = link.receiver.packet_count = UINT32_MAX;
        seal(&link, payload);
        assert_int_equal(receive(&link, &opened), SSH2_PROTECTION_OK);
        assert_int_equal(opened.sequence_number, UINT32_MAX);
        assert_int_equal(ssh2_protection_seal(&link.sender, &link.pool, &payload, 1, link.wire),
                         SSH2_PROTECTION_EXHAUSTED);
        assert_int_equal(receive(&link, &opened), SSH2_PROTECTION_EXHAUSTED);
        close_link(&link);
    }
}

/* RFC 4253, 6.4: the number itself may wrap, when keys were changed in between. */
static void the_sequence_number_wraps_to_0(void **state)
{
    struct ssh2_opened_packet opened;
    struct link link;

    (void)state;
    open_link(&link, find("ctr, mac"));
    link.sender.sequence_number = link.receiver.sequence_number = UINT32_MAX;
    for (int i = 0; i < 3; i++) {
        seal(&link, (struct ssh2_bytes)SSH2_TEXT("x"));
        assert_int_equal(receive(&link, &opened), SSH2_PROTECTION_OK);
    }
    assert_int_equal(opened.sequence_number, 1);
    close_link(&link);
}

/* Threat P16; RFC 5647, 7.1. */
static void the_gcm_counter_wraps_without_touching_the_fixed_part(void **state)
{
    static const uint8_t before[] = { 1, 2, 3, 4, 255, 255, 255, 255, 255, 255, 255, 255 };
    static const uint8_t after[] = { 1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0 };
    struct ssh2_opened_packet opened;
    struct link link;

    (void)state;
    open_link(&link, find("gcm"));
    memcpy(link.sender.nonce, before, sizeof(before));
    memcpy(link.receiver.nonce, before, sizeof(before));
    for (int i = 0; i < 2; i++) {
        seal(&link, (struct ssh2_bytes)SSH2_TEXT("x"));
        assert_int_equal(receive(&link, &opened), SSH2_PROTECTION_OK);
        if (i == 0)
            assert_memory_equal(link.sender.nonce, after, sizeof(after));
    }
    close_link(&link);
}

/* RFC 4253, 6.4, and strict key exchange: threat K6. */
static void new_keys_go_on_counting_or_start_again(void **state)
{
    (void)state;
    for (int restart = 0; restart < 2; restart++) {
        struct ssh2_packet_protection next;
        struct ssh2_opened_packet opened;
        struct link link;

        open_link(&link, find("ctr, mac"));
        for (int i = 0; i < 3; i++) {
            seal(&link, (struct ssh2_bytes)SSH2_TEXT("x"));
            assert_int_equal(receive(&link, &opened), SSH2_PROTECTION_OK);
        }
        init(&next, find("chachapoly"), SSH2_CIPHER_ENCRYPT);
        ssh2_protection_replace(&link.sender, &next, restart);
        assert_null(next.chachapoly);
        init(&next, find("chachapoly"), SSH2_CIPHER_DECRYPT);
        ssh2_protection_replace(&link.receiver, &next, restart);
        assert_int_equal(link.receiver.packet_count, 0);
        seal(&link, (struct ssh2_bytes)SSH2_TEXT("x"));
        assert_int_equal(receive(&link, &opened), SSH2_PROTECTION_OK);
        assert_int_equal(opened.sequence_number, restart ? 0 : 3);
        close_link(&link);
    }
}

/* --- the rest ------------------------------------------------------------------------------- */

static bool accept_if_told(void *context, struct ssh2_bytes payload)
{
    assert_int_equal(payload.len, 1);
    return *(bool *)context;
}

/* LIBSSH2_CALLBACK_MACERROR: asked wherever there is something to show. */
static void a_hook_may_accept_a_bad_mac(void **state)
{
    (void)state;
    for (size_t s = 1; s < SUITE_COUNT; s++)
        for (int told = 0; told < 2; told++) {
            bool is_told = told, has_mac = suites[s].mac != NULL;
            struct ssh2_opened_packet opened;
            struct link link;

            open_link(&link, &suites[s]);
            link.receiver.accept_bad_mac = accept_if_told;
            link.receiver.accept_context = &is_told;
            seal(&link, (struct ssh2_bytes)SSH2_TEXT("x"));
            link.wire[link.wire_len - 1] ^= 1;

            enum ssh2_protection_status status = receive(&link, &opened);

            assert_true((status == SSH2_PROTECTION_OK) == (is_told && has_mac));
            assert_true((opened.payload.len == 1) == (is_told && has_mac));
            close_link(&link);
        }
}

static void a_key_of_the_wrong_length_makes_no_protection(void **state)
{
    static const uint8_t bytes[128];

    (void)state;
    for (size_t s = 1; s < SUITE_COUNT; s++) {
        const struct ssh2_algorithm *cipher = suites[s].cipher;
        size_t mac_len = suites[s].mac == NULL ? 0 : ssh2_hash_len(suites[s].mac->mac.hash);
        struct ssh2_protection_keys long_key = { { bytes, cipher->cipher.iv_len },
                                                 { bytes, cipher->cipher.key_len + 1 },
                                                 { bytes, mac_len } };
        struct ssh2_packet_protection p;

        assert_false(ssh2_protection_init(&p, &ssh2_memory_default, SSH2_CIPHER_ENCRYPT, cipher,
                                          suites[s].mac, &long_key));
        assert_null(p.cipher);
        assert_null(p.mac);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_payload_comes_out_as_it_went_in),
        cmocka_unit_test(parts_are_sealed_one_behind_the_other),
        cmocka_unit_test(the_largest_payload_is_accepted_by_the_other_end),
        cmocka_unit_test(every_packet_is_aligned_and_padded),
        cmocka_unit_test(a_packet_may_come_byte_by_byte),
        cmocka_unit_test(every_flipped_bit_is_noticed),
        cmocka_unit_test(a_replayed_packet_is_refused),
        cmocka_unit_test(a_dropped_packet_is_noticed),
        cmocka_unit_test(every_bad_length_is_refused_at_once),
        cmocka_unit_test(padding_is_at_least_4_and_leaves_a_payload),
        cmocka_unit_test(cbc_hides_what_a_block_decrypts_to),
        cmocka_unit_test(no_key_serves_for_more_than_2_to_the_32_packets),
        cmocka_unit_test(the_sequence_number_wraps_to_0),
        cmocka_unit_test(the_gcm_counter_wraps_without_touching_the_fixed_part),
        cmocka_unit_test(new_keys_go_on_counting_or_start_again),
        cmocka_unit_test(a_hook_may_accept_a_bad_mac),
        cmocka_unit_test(a_key_of_the_wrong_length_makes_no_protection),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
