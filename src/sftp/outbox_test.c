#include "src/sftp/outbox.h"

#include "src/packet/sftp/sftp_remove.h"
#include "src/sftp/talk_testing.h"

static int add(struct ssh2_sftp_outbox *outbox, struct talk *t, size_t path_len)
{
    static const uint8_t path[SSH2_SFTP_OUTBOX_MAX_BYTES];
    struct ssh2_sftp_remove request = { .request_id = 1, .filename = ssh2_bytes(path, path_len) };

    return ssh2_sftp_outbox_add(outbox, t->sftp->session, ssh2_sftp_remove_type(), &request);
}

static void requests_leave_together(void **state)
{
    struct talk *t = begin_talk(ROOMY);
    struct ssh2_sftp_outbox outbox = { 0 };
    struct ssh2_sftp_remove request;
    unsigned before = t->data_packets;

    (void)state;
    for (size_t i = 0; i < 20; i++)
        assert_int_equal(add(&outbox, t, 100), 0);
    assert_int_equal(ssh2_sftp_outbox_flush(&outbox, t->channel), 0);
    assert_int_equal(outbox.len, 0);
    settle(t->c);
    assert_int_equal(t->data_packets, before + 1);
    for (size_t i = 0; i < 20; i++)
        expect_request(t, ssh2_sftp_remove_type(), &request);
    assert_true(all_requests_are_seen(t));
    ssh2_sftp_outbox_free(&outbox, &ssh2_memory_default);
    end_talk(t);
}

static void a_window_of_one_byte_lets_a_request_through_byte_by_byte(void **state)
{
    struct talk *t = begin_talk(9); /* what the greeting needs */
    struct ssh2_sftp_outbox outbox = { 0 };
    struct ssh2_sftp_remove request;

    (void)state;
    assert_int_equal(add(&outbox, t, 10), 0);
    assert_int_equal(ssh2_sftp_outbox_flush(&outbox, t->channel), 0); /* no room is no failure */
    while (outbox.len > 0) {
        size_t before = outbox.len;

        widen_window(t, 1);
        assert_int_equal(ssh2_sftp_outbox_flush(&outbox, t->channel), 0);
        assert_int_equal(outbox.len, before - 1);
    }
    settle(t->c);
    expect_request(t, ssh2_sftp_remove_type(), &request);
    assert_int_equal(request.filename.len, 10);
    ssh2_sftp_outbox_free(&outbox, &ssh2_memory_default);
    end_talk(t);
}

static void a_request_that_no_server_takes_is_refused(void **state)
{
    struct talk *t = begin_talk(ROOMY);
    struct ssh2_sftp_outbox outbox = { 0 };
    size_t head = 9; /* type, id and the path's length */

    (void)state;
    assert_int_equal(add(&outbox, t, SSH2_SFTP_REQUEST_MAX_BYTES - head + 1),
                     LIBSSH2_ERROR_OUT_OF_BOUNDARY);
    assert_int_equal(add(&outbox, t, SIZE_MAX), LIBSSH2_ERROR_OUT_OF_BOUNDARY);
    assert_int_equal(outbox.len, 0);
    assert_int_equal(add(&outbox, t, SSH2_SFTP_REQUEST_MAX_BYTES - head), 0);
    ssh2_sftp_outbox_free(&outbox, &ssh2_memory_default);
    end_talk(t);
}

static void an_outbox_that_cannot_be_emptied_takes_no_more_than_its_limit(void **state)
{
    struct talk *t = begin_talk(9);
    struct ssh2_sftp_outbox outbox = { 0 };
    int rc = 0;

    (void)state;
    for (unsigned i = 0; rc == 0 && i < 1000; i++)
        rc = add(&outbox, t, 1000);
    assert_int_equal(rc, LIBSSH2_ERROR_EAGAIN);
    assert_true(outbox.len <= SSH2_SFTP_OUTBOX_MAX_BYTES);
    ssh2_sftp_outbox_free(&outbox, &ssh2_memory_default);
    end_talk(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(requests_leave_together),
        cmocka_unit_test(a_window_of_one_byte_lets_a_request_through_byte_by_byte),
        cmocka_unit_test(a_request_that_no_server_takes_is_refused),
        cmocka_unit_test(an_outbox_that_cannot_be_emptied_takes_no_more_than_its_limit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
