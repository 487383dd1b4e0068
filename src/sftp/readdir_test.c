#include "src/packet/sftp/sftp_name.h"
#include "src/packet/sftp/sftp_readdir.h"
#include "src/sftp/talk_testing.h"

#define NAMES_MAX_BYTES 200000u

struct names {
    uint8_t bytes[NAMES_MAX_BYTES];
    size_t len;
    uint32_t count;
};

static void clear(struct names *names)
{
    names->len = 0;
    names->count = 0;
}

static void add_name(struct names *names, struct ssh2_bytes filename, struct ssh2_bytes longname)
{
    struct ssh2_sftp_name_entry entry = { .filename = filename, .longname = longname };
    struct ssh2_writer w = ssh2_writer(names->bytes + names->len, NAMES_MAX_BYTES - names->len);

    ssh2_packet_write(ssh2_sftp_name_entry_type(), &w, &entry);
    assert_int_equal(w.status, SSH2_OK);
    names->len += w.len;
    names->count++;
}

static void reply_names(struct talk *t, uint32_t request_id, const struct names *names)
{
    struct ssh2_sftp_name name = { .request_id = request_id,
                                   .count = names->count,
                                   .entries = ssh2_bytes(names->bytes, names->len) };

    reply(t, ssh2_sftp_name_type(), &name);
}

static uint32_t expect_readdir(struct talk *t)
{
    struct ssh2_sftp_readdir request;

    expect_request(t, ssh2_sftp_readdir_type(), &request);
    return request.request_id;
}

/* The first two READDIR are under way. */
static struct ssh2_sftp_file *begin_listing(struct talk *t, uint32_t ids[2])
{
    struct ssh2_sftp_file *file = open_directory(t);
    struct ssh2_sftp_name_entry entry;

    assert_int_equal(ssh2_sftp_readdir(file, &entry), LIBSSH2_ERROR_EAGAIN);
    settle(t->c);
    ids[0] = expect_readdir(t);
    ids[1] = expect_readdir(t);
    return file;
}

static void expect_name(struct ssh2_sftp_file *file, const char *name)
{
    struct ssh2_sftp_name_entry entry;

    assert_int_equal(ssh2_sftp_readdir(file, &entry), 1);
    assert_true(ssh2_bytes_equal(entry.filename, ssh2_text(name)));
}

static void an_entry_stays_until_it_is_taken(void **state)
{
    struct talk *t = begin_talk(ROOMY);
    uint32_t ids[2];
    struct ssh2_sftp_file *file = begin_listing(t, ids);
    static struct names names;
    struct ssh2_sftp_name_entry entry;

    (void)state;
    clear(&names);
    add_name(&names, ssh2_text("a"), ssh2_text("line a"));
    add_name(&names, ssh2_text("b"), ssh2_text("line b"));
    reply_names(t, ids[0], &names);
    reply_status(t, ids[1], SSH_FX_EOF);
    settle(t->c);
    expect_name(file, "a");
    expect_name(file, "a");
    ssh2_sftp_readdir_advance(file);
    expect_name(file, "b");
    ssh2_sftp_readdir_advance(file);
    assert_int_equal(ssh2_sftp_readdir(file, &entry), 0);
    assert_int_equal(ssh2_sftp_readdir(file, &entry), 0);
    ssh2_sftp_file_free(file);
    end_talk(t);
}

/* Replies in another order than the requests: names come out in the order of the requests. */
static void replies_are_used_in_order(void **state)
{
    struct talk *t = begin_talk(ROOMY);
    uint32_t ids[2];
    struct ssh2_sftp_file *file = begin_listing(t, ids);
    struct ssh2_sftp_name_entry entry;
    static struct names first, second;

    (void)state;
    clear(&first);
    clear(&second);
    add_name(&first, ssh2_text("first"), ssh2_text(""));
    add_name(&second, ssh2_text("second"), ssh2_text(""));
    reply_names(t, ids[1], &second);
    settle(t->c);
    assert_int_equal(ssh2_sftp_readdir(file, &entry), LIBSSH2_ERROR_EAGAIN);
    reply_names(t, ids[0], &first);
    settle(t->c);
    expect_name(file, "first");
    ssh2_sftp_readdir_advance(file);
    expect_name(file, "second");
    ssh2_sftp_file_free(file);
    end_talk(t);
}

static void a_failure_is_told_and_not_taken_for_the_end(void **state)
{
    struct talk *t = begin_talk(ROOMY);
    uint32_t ids[2];
    struct ssh2_sftp_file *file = begin_listing(t, ids);
    struct ssh2_sftp_name_entry entry;

    (void)state;
    reply_status(t, ids[0], SSH_FX_PERMISSION_DENIED);
    settle(t->c);
    assert_int_equal(ssh2_sftp_readdir(file, &entry), LIBSSH2_ERROR_SFTP_PROTOCOL);
    assert_int_equal(t->sftp->status, SSH_FX_PERMISSION_DENIED);
    ssh2_sftp_file_free(file);
    end_talk(t);
}

/* Threat S7: long names are carried as they are, whatever is in them. */
static void long_names_are_not_looked_into(void **state)
{
    static uint8_t long_line[65000];
    const struct ssh2_bytes lines[] = { SSH2_TEXT(""), SSH2_TEXT("nospaces"), SSH2_TEXT("a\0b"),
                                        SSH2_TEXT("-rw- 1 a b 99999999999999999999 %n%s"),
                                        { long_line, 60000 } };

    (void)state;
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        struct talk *t = begin_talk(ROOMY);
        uint32_t ids[2];
        struct ssh2_sftp_file *file = begin_listing(t, ids);
        struct ssh2_sftp_name_entry entry;
        static struct names names;
        static uint8_t framed[70000];
        struct ssh2_sftp_name name = { .request_id = ids[0] };

        clear(&names);
        add_name(&names, ssh2_text("x"), lines[i]);
        name.count = 1;
        name.entries = ssh2_bytes(names.bytes, names.len);

        size_t len = frame(framed, sizeof(framed), ssh2_sftp_name_type(), &name);

        for (size_t at = 0; at < len; at += 30000) /* a packet of the channel holds 32768 */
            say_bytes(t, framed + at, len - at < 30000 ? len - at : 30000);
        settle(t->c);
        assert_int_equal(ssh2_sftp_readdir(file, &entry), 1);
        assert_true(ssh2_bytes_equal(entry.longname, lines[i]));
        ssh2_sftp_file_free(file);
        end_talk(t);
    }
}

/* Threats S2, S3: the count is not what is there. */
static void counts_that_lie_end_the_conversation(void **state)
{
    static const uint32_t counts[] = { 0, 1, 3, 1000, UINT32_MAX };

    (void)state;
    for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
        struct talk *t = begin_talk(ROOMY);
        uint32_t ids[2];
        struct ssh2_sftp_file *file = begin_listing(t, ids);
        struct ssh2_sftp_name_entry entry;
        static struct names names;

        clear(&names);
        add_name(&names, ssh2_text("a"), ssh2_text(""));
        add_name(&names, ssh2_text("b"), ssh2_text(""));
        names.count = counts[i];
        reply_names(t, ids[0], &names);
        settle(t->c);
        assert_int_equal(ssh2_sftp_readdir(file, &entry), LIBSSH2_ERROR_SFTP_PROTOCOL);
        expect_fault(t);
        ssh2_sftp_file_free(file);
        end_talk(t);
    }
}

/* Threat S3: a server that never comes to an end of nothing. */
static void a_reply_without_names_is_the_end(void **state)
{
    struct talk *t = begin_talk(ROOMY);
    uint32_t ids[2];
    struct ssh2_sftp_file *file = begin_listing(t, ids);
    struct ssh2_sftp_name_entry entry;
    struct names names = { .len = 0 };

    (void)state;
    reply_names(t, ids[0], &names);
    settle(t->c);
    assert_int_equal(ssh2_sftp_readdir(file, &entry), 0);
    settle(t->c);
    assert_true(all_requests_are_seen(t)); /* and no more is asked for */
    ssh2_sftp_file_free(file);
    end_talk(t);
}

/* Threat S5: its length, 0, would be the end. */
static void an_entry_without_a_name_is_refused(void **state)
{
    struct talk *t = begin_talk(ROOMY);
    uint32_t ids[2];
    struct ssh2_sftp_file *file = begin_listing(t, ids);
    struct ssh2_sftp_name_entry entry;
    static struct names names;

    (void)state;
    clear(&names);
    add_name(&names, ssh2_text(""), ssh2_text(""));
    reply_names(t, ids[0], &names);
    settle(t->c);
    assert_int_equal(ssh2_sftp_readdir(file, &entry), LIBSSH2_ERROR_SFTP_PROTOCOL);
    expect_fault(t);
    ssh2_sftp_file_free(file);
    end_talk(t);
}

/* Threats S1, S13: a reply cut short anywhere is no reply. */
static void every_cut_reply_ends_the_conversation(void **state)
{
    static struct names names;
    uint8_t framed[200];
    size_t whole = 0;

    (void)state;
    clear(&names);
    add_name(&names, ssh2_text("name"), ssh2_text("line"));
    for (size_t len = 5; whole == 0 || len < whole; len++) {
        struct talk *t = begin_talk(ROOMY);
        uint32_t ids[2];
        struct ssh2_sftp_file *file = begin_listing(t, ids);
        struct ssh2_sftp_name_entry entry;
        struct ssh2_sftp_name name = { .request_id = ids[0],
                                       .count = 1,
                                       .entries = ssh2_bytes(names.bytes, names.len) };

        whole = frame(framed, sizeof(framed), ssh2_sftp_name_type(), &name) - LENGTH_BYTES;
        framed[3] = (uint8_t)len;
        say_bytes(t, framed, LENGTH_BYTES + len);
        settle(t->c);
        assert_int_equal(ssh2_sftp_readdir(file, &entry), LIBSSH2_ERROR_SFTP_PROTOCOL);
        expect_fault(t);
        ssh2_sftp_file_free(file);
        end_talk(t);
    }
}

/* More is asked for only while the reader goes on. */
static void the_reader_bounds_what_is_under_way(void **state)
{
    struct talk *t = begin_talk(ROOMY);
    struct ssh2_sftp_file *file = open_directory(t);
    struct ssh2_sftp_name_entry entry;
    static struct names names;
    unsigned under_way = 0, most = 0;

    (void)state;
    clear(&names);
    add_name(&names, ssh2_text("x"), ssh2_text(""));
    for (unsigned i = 0; i < 500; i++) {
        if (ssh2_sftp_readdir(file, &entry) == 1)
            ssh2_sftp_readdir_advance(file);
        settle(t->c);
        for (; !all_requests_are_seen(t); under_way++)
            reply_names(t, expect_readdir(t), &names);
        most = under_way > most ? under_way : most;
        under_way = 0;
        settle(t->c);
    }
    assert_true(most > 2);
    assert_true(ssh2_sftp_pipe_count(&file->pipe) <= 32);
    ssh2_sftp_file_free(file);
    end_talk(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_entry_stays_until_it_is_taken),
        cmocka_unit_test(replies_are_used_in_order),
        cmocka_unit_test(a_failure_is_told_and_not_taken_for_the_end),
        cmocka_unit_test(long_names_are_not_looked_into),
        cmocka_unit_test(counts_that_lie_end_the_conversation),
        cmocka_unit_test(a_reply_without_names_is_the_end),
        cmocka_unit_test(an_entry_without_a_name_is_refused),
        cmocka_unit_test(every_cut_reply_ends_the_conversation),
        cmocka_unit_test(the_reader_bounds_what_is_under_way),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
