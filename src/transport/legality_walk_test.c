/* Every message number in every state of either side.
 * Ids like K6 name threats. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "src/packet/numbers.h"
#include "src/transport/hostile_peer.h"
#include "src/transport/protection_modes.h"

static bool goes_up(uint8_t number)
{
    return number == SSH_MSG_SERVICE_REQUEST || number == SSH_MSG_SERVICE_ACCEPT ||
           (number >= 50 && number <= 100);
}

/* One bare number to a pair's end, which is in the state, and what came of it. */
static void judge_number(struct ssh2_pair_end *end, struct ssh2_pair_end *peer,
                         enum ssh2_disposition disposition, uint8_t number)
{
    struct ssh2_transport *t = end->transport;
    uint64_t answers = t->out.packet_count + t->posted_count;
    struct ssh2_bytes payload = { &number, 1 };

    if (t->in.mode == &ssh2_mode_plain)
        ssh2_hostile_inject_plain(end, payload);
    else
        ssh2_hostile_put_and_deliver(peer, end, payload);
    answers = t->out.packet_count + t->posted_count - answers;
    if (disposition == SSH2_REFUSE || disposition == SSH2_IMPOSSIBLE)
        assert_true(ssh2_transport_is_dead(t));
    if (disposition == SSH2_UNIMPLEMENTED) {
        assert_int_equal(end->rc, LIBSSH2_ERROR_EAGAIN);
        assert_int_equal(answers, 1);
    }
    if (disposition == SSH2_ACCEPT && goes_up(number)) {
        assert_int_equal(end->rc, LIBSSH2_ERROR_EAGAIN);
        assert_int_equal(end->event_count, 1);
        assert_true(ssh2_bytes_equal(ssh2_pair_event(end, 0), payload));
    } else {
        assert_int_equal(end->event_count, 0);
    }
}

static void judge_all_numbers(bool is_client, enum ssh2_state state)
{
    enum ssh2_role role = is_client ? SSH2_CLIENT : SSH2_SERVER;

    for (unsigned number = 0; number < 256; number++) {
        struct ssh2_pair pair;
        struct ssh2_pair_end *end = is_client ? &pair.client : &pair.server;
        struct ssh2_pair_end *peer = is_client ? &pair.server : &pair.client;

        ssh2_hostile_bring_to(&pair, end, peer, state);

        struct ssh2_transport *t = end->transport;

        judge_number(end, peer,
                     ssh2_legality(role, state, ssh2_stage_state(t->stage), t->strict_kex,
                                   (uint8_t)number),
                     (uint8_t)number);
        ssh2_pair_free(&pair);
    }
}

/* Threats K9, K10, A13, P19: the table's verdict is what happens, in every state. */
static void every_number_meets_its_verdict_in_every_state(void **state)
{
    (void)state;
    for (int s = SSH2_STATE_FIRST_KEXINIT; s < SSH2_STATE_CLOSED; s++) {
        if (s == SSH2_STATE_REKEY_ASKED) /* left within the call that enters it */
            continue;
        judge_all_numbers(false, (enum ssh2_state)s);
        if (s != SSH2_STATE_REKEY_NEWKEYS) /* the server has changed its keys by then */
            judge_all_numbers(true, (enum ssh2_state)s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_number_meets_its_verdict_in_every_state),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
