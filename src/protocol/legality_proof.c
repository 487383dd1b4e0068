/* What the legality table promises whatever a peer sends, and in whatever order: an invariant that
 * holds at first and that no message breaks, so it holds for ever. The states follow from what is
 * accepted as docs/spec/state-machine.md, sections 2 and 5, says; what a side does on its own
 * account (begin a rekeying, send its NEWKEYS) may happen at any time that the section allows. */
#include <assert.h>

#include "src/packet/numbers.h"
#include "src/protocol/legality.h"

/* A client; outer is the state that a rekeying began in. What really happened stands beside. */
struct session {
    enum ssh2_state state;
    enum ssh2_state outer;
    bool strict_kex;
    bool has_keys;         /* the peer's NEWKEYS was accepted */
    bool is_authenticated; /* SSH_MSG_USERAUTH_SUCCESS was accepted */
};

struct session nondet_session(void);
uint8_t nondet_byte(void);
bool nondet_bool(void);

static bool is_rekeying(enum ssh2_state state)
{
    return state >= SSH2_STATE_REKEY_OFFERED && state <= SSH2_STATE_REKEY_NEWKEYS;
}

/* Before the first keys nothing is known of anybody; what comes after the login needs the login. */
static bool is_safe(struct session s)
{
    enum ssh2_state now = is_rekeying(s.state) ? s.outer : s.state;

    if (s.state >= SSH2_STATE_COUNT)
        return false;
    if (is_rekeying(s.state) && (s.outer < SSH2_STATE_SERVICE || s.outer > SSH2_STATE_CONNECTION))
        return false;
    if (now <= SSH2_STATE_FIRST_NEWKEYS)
        return !s.has_keys && !s.is_authenticated;
    if (now == SSH2_STATE_CLOSED)
        return true;
    return s.has_keys && s.is_authenticated == (now == SSH2_STATE_CONNECTION);
}

/* What a client is in after it has accepted a message. */
static struct session after(struct session s, uint8_t number)
{
    if (number == SSH_MSG_DISCONNECT) {
        s.state = SSH2_STATE_CLOSED;
    } else if (number == SSH_MSG_KEXINIT) {
        if (s.state == SSH2_STATE_FIRST_KEXINIT)
            s.state = SSH2_STATE_FIRST_METHOD;
        else if (s.state == SSH2_STATE_REKEY_OFFERED)
            s.state = SSH2_STATE_REKEY_METHOD;
        else {
            s.outer = s.state;
            s.state = SSH2_STATE_REKEY_ASKED;
        }
    } else if (number == SSH_MSG_NEWKEYS) {
        s.state = s.has_keys ? s.outer : SSH2_STATE_SERVICE;
        s.has_keys = true;
    } else if (number == SSH_MSG_SERVICE_ACCEPT && s.state == SSH2_STATE_SERVICE) {
        s.state = SSH2_STATE_USERAUTH;
    } else if (number == SSH_MSG_USERAUTH_SUCCESS && s.state == SSH2_STATE_USERAUTH) {
        s.state = SSH2_STATE_CONNECTION;
        s.is_authenticated = true;
    }
    return s;
}

/* What it does on its own account. */
static struct session on_its_own(struct session s)
{
    switch (s.state) {
    case SSH2_STATE_IDENTIFICATION:
        s.state = SSH2_STATE_FIRST_KEXINIT;
        break;
    case SSH2_STATE_FIRST_METHOD:
        s.state = SSH2_STATE_FIRST_NEWKEYS;
        break;
    case SSH2_STATE_SERVICE:
    case SSH2_STATE_USERAUTH:
    case SSH2_STATE_CONNECTION:
        s.outer = s.state;
        s.state = SSH2_STATE_REKEY_OFFERED;
        break;
    case SSH2_STATE_REKEY_ASKED:
        s.state = SSH2_STATE_REKEY_METHOD;
        break;
    case SSH2_STATE_REKEY_METHOD:
        s.state = SSH2_STATE_REKEY_NEWKEYS;
        break;
    default:
        s.state = SSH2_STATE_CLOSED;
        break;
    }
    return s;
}

static void assert_what_is_accepted_is_due(struct session s, uint8_t number)
{
    enum ssh2_state now = is_rekeying(s.state) ? s.outer : s.state;

    assert(number < 50 || s.has_keys);
    assert(number < 80 || number > 191 || (s.has_keys && s.is_authenticated));
    assert(number != SSH_MSG_USERAUTH_SUCCESS || now == SSH2_STATE_USERAUTH);
    assert(number != SSH_MSG_NEWKEYS || s.state == SSH2_STATE_FIRST_METHOD ||
           s.state == SSH2_STATE_FIRST_NEWKEYS || s.state == SSH2_STATE_REKEY_METHOD ||
           s.state == SSH2_STATE_REKEY_NEWKEYS);
    assert(number < 30 || number > 49 || s.state == SSH2_STATE_FIRST_METHOD ||
           s.state == SSH2_STATE_REKEY_METHOD);
    assert(!is_rekeying(s.state) || s.state == SSH2_STATE_REKEY_OFFERED || number < 50);
}

void legality_keeps_the_session_safe(void)
{
    struct session at_first = { SSH2_STATE_IDENTIFICATION, SSH2_STATE_IDENTIFICATION, false, false,
                                false };
    struct session s = nondet_session();
    uint8_t number = nondet_byte();

    assert(is_safe(at_first));
    s.strict_kex = nondet_bool();
    s.has_keys = nondet_bool();
    s.is_authenticated = nondet_bool();
    __CPROVER_assume(is_safe(s));
    if (nondet_bool()) {
        assert(is_safe(on_its_own(s)));
    } else if (ssh2_legality(SSH2_CLIENT, s.state, s.outer, s.strict_kex, number) == SSH2_ACCEPT) {
        assert_what_is_accepted_is_due(s, number);
        assert(is_safe(after(s, number)));
        __CPROVER_assert(number != SSH_MSG_USERAUTH_SUCCESS, "REACHED: a login succeeds");
        __CPROVER_assert(number != SSH_MSG_CHANNEL_DATA, "REACHED: data arrives");
    }
}

/* Under strict key exchange nothing at all but the exchange gets through before the keys. */
void strict_kex_lets_nothing_else_in(void)
{
    enum ssh2_role role = nondet_bool() ? SSH2_CLIENT : SSH2_SERVER;
    uint8_t state = nondet_byte();
    uint8_t number = nondet_byte();

    __CPROVER_assume(state >= SSH2_STATE_FIRST_KEXINIT && state <= SSH2_STATE_FIRST_NEWKEYS);

    enum ssh2_disposition found = ssh2_legality(role, state, SSH2_STATE_SERVICE, true, number);
    bool due = number == SSH_MSG_DISCONNECT || number == SSH_MSG_KEXINIT ||
               number == SSH_MSG_NEWKEYS || (number >= 30 && number <= 49);

    assert(due || found == SSH2_REFUSE);
    __CPROVER_assert(found != SSH2_ACCEPT, "REACHED: something is accepted");
}
