/* What the peer does beside running programs: it lets channels be opened to two addresses, listens where it
 * is asked to, grants terminals, displays and agents, and opens channels to the client when a test says so.
 *
 *     direct-tcpip to "echo"                              connects to a cat
 *     direct-streamlocal@openssh.com to "/echo"           the same
 *     tcpip-forward for the port 0                        chooses SSH2_PEER_CHOSEN_PORT
 *     tcpip-forward for the port SSH2_PEER_TAKEN_PORT     is refused
 *     env of the name "REFUSED"                           is refused
 */
#include <string.h>

#include "src/oracle/peer.h"
#include "src/packet/connection/channel_open_direct_streamlocal.h"
#include "src/packet/connection/channel_open_direct_tcpip.h"
#include "src/packet/connection/channel_open_forwarded_tcpip.h"
#include "src/packet/connection/channel_open_x11.h"
#include "src/packet/connection/chanreq_env.h"
#include "src/packet/connection/chanreq_pty_req.h"
#include "src/packet/connection/chanreq_signal.h"
#include "src/packet/connection/chanreq_window_change.h"
#include "src/packet/connection/global_tcpip_forward.h"
#include "src/packet/connection/global_tcpip_forward_success.h"

/* Channels that the client opens */

/* Where a direct channel is to go, or NULL for other channels. */
static const char *destination(struct ssh2_bytes payload)
{
    struct ssh2_channel_open_direct_tcpip tcpip;
    struct ssh2_channel_open_direct_streamlocal streamlocal;
    bool to_host = ssh2_channel_open_direct_tcpip_parse(payload, &tcpip) == SSH2_OK;
    bool to_socket = ssh2_channel_open_direct_streamlocal_parse(payload, &streamlocal) == SSH2_OK;

    if (!to_host && !to_socket)
        return NULL;
    if ((to_host && ssh2_bytes_equal(tcpip.host_to_connect, ssh2_text("echo"))) ||
        (to_socket && ssh2_bytes_equal(streamlocal.socket_path, ssh2_text("/echo"))))
        return "echo";
    return "";
}

uint32_t ssh2_peer_on_open(void *context, struct ssh2_channel *channel,
                           const struct ssh2_channel_open *open)
{
    struct ssh2_peer *peer = context;
    const struct ssh2_peer_settings *settings = &peer->settings;
    const char *to = destination(peer->payload);

    if (to == NULL && !ssh2_bytes_equal(open->channel_type, ssh2_text("session")))
        return SSH_OPEN_UNKNOWN_CHANNEL_TYPE;
    if (to != NULL && to[0] == '\0')
        return SSH_OPEN_CONNECT_FAILED;
    if (settings->window > 0)
        channel->local_window = channel->local_window_initial = channel->local_window_target =
            settings->window;
    if (settings->packet_max > 0)
        channel->local_packet_max = settings->packet_max;
    if (to != NULL && !ssh2_peer_run(peer, channel, ssh2_text("cat")))
        return SSH_OPEN_RESOURCE_SHORTAGE;
    return 0;
}

/* Requests */

static void keep(char *out, size_t capacity, struct ssh2_bytes text)
{
    size_t len = text.len < capacity - 1 ? text.len : capacity - 1;

    if (len > 0)
        memcpy(out, text.data, len);
    out[len] = '\0';
}

bool ssh2_peer_grants(struct ssh2_peer *peer, struct ssh2_channel *channel,
                      const struct ssh2_channel_request *request)
{
    struct ssh2_peer_terminal *terminal = &peer->terminal;
    struct ssh2_chanreq_env env;
    struct ssh2_chanreq_pty_req pty;
    struct ssh2_chanreq_window_change change;
    struct ssh2_chanreq_signal signal;

    if (ssh2_chanreq_env_parse(peer->payload, &env) == SSH2_OK)
        return !ssh2_bytes_equal(env.variable_name, ssh2_text("REFUSED"));
    if (ssh2_chanreq_pty_req_parse(peer->payload, &pty) == SSH2_OK) {
        keep(terminal->name, sizeof(terminal->name), pty.term);
        terminal->columns = pty.width_columns;
        terminal->rows = pty.height_rows;
        terminal->modes_len = pty.encoded_terminal_modes.len;
        return true;
    }
    if (ssh2_chanreq_window_change_parse(peer->payload, &change) == SSH2_OK) {
        terminal->columns = change.width_columns;
        terminal->rows = change.height_rows;
        return true;
    }
    if (ssh2_chanreq_signal_parse(peer->payload, &signal) == SSH2_OK) {
        ssh2_peer_kill(channel, signal.signal_name);
        return true;
    }
    return ssh2_bytes_equal(request->request_type, ssh2_text("x11-req")) ||
           ssh2_bytes_equal(request->request_type, ssh2_text(peer->settings.agent_request));
}

bool ssh2_peer_on_global_request(void *context, const struct ssh2_global_request *request)
{
    struct ssh2_peer *peer = context;
    struct ssh2_global_tcpip_forward forward;

    (void)request;
    return ssh2_global_tcpip_forward_parse(peer->payload, &forward) == SSH2_OK &&
           forward.port_to_bind != SSH2_PEER_TAKEN_PORT;
}

/* The answer to a request for any port says which one it is: the session's own says nothing. */
bool ssh2_peer_chooses_port(struct ssh2_peer *peer)
{
    struct ssh2_global_tcpip_forward forward;
    struct ssh2_global_tcpip_forward_success success = { .bound_port = SSH2_PEER_CHOSEN_PORT };

    return ssh2_global_tcpip_forward_parse(peer->payload, &forward) == SSH2_OK &&
           forward.port_to_bind == 0 &&
           ssh2_transport_post_packet(peer->session.transport,
                                      ssh2_global_tcpip_forward_success_type(), &success) == 0;
}

/* Channels that the peer opens */

/* The part of a channel_open_*.h behind the channel's numbers. */
static void set_knock(struct ssh2_peer *peer, const struct ssh2_packet_type *type, const void *packet)
{
    struct ssh2_peer_knock *knock = &peer->knock;
    struct ssh2_writer w = ssh2_writer(knock->payload, sizeof(knock->payload));
    struct ssh2_channel_open open;

    ssh2_packet_write(type, &w, packet);
    ssh2_channel_open_parse(ssh2_written(&w), &open);
    knock->offer = (struct ssh2_channel_offer){ .channel_type = open.channel_type,
                                                .window = LIBSSH2_CHANNEL_WINDOW_DEFAULT,
                                                .packet_max = LIBSSH2_CHANNEL_PACKET_DEFAULT,
                                                .type_data = open.type_data };
    knock->state = SSH2_PEER_KNOCKING;
}

void ssh2_peer_knock(struct ssh2_peer *peer, const char *channel_type, const char *address,
                     uint32_t port)
{
    struct ssh2_channel_open_forwarded_tcpip forwarded = { .maximum_packet_size = 1,
                                                           .connected_address = ssh2_text(address),
                                                           .connected_port = port,
                                                           .originator_address = SSH2_TEXT("192.0.2.1"),
                                                           .originator_port = 1024 };
    struct ssh2_channel_open_x11 x11 = { .maximum_packet_size = 1,
                                         .originator_address = ssh2_text(address),
                                         .originator_port = port };
    struct ssh2_channel_open other = { .channel_type = ssh2_text(channel_type),
                                       .maximum_packet_size = 1 };

    if (strcmp(channel_type, "forwarded-tcpip") == 0)
        set_knock(peer, ssh2_channel_open_forwarded_tcpip_type(), &forwarded);
    else if (strcmp(channel_type, "x11") == 0)
        set_knock(peer, ssh2_channel_open_x11_type(), &x11);
    else
        set_knock(peer, ssh2_channel_open_type(), &other);
}

bool ssh2_peer_go_on_knocking(struct ssh2_peer *peer)
{
    struct ssh2_peer_knock *knock = &peer->knock;
    struct ssh2_channel *channel = NULL;
    int rc;

    if (knock->state != SSH2_PEER_KNOCKING || !peer->session.userauth.authenticated)
        return false;
    rc = ssh2_channel_open(&peer->session, &knock->offer, &channel);
    if (rc == LIBSSH2_ERROR_EAGAIN)
        return false;
    knock->state = rc == 0 ? SSH2_PEER_LET_IN : SSH2_PEER_TURNED_AWAY;
    if (rc != 0)
        keep(knock->refusal, sizeof(knock->refusal), ssh2_text(peer->error.message));
    return rc == 0 && ssh2_peer_run(peer, channel, ssh2_text("cat"));
}
