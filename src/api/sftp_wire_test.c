/* The chapters of sftp.c, sftp_file.c and sftp_path.c on a wire without difficulties: what goes
 * out, side by side, and at the end. */
#include <limits.h>

#include "include/libssh2_sftp.h"
#include "src/crypto/testing.h"
#include "src/oracle/pattern.h"
#include "src/oracle/scenario.h"
#include "src/packet/connection/channel_data.h"
#include "src/packet/sftp/sftp_mkdir.h"
#include "src/packet/sftp/sftp_open.h"
#include "src/packet/sftp/sftp_opendir.h"
#include "src/packet/sftp/sftp_rename.h"
#include "src/packet/sftp/sftp_setstat.h"
#include "src/packet/sftp/sftp_symlink.h"
#include "src/wire/reader.h"

#define LARGE_BYTES 200000u

#define ALL_RIGHTS (LIBSSH2_FXF_READ | LIBSSH2_FXF_WRITE | LIBSSH2_FXF_CREAT | LIBSSH2_FXF_TRUNC)

static LIBSSH2_SFTP *log_in(struct ssh2_wire_pair *pair, const struct ssh2_peer_settings *settings)
{
    struct ssh2_scenario_log log = { .len = 0 };
    LIBSSH2_SFTP *sftp;

    assert_true(ssh2_wire_pair_open(pair, settings));
    assert_null(libssh2_sftp_init(pair->session)); /* not before login */
    assert_int_equal(libssh2_session_last_errno(pair->session), LIBSSH2_ERROR_INVAL);
    assert_int_equal(ssh2_scenario_handshake(pair, &log), 0);
    assert_int_equal(ssh2_scenario_log_in(pair, &log), 0);
    sftp = libssh2_sftp_init(pair->session);
    assert_non_null(sftp);
    return sftp;
}

/* What the server is asked for */

static struct {
    uint8_t bytes[2048];
    size_t len;
} asked;

static bool note_data(struct ssh2_peer *peer, struct ssh2_bytes payload)
{
    struct ssh2_channel_data data;

    (void)peer;
    if (ssh2_channel_data_parse(payload, &data) != SSH2_OK)
        return false;
    assert_true(data.data.len <= sizeof(asked.bytes) - asked.len);
    memcpy(asked.bytes + asked.len, data.data.data, data.data.len);
    asked.len += data.data.len;
    return false;
}

/* The last request, which is of this type, from all that was asked until now. */
static void take_request(const struct ssh2_packet_type *type, void *request)
{
    struct ssh2_reader r = ssh2_reader(ssh2_bytes(asked.bytes, asked.len));
    struct ssh2_bytes packet = { NULL, 0 };

    while (r.pos < asked.len)
        packet = ssh2_read_string(&r);
    assert_int_equal(r.status, SSH2_OK);
    asked.len = 0;
    assert_int_equal(ssh2_packet_judge(type, packet, request).status, SSH2_OK);
}

#define ASSERT_TEXT(bytes, text) assert_true(ssh2_bytes_equal((bytes), ssh2_text(text)))

/* The mode of a file goes with every opening, that of a directory only if there is one. */
static void modes_have_the_kind_of_file_with_them(void **state)
{
    static const struct ssh2_peer_settings settings = { .intercept = note_data };
    struct ssh2_wire_pair pair;
    LIBSSH2_SFTP *sftp = log_in(&pair, &settings);
    LIBSSH2_SFTP_ATTRIBUTES attrs = { .flags = LIBSSH2_SFTP_ATTR_SIZE | LIBSSH2_SFTP_ATTR_EXTENDED,
                                      .filesize = 77,
                                      .permissions = 0111 };
    struct ssh2_sftp_open open;
    struct ssh2_sftp_opendir opendir;
    struct ssh2_sftp_mkdir mkdir;

    (void)state;
    (void)libssh2_sftp_open(sftp, "f", LIBSSH2_FXF_READ, 0640);
    take_request(ssh2_sftp_open_type(), &open);
    ASSERT_TEXT(open.filename, "f");
    assert_int_equal(open.pflags, LIBSSH2_FXF_READ);
    assert_int_equal(open.attrs.flags, LIBSSH2_SFTP_ATTR_PERMISSIONS);
    assert_int_equal(open.attrs.permissions, LIBSSH2_SFTP_S_IFREG | 0640);
    (void)libssh2_sftp_open_r(sftp, "f", LIBSSH2_FXF_WRITE, 0600, &attrs);
    take_request(ssh2_sftp_open_type(), &open);
    assert_int_equal(open.attrs.flags, LIBSSH2_SFTP_ATTR_PERMISSIONS | LIBSSH2_SFTP_ATTR_SIZE);
    assert_int_equal(open.attrs.permissions, LIBSSH2_SFTP_S_IFREG | 0600); /* mode's, not attrs' */
    assert_int_equal(open.attrs.size, 77);
    (void)libssh2_sftp_open_ex(sftp, "d", 1, LIBSSH2_FXF_WRITE, 0600, LIBSSH2_SFTP_OPENDIR);
    take_request(ssh2_sftp_opendir_type(), &opendir);
    ASSERT_TEXT(opendir.path, "d");
    assert_int_equal(libssh2_sftp_mkdir(sftp, "a", 0750), 0);
    take_request(ssh2_sftp_mkdir_type(), &mkdir);
    assert_int_equal(mkdir.attrs.flags, LIBSSH2_SFTP_ATTR_PERMISSIONS);
    assert_int_equal(mkdir.attrs.permissions, LIBSSH2_SFTP_S_IFDIR | 0750);
    assert_int_equal(libssh2_sftp_mkdir(sftp, "b", LIBSSH2_SFTP_DEFAULT_MODE), 0);
    take_request(ssh2_sftp_mkdir_type(), &mkdir);
    assert_int_equal(mkdir.attrs.flags, 0);
    ssh2_wire_pair_close(&pair);
}

/* K: OpenSSH's order, in which the link comes last; the draft has it first. And of attributes only
 * what is known goes out. */
static void links_and_attributes_go_out_as_programs_mean_them(void **state)
{
    static const struct ssh2_peer_settings settings = { .intercept = note_data };
    struct ssh2_wire_pair pair;
    LIBSSH2_SFTP *sftp = log_in(&pair, &settings);
    LIBSSH2_SFTP_ATTRIBUTES attrs = { .flags = ULONG_MAX, .uid = 5 };
    char name[] = "the-link";
    struct ssh2_sftp_symlink symlink;
    struct ssh2_sftp_rename rename;
    struct ssh2_sftp_setstat setstat;

    (void)state;
    (void)libssh2_sftp_symlink(sftp, "the-target", name);
    take_request(ssh2_sftp_symlink_type(), &symlink);
    ASSERT_TEXT(symlink.linkpath, "the-target"); /* the first of the two */
    ASSERT_TEXT(symlink.targetpath, "the-link");
    (void)libssh2_sftp_rename_ex(sftp, "from", 4, "to", 2, LIBSSH2_SFTP_RENAME_OVERWRITE);
    take_request(ssh2_sftp_rename_type(), &rename); /* and no flags, which version 3 has not */
    ASSERT_TEXT(rename.oldpath, "from");
    ASSERT_TEXT(rename.newpath, "to");
    (void)libssh2_sftp_setstat(sftp, "f", &attrs);
    take_request(ssh2_sftp_setstat_type(), &setstat);
    assert_int_equal(setstat.attrs.flags, LIBSSH2_SFTP_ATTR_SIZE | LIBSSH2_SFTP_ATTR_UIDGID |
                                              LIBSSH2_SFTP_ATTR_PERMISSIONS |
                                              LIBSSH2_SFTP_ATTR_ACMODTIME);
    assert_int_equal(setstat.attrs.uid, 5);
    ssh2_wire_pair_close(&pair);
}

/* Reads of several files, and other operations between them, none of them finished. */
static void operations_go_on_side_by_side(void **state)
{
    static const struct ssh2_peer_settings settings = { .sftp = { .read_max = 700 } };
    struct ssh2_wire_pair pair;
    LIBSSH2_SFTP *sftp = log_in(&pair, &settings);
    LIBSSH2_SFTP_HANDLE *files[3];
    LIBSSH2_SFTP_ATTRIBUTES attrs;
    static uint8_t data[LARGE_BYTES], pattern[LARGE_BYTES];
    size_t done[3] = { 0 };

    (void)state;
    ssh2_peer_pattern(0, pattern, sizeof(pattern));
    for (size_t i = 0; i < 3; i++) {
        files[i] = libssh2_sftp_open(sftp, "shared", i == 0 ? ALL_RIGHTS : LIBSSH2_FXF_READ, 0600);
        assert_non_null(files[i]);
        if (i == 0)
            assert_int_equal(libssh2_sftp_write(files[0], (const char *)pattern, 20000), 20000);
    }
    libssh2_sftp_seek64(files[0], 0);
    libssh2_session_set_blocking(pair.session, 0);
    while (done[0] + done[1] + done[2] < 60000) {
        for (size_t i = 0; i < 3; i++) {
            ssize_t n = libssh2_sftp_read(files[i], (char *)data, 1000 * (i + 1));

            assert_true(n >= 0 || n == LIBSSH2_ERROR_EAGAIN);
            if (n > 0)
                assert_memory_equal(data, pattern + done[i], (size_t)n);
            done[i] += n > 0 ? (size_t)n : 0;
        }
        (void)libssh2_sftp_stat(sftp, "shared", &attrs);
    }
    libssh2_session_set_blocking(pair.session, 1);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(libssh2_sftp_close(files[i]), 0);
    assert_int_equal(libssh2_sftp_shutdown(sftp), 0);
    ssh2_wire_pair_close(&pair);
}

/* A waiting session gets files through a server whose window is a single byte. */
static void a_window_of_one_byte_is_enough(void **state)
{
    static const struct ssh2_peer_settings settings = { .window = 1, .packet_max = 1 };
    struct ssh2_wire_pair pair;
    LIBSSH2_SFTP *sftp = log_in(&pair, &settings);
    LIBSSH2_SFTP_HANDLE *file = libssh2_sftp_open(sftp, "f", ALL_RIGHTS, 0600);
    uint8_t data[3000], pattern[3000];

    (void)state;
    ssh2_peer_pattern(0, pattern, sizeof(pattern));
    assert_non_null(file);
    assert_int_equal(libssh2_sftp_write(file, (const char *)pattern, sizeof(pattern)),
                     sizeof(pattern));
    libssh2_sftp_seek64(file, 0);
    for (size_t done = 0; done < sizeof(data);) {
        ssize_t n = libssh2_sftp_read(file, (char *)data + done, sizeof(data) - done);

        assert_true(n > 0);
        done += (size_t)n;
    }
    assert_memory_equal(data, pattern, sizeof(data));
    assert_int_equal(libssh2_sftp_close(file), 0);
    ssh2_wire_pair_close(&pair);
}

static void a_failed_close_frees_the_handle(void **state)
{
    static const struct ssh2_peer_settings settings = {
        .sftp = { .fails_type = 4 /* SSH_FXP_CLOSE */, .fails_with = LIBSSH2_FX_FAILURE }
    };
    struct ssh2_wire_pair pair;
    LIBSSH2_SFTP *sftp = log_in(&pair, &settings);
    LIBSSH2_SFTP_HANDLE *file = libssh2_sftp_open(sftp, "f", ALL_RIGHTS, 0600);

    (void)state;
    assert_int_equal(libssh2_sftp_close(file),
                     LIBSSH2_ERROR_SFTP_PROTOCOL); /* LeakSanitizer sees */
    assert_int_equal(libssh2_sftp_last_error(sftp), LIBSSH2_FX_FAILURE);
    ssh2_wire_pair_close(&pair);
}

/* Threat S21, and F: on a dead connection each call fails, nothing hangs, and nothing is left
 * behind. */
static void a_dead_connection_leaves_nothing_behind(void **state)
{
    static const struct ssh2_peer_settings honest;
    struct ssh2_wire_pair pair;
    LIBSSH2_SFTP *sftp = log_in(&pair, &honest);
    LIBSSH2_SFTP_HANDLE *file = libssh2_sftp_open(sftp, "f", ALL_RIGHTS, 0600);
    LIBSSH2_SFTP_HANDLE *dir = libssh2_sftp_opendir(sftp, "/");
    LIBSSH2_SFTP_ATTRIBUTES attrs;
    char data[16] = { 0 };

    (void)state;
    assert_non_null(file);
    assert_non_null(dir);
    pair.end_at = pair.to_client.passed;
    assert_true(libssh2_sftp_stat(sftp, "f", &attrs) < 0);
    assert_int_equal(libssh2_sftp_last_error(sftp), LIBSSH2_FX_OK);
    assert_true(libssh2_sftp_read(file, data, sizeof(data)) < 0);
    assert_true(libssh2_sftp_write(file, data, sizeof(data)) < 0);
    assert_true(libssh2_sftp_readdir(dir, data, sizeof(data), &attrs) < 0);
    assert_true(libssh2_sftp_close(file) < 0);
    (void)libssh2_sftp_shutdown(sftp);
    (void)libssh2_sftp_closedir(dir); /* after its conversation, which it may not need */
    ssh2_wire_pair_close(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(modes_have_the_kind_of_file_with_them),
        cmocka_unit_test(links_and_attributes_go_out_as_programs_mean_them),
        cmocka_unit_test(operations_go_on_side_by_side),
        cmocka_unit_test(a_window_of_one_byte_is_enough),
        cmocka_unit_test(a_failed_close_frees_the_handle),
        cmocka_unit_test(a_dead_connection_leaves_nothing_behind),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
