/* Opening, asking and closing: threats S4, S6, S9, S13, S14, S18, S21. */
#include "src/packet/connection/channel_close.h"
#include "src/packet/sftp/sftp_attrs_reply.h"
#include "src/packet/sftp/sftp_close.h"
#include "src/packet/sftp/sftp_mkdir.h"
#include "src/packet/sftp/sftp_name.h"
#include "src/packet/sftp/sftp_realpath.h"
#include "src/packet/sftp/sftp_remove.h"
#include "src/packet/sftp/sftp_setstat.h"
#include "src/packet/sftp/sftp_stat.h"
#include "src/sftp/talk_testing.h"

#define READ_ONLY 1u
#define READ_AND_WRITE 3u

static int ask_to_open(struct talk *t, struct ssh2_sftp_file **file)
{
    struct ssh2_sftp_attrs attrs = { 0 };

    return ssh2_sftp_open_file(t->sftp, ssh2_text("f"), READ_ONLY, &attrs, file);
}

static uint32_t begin_to_open(struct talk *t)
{
    struct ssh2_sftp_file *file = NULL;
    struct ssh2_sftp_open open;

    assert_int_equal(ask_to_open(t, &file), LIBSSH2_ERROR_EAGAIN);
    settle(t->c);
    expect_request(t, ssh2_sftp_open_type(), &open);
    return open.request_id;
}

/* Threat S18. The packet is built by hand: no encoder makes those. */
static void handles_have_1_to_256_bytes(void **state)
{
    static const struct {
        uint32_t len, said;
        bool is_good;
    } cases[] = { { 0, 0, false },     { 1, 1, true },            { 256, 256, true },
                  { 257, 257, false }, { 4, UINT32_MAX, false }, { 8, 4, false } };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct talk *t = begin_talk(ROOMY);
        uint8_t packet[300] = { 0 };
        struct ssh2_writer w = ssh2_writer(packet, sizeof(packet));
        struct ssh2_sftp_file *file = NULL;

        ssh2_write_uint32(&w, 9 + cases[i].len);
        ssh2_write_byte(&w, SSH_FXP_HANDLE);
        ssh2_write_uint32(&w, begin_to_open(t));
        ssh2_write_uint32(&w, cases[i].said);
        say_bytes(t, packet, w.len + cases[i].len);
        settle(t->c);
        assert_int_equal(ask_to_open(t, &file), cases[i].is_good ? 0 : LIBSSH2_ERROR_SFTP_PROTOCOL);
        assert_int_equal(file != NULL, cases[i].is_good);
        if (!cases[i].is_good)
            expect_fault(t);
        if (file != NULL)
            ssh2_sftp_file_free(file);
        end_talk(t);
    }
}

static void a_refusal_leaves_the_server_s_code(void **state)
{
    struct talk *t = begin_talk(ROOMY);
    struct ssh2_sftp_file *file = NULL;

    (void)state;
    reply_status(t, begin_to_open(t), SSH_FX_NO_SUCH_FILE);
    settle(t->c);
    assert_int_equal(ask_to_open(t, &file), LIBSSH2_ERROR_SFTP_PROTOCOL);
    assert_null(file);
    assert_int_equal(t->sftp->status, SSH_FX_NO_SUCH_FILE);
    assert_int_equal(ask_to_open(t, &file), LIBSSH2_ERROR_EAGAIN); /* a new operation has no code */
    assert_int_equal(t->sftp->status, SSH_FX_OK);
    end_talk(t);
}

/* Some servers say OK before they tell the handle. */
static void an_ok_before_the_handle_is_borne(void **state)
{
    struct talk *t = begin_talk(ROOMY);
    struct ssh2_sftp_handle handle = { .request_id = begin_to_open(t), .handle = SSH2_TEXT("h") };
    struct ssh2_sftp_file *file = NULL;

    (void)state;
    reply_status(t, handle.request_id, SSH_FX_OK);
    settle(t->c);
    assert_int_equal(ask_to_open(t, &file), LIBSSH2_ERROR_EAGAIN);
    reply(t, ssh2_sftp_handle_type(), &handle);
    settle(t->c);
    assert_int_equal(ask_to_open(t, &file), 0);
    ssh2_sftp_file_free(file);
    end_talk(t);
}

/* Threat S9: ids that nobody issued, and answers given twice. */
static void replies_that_are_not_due_end_the_conversation(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 2; i++) {
        struct talk *t = begin_talk(ROOMY);
        struct ssh2_sftp_file *file = NULL;
        uint32_t id = begin_to_open(t);

        reply_status(t, id, SSH_FX_FAILURE);
        reply_status(t, i == 0 ? id : id + 4096, SSH_FX_FAILURE);
        settle(t->c);
        assert_int_equal(ask_to_open(t, &file), LIBSSH2_ERROR_SFTP_PROTOCOL);
        expect_fault(t);
        assert_int_equal(ask_to_open(t, &file), LIBSSH2_ERROR_SFTP_PROTOCOL); /* and it stays so: S6 */
        end_talk(t);
    }
}

/* Threats S4, S5, S6: what is no name where one is due; called again, the same comes of it. */
static void realpath_takes_nothing_but_names(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 2; i++) {
        struct talk *t = begin_talk(ROOMY);
        struct ssh2_sftp_realpath request = { .path = SSH2_TEXT(".") }, sent;
        struct ssh2_sftp_name names;
        struct ssh2_sftp_handle handle = { .handle = SSH2_TEXT("h") };

        assert_int_equal(ssh2_sftp_ask(t->sftp, SSH2_SFTP_REALPATH, NULL, &request, &names),
                         LIBSSH2_ERROR_EAGAIN);
        settle(t->c);
        expect_request(t, ssh2_sftp_realpath_type(), &sent);
        handle.request_id = sent.request_id;
        if (i == 0)
            reply_status(t, sent.request_id, SSH_FX_OK);
        else
            reply(t, ssh2_sftp_handle_type(), &handle);
        settle(t->c);
        assert_int_equal(ssh2_sftp_ask(t->sftp, SSH2_SFTP_REALPATH, NULL, &request, &names),
                         LIBSSH2_ERROR_SFTP_PROTOCOL);
        end_talk(t);
    }
}

/* Threat S13: attributes cut at any byte, and a count of extended pairs that is not true. */
static void attributes_that_are_not_whole_end_the_conversation(void **state)
{
    static const uint8_t attrs[] = { 0x80, 0, 0, 0x0f, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 1, 0, 0, 0, 2,
                                     0, 0, 1, 0xa4, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 1,
                                     0, 0, 0, 1, 'n', 0, 0, 0, 1, 'd' };

    (void)state;
    for (size_t len = 0; len <= sizeof(attrs); len++) {
        struct talk *t = begin_talk(ROOMY);
        struct ssh2_sftp_stat request = { .path = SSH2_TEXT("f") }, sent;
        struct ssh2_sftp_attrs_reply told;
        uint8_t packet[64];
        struct ssh2_writer w = ssh2_writer(packet, sizeof(packet));
        int rc = 0;

        assert_int_equal(ssh2_sftp_ask(t->sftp, SSH2_SFTP_STAT, NULL, &request, &told),
                         LIBSSH2_ERROR_EAGAIN);
        settle(t->c);
        expect_request(t, ssh2_sftp_stat_type(), &sent);
        ssh2_write_uint32(&w, (uint32_t)(5 + len));
        ssh2_write_byte(&w, SSH_FXP_ATTRS);
        ssh2_write_uint32(&w, sent.request_id);
        ssh2_write_bytes(&w, ssh2_bytes(attrs, len));
        say_bytes(t, packet, w.len);
        settle(t->c);
        rc = ssh2_sftp_ask(t->sftp, SSH2_SFTP_STAT, NULL, &request, &told);
        assert_int_equal(rc, len == sizeof(attrs) ? 0 : LIBSSH2_ERROR_SFTP_PROTOCOL);
        if (rc == 0)
            assert_int_equal(told.attrs.size, 9);
        end_talk(t);
    }
}

/* Threat S14: whatever attributes a request has, its length is that of what is sent. */
static void every_combination_of_attributes_is_sent_whole(void **state)
{
    struct talk *t = begin_talk(ROOMY);

    (void)state;
    for (uint32_t flags = 0; flags < 16; flags++) {
        struct ssh2_sftp_setstat request = { .path = SSH2_TEXT("f"),
                                             .attrs = { .flags = flags, .size = 5, .permissions = 0640 } };
        struct ssh2_sftp_setstat sent;

        assert_int_equal(ssh2_sftp_ask(t->sftp, SSH2_SFTP_SETSTAT, NULL, &request, NULL),
                         LIBSSH2_ERROR_EAGAIN);
        settle(t->c);
        expect_request(t, ssh2_sftp_setstat_type(), &sent);
        assert_int_equal(sent.attrs.flags, flags);
        reply_status(t, sent.request_id, SSH_FX_OK);
        settle(t->c);
        assert_int_equal(ssh2_sftp_ask(t->sftp, SSH2_SFTP_SETSTAT, NULL, &request, NULL), 0);
    }
    end_talk(t);
}

static void a_file_that_is_only_read_is_closed_without_a_wait(void **state)
{
    struct talk *t = begin_talk(ROOMY);
    struct ssh2_sftp_file *file = open_file_for(t, READ_ONLY);
    struct ssh2_sftp_close close;

    (void)state;
    t->sftp->status = SSH_FX_FAILURE; /* of the operation before */
    assert_int_equal(ssh2_sftp_close(file), 0);
    assert_int_equal(t->sftp->status, SSH_FX_OK);
    ssh2_sftp_file_free(file);
    settle(t->c);
    expect_request(t, ssh2_sftp_close_type(), &close);
    reply_status(t, close.request_id, SSH_FX_FAILURE); /* which is nobody's business */
    settle(t->c);
    assert_int_equal(ssh2_sftp_check(t->sftp), 0);
    end_talk(t);
}

static void closing_a_written_file_tells_the_server_s_word(void **state)
{
    struct talk *t = begin_talk(ROOMY);
    struct ssh2_sftp_file *file = open_file_for(t, READ_AND_WRITE);
    struct ssh2_sftp_close close;

    (void)state;
    assert_int_equal(ssh2_sftp_close(file), LIBSSH2_ERROR_EAGAIN);
    settle(t->c);
    expect_request(t, ssh2_sftp_close_type(), &close);
    reply_status(t, close.request_id, SSH_FX_FAILURE);
    settle(t->c);
    assert_int_equal(ssh2_sftp_close(file), LIBSSH2_ERROR_SFTP_PROTOCOL);
    assert_int_equal(t->sftp->status, SSH_FX_FAILURE);
    ssh2_sftp_file_free(file);
    end_talk(t);
}

/* Nobody waits for the open any more: the handle that comes for it is given back. */
static void an_unwanted_handle_is_closed(void **state)
{
    struct talk *t = begin_talk(ROOMY);
    struct ssh2_sftp_handle handle = { .request_id = begin_to_open(t), .handle = SSH2_TEXT("late") };
    struct ssh2_sftp_close close;

    (void)state;
    ssh2_sftp_abandon(t->sftp, &t->sftp->exchanges[SSH2_SFTP_OPEN]);
    reply(t, ssh2_sftp_handle_type(), &handle);
    settle(t->c);
    settle(t->c);
    expect_request(t, ssh2_sftp_close_type(), &close);
    assert_true(ssh2_bytes_equal(close.handle, ssh2_text("late")));
    end_talk(t);
}

static void an_operation_under_way_keeps_others_of_its_kind_out(void **state)
{
    struct talk *t = begin_talk(ROOMY);
    struct ssh2_sftp_mkdir mkdir = { .path = SSH2_TEXT("d") };
    struct ssh2_sftp_remove remove = { .filename = SSH2_TEXT("f") };
    int who = 0;

    (void)state;
    assert_int_equal(ssh2_sftp_ask(t->sftp, SSH2_SFTP_MKDIR, &who, &mkdir, NULL),
                     LIBSSH2_ERROR_EAGAIN);
    assert_int_equal(ssh2_sftp_ask(t->sftp, SSH2_SFTP_MKDIR, t, &mkdir, NULL),
                     LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(ssh2_sftp_ask(t->sftp, SSH2_SFTP_REMOVE, &who, &remove, NULL),
                     LIBSSH2_ERROR_EAGAIN); /* of another kind: both are under way */
    end_talk(t);
}

/* Threat S21: the server closes in the middle of every kind of operation. */
static void a_server_that_closes_leaves_no_operation_waiting(void **state)
{
    static const enum ssh2_sftp_operation operations[] = { SSH2_SFTP_STAT, SSH2_SFTP_READLINK };

    (void)state;
    for (size_t i = 0; i < sizeof(operations) / sizeof(operations[0]); i++) {
        struct talk *t = begin_talk(ROOMY);
        struct ssh2_sftp_file *read = open_file_for(t, READ_ONLY);
        struct ssh2_sftp_file *written = open_file_for(t, READ_AND_WRITE);
        struct ssh2_sftp_file *directory = open_directory(t);
        struct ssh2_sftp_stat request = { .path = SSH2_TEXT("f") };
        struct ssh2_channel_close close = { .recipient_channel = t->channel->local_number };
        struct ssh2_sftp_name_entry entry;
        struct ssh2_sftp_attrs_reply told;
        uint8_t data[8] = { 0 };

        assert_int_equal(ssh2_sftp_ask(t->sftp, operations[i], NULL, &request, &told),
                         LIBSSH2_ERROR_EAGAIN);
        assert_int_equal(ssh2_sftp_read(read, data, sizeof(data)), LIBSSH2_ERROR_EAGAIN);
        assert_int_equal(ssh2_sftp_write(written, data, sizeof(data), false), LIBSSH2_ERROR_EAGAIN);
        assert_int_equal(ssh2_sftp_readdir(directory, &entry), LIBSSH2_ERROR_EAGAIN);
        settle(t->c);
        say(t->c, ssh2_channel_close_type(), &close);
        settle(t->c);
        assert_int_equal(ssh2_sftp_ask(t->sftp, operations[i], NULL, &request, &told),
                         LIBSSH2_ERROR_CHANNEL_CLOSED);
        assert_int_equal(ssh2_sftp_read(read, data, sizeof(data)), LIBSSH2_ERROR_CHANNEL_CLOSED);
        assert_int_equal(ssh2_sftp_write(written, data, sizeof(data), false),
                         LIBSSH2_ERROR_CHANNEL_CLOSED);
        assert_int_equal(ssh2_sftp_readdir(directory, &entry), LIBSSH2_ERROR_CHANNEL_CLOSED);
        assert_int_equal(ssh2_sftp_close(written), LIBSSH2_ERROR_CHANNEL_CLOSED);
        ssh2_sftp_file_free(read);
        ssh2_sftp_file_free(written);
        ssh2_sftp_free(t->sftp); /* before the directory, which belongs to nobody then */
        ssh2_sftp_file_free(directory);
        hang_up(t->c);
        free(t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(handles_have_1_to_256_bytes),
        cmocka_unit_test(a_refusal_leaves_the_server_s_code),
        cmocka_unit_test(an_ok_before_the_handle_is_borne),
        cmocka_unit_test(replies_that_are_not_due_end_the_conversation),
        cmocka_unit_test(realpath_takes_nothing_but_names),
        cmocka_unit_test(attributes_that_are_not_whole_end_the_conversation),
        cmocka_unit_test(every_combination_of_attributes_is_sent_whole),
        cmocka_unit_test(a_file_that_is_only_read_is_closed_without_a_wait),
        cmocka_unit_test(closing_a_written_file_tells_the_server_s_word),
        cmocka_unit_test(an_unwanted_handle_is_closed),
        cmocka_unit_test(an_operation_under_way_keeps_others_of_its_kind_out),
        cmocka_unit_test(a_server_that_closes_leaves_no_operation_waiting),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
