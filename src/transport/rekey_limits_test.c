/* How long the keys of each kind of cipher serve. */
#include "src/transport/transport.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/transport/machine.h"
#include "src/transport/pair.h"

#define DATA_BYTES 700u

/* Threat L10: blocks of 64 bits, and RC4 with them, long before the 1 GiB of RFC 4253, section 9.
 */
static void keys_of_small_blocks_serve_for_less(void **state)
{
    static const struct {
        const char *cipher;
        uint64_t limit;
    } cases[] = {
        { "3des-cbc", SSH2_REKEY_SMALL_BLOCK_BYTES },
        { "blowfish-cbc", SSH2_REKEY_SMALL_BLOCK_BYTES },
        { "arcfour128", SSH2_REKEY_SMALL_BLOCK_BYTES },
        { "aes128-cbc", SSH2_REKEY_DEFAULT_BYTES },
        { "aes256-gcm@openssh.com", SSH2_REKEY_DEFAULT_BYTES },
        { "chacha20-poly1305@openssh.com", SSH2_REKEY_DEFAULT_BYTES },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        for (int side = 0; side < 2; side++) {
            struct ssh2_pair pair;
            struct ssh2_pair_end *end = side == 0 ? &pair.client : &pair.server;

            if (ssh2_algorithm_find(SSH2_ALGORITHM_CIPHER, ssh2_text(cases[i].cipher)) == NULL)
                continue;
            assert_true(ssh2_pair_init(&pair, &ssh2_memory_default));
            for (int type = LIBSSH2_METHOD_CRYPT_CS; type <= LIBSSH2_METHOD_CRYPT_SC; type++) {
                ssh2_transport_set_preference(pair.client.transport, type, cases[i].cipher);
                ssh2_transport_set_preference(pair.server.transport, type, cases[i].cipher);
            }
            assert_true(ssh2_pair_shake_hands(&pair, SSH2_STAGE_CONNECTION));
            end->transport->out.byte_count = cases[i].limit - 2 * DATA_BYTES;
            assert_int_equal(ssh2_pair_send_data(end, 0, DATA_BYTES), 0);
            ssh2_pair_run(&pair, SIZE_MAX);
            assert_true(end->transport->out.byte_count > cases[i].limit / 2);
            end->transport->out.byte_count = cases[i].limit;
            assert_int_equal(ssh2_pair_send_data(end, 1, DATA_BYTES), 0);
            ssh2_pair_run(&pair, SIZE_MAX);
            assert_false(ssh2_transport_is_dead(pair.client.transport));
            assert_true(end->transport->out.byte_count < 3 * DATA_BYTES);
            ssh2_pair_free(&pair);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_of_small_blocks_serve_for_less),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
