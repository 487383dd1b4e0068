#include "src/transport/protection.h"

#include "src/transport/protection_testing.h"

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
        cmocka_unit_test(no_key_serves_for_more_than_2_to_the_32_packets),
        cmocka_unit_test(the_sequence_number_wraps_to_0),
        cmocka_unit_test(the_gcm_counter_wraps_without_touching_the_fixed_part),
        cmocka_unit_test(new_keys_go_on_counting_or_start_again),
        cmocka_unit_test(a_hook_may_accept_a_bad_mac),
        cmocka_unit_test(a_key_of_the_wrong_length_makes_no_protection),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
