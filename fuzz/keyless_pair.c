#include "fuzz/keyless_pair.h"

#include <errno.h>
#include <fcntl.h>

#include "fuzz/keyless.h"
#include "fuzz/require.h"
#include "src/api/session.h"
#include "src/packet/connection/channel_data.h"
#include "src/transport/machine.h"

#define SFTP_LENGTH_BYTES 4u
#define ANY_INPUT_BYTES (1u << 20) /* ours: buffers of a session at their largest */

/* From the peer to the client */

static void append(struct ssh2_keyless_pair *pair, const uint8_t *bytes, size_t len)
{
    if (pair->stream_start > 0 && pair->stream_start == pair->stream_len)
        pair->stream_start = pair->stream_len = 0;
    if (len > pair->stream_capacity - pair->stream_len) {
        pair->stream_capacity = 2 * (pair->stream_len + len);
        pair->stream = realloc(pair->stream, pair->stream_capacity);
        SSH2_FUZZ_REQUIRE(pair->stream != NULL, "there is memory");
    }
    memcpy(pair->stream + pair->stream_len, bytes, len);
    pair->stream_len += len;
}

/* One packet to the client, whatever its payload. */
static void emit_payload(void *context, struct ssh2_bytes payload)
{
    size_t len = 0;
    uint8_t *packet = ssh2_keyless_packet(payload, &len);

    if (packet != NULL)
        append(context, packet, len);
    free(packet);
}

/* SFTP's packets in one CHANNEL_DATA. */
struct sftp_data {
    struct ssh2_keyless_pair *pair;
    uint32_t recipient_channel;
};

static void emit_sftp(void *context, struct ssh2_bytes packet)
{
    struct sftp_data *data = context;
    size_t len = SFTP_LENGTH_BYTES + packet.len;
    struct ssh2_writer content = ssh2_writer(malloc(len), len);

    ssh2_write_string(&content, packet);
    SSH2_FUZZ_REQUIRE(content.status == SSH2_OK, "there is memory");

    struct ssh2_channel_data message = { .recipient_channel = data->recipient_channel,
                                         .data = ssh2_written(&content) };
    size_t message_len = ssh2_channel_data_len(&message);
    struct ssh2_writer w = ssh2_writer(malloc(message_len), message_len);

    ssh2_channel_data_write(&w, &message);
    emit_payload(data->pair, ssh2_written(&w));
    free(w.data);
    free(content.data);
}

/* Whether data is whole packets of SFTP. */
static bool is_sftp(struct ssh2_bytes data)
{
    struct ssh2_reader r = ssh2_reader(data);

    while (r.status == SSH2_OK && r.pos < r.len)
        (void)ssh2_read_string(&r);
    return r.status == SSH2_OK && data.len > 0;
}

static void edit_sftp(struct ssh2_keyless_pair *pair, struct ssh2_bytes payload)
{
    struct ssh2_channel_data message;

    if (ssh2_channel_data_parse(payload, &message) != SSH2_OK || !is_sftp(message.data)) {
        emit_payload(pair, payload);
        return;
    }

    struct sftp_data data = { pair, message.recipient_channel };
    struct ssh2_reader r = ssh2_reader(message.data);

    while (r.pos < r.len)
        ssh2_edits_apply(&pair->edits, ssh2_read_string(&r), emit_sftp, &data);
}

/* Takes one packet of the peer's apart; false when there is no whole one. */
static bool take_packet(struct ssh2_keyless_pair *pair)
{
    struct ssh2_reader r = ssh2_reader(ssh2_peer_output(pair->peer));
    struct ssh2_bytes packet = ssh2_read_string(&r);

    if (r.status != SSH2_OK || packet.len < 2 || packet.data[0] >= packet.len)
        return false;

    struct ssh2_bytes payload = ssh2_bytes(packet.data + 1, packet.len - 1 - packet.data[0]);

    if (pair->edits_sftp)
        edit_sftp(pair, payload);
    else
        ssh2_edits_apply(&pair->edits, payload, emit_payload, pair);
    ssh2_peer_sent(pair->peer, r.pos);
    return true;
}

static void run_peer(struct ssh2_keyless_pair *pair)
{
    (void)ssh2_peer_work(pair->peer);
    pair->is_opaque |= pair->peer->session.transport->out.cipher != NULL ||
                       pair->peer->session.transport->out.gcm != NULL ||
                       pair->peer->session.transport->out.chachapoly != NULL;
    while (!pair->is_opaque && take_packet(pair))
        continue;

    struct ssh2_bytes rest = ssh2_peer_output(pair->peer);

    if (rest.len > 0)
        append(pair, rest.data, rest.len);
    ssh2_peer_sent(pair->peer, rest.len);
}

/* When the client wants to receive, all it has to say has been sent: a peer that then has nothing
 * to say either will never say any more, and the stream ends. */
static LIBSSH2_RECV_FUNC(receive_from_peer)
{
    struct ssh2_keyless_pair *pair = *abstract;

    (void)socket;
    (void)flags;
    run_peer(pair);

    size_t len = pair->stream_len - pair->stream_start;

    if (len > length)
        len = length;
    if (len > 0)
        memcpy(buffer, pair->stream + pair->stream_start, len);
    pair->stream_start += len;
    return (ssize_t)len;
}

static LIBSSH2_SEND_FUNC(send_to_peer)
{
    struct ssh2_keyless_pair *pair = *abstract;

    (void)socket;
    (void)flags;
    return ssh2_peer_receive(pair->peer, ssh2_bytes(buffer, length)) ? (ssize_t)length : -ENOMEM;
}

/* Life */

void ssh2_keyless_pair_open(struct ssh2_keyless_pair *pair, struct ssh2_bytes edits,
                            bool edits_sftp)
{
    static const struct ssh2_peer_settings honest;
    static int nothing = -1; /* a descriptor that nothing is read from or written to */

    memset(pair, 0, sizeof(*pair));
    pair->edits = ssh2_edits(edits);
    pair->edits_sftp = edits_sftp;
    if (nothing < 0)
        nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    pair->peer = ssh2_peer_new(&honest);
    ssh2_fuzz_bound_allocations(edits.len, ANY_INPUT_BYTES);
    pair->session = libssh2_session_init_ex(ssh2_fuzz_alloc, ssh2_fuzz_free, ssh2_fuzz_realloc, pair);
    SSH2_FUZZ_REQUIRE(nothing >= 0 && pair->peer != NULL && pair->session != NULL,
                      "there is a session");
    libssh2_session_callback_set2(pair->session, LIBSSH2_CALLBACK_SEND,
                                  (libssh2_cb_generic *)send_to_peer);
    libssh2_session_callback_set2(pair->session, LIBSSH2_CALLBACK_RECV,
                                  (libssh2_cb_generic *)receive_from_peer);
    ssh2_keyless_begin(pair->session->core.transport);
    ssh2_keyless_begin(pair->peer->session.transport);
    SSH2_FUZZ_REQUIRE(libssh2_session_handshake(pair->session, nothing) == 0,
                      "nothing is left of the handshake");
}

void ssh2_keyless_pair_close(struct ssh2_keyless_pair *pair)
{
    (void)libssh2_session_free(pair->session);
    ssh2_peer_free(pair->peer);
    free(pair->stream);
    memset(pair, 0, sizeof(*pair));
}
