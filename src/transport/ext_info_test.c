/* EXT_INFO in and out of place. Ids like K6 name threats. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "src/packet/numbers.h"
#include "src/transport/hostile_peer.h"

#define TEXT(literal) ((struct ssh2_bytes)SSH2_TEXT(literal))

/* --- EXT_INFO: threats E1 to E3 ------------------------------------------------------------- */

/* server-sig-algs with the value "x,y". */
#define SIG_ALGS "\0\0\0\x0fserver-sig-algs\0\0\0\3x,y"

static const struct {
    const char *why;
    enum ssh2_stage stage;
    struct ssh2_bytes first, second; /* messages; the second may be absent */
    int code;
} ext_infos[] = {
    { "right before SUCCESS", SSH2_STAGE_USERAUTH, SSH2_TEXT("\7\0\0\0\1" SIG_ALGS),
      SSH2_TEXT("\x34"), LIBSSH2_ERROR_EAGAIN },
    { "E2: not followed by SUCCESS", SSH2_STAGE_USERAUTH, SSH2_TEXT("\7\0\0\0\1" SIG_ALGS),
      SSH2_TEXT("\x33"), LIBSSH2_ERROR_PROTO },
    { "E2: twice", SSH2_STAGE_USERAUTH, SSH2_TEXT("\7\0\0\0\1" SIG_ALGS),
      SSH2_TEXT("\7\0\0\0\1" SIG_ALGS), LIBSSH2_ERROR_PROTO },
    { "E2: later than NEWKEYS, before authentication", SSH2_STAGE_SERVICE,
      SSH2_TEXT("\7\0\0\0\1" SIG_ALGS), { NULL, 0 }, LIBSSH2_ERROR_PROTO },
    { "E2: one name twice", SSH2_STAGE_USERAUTH, SSH2_TEXT("\7\0\0\0\2" SIG_ALGS SIG_ALGS),
      { NULL, 0 }, LIBSSH2_ERROR_PROTO },
    { "E1: 2^32 - 1 of them, none there", SSH2_STAGE_USERAUTH, SSH2_TEXT("\7\xff\xff\xff\xff"),
      { NULL, 0 }, LIBSSH2_ERROR_PROTO },
    { "E1: 2^32 - 1 of them, one there", SSH2_STAGE_USERAUTH,
      SSH2_TEXT("\7\xff\xff\xff\xff" SIG_ALGS), { NULL, 0 }, LIBSSH2_ERROR_PROTO },
    { "E1: fewer announced than there", SSH2_STAGE_USERAUTH, SSH2_TEXT("\7\0\0\0\0" SIG_ALGS),
      { NULL, 0 }, LIBSSH2_ERROR_PROTO },
    { "unknown ones are passed over", SSH2_STAGE_USERAUTH,
      SSH2_TEXT("\7\0\0\0\2\0\0\0\1a\0\0\0\2\0\xff" SIG_ALGS), SSH2_TEXT("\x34"),
      LIBSSH2_ERROR_EAGAIN },
};

static void ext_info_is_taken_only_in_its_places(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(ext_infos) / sizeof(ext_infos[0]); i++) {
        struct ssh2_pair pair;

        print_message("%s\n", ext_infos[i].why);
        ssh2_hostile_open(&pair, ext_infos[i].stage);
        pair.client.transport->ext_info_may_come = false; /* the server's own has been read */
        ssh2_hostile_put_and_deliver(&pair.server, &pair.client, ext_infos[i].first);
        if (ext_infos[i].second.len > 0)
            ssh2_hostile_put_and_deliver(&pair.server, &pair.client, ext_infos[i].second);
        assert_int_equal(pair.client.rc, ext_infos[i].code);
        if (ext_infos[i].code == LIBSSH2_ERROR_EAGAIN) {
            struct ssh2_bytes value = ssh2_transport_server_sig_algs(pair.client.transport);

            assert_true(ssh2_bytes_equal(value, TEXT("x,y")));
        }
        ssh2_pair_free(&pair);
    }
}

/* Threat E3. */
static void a_useless_list_leaves_the_former(void **state)
{
    static uint8_t message[100000];
    static const struct ssh2_bytes values[] = { { message, 50000 }, SSH2_TEXT(",,"),
                                                SSH2_TEXT("a\0b") };
    struct ssh2_bytes name = SSH2_TEXT("server-sig-algs");

    (void)state;
    memset(message, 'x', sizeof(message));
    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        static uint8_t encoded[60000];
        struct ssh2_writer w = ssh2_writer(encoded, sizeof(encoded));
        struct ssh2_pair pair;

        ssh2_hostile_open(&pair, SSH2_STAGE_USERAUTH);

        size_t len = ssh2_transport_server_sig_algs(pair.client.transport).len;

        assert_true(len > 0);
        ssh2_write_byte(&w, SSH_MSG_EXT_INFO);
        ssh2_write_uint32(&w, 1);
        ssh2_write_string(&w, name);
        ssh2_write_string(&w, values[i]);
        ssh2_hostile_put_and_deliver(&pair.server, &pair.client, ssh2_written(&w));
        assert_int_equal(pair.client.rc, LIBSSH2_ERROR_EAGAIN);
        assert_int_equal(ssh2_transport_server_sig_algs(pair.client.transport).len, len);
        ssh2_pair_free(&pair);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ext_info_is_taken_only_in_its_places),
        cmocka_unit_test(a_useless_list_leaves_the_former),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
