#include "src/oracle/sftp_peer.h"

#include <stdlib.h>
#include <string.h>

#include "src/oracle/sftp_peer_parts.h"
#include "src/packet/sftp/sftp_close.h"
#include "src/packet/sftp/sftp_ext_fstatvfs.h"
#include "src/packet/sftp/sftp_ext_fsync.h"
#include "src/packet/sftp/sftp_ext_limits.h"
#include "src/packet/sftp/sftp_ext_limits_reply.h"
#include "src/packet/sftp/sftp_ext_posix_rename.h"
#include "src/packet/sftp/sftp_ext_statvfs.h"
#include "src/packet/sftp/sftp_extended.h"
#include "src/packet/sftp/sftp_fsetstat.h"
#include "src/packet/sftp/sftp_fstat.h"
#include "src/packet/sftp/sftp_init.h"
#include "src/packet/sftp/sftp_limits.h"
#include "src/packet/sftp/sftp_lstat.h"
#include "src/packet/sftp/sftp_message.h"
#include "src/packet/sftp/sftp_mkdir.h"
#include "src/packet/sftp/sftp_open.h"
#include "src/packet/sftp/sftp_opendir.h"
#include "src/packet/sftp/sftp_read.h"
#include "src/packet/sftp/sftp_readdir.h"
#include "src/packet/sftp/sftp_readlink.h"
#include "src/packet/sftp/sftp_realpath.h"
#include "src/packet/sftp/sftp_remove.h"
#include "src/packet/sftp/sftp_rename.h"
#include "src/packet/sftp/sftp_rmdir.h"
#include "src/packet/sftp/sftp_setstat.h"
#include "src/packet/sftp/sftp_stat.h"
#include "src/packet/sftp/sftp_status.h"
#include "src/packet/sftp/sftp_symlink.h"
#include "src/packet/sftp/sftp_version.h"
#include "src/packet/sftp/sftp_write.h"
#include "src/wire/reader.h"
#include "src/wire/writer.h"

#define LENGTH_BYTES 4u
#define OUR_VERSION 3u

/* Replies */

struct ssh2_sftp_peer_reply {
    struct ssh2_sftp_peer_reply *next;
    size_t len, sent;
    uint8_t data[]; /* the packet with its length in front */
};

static void free_replies(struct ssh2_sftp_peer_reply *reply)
{
    while (reply != NULL) {
        struct ssh2_sftp_peer_reply *next = reply->next;

        free(reply);
        reply = next;
    }
}

static void free_peer(void *self)
{
    struct ssh2_sftp_peer *peer = self;

    for (size_t i = 0; i < SSH2_SFTP_PEER_HANDLES_MAX_COUNT; i++)
        if (peer->handles[i].node != NULL)
            ssh2_node_close(peer->handles[i].node);
    ssh2_tree_free(&peer->tree);
    free_replies(peer->first);
    free_replies(peer->batch);
    free(peer->input);
    free(peer);
}

void ssh2_sftp_peer_reply(struct ssh2_sftp_peer *peer, const struct ssh2_packet_type *type,
                          const void *packet)
{
    size_t len = LENGTH_BYTES + ssh2_packet_len(type, packet);
    struct ssh2_sftp_peer_reply *reply = calloc(1, sizeof(*reply) + len);

    if (reply == NULL) {
        peer->is_broken = true;
        return;
    }

    struct ssh2_writer w = ssh2_writer(reply->data, len);

    ssh2_write_uint32(&w, (uint32_t)(len - LENGTH_BYTES));
    ssh2_packet_write(type, &w, packet);
    reply->len = len;
    reply->next = peer->batch;
    peer->batch = reply;
    peer->output_len += len;
}

void ssh2_sftp_peer_status(struct ssh2_sftp_peer *peer, uint32_t request_id, uint32_t code)
{
    struct ssh2_sftp_status status = { .request_id = request_id,
                                       .code = code,
                                       .message = ssh2_text(code == SSH_FX_OK ? "done" : "no") };

    ssh2_sftp_peer_reply(peer, ssh2_sftp_status_type(), &status);
}

static void append_reply(struct ssh2_sftp_peer *peer, struct ssh2_sftp_peer_reply *reply)
{
    reply->next = NULL;
    if (peer->last == NULL)
        peer->first = reply;
    else
        peer->last->next = reply;
    peer->last = reply;
}

/* The batch has its newest reply in front. */
static struct ssh2_sftp_peer_reply *oldest_first(struct ssh2_sftp_peer_reply *batch)
{
    struct ssh2_sftp_peer_reply *turned = NULL;

    while (batch != NULL) {
        struct ssh2_sftp_peer_reply *next = batch->next;

        batch->next = turned;
        turned = batch;
        batch = next;
    }
    return turned;
}

static void send_batch(struct ssh2_sftp_peer *peer)
{
    struct ssh2_sftp_peer_reply *reply =
        peer->settings.reverses_replies ? peer->batch : oldest_first(peer->batch);

    peer->batch = NULL;
    while (reply != NULL) {
        struct ssh2_sftp_peer_reply *next = reply->next;

        append_reply(peer, reply);
        reply = next;
    }
}

/* Moves up to len bytes of the first reply, which is freed when all of it has gone. */
static size_t take_from_first(struct ssh2_sftp_peer *peer, uint8_t *out, size_t len)
{
    struct ssh2_sftp_peer_reply *reply = peer->first;
    size_t count = reply->len - reply->sent;

    if (count > len)
        count = len;
    memcpy(out, reply->data + reply->sent, count);
    reply->sent += count;
    if (reply->sent < reply->len)
        return count;
    peer->first = reply->next;
    if (peer->first == NULL)
        peer->last = NULL;
    free(reply);
    return count;
}

static size_t output(void *self, uint8_t *out, size_t len)
{
    struct ssh2_sftp_peer *peer = self;
    size_t taken = 0;

    while (taken < len && peer->first != NULL)
        taken += take_from_first(peer, out + taken, len - taken);
    peer->output_len -= taken;
    return taken;
}

static size_t output_len(const void *self)
{
    return ((const struct ssh2_sftp_peer *)self)->output_len;
}

/* The greeting */

static void on_init(struct ssh2_sftp_peer *peer, const void *request)
{
    static const char *const names[] = { "posix-rename@openssh.com", "statvfs@openssh.com",
                                         "fstatvfs@openssh.com", "fsync@openssh.com",
                                         "limits@openssh.com" };
    uint8_t extensions[512];
    struct ssh2_writer w = ssh2_writer(extensions, sizeof(extensions));
    struct ssh2_sftp_version version = { .version = OUR_VERSION };

    (void)request; /* a client of a later version takes ours */
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        ssh2_write_string(&w, ssh2_text(names[i]));
        ssh2_write_string(&w, ssh2_text(strstr(names[i], "statvfs") != NULL ? "2" : "1"));
    }
    if (!peer->settings.has_no_extensions)
        version.extensions = ssh2_written(&w);
    ssh2_sftp_peer_reply(peer, ssh2_sftp_version_type(), &version);
    peer->has_version = true;
}

static void on_limits(struct ssh2_sftp_peer *peer, const void *request)
{
    const struct ssh2_sftp_ext_limits *limits = request;
    struct ssh2_sftp_ext_limits_reply reply = {
        .request_id = limits->request_id,
        .max_packet_length = SSH2_SFTP_PACKET_MAX_BYTES,
        .max_read_length = SSH2_SFTP_PACKET_MAX_BYTES - 1024,
        .max_write_length = SSH2_SFTP_PACKET_MAX_BYTES - 1024,
        .max_open_handles = SSH2_SFTP_PEER_HANDLES_MAX_COUNT,
    };

    ssh2_sftp_peer_reply(peer, ssh2_sftp_ext_limits_reply_type(), &reply);
}

/* Requests: which parser, which handler. Extensions have one type and are told apart by their name,
 * so the first row that parses is meant. */
static const struct {
    uint8_t number;
    ssh2_packet_type_function *type;
    ssh2_sftp_peer_handler *handle;
} requests[] = {
    { SSH_FXP_OPEN, ssh2_sftp_open_type, ssh2_sftp_peer_on_open },
    { SSH_FXP_CLOSE, ssh2_sftp_close_type, ssh2_sftp_peer_on_close },
    { SSH_FXP_READ, ssh2_sftp_read_type, ssh2_sftp_peer_on_read },
    { SSH_FXP_WRITE, ssh2_sftp_write_type, ssh2_sftp_peer_on_write },
    { SSH_FXP_LSTAT, ssh2_sftp_lstat_type, ssh2_sftp_peer_on_lstat },
    { SSH_FXP_FSTAT, ssh2_sftp_fstat_type, ssh2_sftp_peer_on_fstat },
    { SSH_FXP_SETSTAT, ssh2_sftp_setstat_type, ssh2_sftp_peer_on_setstat },
    { SSH_FXP_FSETSTAT, ssh2_sftp_fsetstat_type, ssh2_sftp_peer_on_fsetstat },
    { SSH_FXP_OPENDIR, ssh2_sftp_opendir_type, ssh2_sftp_peer_on_opendir },
    { SSH_FXP_READDIR, ssh2_sftp_readdir_type, ssh2_sftp_peer_on_readdir },
    { SSH_FXP_REMOVE, ssh2_sftp_remove_type, ssh2_sftp_peer_on_remove },
    { SSH_FXP_MKDIR, ssh2_sftp_mkdir_type, ssh2_sftp_peer_on_mkdir },
    { SSH_FXP_RMDIR, ssh2_sftp_rmdir_type, ssh2_sftp_peer_on_rmdir },
    { SSH_FXP_REALPATH, ssh2_sftp_realpath_type, ssh2_sftp_peer_on_realpath },
    { SSH_FXP_STAT, ssh2_sftp_stat_type, ssh2_sftp_peer_on_stat },
    { SSH_FXP_RENAME, ssh2_sftp_rename_type, ssh2_sftp_peer_on_rename },
    { SSH_FXP_READLINK, ssh2_sftp_readlink_type, ssh2_sftp_peer_on_readlink },
    { SSH_FXP_SYMLINK, ssh2_sftp_symlink_type, ssh2_sftp_peer_on_symlink },
    { SSH_FXP_EXTENDED, ssh2_sftp_ext_posix_rename_type, ssh2_sftp_peer_on_posix_rename },
    { SSH_FXP_EXTENDED, ssh2_sftp_ext_statvfs_type, ssh2_sftp_peer_on_statvfs },
    { SSH_FXP_EXTENDED, ssh2_sftp_ext_fstatvfs_type, ssh2_sftp_peer_on_fstatvfs },
    { SSH_FXP_EXTENDED, ssh2_sftp_ext_fsync_type, ssh2_sftp_peer_on_fsync },
    { SSH_FXP_EXTENDED, ssh2_sftp_ext_limits_type, on_limits },
};

/* Room for the struct of any request. */
union any_request {
    struct ssh2_sftp_open open;
    struct ssh2_sftp_write write;
    struct ssh2_sftp_setstat setstat;
    struct ssh2_sftp_fsetstat fsetstat;
    struct ssh2_sftp_mkdir mkdir;
    struct ssh2_sftp_ext_posix_rename posix_rename;
    struct ssh2_sftp_init init;
};

static bool serve(struct ssh2_sftp_peer *peer, struct ssh2_bytes packet)
{
    union any_request request;

    for (size_t i = 0; i < sizeof(requests) / sizeof(requests[0]); i++) {
        const struct ssh2_packet_type *type = requests[i].type();

        if (type->number != packet.data[0] || type->struct_size > sizeof(request) ||
            ssh2_packet_parse(type, packet, &request) != SSH2_OK)
            continue;
        requests[i].handle(peer, &request);
        return true;
    }
    return false;
}

/* One packet. What is too short for a request id cannot be answered. */
static void act(struct ssh2_sftp_peer *peer, struct ssh2_bytes packet)
{
    const struct ssh2_sftp_peer_settings *settings = &peer->settings;
    struct ssh2_sftp_message message;
    struct ssh2_sftp_init init;

    if (!peer->has_version && ssh2_sftp_init_parse(packet, &init) == SSH2_OK)
        on_init(peer, &init);
    else if (!peer->has_version || ssh2_sftp_message_parse(packet, &message) != SSH2_OK)
        peer->is_broken = true;
    else if (message.type == settings->fails_type)
        ssh2_sftp_peer_status(peer, message.request_id, settings->fails_with);
    else if (message.type == SSH_FXP_EXTENDED && settings->has_no_extensions)
        ssh2_sftp_peer_status(peer, message.request_id, SSH_FX_OP_UNSUPPORTED);
    else if (!serve(peer, packet))
        ssh2_sftp_peer_status(peer, message.request_id,
                              message.type == SSH_FXP_EXTENDED ? SSH_FX_OP_UNSUPPORTED
                                                               : SSH_FX_BAD_MESSAGE);
}

/* Input */

static bool keep_input(struct ssh2_sftp_peer *peer, struct ssh2_bytes bytes)
{
    size_t len = peer->input_len + bytes.len;

    if (len > peer->input_capacity) {
        uint8_t *input = realloc(peer->input, 2 * len);

        if (input == NULL)
            return false;
        peer->input = input;
        peer->input_capacity = 2 * len;
    }
    if (bytes.len > 0)
        memcpy(peer->input + peer->input_len, bytes.data, bytes.len);
    peer->input_len = len;
    return true;
}

/* Acts on whole packets; returns how many bytes they were. */
static size_t act_on_packets(struct ssh2_sftp_peer *peer)
{
    struct ssh2_reader r = ssh2_reader(ssh2_bytes(peer->input, peer->input_len));

    while (!peer->is_broken) {
        struct ssh2_reader at = r;
        uint32_t announced = ssh2_read_uint32(&at);
        struct ssh2_bytes packet = ssh2_read_string(&r);

        if (at.status == SSH2_OK && (announced == 0 || announced > SSH2_SFTP_PACKET_MAX_BYTES))
            peer->is_broken = true;
        if (r.status != SSH2_OK || peer->is_broken)
            break;
        act(peer, packet);
    }
    return r.pos;
}

static bool receive(void *self, struct ssh2_bytes bytes)
{
    struct ssh2_sftp_peer *peer = self;

    if (peer->is_broken || !keep_input(peer, bytes))
        peer->is_broken = true;
    if (peer->is_broken)
        return false;

    size_t used = act_on_packets(peer);

    peer->input_len -= used;
    if (used > 0 && peer->input_len > 0)
        memmove(peer->input, peer->input + used, peer->input_len);
    send_batch(peer);
    return !peer->is_broken;
}

static bool is_over(const void *self)
{
    return ((const struct ssh2_sftp_peer *)self)->is_broken;
}

static uint32_t exit_status(const void *self)
{
    (void)self;
    return 0;
}

/* Life */

static const struct ssh2_peer_service_type service_type = {
    receive, is_over, output, output_len, exit_status, free_peer,
};

struct ssh2_peer_service ssh2_sftp_peer_new(const struct ssh2_sftp_peer_settings *settings)
{
    struct ssh2_sftp_peer *peer = calloc(1, sizeof(*peer));

    if (peer == NULL)
        return (struct ssh2_peer_service){ NULL, NULL };
    peer->settings = *settings;
    if (ssh2_tree_init(&peer->tree))
        return (struct ssh2_peer_service){ &service_type, peer };
    free_peer(peer);
    return (struct ssh2_peer_service){ NULL, NULL };
}
