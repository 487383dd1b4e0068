/* How a conversation begins: threats S8, S17, S20. */
#include "src/packet/connection/channel_close.h"
#include "src/packet/sftp/sftp_ext_limits.h"
#include "src/packet/sftp/sftp_ext_limits_reply.h"
#include "src/sftp/talk_testing.h"

static void say_version(struct talk *t, uint32_t number, struct ssh2_bytes extensions)
{
    struct ssh2_sftp_version version = { .version = number, .extensions = extensions };

    reply(t, ssh2_sftp_version_type(), &version);
    settle(t->c);
}

/* An extension with the data that announces it. */
static struct ssh2_bytes extension(uint8_t *out, size_t capacity, const char *name, const char *data)
{
    struct ssh2_writer w = ssh2_writer(out, capacity);

    ssh2_write_string(&w, ssh2_text(name));
    ssh2_write_string(&w, ssh2_text(data));
    return ssh2_written(&w);
}

static void only_version_3_will_do(void **state)
{
    static const uint32_t others[] = { 0, 2, 4, 6, UINT32_MAX };

    (void)state;
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        struct talk *t = greet_server(ROOMY, 32768);

        say_version(t, others[i], ssh2_bytes(NULL, 0));
        assert_int_equal(ssh2_sftp_start(t->sftp), LIBSSH2_ERROR_SFTP_PROTOCOL);
        expect_fault(t);
        end_talk(t);
    }
}

/* Threat S8: pairs that are cut, and far too many of them. */
static void malformed_extensions_are_refused_and_many_are_borne(void **state)
{
    static uint8_t many[32000];
    struct ssh2_writer w = ssh2_writer(many, sizeof(many));
    uint8_t pair[64];
    struct ssh2_bytes whole = extension(pair, sizeof(pair), "limits@openssh.com", "1");

    (void)state;
    for (size_t len = 1; len < whole.len; len++) {
        struct talk *t = greet_server(ROOMY, 32768);

        say_version(t, 3, ssh2_bytes(pair, len));
        assert_int_equal(ssh2_sftp_start(t->sftp), LIBSSH2_ERROR_SFTP_PROTOCOL);
        expect_fault(t);
        end_talk(t);
    }
    while (w.len + 8 <= sizeof(many)) { /* 4000 pairs of nothing */
        ssh2_write_string(&w, ssh2_bytes(NULL, 0));
        ssh2_write_string(&w, ssh2_bytes(NULL, 0));
    }

    struct talk *t = greet_server(ROOMY, 32768);

    say_version(t, 3, ssh2_written(&w));
    assert_int_equal(ssh2_sftp_start(t->sftp), 0);
    end_talk(t);
}

static void a_version_that_is_not_due_ends_the_conversation(void **state)
{
    struct talk *t = begin_talk(ROOMY);

    (void)state;
    say_version(t, 3, ssh2_bytes(NULL, 0));
    expect_fault(t);
    end_talk(t);
}

/* Threat S17. */
static void limits_are_clamped(void **state)
{
    static const struct {
        uint64_t told;
        uint32_t taken;
    } cases[] = {
        { 0, SSH2_SFTP_TRANSFER_DEFAULT_BYTES },
        { 1, SSH2_SFTP_TRANSFER_DEFAULT_BYTES },
        { 65536, 65536 },
        { UINT32_MAX, SSH2_SFTP_TRANSFER_MAX_BYTES },
        { UINT64_C(1) << 32, SSH2_SFTP_TRANSFER_MAX_BYTES },
        { UINT64_MAX, SSH2_SFTP_TRANSFER_MAX_BYTES },
    };
    uint8_t pair[64];
    struct ssh2_bytes announced = extension(pair, sizeof(pair), "limits@openssh.com", "1");

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct talk *t = greet_server(ROOMY, 32768);
        struct ssh2_sftp_init init;
        struct ssh2_sftp_ext_limits request;
        struct ssh2_sftp_ext_limits_reply limits = { .max_packet_length = cases[i].told,
                                                     .max_read_length = cases[i].told,
                                                     .max_write_length = cases[i].told,
                                                     .max_open_handles = cases[i].told };

        say_version(t, 3, announced);
        assert_int_equal(ssh2_sftp_start(t->sftp), 0);
        assert_int_equal(ssh2_sftp_flush(t->sftp), 0);
        settle(t->c);
        expect_request(t, ssh2_sftp_init_type(), &init);
        assert_int_equal(init.version, 3);
        expect_request(t, ssh2_sftp_ext_limits_type(), &request);
        limits.request_id = request.request_id;
        reply(t, ssh2_sftp_ext_limits_reply_type(), &limits);
        settle(t->c);
        assert_int_equal(t->sftp->read_max, cases[i].taken);
        assert_int_equal(t->sftp->write_max, cases[i].taken);
        end_talk(t);
    }
}

/* Threat S20: what comes on the error stream, between packets and inside them, is no part of them, and
 * its window is given back. */
static void errors_do_not_get_into_the_stream(void **state)
{
    struct talk *t = begin_talk(ROOMY);
    struct ssh2_channel_extended_data noise = { .recipient_channel = t->channel->local_number,
                                                .data_type_code = SSH_EXTENDED_DATA_STDERR };
    static uint8_t much[32768];
    struct ssh2_sftp_attrs attrs = { 0 };
    struct ssh2_sftp_file *file = NULL;
    struct ssh2_sftp_open open;
    uint8_t framed[64];
    size_t len = 0;

    (void)state;
    noise.data = ssh2_bytes(much, sizeof(much));
    assert_int_equal(ssh2_sftp_open_file(t->sftp, ssh2_text("f"), 1, &attrs, &file),
                     LIBSSH2_ERROR_EAGAIN);
    settle(t->c);
    expect_request(t, ssh2_sftp_open_type(), &open);

    struct ssh2_sftp_handle handle = { .request_id = open.request_id, .handle = SSH2_TEXT(HANDLE) };

    len = frame(framed, sizeof(framed), ssh2_sftp_handle_type(), &handle);
    for (size_t i = 0; i < len; i++) {
        say(t->c, ssh2_channel_extended_data_type(), &noise);
        say_bytes(t, framed + i, 1);
        settle(t->c);
    }
    assert_int_equal(ssh2_sftp_open_file(t->sftp, ssh2_text("f"), 1, &attrs, &file), 0);
    for (unsigned i = 0; i < 1000; i++) { /* 32 MiB, many windows full */
        say(t->c, ssh2_channel_extended_data_type(), &noise);
        settle(t->c);
    }
    assert_false(ssh2_transport_is_dead(t->c->client.transport));
    assert_int_equal(ssh2_channel_queue_len(&t->channel->queue, SSH2_ANY_STREAM), 0);
    ssh2_sftp_file_free(file);
    end_talk(t);
}

/* Threat S21: at the beginning too. */
static void a_server_that_closes_instead_of_greeting_is_told_of(void **state)
{
    struct talk *t = greet_server(ROOMY, 32768);
    struct ssh2_channel_close close = { .recipient_channel = t->channel->local_number };

    (void)state;
    say(t->c, ssh2_channel_close_type(), &close);
    settle(t->c);
    assert_int_equal(ssh2_sftp_start(t->sftp), LIBSSH2_ERROR_CHANNEL_CLOSED);
    end_talk(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_version_3_will_do),
        cmocka_unit_test(malformed_extensions_are_refused_and_many_are_borne),
        cmocka_unit_test(a_version_that_is_not_due_ends_the_conversation),
        cmocka_unit_test(limits_are_clamped),
        cmocka_unit_test(errors_do_not_get_into_the_stream),
        cmocka_unit_test(a_server_that_closes_instead_of_greeting_is_told_of),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
