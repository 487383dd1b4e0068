/* The programs that the peer runs on its channels: RFC 4254, section 6.
 *
 *     echo TEXT     prints TEXT
 *     complain TEXT prints TEXT as an error
 *     cat           prints what it is given (and is the shell)
 *     bytes N       prints N bytes of ssh2_peer_pattern()
 *     exit N        ends with status N
 *     die NAME      ends by the signal NAME
 *     wait          never says or does a thing
 *     scp ...       sends or takes a file of the peer's tree: scp_peer.h
 *
 * and the subsystems "sftp" and "publickey". */
#include "src/oracle/peer.h"

#include <stdlib.h>
#include <string.h>

#include "src/oracle/pattern.h"
#include "src/packet/connection/channel_extended_data.h"
#include "src/packet/connection/chanreq_exec.h"
#include "src/packet/connection/chanreq_exit_signal.h"
#include "src/packet/connection/chanreq_exit_status.h"
#include "src/packet/connection/chanreq_subsystem.h"

#define PIECE_MAX_BYTES 32768u
#define ARGUMENT_MAX_BYTES 256u

struct program {
    struct ssh2_channel *channel;
    /* Puts up to len bytes of output into out and returns how many; sets is_done after the last. */
    size_t (*produce)(struct program *p, uint8_t *out, size_t len);
    uint32_t stream;
    char argument[ARGUMENT_MAX_BYTES];
    uint64_t position, end; /* in the output */
    struct ssh2_peer_service service; /* which makes the output, if there is one */
    uint32_t exit_status;
    bool is_killed; /* by the signal that the argument names */
    bool is_done, has_told_exit;
};

static const struct ssh2_memory *const memory = &ssh2_memory_default;

/* What programs print */

static size_t produce_text(struct program *p, uint8_t *out, size_t len)
{
    size_t left = (size_t)(p->end - p->position);

    if (len > left)
        len = left;
    memcpy(out, p->argument + p->position, len);
    p->position += len;
    p->is_done = p->position == p->end;
    return len;
}

static size_t produce_bytes(struct program *p, uint8_t *out, size_t len)
{
    uint64_t left = p->end - p->position;

    if (len > left)
        len = (size_t)left;
    ssh2_peer_pattern(p->position, out, len);
    p->position += len;
    p->is_done = p->position == p->end;
    return len;
}

/* Takes input off the channel and grants it again. */
static size_t take_input(struct program *p, uint8_t *out, size_t len)
{
    size_t count = ssh2_channel_queue_take(&p->channel->queue, memory, 0, out, len);

    return ssh2_channel_credit(p->channel, count) == 0 ? count : 0;
}

static bool has_read_all(const struct program *p)
{
    return ssh2_channel_is_at_eof(p->channel);
}

static size_t produce_what_was_read(struct program *p, uint8_t *out, size_t len)
{
    size_t count = take_input(p, out, len);

    p->is_done = has_read_all(p);
    return count;
}

static size_t produce_nothing(struct program *p, uint8_t *out, size_t len)
{
    (void)out;
    (void)len;
    p->is_done = p->channel->close_received;
    return 0;
}

static size_t produce_replies(struct program *p, uint8_t *out, size_t len)
{
    const struct ssh2_peer_service *service = &p->service;
    uint8_t input[PIECE_MAX_BYTES];
    size_t count = take_input(p, input, sizeof(input));

    while (count > 0 && service->type->receive(service->self, ssh2_bytes(input, count)))
        count = take_input(p, input, sizeof(input));
    if (service->type->is_over(service->self) || has_read_all(p))
        p->is_done = service->type->output_len(service->self) <= len;
    p->exit_status = service->type->exit_status(service->self);
    return service->type->output(service->self, out, len);
}

/* Starting */

static struct program *new_program(struct ssh2_channel *channel,
                                   size_t (*produce)(struct program *, uint8_t *, size_t))
{
    struct program *p = ssh2_calloc(memory, 1, sizeof(*p));

    if (p == NULL)
        return NULL;
    p->channel = channel;
    p->produce = produce;
    channel->owner = p;
    return p;
}

static void start_text(struct program *p)
{
    p->end = strlen(p->argument);
}

static void start_complaint(struct program *p)
{
    p->stream = SSH_EXTENDED_DATA_STDERR;
    start_text(p);
}

static void start_bytes(struct program *p)
{
    p->end = strtoull(p->argument, NULL, 10);
}

static void start_exit(struct program *p)
{
    p->exit_status = (uint32_t)strtoul(p->argument, NULL, 10);
}

static void start_dying(struct program *p)
{
    p->is_killed = true;
}

static void start_at_once(struct program *p)
{
    (void)p;
}

/* "exit 3" and "die KILL" print nothing: text of no length. */
static const struct {
    const char *name;
    size_t (*produce)(struct program *p, uint8_t *out, size_t len);
    void (*start)(struct program *p);
} commands[] = {
    { "echo ", produce_text, start_text },
    { "complain ", produce_text, start_complaint },
    { "cat", produce_what_was_read, start_at_once },
    { "bytes ", produce_bytes, start_bytes },
    { "exit ", produce_text, start_exit },
    { "die ", produce_text, start_dying },
    { "wait", produce_nothing, start_at_once },
};

static bool run_service(struct ssh2_channel *channel, struct ssh2_peer_service service,
                        uint32_t stream)
{
    struct program *p = NULL;

    if (service.type == NULL)
        return false;
    p = new_program(channel, produce_replies);
    if (p == NULL) {
        service.type->free(service.self);
        return false;
    }
    p->service = service;
    p->stream = stream;
    return true;
}

static bool run_scp(struct ssh2_peer *peer, struct ssh2_channel *channel, struct ssh2_bytes command)
{
    const struct ssh2_scp_peer_settings *settings = &peer->settings.scp;

    if (peer->tree.root == NULL && !ssh2_tree_init(&peer->tree))
        return false;
    return run_service(channel, ssh2_scp_peer_new(settings, &peer->tree, command),
                       settings->complains ? SSH_EXTENDED_DATA_STDERR : 0);
}

bool ssh2_peer_run(struct ssh2_peer *peer, struct ssh2_channel *channel, struct ssh2_bytes command)
{
    for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
        size_t len = strlen(commands[i].name);

        if (command.len < len || memcmp(command.data, commands[i].name, len) != 0 ||
            command.len - len >= ARGUMENT_MAX_BYTES)
            continue;

        struct program *p = new_program(channel, commands[i].produce);

        if (p == NULL)
            return false;
        memcpy(p->argument, command.data + len, command.len - len);
        commands[i].start(p);
        return true;
    }
    return run_scp(peer, channel, command);
}

static bool run_subsystem(struct ssh2_peer *peer, struct ssh2_channel *channel,
                          struct ssh2_bytes name)
{
    if (ssh2_bytes_equal(name, ssh2_text("sftp")))
        return run_service(channel, ssh2_sftp_peer_new(&peer->settings.sftp), 0);
    if (ssh2_bytes_equal(name, ssh2_text("publickey")))
        return run_service(channel, ssh2_publickey_peer_new(&peer->settings.publickey), 0);
    return false;
}

void ssh2_peer_kill(struct ssh2_channel *channel, struct ssh2_bytes signal_name)
{
    struct program *p = channel->owner;

    if (p == NULL || signal_name.len >= ARGUMENT_MAX_BYTES)
        return;
    memcpy(p->argument, signal_name.data, signal_name.len);
    p->argument[signal_name.len] = '\0';
    p->is_killed = p->is_done = true;
}

bool ssh2_peer_on_request(void *context, struct ssh2_channel *channel,
                          const struct ssh2_channel_request *request)
{
    struct ssh2_peer *peer = context;
    struct ssh2_chanreq_exec exec;
    struct ssh2_chanreq_subsystem subsystem;

    if (ssh2_peer_grants(peer, channel, request))
        return true;
    if (channel->owner != NULL) /* RFC 4254, 6.5: one program a channel */
        return false;
    if (ssh2_chanreq_exec_parse(peer->payload, &exec) == SSH2_OK)
        return ssh2_peer_run(peer, channel, exec.command);
    if (ssh2_chanreq_subsystem_parse(peer->payload, &subsystem) == SSH2_OK)
        return run_subsystem(peer, channel, subsystem.subsystem_name);
    return ssh2_bytes_equal(request->request_type, ssh2_text("shell")) &&
           new_program(channel, produce_what_was_read) != NULL;
}

/* Running */

static bool print_some(const struct ssh2_peer *peer, struct program *p)
{
    uint8_t piece[PIECE_MAX_BYTES];
    size_t unread = ssh2_channel_queue_len(&p->channel->queue, 0);
    size_t room = ssh2_channel_writable(p->channel);

    if (room > sizeof(piece))
        room = sizeof(piece);
    if (peer->settings.piece > 0 && room > peer->settings.piece)
        room = peer->settings.piece;
    if (room == 0 && p->end > p->position) /* what is left waits for the window */
        return false;

    size_t len = p->produce(p, piece, room);
    struct ssh2_bytes part = ssh2_bytes(piece, len);

    if (len == 0)
        return p->is_done || ssh2_channel_queue_len(&p->channel->queue, 0) < unread;
    return ssh2_channel_send(p->channel, p->stream, &part, 1) == 0;
}

static int tell_exit(struct program *p)
{
    struct ssh2_chanreq_exit_signal signal = { .recipient_channel = p->channel->peer_number,
                                               .signal_name = ssh2_text(p->argument) };
    struct ssh2_chanreq_exit_status status = { .recipient_channel = p->channel->peer_number,
                                               .exit_status = p->exit_status };

    if (p->is_killed)
        return ssh2_channel_tell(p->channel, ssh2_chanreq_exit_signal_type(), &signal);
    return ssh2_channel_tell(p->channel, ssh2_chanreq_exit_status_type(), &status);
}

static void free_program(struct program *p)
{
    p->channel->owner = NULL;
    if (p->service.type != NULL)
        p->service.type->free(p->service.self);
    ssh2_free(memory, p);
}

/* EOF, status and CLOSE, as far as they can be sent now; whether all are. OpenSSH's server, too, may
 * say EOF before it says how the program ended. */
static bool end_program(struct program *p)
{
    struct ssh2_channel *channel = p->channel;

    if (!p->has_told_exit && !channel->close_sent) {
        if (!channel->eof_sent && ssh2_channel_send_eof(channel) != 0)
            return false;
        if (tell_exit(p) != 0)
            return false;
        p->has_told_exit = true;
    }
    if (!channel->close_sent && ssh2_channel_send_close(channel) != 0)
        return false;
    free_program(p);
    ssh2_channel_abandon(channel);
    return true;
}

static bool run_program(const struct ssh2_peer *peer, struct program *p)
{
    if (p->channel->close_received || p->is_done)
        return end_program(p);
    return print_some(peer, p);
}

/* A channel without a program, which the client closed, is of no further use. */
static bool run_channel(const struct ssh2_peer *peer, struct ssh2_channel *channel)
{
    if (channel->owner != NULL)
        return run_program(peer, channel->owner);
    if (channel->close_received && !channel->abandoned)
        ssh2_channel_abandon(channel);
    return false;
}

bool ssh2_peer_run_programs(struct ssh2_peer *peer)
{
    struct ssh2_session *s = &peer->session;
    bool did_something = false;

    for (uint32_t i = 0; i < s->channel_capacity; i++)
        if (s->channels[i] != NULL)
            did_something |= run_channel(peer, s->channels[i]);
    return did_something;
}

void ssh2_peer_free_programs(struct ssh2_peer *peer)
{
    struct ssh2_session *s = &peer->session;

    for (uint32_t i = 0; i < s->channel_capacity; i++)
        if (s->channels[i] != NULL && s->channels[i]->owner != NULL)
            free_program(s->channels[i]->owner);
}
