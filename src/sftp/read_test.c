/* Reading, and what is read ahead: the file comes out byte by byte as it is, whatever the server does. */
#include "src/packet/sftp/sftp_attrs_reply.h"
#include "src/packet/sftp/sftp_fstat.h"
#include "src/packet/sftp/sftp_read.h"
#include "src/sftp/talk_testing.h"

#define READ_ONLY 1u /* SSH_FXF_READ */

static uint8_t content[300000];

static void fill_content(void)
{
    for (size_t i = 0; i < sizeof(content); i++)
        content[i] = (uint8_t)(i * 11 + i / 256);
}

/* How a server answers. */
struct server {
    size_t file_len;
    uint32_t read_max;  /* answers with at most so many bytes; 0: with all */
    bool tells_no_size; /* FSTAT fails */
    bool tells_size_0;  /* as files in /proc do */
    bool is_late;       /* answers the newest request first */
};

static void answer_read(struct talk *t, const struct server *server,
                        const struct ssh2_sftp_read *read)
{
    uint64_t left = read->offset < server->file_len ? server->file_len - read->offset : 0;
    uint32_t len = read->length < left ? read->length : (uint32_t)left;
    uint8_t head[13];
    struct ssh2_writer w = ssh2_writer(head, sizeof(head));

    if (left == 0) {
        reply_status(t, read->request_id, SSH_FX_EOF);
        return;
    }
    if (server->read_max > 0 && len > server->read_max)
        len = server->read_max;
    ssh2_write_uint32(&w, 9 + len);
    ssh2_write_byte(&w, SSH_FXP_DATA);
    ssh2_write_uint32(&w, read->request_id);
    ssh2_write_uint32(&w, len);
    say_bytes(t, head, sizeof(head));
    for (uint32_t at = 0; at < len; at += 30000)
        say_bytes(t, content + read->offset + at, len - at < 30000 ? len - at : 30000);
}

static void answer_fstat(struct talk *t, const struct server *server, uint32_t request_id)
{
    struct ssh2_sftp_attrs_reply attrs = {
        .request_id = request_id,
        .attrs = { .flags = SSH_FILEXFER_ATTR_SIZE, .size = server->tells_size_0 ? 0 : server->file_len },
    };

    if (server->tells_no_size)
        reply_status(t, request_id, SSH_FX_FAILURE);
    else
        reply(t, ssh2_sftp_attrs_reply_type(), &attrs);
}

#define BATCH_MAX_COUNT 1024u

/* Answers all that is asked. */
static void serve(struct talk *t, const struct server *server)
{
    static struct ssh2_sftp_read reads[BATCH_MAX_COUNT];
    size_t count = 0;

    settle(t->c);
    while (!all_requests_are_seen(t)) {
        struct ssh2_sftp_fstat fstat;

        assert_true(count < BATCH_MAX_COUNT);
        if (t->stream[t->seen + LENGTH_BYTES] == SSH_FXP_FSTAT) {
            expect_request(t, ssh2_sftp_fstat_type(), &fstat);
            answer_fstat(t, server, fstat.request_id);
        } else {
            expect_request(t, ssh2_sftp_read_type(), &reads[count++]);
        }
    }
    for (size_t i = 0; i < count; i++)
        answer_read(t, server, &reads[server->is_late ? count - 1 - i : i]);
    t->seen = t->stream_len = 0; /* there is no end of room for what follows */
    settle(t->c);
}

/* Reads from the file's offset to its end, which has to come. */
static void expect_rest(struct talk *t, const struct server *server, struct ssh2_sftp_file *file,
                        size_t buffer_len)
{
    static uint8_t buffer[100000];
    uint64_t position = file->offset;
    unsigned waits = 0;
    ssize_t n = 1;

    while (n != 0) {
        memset(buffer, 0xee, sizeof(buffer));
        n = ssh2_sftp_read(file, buffer, buffer_len);
        if (n == LIBSSH2_ERROR_EAGAIN) {
            assert_true(++waits < 5000);
            serve(t, server);
            continue;
        }
        assert_true(n >= 0 && (size_t)n <= buffer_len);
        assert_true(position + (uint64_t)n <= server->file_len);
        assert_memory_equal(buffer, content + position, (size_t)n);
        position += (uint64_t)n;
        assert_int_equal(file->offset, position);
    }
    assert_int_equal(position, server->file_len);
    assert_int_equal(ssh2_sftp_read(file, buffer, buffer_len), 0); /* the end stays the end */
}

/* Threat S12: short reads, other orders, an end in the middle, sizes that are not told or wrong. */
static void every_server_s_file_is_read_right(void **state)
{
    static const struct server servers[] = {
        { .file_len = 300000 },
        { .file_len = 300000, .is_late = true },
        { .file_len = 300000, .read_max = 1000 },
        { .file_len = 300000, .read_max = 32768, .is_late = true },
        { .file_len = 300000, .tells_no_size = true },
        { .file_len = 100000, .tells_size_0 = true },
        { .file_len = 100000, .tells_size_0 = true, .read_max = 777, .is_late = true },
        { .file_len = 1 },
        { .file_len = 0 },
        { .file_len = 0, .tells_no_size = true },
    };
    static const size_t buffers[] = { 1000, 30000, 100000 };

    (void)state;
    for (size_t i = 0; i < sizeof(servers) / sizeof(servers[0]); i++)
        for (size_t k = 0; k < sizeof(buffers) / sizeof(buffers[0]); k++) {
            struct talk *t = begin_talk(ROOMY);
            struct ssh2_sftp_file *file = open_file_for(t, READ_ONLY);

            expect_rest(t, &servers[i], file, buffers[k]);
            ssh2_sftp_file_free(file);
            end_talk(t);
        }
}

static void a_seek_forgets_what_was_read_ahead(void **state)
{
    static const struct server server = { .file_len = 300000 };
    struct talk *t = begin_talk(ROOMY);
    struct ssh2_sftp_file *file = open_file_for(t, READ_ONLY);
    uint8_t byte[1];

    (void)state;
    assert_int_equal(ssh2_sftp_read(file, byte, 1), LIBSSH2_ERROR_EAGAIN);
    serve(t, &server);
    assert_int_equal(ssh2_sftp_read(file, byte, 1), 1);
    ssh2_sftp_seek(file, 299990);
    expect_rest(t, &server, file, 1000);
    ssh2_sftp_seek(file, 0);
    expect_rest(t, &server, file, 100000);
    ssh2_sftp_file_free(file);
    end_talk(t);
}

/* Who seeks to where the file ended looks for what has been added since. */
static void after_a_seek_to_the_end_more_may_come(void **state)
{
    struct server server = { .file_len = 1000 };
    struct talk *t = begin_talk(ROOMY);
    struct ssh2_sftp_file *file = open_file_for(t, READ_ONLY);

    (void)state;
    expect_rest(t, &server, file, 30000);
    server.file_len = 3000;
    ssh2_sftp_seek(file, file->offset);
    expect_rest(t, &server, file, 30000);
    ssh2_sftp_file_free(file);
    end_talk(t);
}

static void offsets_go_beyond_4_gib(void **state)
{
    struct talk *t = begin_talk(ROOMY);
    struct ssh2_sftp_file *file = open_file_for(t, READ_ONLY);
    struct ssh2_sftp_read read;
    struct ssh2_sftp_fstat fstat;
    uint8_t buffer[4];

    (void)state;
    ssh2_sftp_seek(file, UINT64_C(0x1234567890));
    assert_int_equal(ssh2_sftp_read(file, buffer, 4), LIBSSH2_ERROR_EAGAIN);
    settle(t->c);
    expect_request(t, ssh2_sftp_fstat_type(), &fstat);
    expect_request(t, ssh2_sftp_read_type(), &read);
    assert_int_equal(read.offset, UINT64_C(0x1234567890));
    reply_data(t, read.request_id, "four");
    settle(t->c);
    assert_int_equal(ssh2_sftp_read(file, buffer, 4), 4);
    assert_int_equal(file->offset, UINT64_C(0x1234567894));
    ssh2_sftp_file_free(file);
    end_talk(t);
}

/* Behind the last offset that there is comes the end, and nothing else. */
static void offsets_do_not_wrap(void **state)
{
    static const struct server server = { .file_len = 100 };
    struct talk *t = begin_talk(ROOMY);
    struct ssh2_sftp_file *file = open_file_for(t, READ_ONLY);
    uint8_t buffer[100];

    (void)state;
    for (uint64_t below = 0; below < 3; below++) {
        ssize_t n = LIBSSH2_ERROR_EAGAIN;

        ssh2_sftp_seek(file, UINT64_MAX - below);
        for (unsigned i = 0; n == LIBSSH2_ERROR_EAGAIN && i < 10; i++) {
            n = ssh2_sftp_read(file, buffer, sizeof(buffer));
            serve(t, &server);
        }
        assert_int_equal(n, 0);
    }
    ssh2_sftp_file_free(file);
    end_talk(t);
}

/* Reads of two files that are both not finished do not come into each other's way. */
static void files_are_read_alternately(void **state)
{
    static const struct server server = { .file_len = 100000, .read_max = 3000 };
    struct talk *t = begin_talk(ROOMY);
    struct ssh2_sftp_file *files[2] = { open_file_for(t, READ_ONLY), open_file_for(t, READ_ONLY) };
    static uint8_t buffer[7000];
    size_t positions[2] = { 0, 0 };

    (void)state;
    for (unsigned i = 0; positions[0] < server.file_len || positions[1] < server.file_len; i++) {
        unsigned which = i % 2;
        ssize_t n = ssh2_sftp_read(files[which], buffer, sizeof(buffer));

        assert_true(i < 10000);
        if (n == LIBSSH2_ERROR_EAGAIN) {
            n = ssh2_sftp_read(files[1 - which], buffer, sizeof(buffer));
            which = 1 - which;
        }
        if (n > 0) {
            assert_memory_equal(buffer, content + positions[which], (size_t)n);
            positions[which] += (size_t)n;
        }
        serve(t, &server);
    }
    ssh2_sftp_file_free(files[0]);
    ssh2_sftp_file_free(files[1]);
    end_talk(t);
}

/* What is under way is bounded, and grows only for a reader that goes on: nothing is asked for beyond
 * the file's end but the end itself. */
static void reading_ahead_stays_within_its_bounds(void **state)
{
    static const struct server server = { .file_len = 300000 };
    struct talk *t = begin_talk(ROOMY);
    struct ssh2_sftp_file *file = open_file_for(t, READ_ONLY);
    uint8_t buffer[100];

    (void)state;
    assert_int_equal(ssh2_sftp_read(file, buffer, sizeof(buffer)), LIBSSH2_ERROR_EAGAIN);
    assert_true(file->reading.asked_end <= 4096u + sizeof(buffer)); /* a small reader asks for little */
    serve(t, &server);
    while (ssh2_sftp_read(file, buffer, sizeof(buffer)) != 0) {
        assert_true(ssh2_sftp_pipe_count(&file->pipe) <= SSH2_SFTP_PIPE_MAX_COUNT);
        assert_true(file->reading.asked_end - file->offset <= SSH2_SFTP_AHEAD_MAX_BYTES + 262144u);
        serve(t, &server);
    }
    ssh2_sftp_file_free(file);
    end_talk(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_server_s_file_is_read_right),
        cmocka_unit_test(a_seek_forgets_what_was_read_ahead),
        cmocka_unit_test(after_a_seek_to_the_end_more_may_come),
        cmocka_unit_test(offsets_go_beyond_4_gib),
        cmocka_unit_test(offsets_do_not_wrap),
        cmocka_unit_test(files_are_read_alternately),
        cmocka_unit_test(reading_ahead_stays_within_its_bounds),
    };

    fill_content();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
