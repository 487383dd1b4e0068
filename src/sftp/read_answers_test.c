/* Answers to READ that are none, too many, too long or too late. */
#include "src/packet/sftp/sftp_fstat.h"
#include "src/packet/sftp/sftp_read.h"
#include "src/sftp/talk_testing.h"

#define READ_ONLY 1u /* SSH_FXF_READ */

static uint32_t begin_reading(struct talk *t, struct ssh2_sftp_file *file, uint32_t *length)
{
    struct ssh2_sftp_read read;
    struct ssh2_sftp_fstat fstat;
    uint8_t buffer[16];

    assert_int_equal(ssh2_sftp_read(file, buffer, sizeof(buffer)), LIBSSH2_ERROR_EAGAIN);
    settle(t->c);
    expect_request(t, ssh2_sftp_fstat_type(), &fstat);
    expect_request(t, ssh2_sftp_read_type(), &read);
    reply_status(t, fstat.request_id, SSH_FX_FAILURE);
    settle(t->c);
    *length = read.length;
    return read.request_id;
}

/* Threat S11. */
static void more_data_than_was_asked_for_ends_the_conversation(void **state)
{
    struct talk *t = begin_talk(ROOMY);
    struct ssh2_sftp_file *file = open_file_for(t, READ_ONLY);
    uint32_t length = 0;
    uint32_t id = begin_reading(t, file, &length);
    static uint8_t too_much[32768];
    struct ssh2_sftp_data data = { .request_id = id, .data = ssh2_bytes(too_much, 0) };
    uint8_t buffer[17] = { 0 };

    (void)state;
    data.data.len = length + 1;
    memset(too_much, 0xaa, sizeof(too_much));
    reply(t, ssh2_sftp_data_type(), &data);
    settle(t->c);
    assert_int_equal(ssh2_sftp_read(file, buffer, 16), LIBSSH2_ERROR_SFTP_PROTOCOL);
    assert_int_equal(buffer[0] | buffer[16], 0);
    expect_fault(t);
    ssh2_sftp_file_free(file);
    end_talk(t);
}

/* Threat S10. */
static void empty_data_is_borne_only_a_few_times(void **state)
{
    struct talk *t = begin_talk(ROOMY);
    struct ssh2_sftp_file *file = open_file_for(t, READ_ONLY);
    uint32_t length = 0;
    uint32_t id = begin_reading(t, file, &length);
    uint8_t buffer[16];
    unsigned count = 0;
    ssize_t n = LIBSSH2_ERROR_EAGAIN;

    (void)state;
    for (; n == LIBSSH2_ERROR_EAGAIN && count < 100; count++) {
        struct ssh2_sftp_read read;

        reply_data(t, id, "");
        settle(t->c);
        n = ssh2_sftp_read(file, buffer, sizeof(buffer));
        settle(t->c);
        if (n == LIBSSH2_ERROR_EAGAIN) {
            expect_request(t, ssh2_sftp_read_type(), &read);
            id = read.request_id;
        }
    }
    assert_int_equal(n, LIBSSH2_ERROR_SFTP_PROTOCOL);
    assert_int_equal(count, 17);
    ssh2_sftp_file_free(file);
    end_talk(t);
}

/* Threats S9, S10: OK is no answer, and neither is a reply of another type. */
static void other_replies_end_the_conversation(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 2; i++) {
        struct talk *t = begin_talk(ROOMY);
        struct ssh2_sftp_file *file = open_file_for(t, READ_ONLY);
        uint32_t length = 0;
        struct ssh2_sftp_handle handle = { .handle = SSH2_TEXT("x") };
        uint8_t buffer[16];

        handle.request_id = begin_reading(t, file, &length);
        if (i == 0)
            reply_status(t, handle.request_id, SSH_FX_OK);
        else
            reply(t, ssh2_sftp_handle_type(), &handle);
        settle(t->c);
        assert_int_equal(ssh2_sftp_read(file, buffer, sizeof(buffer)), LIBSSH2_ERROR_SFTP_PROTOCOL);
        expect_fault(t);
        ssh2_sftp_file_free(file);
        end_talk(t);
    }
}

/* Data for a request that was answered, or for a STAT: threat S9. */
static void data_that_is_not_due_ends_the_conversation(void **state)
{
    struct talk *t = begin_talk(ROOMY);
    struct ssh2_sftp_file *file = open_file_for(t, READ_ONLY);
    uint32_t length = 0;
    uint32_t id = begin_reading(t, file, &length);
    uint8_t buffer[16];

    (void)state;
    reply_data(t, id, "once");
    reply_data(t, id, "twice");
    settle(t->c);
    assert_int_equal(ssh2_sftp_read(file, buffer, sizeof(buffer)), 4); /* what came first is given */
    assert_int_equal(ssh2_sftp_read(file, buffer, sizeof(buffer)), LIBSSH2_ERROR_SFTP_PROTOCOL);
    expect_fault(t);
    ssh2_sftp_file_free(file);
    end_talk(t);
}

static void a_failure_is_told_after_what_came_before_it(void **state)
{
    struct talk *t = begin_talk(ROOMY);
    struct ssh2_sftp_file *file = open_file_for(t, READ_ONLY);
    uint32_t length = 0;
    uint32_t id = begin_reading(t, file, &length);
    struct ssh2_sftp_read again;
    uint8_t buffer[16];

    (void)state;
    reply_data(t, id, "some");
    settle(t->c);
    assert_int_equal(ssh2_sftp_read(file, buffer, sizeof(buffer)), 4);
    settle(t->c);
    assert_int_equal(ssh2_sftp_read(file, buffer, sizeof(buffer)), LIBSSH2_ERROR_EAGAIN);
    settle(t->c);
    expect_request(t, ssh2_sftp_read_type(), &again);
    assert_int_equal(again.offset, 4);
    reply_status(t, again.request_id, SSH_FX_PERMISSION_DENIED);
    settle(t->c);
    assert_int_equal(ssh2_sftp_read(file, buffer, sizeof(buffer)), LIBSSH2_ERROR_SFTP_PROTOCOL);
    assert_int_equal(t->sftp->status, SSH_FX_PERMISSION_DENIED);
    ssh2_sftp_file_free(file);
    end_talk(t);
}

/* The file is closed while its data is on the way: nobody takes it, and the stream goes on. */
static void data_for_a_closed_file_is_dropped(void **state)
{
    struct talk *t = begin_talk(ROOMY);
    struct ssh2_sftp_file *file = open_file_for(t, READ_ONLY);
    struct ssh2_sftp_file *other = NULL;
    uint32_t length = 0;
    uint32_t id = begin_reading(t, file, &length);
    static const uint8_t head[] = { 0, 0, 0, 12, SSH_FXP_DATA, 0, 0, 0 };
    const uint8_t rest[] = { (uint8_t)id, 0, 0, 0, 3, 'a' };
    uint8_t buffer[16];

    (void)state;
    say_bytes(t, head, sizeof(head));
    say_bytes(t, rest, sizeof(rest));
    settle(t->c);
    ssh2_sftp_file_free(file);
    say_bytes(t, "bc", 2);
    settle(t->c);
    assert_int_equal(ssh2_sftp_check(t->sftp), 0);
    t->seen = t->stream_len = 0;
    other = open_file_for(t, READ_ONLY);
    reply_data(t, begin_reading(t, other, &length), "on");
    settle(t->c);
    assert_int_equal(ssh2_sftp_read(other, buffer, sizeof(buffer)), 2);
    ssh2_sftp_file_free(other);
    end_talk(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(more_data_than_was_asked_for_ends_the_conversation),
        cmocka_unit_test(empty_data_is_borne_only_a_few_times),
        cmocka_unit_test(other_replies_end_the_conversation),
        cmocka_unit_test(data_that_is_not_due_ends_the_conversation),
        cmocka_unit_test(a_failure_is_told_after_what_came_before_it),
        cmocka_unit_test(data_for_a_closed_file_is_dropped),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
