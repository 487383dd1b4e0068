/* What we serve the server's programs, if the program asked for it: our display and our agent. */
#include "src/api/channel.h"

#include <string.h>

#include "src/crypto/random.h"
#include "src/crypto/secret.h"
#include "src/packet/connection/channel_open_auth_agent_openssh.h"
#include "src/packet/connection/channel_open_x11.h"
#include "src/packet/connection/chanreq_auth_agent_req_bare.h"
#include "src/packet/connection/chanreq_auth_agent_req_openssh.h"
#include "src/packet/connection/chanreq_x11_req.h"

/* Asking for it */

/* Asks, and notes what for: the server may open such channels as long as this one is open. */
static int ask_to_forward(LIBSSH2_CHANNEL *channel, unsigned forwards,
                          const struct ssh2_packet_type *type, const void *packet)
{
    struct ssh2_channel *core = ssh2_api_core_channel(channel);
    int rc = 0;

    if (core->request.state == SSH2_EXCHANGE_IDLE)
        core->forwards_asked = forwards;
    rc = ssh2_api_ask(channel, type, packet);
    if (core->request.state != SSH2_EXCHANGE_IDLE) /* the answer is still due */
        return rc;
    if (rc == 0)
        core->forwards |= core->forwards_asked;
    core->forwards_asked = 0;
    return rc;
}

#define COOKIE_BYTES 16u /* of an MIT-MAGIC-COOKIE-1 */

/* Random bytes in upper-case hexadecimal; false when there are none. */
static bool make_cookie(char text[2 * COOKIE_BYTES])
{
    uint8_t cookie[COOKIE_BYTES];
    bool made = ssh2_random(cookie, sizeof(cookie));

    for (size_t i = 0; i < COOKIE_BYTES; i++) {
        text[2 * i] = "0123456789ABCDEF"[cookie[i] >> 4];
        text[2 * i + 1] = "0123456789ABCDEF"[cookie[i] & 15];
    }
    ssh2_wipe(cookie, sizeof(cookie));
    return made;
}

int libssh2_channel_x11_req_ex(LIBSSH2_CHANNEL *channel, int single_connection,
                               const char *auth_proto, const char *auth_cookie, int screen_number)
{
    char cookie[2 * COOKIE_BYTES];

    if (channel == NULL)
        return LIBSSH2_ERROR_BAD_USE;

    LIBSSH2_SESSION *session = ssh2_api_channel_session(channel);
    struct ssh2_chanreq_x11_req request = {
        .recipient_channel = ssh2_api_core_channel(channel)->peer_number,
        .want_reply = true,
        .single_connection = single_connection != 0,
        .x11_authentication_protocol =
            ssh2_text(auth_proto == NULL ? "MIT-MAGIC-COOKIE-1" : auth_proto),
        .x11_authentication_cookie = ssh2_text(auth_cookie),
        .x11_screen_number = (uint32_t)screen_number,
    };

    if (auth_cookie == NULL) {
        if (!make_cookie(cookie))
            return ssh2_fail(&session->error, LIBSSH2_ERROR_RANDGEN,
                             "no random bytes for the X11 cookie");
        request.x11_authentication_cookie = ssh2_bytes(cookie, sizeof(cookie));
    }

    unsigned forwards = SSH2_FORWARDS_X11 | (single_connection != 0 ? SSH2_FORWARDS_X11_ONCE : 0);
    int rc = ask_to_forward(channel, forwards, ssh2_chanreq_x11_req_type(), &request);

    ssh2_wipe(cookie, sizeof(cookie));
    return rc;
}

#define AGENT_REQUEST_COUNT 2u

/* OpenSSH's name first, which most servers know. Both packets have the same fields. */
static int ask_for_agent(LIBSSH2_CHANNEL *channel, unsigned which)
{
    uint32_t number = ssh2_api_core_channel(channel)->peer_number;
    struct ssh2_chanreq_auth_agent_req_openssh openssh = { .recipient_channel = number,
                                                           .want_reply = true };
    struct ssh2_chanreq_auth_agent_req_bare bare = { .recipient_channel = number,
                                                     .want_reply = true };

    return which == 0 ? ask_to_forward(channel, SSH2_FORWARDS_AGENT,
                                       ssh2_chanreq_auth_agent_req_openssh_type(), &openssh)
                      : ask_to_forward(channel, SSH2_FORWARDS_AGENT,
                                       ssh2_chanreq_auth_agent_req_bare_type(), &bare);
}

int libssh2_channel_request_auth_agent(LIBSSH2_CHANNEL *channel)
{
    int rc = LIBSSH2_ERROR_CHANNEL_REQUEST_DENIED;

    if (channel == NULL)
        return LIBSSH2_ERROR_BAD_USE;

    LIBSSH2_SESSION *session = ssh2_api_channel_session(channel);
    unsigned *denied = &ssh2_api_core_channel(channel)->agent_requests_denied;

    if (*denied == AGENT_REQUEST_COUNT)
        return ssh2_fail(&session->error, LIBSSH2_ERROR_CHANNEL_UNKNOWN,
                         "the server has denied agent forwarding on this channel before");
    while (rc == LIBSSH2_ERROR_CHANNEL_REQUEST_DENIED && *denied < AGENT_REQUEST_COUNT) {
        rc = ask_for_agent(channel, *denied);
        if (rc == LIBSSH2_ERROR_CHANNEL_REQUEST_DENIED)
            (*denied)++;
    }
    return rc;
}

/* What the server opens */

static uint32_t judge_forwarded(LIBSSH2_SESSION *session, struct ssh2_channel *channel)
{
    return ssh2_listener_offer(&session->core, channel);
}

/* The server may open a channel before the program has come to look at its consent. */
static unsigned may_forward(const struct ssh2_channel *channel)
{
    return channel->forwards | channel->forwards_asked;
}

/* A channel that has asked for such channels, and is open; or NULL. */
static struct ssh2_channel *find_requester(const LIBSSH2_SESSION *session, unsigned forwards)
{
    const struct ssh2_session *core = &session->core;

    for (uint32_t i = 0; i < core->channel_capacity; i++) {
        struct ssh2_channel *channel = core->channels[i];

        if (channel != NULL && (may_forward(channel) & forwards) != 0 && !channel->close_sent)
            return channel;
    }
    return NULL;
}

/* Threats C8, C19: what was not asked for, or no longer is, is prohibited; without a hook nobody would
 * serve it. */
static uint32_t judge(const LIBSSH2_SESSION *session, unsigned forwards, bool has_hook)
{
    struct ssh2_channel *requester = find_requester(session, forwards);

    if (requester == NULL)
        return SSH_OPEN_ADMINISTRATIVELY_PROHIBITED;
    if (!has_hook)
        return SSH_OPEN_RESOURCE_SHORTAGE;
    if (forwards == SSH2_FORWARDS_X11 && (may_forward(requester) & SSH2_FORWARDS_X11_ONCE) != 0) {
        requester->forwards &=
            ~(SSH2_FORWARDS_X11 | SSH2_FORWARDS_X11_ONCE); /* RFC 4254, section 6.3.1 */
        requester->forwards_asked &= ~(SSH2_FORWARDS_X11 | SSH2_FORWARDS_X11_ONCE);
    }
    return 0;
}

static uint32_t judge_x11(LIBSSH2_SESSION *session, struct ssh2_channel *channel)
{
    struct ssh2_channel_open_x11 open;

    (void)channel;
    if (ssh2_session_parse(&session->core, ssh2_channel_open_x11_type(),
                           session->core.open_payload, &open) != 0)
        return SSH_OPEN_ADMINISTRATIVELY_PROHIBITED; /* unsent: the connection has ended */
    return judge(session, SSH2_FORWARDS_X11, session->callbacks.x11 != NULL);
}

static uint32_t judge_agent(LIBSSH2_SESSION *session, struct ssh2_channel *channel)
{
    struct ssh2_channel_open_auth_agent_openssh open;

    (void)channel;
    if (ssh2_session_parse(&session->core, ssh2_channel_open_auth_agent_openssh_type(),
                           session->core.open_payload, &open) != 0)
        return SSH_OPEN_ADMINISTRATIVELY_PROHIBITED;
    return judge(session, SSH2_FORWARDS_AGENT, session->callbacks.authagent != NULL);
}

/* The hook's text is the program's only within the call. */
static void hand_over_x11(LIBSSH2_SESSION *session, struct ssh2_channel *channel)
{
    struct ssh2_channel_open_x11 open;
    char *address = NULL;

    if (ssh2_channel_open_x11_parse(session->core.open_payload, &open) != SSH2_OK)
        return; /* cannot be: it was parsed before it was granted */
    address = ssh2_alloc(&session->memory, open.originator_address.len + 1);
    if (address == NULL) {
        ssh2_fail_memory(&session->error, "the origin of an X11 connection");
        ssh2_channel_abandon(channel);
        return;
    }
    if (open.originator_address.len > 0)
        memcpy(address, open.originator_address.data, open.originator_address.len);
    address[open.originator_address.len] = '\0';
    session->callbacks.x11(session, ssh2_api_public_channel(channel), address,
                           (int)open.originator_port, &session->abstract);
    ssh2_free(&session->memory, address);
}

static void hand_over_agent(LIBSSH2_SESSION *session, struct ssh2_channel *channel)
{
    session->callbacks.authagent(session, ssh2_api_public_channel(channel), &session->abstract);
}

static const struct incoming {
    const char *channel_type;
    uint32_t (*judge)(LIBSSH2_SESSION *session, struct ssh2_channel *channel);
    void (*hand_over)(LIBSSH2_SESSION *session, struct ssh2_channel *channel); /* may be NULL */
} incoming[] = {
    { "forwarded-tcpip", judge_forwarded, NULL },
    { "x11", judge_x11, hand_over_x11 },
    { "auth-agent@openssh.com", judge_agent, hand_over_agent },
};

static const struct incoming *find_incoming(struct ssh2_bytes channel_type)
{
    for (size_t i = 0; i < sizeof(incoming) / sizeof(incoming[0]); i++)
        if (ssh2_bytes_equal(channel_type, ssh2_text(incoming[i].channel_type)))
            return &incoming[i];
    return NULL;
}

uint32_t ssh2_api_on_open(void *context, struct ssh2_channel *channel,
                          const struct ssh2_channel_open *open)
{
    const struct incoming *known = find_incoming(open->channel_type);

    return known == NULL ? SSH_OPEN_UNKNOWN_CHANNEL_TYPE : known->judge(context, channel);
}

void ssh2_api_on_opened(void *context, struct ssh2_channel *channel,
                        const struct ssh2_channel_open *open)
{
    const struct incoming *known = find_incoming(open->channel_type);

    if (known != NULL && known->hand_over != NULL)
        known->hand_over(context, channel);
}
