#include "src/packet/sftp/sftp_close.h"
#include "src/packet/sftp/sftp_write.h"
#include "src/sftp/talk_testing.h"

#define WRITE_ONLY 2u /* SSH_FXF_WRITE */

static uint8_t content[200000];

static void fill_content(void)
{
    for (size_t i = 0; i < sizeof(content); i++)
        content[i] = (uint8_t)(i * 7 + i / 256);
}

/* The next request is a WRITE of the content at its offset; returns how many bytes it has. */
static size_t expect_write(struct talk *t, uint64_t offset, uint32_t *request_id)
{
    struct ssh2_sftp_write write;

    expect_request(t, ssh2_sftp_write_type(), &write);
    assert_int_equal(write.offset, offset);
    assert_memory_equal(write.data.data, content + offset, write.data.len);
    *request_id = write.request_id;
    return write.data.len;
}

static void what_is_acknowledged_is_reported(void **state)
{
    struct talk *t = begin_talk(ROOMY);
    struct ssh2_sftp_file *file = open_file_for(t, WRITE_ONLY);
    uint32_t ids[8];
    size_t offset = 0, first = 0, count = 0;

    (void)state;
    assert_int_equal(ssh2_sftp_write(file, content, 100000, false), LIBSSH2_ERROR_EAGAIN);
    settle(t->c);
    for (; offset < 100000; count++) {
        size_t len = expect_write(t, offset, &ids[count]);

        first = count == 0 ? len : first;
        offset += len;
    }
    assert_true(count > 1);
    assert_true(all_requests_are_seen(t));

    reply_status(t, ids[1], SSH_FX_OK); /* with a gap before it: nothing counts yet */
    settle(t->c);
    assert_int_equal(ssh2_sftp_write(file, content, 100000, false), LIBSSH2_ERROR_EAGAIN);
    reply_status(t, ids[0], SSH_FX_OK);
    settle(t->c);
    assert_int_equal(ssh2_sftp_write(file, content, first, false), first);
    assert_int_equal(file->offset, first);

    for (size_t i = 2; i < count; i++)
        reply_status(t, ids[i], SSH_FX_OK);
    settle(t->c);
    assert_int_equal(ssh2_sftp_write(file, content + first, 10, false), 10); /* piece by piece */
    assert_int_equal(ssh2_sftp_write(file, content + first + 10, 100000 - first - 10, false),
                     100000 - first - 10);
    assert_int_equal(file->offset, 100000);
    assert_true(all_requests_are_seen(t));
    ssh2_sftp_file_free(file);
    end_talk(t);
}

/* To a server that takes long requests: pieces of them, and no small one behind the last. */
static void a_long_buffer_goes_in_even_pieces(void **state)
{
    struct talk *t = begin_talk(ROOMY);
    struct ssh2_sftp_file *file = open_file_for(t, WRITE_ONLY);
    size_t len = 2 * 65536, first, second;
    uint32_t id;

    (void)state;
    t->sftp->write_max = SSH2_SFTP_TRANSFER_MAX_BYTES;
    assert_int_equal(ssh2_sftp_write(file, content, len, false), LIBSSH2_ERROR_EAGAIN);
    settle(t->c);
    first = expect_write(t, 0, &id);
    second = expect_write(t, first, &id);
    assert_in_range(first, len / 2 - 100, len / 2);
    assert_int_equal(first + second, len);
    assert_true(all_requests_are_seen(t));
    ssh2_sftp_file_free(file);
    end_talk(t);
}

static void a_waiting_writer_is_told_when_all_is_acknowledged(void **state)
{
    struct talk *t = begin_talk(ROOMY);
    struct ssh2_sftp_file *file = open_file_for(t, WRITE_ONLY);
    uint32_t ids[8];
    size_t offset = 0, count = 0;

    (void)state;
    assert_int_equal(ssh2_sftp_write(file, content, 100000, true), LIBSSH2_ERROR_EAGAIN);
    settle(t->c);
    for (; offset < 100000; count++)
        offset += expect_write(t, offset, &ids[count]);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(ssh2_sftp_write(file, content, 100000, true), LIBSSH2_ERROR_EAGAIN);
        reply_status(t, ids[i], SSH_FX_OK);
        settle(t->c);
    }
    assert_int_equal(ssh2_sftp_write(file, content, 100000, true), 100000);
    ssh2_sftp_file_free(file);
    end_talk(t);
}

/* A peer's window that is smaller than a WRITE's head, down to a single byte, is no deadlock. */
static void a_window_of_a_few_bytes_carries_a_write(void **state)
{
    (void)state;
    for (uint32_t window = 1; window <= 40; window += 13) {
        struct talk *t = begin_talk(200);
        struct ssh2_sftp_file *file = open_file_for(t, WRITE_ONLY);
        uint32_t id = 0;
        size_t offset = 0;
        unsigned rounds = 0;

        t->channel->peer_window = window;
        while (offset < 1500) {
            size_t before = t->stream_len;
            ssize_t n = ssh2_sftp_write(file, content + offset, 1500 - offset, false);

            assert_true(n == LIBSSH2_ERROR_EAGAIN || n > 0);
            assert_true(++rounds < 20000);
            offset += n > 0 ? (size_t)n : 0;
            settle(t->c);
            if (t->stream_len > before)
                widen_window(t, (uint32_t)(t->stream_len - before));
            else if (offset < 1500 && !all_requests_are_seen(t)) {
                (void)expect_write(t, offset, &id);
                reply_status(t, id, SSH_FX_OK);
                settle(t->c);
            }
        }
        assert_true(all_requests_are_seen(t));
        assert_int_equal(file->offset, 1500);
        ssh2_sftp_file_free(file);
        end_talk(t);
    }
}

static void a_denied_write_is_told_once_and_the_rest_is_forgotten(void **state)
{
    struct talk *t = begin_talk(ROOMY);
    struct ssh2_sftp_file *file = open_file_for(t, WRITE_ONLY);
    uint32_t ids[8], again = 0;
    size_t offset = 0, first = 0, count = 0;

    (void)state;
    assert_int_equal(ssh2_sftp_write(file, content, 100000, false), LIBSSH2_ERROR_EAGAIN);
    settle(t->c);
    for (; offset < 100000; count++) {
        offset += expect_write(t, offset, &ids[count]);
        first = count == 0 ? offset : first;
    }
    reply_status(t, ids[0], SSH_FX_OK);
    reply_status(t, ids[1], SSH_FX_PERMISSION_DENIED);
    for (size_t i = 2; i < count; i++)
        reply_status(t, ids[i], SSH_FX_OK);
    settle(t->c);
    assert_int_equal(ssh2_sftp_write(file, content, 100000, false), first);
    assert_int_equal(file->offset, first);

    /* What is said again is sent again, from where the caller was told that the file is. */
    assert_int_equal(ssh2_sftp_write(file, content + first, 1000, false), LIBSSH2_ERROR_EAGAIN);
    settle(t->c);
    assert_int_equal(expect_write(t, first, &again), 1000);
    reply_status(t, again, SSH_FX_PERMISSION_DENIED);
    settle(t->c);
    assert_int_equal(ssh2_sftp_write(file, content + first, 1000, false),
                     LIBSSH2_ERROR_SFTP_PROTOCOL);
    assert_int_equal(t->sftp->status, SSH_FX_PERMISSION_DENIED);
    assert_int_equal(file->offset, first);
    ssh2_sftp_file_free(file);
    end_talk(t);
}

/* A reply of another type than a status is wrong, whoever sends it. Threat S9. */
static void a_handle_is_no_answer_to_a_write(void **state)
{
    struct talk *t = begin_talk(ROOMY);
    struct ssh2_sftp_file *file = open_file_for(t, WRITE_ONLY);
    struct ssh2_sftp_handle wrong = { .handle = SSH2_TEXT("x") };

    (void)state;
    assert_int_equal(ssh2_sftp_write(file, content, 10, false), LIBSSH2_ERROR_EAGAIN);
    settle(t->c);
    (void)expect_write(t, 0, &wrong.request_id);
    reply(t, ssh2_sftp_handle_type(), &wrong);
    settle(t->c);
    assert_int_equal(ssh2_sftp_write(file, content, 10, false), LIBSSH2_ERROR_SFTP_PROTOCOL);
    expect_fault(t);
    ssh2_sftp_file_free(file);
    end_talk(t);
}

/* A WRITE that failed after the program stopped asking shows when the file is closed. */
static void closing_tells_of_a_write_that_failed_late(void **state)
{
    struct talk *t = begin_talk(ROOMY);
    struct ssh2_sftp_file *file = open_file_for(t, WRITE_ONLY);
    struct ssh2_sftp_close close;
    uint32_t id = 0;

    (void)state;
    assert_int_equal(ssh2_sftp_write(file, content, 10, false), LIBSSH2_ERROR_EAGAIN);
    assert_int_equal(ssh2_sftp_close(file), LIBSSH2_ERROR_EAGAIN);
    settle(t->c);
    (void)expect_write(t, 0, &id);
    expect_request(t, ssh2_sftp_close_type(), &close);
    reply_status(t, id, SSH_FX_FAILURE);
    reply_status(t, close.request_id, SSH_FX_OK);
    settle(t->c);
    assert_int_equal(ssh2_sftp_close(file), LIBSSH2_ERROR_SFTP_PROTOCOL);
    assert_int_equal(t->sftp->status, SSH_FX_FAILURE);
    ssh2_sftp_file_free(file);
    end_talk(t);
}

static void nothing_to_write_is_nothing_to_send(void **state)
{
    struct talk *t = begin_talk(ROOMY);
    struct ssh2_sftp_file *file = open_file_for(t, WRITE_ONLY);

    (void)state;
    assert_int_equal(ssh2_sftp_write(file, content, 0, true), 0);
    settle(t->c);
    assert_true(all_requests_are_seen(t));
    ssh2_sftp_file_free(file);
    end_talk(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_acknowledged_is_reported),
        cmocka_unit_test(a_long_buffer_goes_in_even_pieces),
        cmocka_unit_test(a_waiting_writer_is_told_when_all_is_acknowledged),
        cmocka_unit_test(a_window_of_a_few_bytes_carries_a_write),
        cmocka_unit_test(a_denied_write_is_told_once_and_the_rest_is_forgotten),
        cmocka_unit_test(a_handle_is_no_answer_to_a_write),
        cmocka_unit_test(closing_tells_of_a_write_that_failed_late),
        cmocka_unit_test(nothing_to_write_is_nothing_to_send),
    };

    fill_content();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
