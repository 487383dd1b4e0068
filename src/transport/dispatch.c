#include "src/transport/machine.h"

#include "src/packet/numbers.h"
#include "src/packet/transport/debug.h"
#include "src/packet/transport/disconnect.h"
#include "src/packet/transport/ignore.h"
#include "src/packet/transport/unimplemented.h"
#include "src/transport/trace.h"

/* Ours: what an error sentence quotes of a peer's text, in bytes. */
#define QUOTED_TEXT_MAX_BYTES 160u

const char *ssh2_state_text(enum ssh2_state state)
{
    static const char *const texts[SSH2_STATE_COUNT] = {
        [SSH2_STATE_IDENTIFICATION] = "before the identification",
        [SSH2_STATE_FIRST_KEXINIT] = "before the peer's first KEXINIT",
        [SSH2_STATE_FIRST_METHOD] = "in the first key exchange",
        [SSH2_STATE_FIRST_NEWKEYS] = "where the peer's first NEWKEYS is due",
        [SSH2_STATE_SERVICE] = "before a service is agreed",
        [SSH2_STATE_USERAUTH] = "during authentication",
        [SSH2_STATE_CONNECTION] = "after authentication",
        [SSH2_STATE_REKEY_OFFERED] = "where the peer's KEXINIT is due",
        [SSH2_STATE_REKEY_ASKED] = "between two KEXINITs",
        [SSH2_STATE_REKEY_METHOD] = "in a key exchange",
        [SSH2_STATE_REKEY_NEWKEYS] = "where the peer's NEWKEYS is due",
        [SSH2_STATE_CLOSED] = "after the end",
    };

    return texts[state];
}

int ssh2_transport_refuse_message(struct ssh2_transport *t, uint8_t number)
{
    bool is_strict = t->strict_kex && !t->is_established;

    return ssh2_transport_fail(t, is_strict ? SSH2_FAULT_STRICT_KEX : SSH2_FAULT_STATE,
                               "message %u must not come %s", number, ssh2_state_text(t->state));
}

/* RFC 4253, 11.4. While the first exchange runs the answer waits for its end, as strict key
 * exchange may be agreed yet; later it may be sent at any time. */
static int answer_unimplemented(struct ssh2_transport *t, uint32_t sequence_number)
{
    struct ssh2_unimplemented answer = { .rejected_sequence_number = sequence_number };
    bool is_now = t->state >= SSH2_STATE_FIRST_NEWKEYS && t->posted_count == 0 &&
                  ssh2_transport_output(t).len < SSH2_OUTPUT_HIGH_WATER_BYTES;

    if (is_now)
        return ssh2_transport_put_packet(t, ssh2_unimplemented_type(), &answer);
    return ssh2_transport_post_packet(t, ssh2_unimplemented_type(), &answer);
}

static int take_disconnect(struct ssh2_transport *t, struct ssh2_bytes message,
                           struct ssh2_bytes *payload)
{
    struct ssh2_disconnect disconnect;

    if (ssh2_disconnect_parse(message, &disconnect) == SSH2_OK) {
        size_t len = disconnect.description.len;

        if (len > QUOTED_TEXT_MAX_BYTES)
            len = QUOTED_TEXT_MAX_BYTES;
        ssh2_fail(t->error, LIBSSH2_ERROR_SOCKET_DISCONNECT,
                  "the peer ended the connection, reason %u: %.*s",
                  (unsigned)disconnect.reason_code, (int)len,
                  len == 0 ? "" : (const char *)disconnect.description.data);
        *payload = message;
    } else {
        ssh2_fail(t->error, LIBSSH2_ERROR_SOCKET_DISCONNECT,
                  "the peer ended the connection with a malformed DISCONNECT");
    }

    int code = ssh2_transport_die(t);

    return payload->len > 0 ? 0 : code;
}

/* NULL for any other message. */
static const struct ssh2_packet_type *notice_type(uint8_t number)
{
    switch (number) {
    case SSH_MSG_IGNORE:
        return ssh2_ignore_type();
    case SSH_MSG_UNIMPLEMENTED:
        return ssh2_unimplemented_type();
    case SSH_MSG_DEBUG:
        return ssh2_debug_type();
    default:
        return NULL;
    }
}

/* IGNORE, UNIMPLEMENTED and DEBUG go up, where a program may want to hear of them. */
static int take_notice(struct ssh2_transport *t, struct ssh2_bytes message,
                       struct ssh2_bytes *payload)
{
    union {
        struct ssh2_ignore ignore;
        struct ssh2_unimplemented unimplemented;
        struct ssh2_debug debug;
    } notice;
    const struct ssh2_packet_type *type = notice_type(message.data[0]);

    if (ssh2_packet_parse(type, message, &notice) != SSH2_OK)
        return ssh2_transport_fail(t, SSH2_FAULT_MESSAGE, "a malformed %s from the peer",
                                   type->name);
    *payload = message;
    return 0;
}

static bool is_method_message(uint8_t number)
{
    return number >= SSH_MSG_KEX_METHOD_FIRST && number <= SSH_MSG_KEX_METHOD_LAST;
}

static bool is_for_above(uint8_t number)
{
    return number == SSH_MSG_SERVICE_REQUEST || number == SSH_MSG_SERVICE_ACCEPT ||
           (number >= SSH_MSG_USERAUTH_REQUEST && number <= SSH_MSG_CHANNEL_FAILURE);
}

/* A message that is legal here. */
static int accept_message(struct ssh2_transport *t, const struct ssh2_opened_packet *packet,
                          struct ssh2_bytes *payload)
{
    uint8_t number = packet->payload.data[0];

    if (is_for_above(number)) {
        *payload = packet->payload;
        return 0;
    }
    if (notice_type(number) != NULL)
        return take_notice(t, packet->payload, payload);
    if (is_method_message(number))
        return ssh2_key_exchange_take_method(t, packet->payload);
    switch (number) {
    case SSH_MSG_DISCONNECT:
        return take_disconnect(t, packet->payload, payload);
    case SSH_MSG_EXT_INFO:
        return ssh2_ext_info_take(t, packet->payload);
    case SSH_MSG_KEXINIT:
        return ssh2_key_exchange_take_kexinit(t, packet);
    case SSH_MSG_NEWKEYS:
        return ssh2_key_exchange_take_newkeys(t, packet->payload);
    default: /* an extension that we have not announced */
        return answer_unimplemented(t, packet->sequence_number);
    }
}

/* RFC 8308, 2.4: a late EXT_INFO stands right before USERAUTH_SUCCESS; the first one right behind
 * NEWKEYS, whose place passes with this packet. */
static int check_neighbour(struct ssh2_transport *t, uint8_t number)
{
    bool success_must_come = t->success_must_come;

    t->success_must_come = false;
    if (number != SSH_MSG_EXT_INFO)
        t->ext_info_may_come = false;
    if (success_must_come && number != SSH_MSG_USERAUTH_SUCCESS && number != SSH_MSG_DISCONNECT)
        return ssh2_transport_fail(t, SSH2_FAULT_STATE,
                                   "message %u came where EXT_INFO had announced "
                                   "USERAUTH_SUCCESS",
                                   number);
    return 0;
}

int ssh2_transport_dispatch(struct ssh2_transport *t, const struct ssh2_opened_packet *packet,
                            struct ssh2_bytes *payload)
{
    uint8_t number = packet->payload.data[0];
    int rc = check_neighbour(t, number);

    if (ssh2_is_traced(t->error, SSH2_TRACE_PACKETS))
        ssh2_trace_packet(t->error->trace, SSH2_TRACE_RECEIVED, &packet->payload, 1);
    if (rc != 0)
        return rc;
    switch (ssh2_legality(t->role, t->state, ssh2_stage_state(t->stage), t->strict_kex, number)) {
    case SSH2_ACCEPT:
        return accept_message(t, packet, payload);
    case SSH2_IGNORE:
        return notice_type(number) != NULL ? take_notice(t, packet->payload, payload) : 0;
    case SSH2_UNIMPLEMENTED:
        return answer_unimplemented(t, packet->sequence_number);
    case SSH2_REFUSE:
    case SSH2_IMPOSSIBLE:
        break;
    }
    return ssh2_transport_refuse_message(t, number);
}
