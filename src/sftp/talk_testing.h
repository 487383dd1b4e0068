/* A conversation for tests of this floor: the server says what the test tells it to say, and what the
 * client asks for is kept, to be looked at in order. */
#ifndef SSH2_SFTP_TALK_TESTING_H
#define SSH2_SFTP_TALK_TESTING_H

#include "src/packet/connection/channel_data.h"
#include "src/packet/connection/channel_extended_data.h"
#include "src/packet/connection/channel_success.h"
#include "src/packet/connection/channel_window_adjust.h"
#include "src/packet/sftp/sftp_data.h"
#include "src/packet/sftp/sftp_handle.h"
#include "src/packet/sftp/sftp_init.h"
#include "src/packet/sftp/sftp_open.h"
#include "src/packet/sftp/sftp_opendir.h"
#include "src/packet/sftp/sftp_status.h"
#include "src/packet/sftp/sftp_version.h"
#include "src/session/server_testing.h"
#include "src/sftp/file.h"
#include "src/sftp/sftp.h"

#define LENGTH_BYTES 4u
#define STREAM_MAX_BYTES 524288u
#define ROOMY 1048576u /* a window that no test fills */
#define HANDLE "handle"

struct talk {
    struct connection *c;
    struct ssh2_channel *channel;
    struct ssh2_sftp *sftp;
    unsigned data_packets;          /* CHANNEL_DATA from the client */
    uint8_t stream[STREAM_MAX_BYTES]; /* what the client has sent in them */
    size_t stream_len, seen;
};

static inline void gather(void *listener, struct ssh2_bytes payload)
{
    struct talk *t = listener;
    struct ssh2_channel_data data;

    if (payload.data[0] != SSH_MSG_CHANNEL_DATA)
        return;
    assert_int_equal(ssh2_channel_data_parse(payload, &data), SSH2_OK);
    assert_true(data.data.len <= STREAM_MAX_BYTES - t->stream_len);
    if (data.data.len > 0)
        memcpy(t->stream + t->stream_len, data.data.data, data.data.len);
    t->stream_len += data.data.len;
    t->data_packets++;
}

/* Bytes of the server's stream. */
static inline void say_bytes(struct talk *t, const void *bytes, size_t len)
{
    struct ssh2_channel_data data = { .recipient_channel = t->channel->local_number,
                                      .data = ssh2_bytes(bytes, len) };

    say(t->c, ssh2_channel_data_type(), &data);
}

/* A packet with its length in front, in memory of the caller's. */
static inline size_t frame(uint8_t *out, size_t capacity, const struct ssh2_packet_type *type,
                           const void *packet)
{
    size_t len = ssh2_packet_len(type, packet);
    struct ssh2_writer w = ssh2_writer(out, capacity);

    ssh2_write_uint32(&w, (uint32_t)len);
    ssh2_packet_write(type, &w, packet);
    assert_int_equal(w.status, SSH2_OK);
    return w.len;
}

static inline void reply(struct talk *t, const struct ssh2_packet_type *type, const void *packet)
{
    static uint8_t framed[65536];

    say_bytes(t, framed, frame(framed, sizeof(framed), type, packet));
}

static inline void reply_status(struct talk *t, uint32_t request_id, uint32_t code)
{
    struct ssh2_sftp_status status = { .request_id = request_id, .code = code };

    reply(t, ssh2_sftp_status_type(), &status);
}

static inline void reply_data(struct talk *t, uint32_t request_id, const char *text)
{
    struct ssh2_sftp_data data = { .request_id = request_id, .data = ssh2_text(text) };

    reply(t, ssh2_sftp_data_type(), &data);
}

/* The next request, which is of this type. */
static inline void expect_request(struct talk *t, const struct ssh2_packet_type *type, void *packet)
{
    struct ssh2_reader r = ssh2_reader(ssh2_bytes(t->stream + t->seen, t->stream_len - t->seen));
    struct ssh2_bytes request = ssh2_read_string(&r);

    assert_int_equal(r.status, SSH2_OK);
    assert_int_equal(ssh2_packet_judge(type, request, packet).status, SSH2_OK);
    t->seen += LENGTH_BYTES + request.len;
}

static inline bool all_requests_are_seen(const struct talk *t)
{
    return t->seen == t->stream_len;
}

/* A conversation whose client has greeted, and got the subsystem. */
static inline struct talk *greet_server(uint32_t window, uint32_t packet_max)
{
    struct talk *t = calloc(1, sizeof(*t));
    struct ssh2_channel_success success = { 0 };

    assert_non_null(t);
    t->c = log_in();
    t->c->hear = gather;
    t->c->listener = t;
    t->channel = get_channel(t->c, ROOMY, window, packet_max);
    t->sftp = ssh2_sftp_new(t->channel);
    assert_non_null(t->sftp);
    assert_int_equal(ssh2_sftp_start(t->sftp), LIBSSH2_ERROR_EAGAIN);
    success.recipient_channel = t->channel->local_number;
    settle(t->c);
    say(t->c, ssh2_channel_success_type(), &success);
    settle(t->c);
    return t;
}

/* One that can be used; the server has no extensions. */
static inline struct talk *begin_talk(uint32_t window)
{
    struct talk *t = greet_server(window, LIBSSH2_CHANNEL_PACKET_DEFAULT);
    struct ssh2_sftp_init init;
    struct ssh2_sftp_version version = { .version = 3 };

    expect_request(t, ssh2_sftp_init_type(), &init);
    reply(t, ssh2_sftp_version_type(), &version);
    settle(t->c);
    assert_int_equal(ssh2_sftp_start(t->sftp), 0);
    return t;
}

static inline void end_talk(struct talk *t)
{
    ssh2_sftp_free(t->sftp);
    hang_up(t->c);
    free(t);
}

/* The server takes note of what was sent and lets as much be sent again. */
static inline void widen_window(struct talk *t, uint32_t count)
{
    struct ssh2_channel_window_adjust adjust = { .recipient_channel = t->channel->local_number,
                                                 .bytes_to_add = count };

    say(t->c, ssh2_channel_window_adjust_type(), &adjust);
    settle(t->c);
}

static inline struct ssh2_sftp_file *open_file_for(struct talk *t, uint32_t pflags)
{
    struct ssh2_sftp_attrs attrs = { 0 };
    struct ssh2_sftp_file *file = NULL;
    struct ssh2_sftp_open open;

    assert_int_equal(ssh2_sftp_open_file(t->sftp, ssh2_text("file"), pflags, &attrs, &file),
                     LIBSSH2_ERROR_EAGAIN);
    settle(t->c);
    expect_request(t, ssh2_sftp_open_type(), &open);

    struct ssh2_sftp_handle handle = { .request_id = open.request_id, .handle = SSH2_TEXT(HANDLE) };

    reply(t, ssh2_sftp_handle_type(), &handle);
    settle(t->c);
    assert_int_equal(ssh2_sftp_open_file(t->sftp, ssh2_text("file"), pflags, &attrs, &file), 0);
    return file;
}

static inline struct ssh2_sftp_file *open_directory(struct talk *t)
{
    struct ssh2_sftp_file *file = NULL;
    struct ssh2_sftp_opendir open;

    assert_int_equal(ssh2_sftp_open_directory(t->sftp, ssh2_text("."), &file), LIBSSH2_ERROR_EAGAIN);
    settle(t->c);
    expect_request(t, ssh2_sftp_opendir_type(), &open);

    struct ssh2_sftp_handle handle = { .request_id = open.request_id, .handle = SSH2_TEXT(HANDLE) };

    reply(t, ssh2_sftp_handle_type(), &handle);
    settle(t->c);
    assert_int_equal(ssh2_sftp_open_directory(t->sftp, ssh2_text("."), &file), 0);
    return file;
}

/* What the server got wrong has ended the conversation, and nothing but that. */
static inline void expect_fault(struct talk *t)
{
    assert_int_equal(ssh2_sftp_check(t->sftp), LIBSSH2_ERROR_SFTP_PROTOCOL);
    assert_false(ssh2_transport_is_dead(t->c->client.transport));
}

#endif
