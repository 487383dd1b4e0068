/* Packets that were changed, and packets that a peer with the keys made wrong. */
#include "src/transport/protection_testing.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_flipped_bit_is_noticed),
        cmocka_unit_test(a_replayed_packet_is_refused),
        cmocka_unit_test(a_dropped_packet_is_noticed),
        cmocka_unit_test(every_bad_length_is_refused_at_once),
        cmocka_unit_test(padding_is_at_least_4_and_leaves_a_payload),
        cmocka_unit_test(cbc_hides_what_a_block_decrypts_to),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
