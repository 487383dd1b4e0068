/* What a server's scp says before the file. Input: a byte of flags; the path and what comes on the
 * error stream, each behind a byte with its length; and all that scp says, which goes to the
 * channel in pieces. */
#include "fuzz/keyless.h"
#include "fuzz/require.h"
#include "src/packet/connection/channel_close.h"
#include "src/packet/connection/channel_data.h"
#include "src/packet/connection/channel_eof.h"
#include "src/packet/connection/channel_extended_data.h"
#include "src/packet/connection/channel_open_confirmation.h"
#include "src/packet/connection/channel_success.h"
#include "src/packet/connection/chanreq_exit_status.h"
#include "src/packet/text/parts.h"
#include "src/scp/scp.h"
#include "src/transport/transport.h"

#define ANY_INPUT_BYTES 131072u /* ours: a transport's buffers, a command, a line */
#define PERMISSIONS 0777u
#define SCRIPT_BYTES 300u      /* ours: several lines */
#define SCRIPT_MAX_BYTES 2600u /* ours: more than is kept of a line */
#define PEER_CHANNEL 7u

enum { SENDS = 1, QUOTES = 2, WITH_TIMES = 4, ERRORS = 8, EXITS = 16, PIECE_SHIFT = 5 };

static const struct ssh2_memory bounded = SSH2_FUZZ_MEMORY, *const memory = &bounded;

struct server {
    struct ssh2_session session;
    struct ssh2_error error;
    struct ssh2_scp *scp;
    uint32_t channel; /* the client's number of it */
    uint8_t flags;
    struct ssh2_bytes errors, script;
    size_t said; /* of the script */
    unsigned turn;
    bool has_ended;
};

/* The server's turns */

static void say(struct server *s, const struct ssh2_packet_type *type, const void *packet)
{
    size_t payload_len = ssh2_packet_len(type, packet), len = 0;
    struct ssh2_writer w = ssh2_writer(malloc(payload_len), payload_len);

    ssh2_packet_write(type, &w, packet);
    SSH2_FUZZ_REQUIRE(w.status == SSH2_OK, "the server can say it");

    uint8_t *wire = ssh2_keyless_packet(ssh2_written(&w), &len);

    SSH2_FUZZ_REQUIRE(wire != NULL, "it fits a packet");
    ssh2_keyless_receive(s->session.transport, ssh2_bytes(wire, len));
    free(wire);
    free(w.data);
    while (ssh2_session_dispatch(&s->session) == 0)
        continue;
    ssh2_transport_output_sent(s->session.transport,
                               ssh2_transport_output(s->session.transport).len);
}

static void open_and_start(struct server *s)
{
    s->channel = s->session.opening->local_number;

    struct ssh2_channel_open_confirmation open = { .recipient_channel = s->channel,
                                                   .sender_channel = PEER_CHANNEL,
                                                   .initial_window_size = 1u << 20,
                                                   .maximum_packet_size = 32768 };

    say(s, ssh2_channel_open_confirmation_type(), &open);
}

static void grant(struct server *s)
{
    struct ssh2_channel_success success = { .recipient_channel = s->channel };

    say(s, ssh2_channel_success_type(), &success);
}

static void complain(struct server *s)
{
    struct ssh2_channel_extended_data data = { .recipient_channel = s->channel,
                                               .data_type_code = SSH_EXTENDED_DATA_STDERR,
                                               .data = s->errors };

    say(s, ssh2_channel_extended_data_type(), &data);
}

/* One more piece; false when all has been said. */
static bool go_on(struct server *s)
{
    size_t left = s->script.len - s->said;
    size_t piece = s->flags >> PIECE_SHIFT == 0 ? left : 1u << 2 * (s->flags >> PIECE_SHIFT);

    if (left == 0)
        return false;
    if (piece > left)
        piece = left;

    struct ssh2_channel_data data = { .recipient_channel = s->channel,
                                      .data = ssh2_bytes(s->script.data + s->said, piece) };

    s->said += piece;
    say(s, ssh2_channel_data_type(), &data);
    return true;
}

static void end(struct server *s)
{
    struct ssh2_channel_eof eof = { .recipient_channel = s->channel };
    struct ssh2_chanreq_exit_status status = { .recipient_channel = s->channel, .exit_status = 1 };
    struct ssh2_channel_close close = { .recipient_channel = s->channel };

    say(s, ssh2_channel_eof_type(), &eof);
    if ((s->flags & EXITS) != 0)
        say(s, ssh2_chanreq_exit_status_type(), &status);
    say(s, ssh2_channel_close_type(), &close);
}

/* False when there is nothing left to say. */
static bool take_turn(struct server *s)
{
    switch (s->turn++) {
    case 0:
        open_and_start(s);
        return true;
    case 1:
        grant(s);
        return true;
    case 2:
        if ((s->flags & ERRORS) != 0)
            complain(s);
        return true;
    default:
        if (go_on(s))
            return true;
        if (s->has_ended)
            return false;
        s->has_ended = true;
        end(s);
        return true;
    }
}

/* What has to hold */

static void check_error(const struct server *s, int rc)
{
    SSH2_FUZZ_REQUIRE(rc < 0 && rc != LIBSSH2_ERROR_EAGAIN && s->error.code == rc,
                      "what ends a copy is told");
    for (const char *p = s->error.message; *p != '\0'; p++)
        SSH2_FUZZ_REQUIRE(*p >= 0x20 && *p <= 0x7e, "what the server says is printable");
}

static bool ends_with(struct ssh2_bytes text, struct ssh2_bytes tail)
{
    return tail.len <= text.len &&
           ssh2_bytes_equal(ssh2_bytes(text.data + text.len - tail.len, tail.len), tail);
}

/* The name in the last of these lines: behind "C", the mode, the size and two blanks. */
static struct ssh2_bytes name_in(struct ssh2_bytes lines)
{
    size_t start = lines.len - 1, blanks = 0, at;

    SSH2_FUZZ_REQUIRE(lines.data[start] == '\n', "a file's line ends");
    while (start > 0 && lines.data[start - 1] != '\n' && lines.data[start] != 'C')
        start--;
    for (at = start; at + 1 < lines.len && blanks < 2; at++)
        blanks += lines.data[at] == ' ';
    return ssh2_bytes(lines.data + at, lines.len - 1 - at);
}

static void check_received(struct server *s, const struct ssh2_scp_request *request,
                           struct ssh2_bytes rest)
{
    struct ssh2_scp_file file = ssh2_scp_received_file(s->scp);

    SSH2_FUZZ_REQUIRE(file.mode <= PERMISSIONS && file.size <= SSH2_SCP_SIZE_MAX &&
                          file.mtime <= SSH2_SCP_SIZE_MAX && file.atime <= SSH2_SCP_SIZE_MAX,
                      "a file is one that there can be");
    SSH2_FUZZ_REQUIRE(ends_with(s->script, rest), "behind the lines all is the program's");
    if (!request->quotes || s->script.len - rest.len >= SSH2_SCP_LINE_MAX_BYTES)
        return;

    struct ssh2_bytes name = name_in(ssh2_bytes(s->script.data, s->script.len - rest.len));

    SSH2_FUZZ_REQUIRE(name.len > 0 &&
                          (ends_with(request->path, name) || ssh2_has_byte(request->path, '\n')),
                      "the file is the one that was asked for");
    for (size_t i = 0; i < name.len; i++)
        SSH2_FUZZ_REQUIRE(name.data[i] != '/', "and in no other folder");
}

/* All that is left in the channel. */
static struct ssh2_bytes read_rest(struct ssh2_channel *channel, uint8_t *block, size_t capacity)
{
    size_t len = 0;
    ssize_t n = 1;

    while (n > 0) {
        n = ssh2_channel_read(channel, 0, block + len, capacity - len);
        len += n > 0 ? (size_t)n : 0;
    }
    return ssh2_bytes(block, len);
}

static void check_success(struct server *s, const struct ssh2_scp_request *request)
{
    struct ssh2_channel *channel = ssh2_scp_take_channel(s->scp);
    uint8_t *block = malloc(s->script.len + 1);

    SSH2_FUZZ_REQUIRE(channel != NULL && block != NULL, "there is a channel");
    while (take_turn(s))
        continue;

    struct ssh2_bytes rest = read_rest(channel, block, s->script.len + 1);

    if (!request->sends)
        check_received(s, request, rest);
    free(block);
    ssh2_channel_free(channel);
}

/* Life */

static void begin(struct server *s)
{
    SSH2_FUZZ_REQUIRE(ssh2_session_start(&s->session, SSH2_CLIENT, memory, &s->error) == 0,
                      "there is a session");
    ssh2_keyless_begin(s->session.transport);
    s->session.service = SSH2_SERVICE_ACCEPTED;
    s->session.userauth.authenticated = true;
    ssh2_transport_set_stage(s->session.transport, SSH2_STAGE_CONNECTION);
}

static void copy(struct server *s, const struct ssh2_scp_request *request)
{
    int rc = LIBSSH2_ERROR_EAGAIN;

    s->scp = ssh2_scp_new(&s->session, request);
    if (s->scp == NULL) {
        check_error(s, s->error.code);
        return;
    }
    do {
        rc = ssh2_scp_start(s->scp);
        ssh2_transport_output_sent(s->session.transport,
                                   ssh2_transport_output(s->session.transport).len);
    } while (rc == LIBSSH2_ERROR_EAGAIN && take_turn(s));
    if (rc == 0)
        check_success(s, request);
    else
        check_error(s, rc);
    SSH2_FUZZ_REQUIRE(!ssh2_transport_is_dead(s->session.transport), "the connection goes on");
    ssh2_scp_free(s->scp);
}

/* Each byte is read by itself, which takes time: what is long is of interest for a long line alone.
 */
static bool is_worth_it(struct ssh2_bytes script)
{
    return script.len <= SCRIPT_BYTES ||
           (script.len <= SCRIPT_MAX_BYTES &&
            !ssh2_has_byte(ssh2_bytes(script.data, SCRIPT_BYTES), '\n'));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ssh2_reader r = ssh2_reader(ssh2_bytes(data, size));
    struct server s = { .flags = ssh2_read_byte(&r) };
    struct ssh2_scp_request request = { .path = ssh2_read_bytes(&r, ssh2_read_byte(&r)),
                                        .sends = (s.flags & SENDS) != 0,
                                        .quotes = (s.flags & QUOTES) != 0,
                                        .with_times = (s.flags & WITH_TIMES) != 0,
                                        .file = { .mode = 0644, .size = 5 } };

    s.errors = ssh2_read_bytes(&r, ssh2_read_byte(&r));
    s.script = ssh2_read_rest(&r);
    if (r.status != SSH2_OK || !is_worth_it(s.script))
        return 0;
    ssh2_fuzz_bound_allocations(size, ANY_INPUT_BYTES);
    begin(&s);
    copy(&s, &request);
    ssh2_session_finish(&s.session);
    return 0;
}
