/* The program at the other end of a session channel: RFC 4254, section 6. */
#include "src/packet/connection/channel_request.h"
#include "src/packet/connection/chanreq_subsystem.h"
#include "src/session/session.h"

int ssh2_channel_open_session(struct ssh2_session *s, struct ssh2_channel **out)
{
    struct ssh2_channel_offer offer = { .channel_type = SSH2_TEXT("session"),
                                        .window = LIBSSH2_CHANNEL_WINDOW_DEFAULT,
                                        .packet_max = LIBSSH2_CHANNEL_PACKET_DEFAULT };

    return ssh2_channel_open(s, &offer, out);
}

int ssh2_channel_start(struct ssh2_channel *channel, const struct ssh2_packet_type *type,
                       const void *packet)
{
    if (channel->process_granted)
        return 0;

    int rc = ssh2_channel_ask(channel, type, packet);

    channel->process_started = true;
    channel->process_granted = rc == 0;
    return rc;
}

int ssh2_channel_start_subsystem(struct ssh2_channel *channel, const char *name)
{
    struct ssh2_chanreq_subsystem request = { .recipient_channel = channel->peer_number,
                                              .want_reply = true,
                                              .subsystem_name = ssh2_text(name) };
    int rc = ssh2_channel_start(channel, ssh2_chanreq_subsystem_type(), &request);

    if (rc == LIBSSH2_ERROR_CHANNEL_REQUEST_DENIED)
        return ssh2_fail(channel->session->error, LIBSSH2_ERROR_CHANNEL_FAILURE,
                         "the server has no subsystem %s", name);
    return rc;
}

bool ssh2_channel_was_asked_to_start(const struct ssh2_channel *channel)
{
    return channel->process_granted || channel->request.state == SSH2_EXCHANGE_AWAITING;
}
