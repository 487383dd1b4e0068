#include "src/transport/hash_packet.h"

#include "src/crypto/testing.h"
#include "src/packet/kex/exchange_hash_dh.h"
#include "src/packet/kex/exchange_hash_ecdh.h"
#include "src/packet/kex/exchange_hash_gex.h"
#include "src/packet/kex/exchange_hash_hybrid.h"
#include "src/packet/kex/kexinit.h"

#define WRITTEN_MAX_BYTES 1024u

/* The engine's own writer is the measure. */
static void assert_hashes_what_is_written(const struct ssh2_packet_type *type, const void *packet)
{
    uint8_t written[WRITTEN_MAX_BYTES], expected[SSH2_HASH_MAX_BYTES], got[SSH2_HASH_MAX_BYTES];
    struct ssh2_writer w = ssh2_writer(written, sizeof(written));
    struct ssh2_hash hash = { 0 };

    ssh2_packet_write(type, &w, packet);
    assert_int_equal(w.status, SSH2_OK);
    assert_true(w.len > 0);
    assert_true(ssh2_hash_once(SSH2_HASH_SHA256, ssh2_written(&w), expected));
    assert_true(ssh2_hash_init(&hash, SSH2_HASH_SHA256));
    assert_true(ssh2_hash_packet(&hash, type, packet));
    assert_true(ssh2_hash_final(&hash, got));
    ssh2_hash_free(&hash);
    assert_memory_equal(got, expected, ssh2_hash_len(SSH2_HASH_SHA256));
}

/* Small, with a set top bit, with zeros in front, zero. */
static const struct ssh2_bytes numbers[] = { SSH2_TEXT("\x7f"), SSH2_TEXT("\x80\x01"),
                                             SSH2_TEXT("\0\0\x90"), SSH2_TEXT("\0"),
                                             SSH2_TEXT("") };

#define EVERY_NUMBER(i) for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)

static void numbers_are_hashed_in_their_shortest_form(void **unused)
{
    (void)unused;
    EVERY_NUMBER(i)
    {
        const struct ssh2_exchange_hash_dh dh = { ssh2_text("SSH-2.0-client"),
                                                  ssh2_text("SSH-2.0-server"),
                                                  ssh2_text("i_c"),
                                                  ssh2_text(""),
                                                  ssh2_text("key"),
                                                  numbers[i],
                                                  numbers[0],
                                                  numbers[i] };

        assert_hashes_what_is_written(ssh2_exchange_hash_dh_type(), &dh);
    }
}

static void strings_are_hashed_as_they_are(void **unused)
{
    (void)unused;
    EVERY_NUMBER(i)
    {
        const struct ssh2_exchange_hash_ecdh ecdh = { ssh2_text("v_c"), ssh2_text("v_s"),
                                                      ssh2_text("i_c"), ssh2_text("i_s"),
                                                      ssh2_text("key"), numbers[i],
                                                      numbers[i],       numbers[i] };
        const struct ssh2_exchange_hash_hybrid hybrid = { ssh2_text("v_c"), ssh2_text("v_s"),
                                                          ssh2_text("i_c"), ssh2_text("i_s"),
                                                          ssh2_text("key"), numbers[i],
                                                          numbers[i],       numbers[i] };

        assert_hashes_what_is_written(ssh2_exchange_hash_ecdh_type(), &ecdh);
        assert_hashes_what_is_written(ssh2_exchange_hash_hybrid_type(), &hybrid);
    }
}

static void uint32s_are_hashed_in_network_order(void **unused)
{
    const struct ssh2_exchange_hash_gex gex = { ssh2_text("v_c"),
                                                ssh2_text("v_s"),
                                                ssh2_text("i_c"),
                                                ssh2_text("i_s"),
                                                ssh2_text("key"),
                                                2048,
                                                4096,
                                                0x01020304,
                                                numbers[1],
                                                numbers[0],
                                                numbers[0],
                                                numbers[1],
                                                numbers[2] };

    (void)unused;
    assert_hashes_what_is_written(ssh2_exchange_hash_gex_type(), &gex);
}

static void what_is_no_exchange_hash_is_refused(void **unused)
{
    const struct ssh2_kexinit kexinit = { 0 };
    struct ssh2_hash hash = { 0 };

    (void)unused;
    assert_true(ssh2_hash_init(&hash, SSH2_HASH_SHA256));
    assert_false(ssh2_hash_packet(&hash, ssh2_kexinit_type(), &kexinit));
    ssh2_hash_free(&hash);
}

static void a_hash_that_was_not_begun_fails(void **unused)
{
    const struct ssh2_exchange_hash_dh dh = { 0 };
    struct ssh2_hash hash = { 0 };

    (void)unused;
    assert_false(ssh2_hash_packet(&hash, ssh2_exchange_hash_dh_type(), &dh));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_hashed_in_their_shortest_form),
        cmocka_unit_test(strings_are_hashed_as_they_are),
        cmocka_unit_test(uint32s_are_hashed_in_network_order),
        cmocka_unit_test(what_is_no_exchange_hash_is_refused),
        cmocka_unit_test(a_hash_that_was_not_begun_fails),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
