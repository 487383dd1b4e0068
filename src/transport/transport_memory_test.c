/* Threats L2 and L6: every allocation may fail, and all memory comes from the one allocator. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/packet/connection/channel_success.h"
#include "src/transport/pair.h"

/* Counts, and fails from one allocation on for good, or once. */
struct scarce {
    size_t count;
    size_t fail_at; /* 0: never */
    bool once;
    size_t live; /* blocks that were not given back */
};

static bool fails(void **abstract)
{
    struct scarce *scarce = *abstract;

    scarce->count++;
    return scarce->fail_at != 0 &&
           (scarce->once ? scarce->count == scarce->fail_at : scarce->count >= scarce->fail_at);
}

static void *scarce_alloc(size_t len, void **abstract)
{
    void *p = fails(abstract) ? NULL : malloc(len);

    ((struct scarce *)*abstract)->live += p != NULL;
    return p;
}

static void *scarce_realloc(void *p, size_t len, void **abstract)
{
    void *moved = fails(abstract) ? NULL : realloc(p, len);

    ((struct scarce *)*abstract)->live += moved != NULL && p == NULL;
    return moved;
}

static void scarce_free(void *p, void **abstract)
{
    ((struct scarce *)*abstract)->live -= p != NULL;
    free(p);
}

/* Alive, or ended for want of memory, or by the other end for that reason. The crypto library's own
 * failures have no name of their own. */
static bool is_good_end(const struct ssh2_pair_end *end)
{
    int code = ssh2_transport_is_dead(end->transport) ? end->error.code : 0;

    return code == 0 || code == LIBSSH2_ERROR_ALLOC || code == LIBSSH2_ERROR_ENCRYPT ||
           code == LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE || code == LIBSSH2_ERROR_SOCKET_DISCONNECT;
}

/* A handshake, data, a rekeying, answers that wait. True when all of it succeeded. */
static bool converse(const struct ssh2_memory *memory)
{
    struct ssh2_channel_success answer = { .recipient_channel = 1 };
    static const uint8_t large[30000] = { SSH_MSG_CHANNEL_DATA };
    struct ssh2_bytes payload = { large, sizeof(large) };
    struct ssh2_pair pair;
    bool is_complete = false;

    if (ssh2_pair_init(&pair, memory)) {
        is_complete = ssh2_pair_shake_hands(&pair, SSH2_STAGE_CONNECTION);
        is_complete &= ssh2_transport_send(pair.client.transport, &payload, 1) == 0;
        is_complete &= ssh2_transport_rekey(pair.server.transport) == 0;
        is_complete &= ssh2_transport_post_packet(pair.server.transport,
                                                  ssh2_channel_success_type(), &answer) == 0;
        ssh2_pair_run(&pair, SIZE_MAX);
        is_complete &= pair.server.event_count == 1 && pair.client.event_count == 1;
        is_complete &= !ssh2_transport_is_dead(pair.client.transport) &&
                       !ssh2_transport_is_dead(pair.server.transport);
        assert_true(is_complete || pair.client.error.code != 0 || pair.server.error.code != 0);
        if (!is_good_end(&pair.client) || !is_good_end(&pair.server))
            fail_msg("client %d: %s; server %d: %s", pair.client.rc, pair.client.error.message,
                     pair.server.rc, pair.server.error.message);
    }
    ssh2_pair_free(&pair);
    return is_complete;
}

static void exhaust(bool once)
{
    bool was_enough = false;

    for (size_t n = 1; !was_enough; n++) {
        struct scarce scarce = { .fail_at = n, .once = once };
        void *abstract = &scarce;
        struct ssh2_memory memory = { scarce_alloc, scarce_realloc, scarce_free, &abstract };


        bool is_complete = converse(&memory);

        was_enough = scarce.count < n;
        assert_int_equal(scarce.live, 0);
        assert_true(is_complete || !was_enough);
        if (is_complete && !was_enough) /* one that may be repeated: room to receive */
            assert_true(once);
    }
}

static void memory_may_end_at_any_allocation(void **state)
{
    (void)state;
    exhaust(false);
}

static void any_single_allocation_may_fail(void **state)
{
    (void)state;
    exhaust(true);
}

/* No allocation a packet: docs/architecture.md. */
static void data_that_flows_allocates_nothing(void **state)
{
    static const char *const ciphers[] = { "chacha20-poly1305@openssh.com",
                                           "aes256-gcm@openssh.com", "aes128-ctr" };
    static const uint8_t data[32768] = { SSH_MSG_CHANNEL_DATA };
    struct ssh2_bytes parts[] = { { data, 9 }, { data, sizeof(data) } };

    (void)state;
    for (size_t i = 0; i < sizeof(ciphers) / sizeof(ciphers[0]); i++) {
        struct scarce scarce = { .fail_at = 0 };
        void *abstract = &scarce;
        struct ssh2_memory memory = { scarce_alloc, scarce_realloc, scarce_free, &abstract };
        struct ssh2_pair pair;
        size_t before = 0;

        assert_true(ssh2_pair_init(&pair, &memory));
        ssh2_transport_set_preference(pair.client.transport, LIBSSH2_METHOD_CRYPT_CS, ciphers[i]);
        assert_true(ssh2_pair_shake_hands(&pair, SSH2_STAGE_CONNECTION));
        for (int round = 0; round < 40; round++) {
            if (round == 20)
                before = scarce.count;
            assert_int_equal(ssh2_transport_send(pair.client.transport, parts, 2), 0);
            ssh2_pair_run(&pair, SIZE_MAX);
        }
        assert_int_equal(pair.server.event_count, 40);
        assert_int_equal(scarce.count, before);
        ssh2_pair_free(&pair);
        assert_int_equal(scarce.live, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_may_end_at_any_allocation),
        cmocka_unit_test(any_single_allocation_may_fail),
        cmocka_unit_test(data_that_flows_allocates_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
