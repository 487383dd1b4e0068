/* Threat L4: NULL, 0, -1 and the largest number in the place of each argument, for the chapters of channels,
 * forwarding and SFTP. Every call comes to its documented error, and the session goes on. */
#include <limits.h>

#include "include/libssh2_sftp.h"
#include "src/crypto/testing.h"
#include "src/oracle/scenario.h"

static struct ssh2_wire_pair pair;
static LIBSSH2_SESSION *session;
static LIBSSH2_CHANNEL *channel;
static LIBSSH2_SFTP *sftp;
static LIBSSH2_SFTP_HANDLE *file, *dir;

static LIBSSH2_SFTP_ATTRIBUTES attrs;
static LIBSSH2_SFTP_STATVFS st;
static char text[64];

static int set_up(void **state)
{
    struct ssh2_scenario_log log = { .len = 0 };

    (void)state;
    assert_true(ssh2_wire_pair_open(&pair, &(struct ssh2_peer_settings){ .window = 0 }));
    session = pair.session;
    assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
    assert_int_equal(ssh2_scenario_log_in(&pair, &log), 0);
    channel = libssh2_channel_open_session(session);
    sftp = libssh2_sftp_init(session);
    assert_non_null(sftp);
    file = libssh2_sftp_open(sftp, "hello.txt", LIBSSH2_FXF_READ, 0);
    dir = libssh2_sftp_opendir(sftp, ".");
    assert_true(channel != NULL && file != NULL && dir != NULL);
    return 0;
}

/* The session can still be used after all that. */
static int tear_down(void **state)
{
    (void)state;
    assert_int_equal(libssh2_sftp_stat(sftp, "hello.txt", &attrs), 0);
    assert_int_equal(libssh2_sftp_close(file), 0);
    assert_int_equal(libssh2_sftp_closedir(dir), 0);
    assert_int_equal(libssh2_sftp_shutdown(sftp), 0);
    assert_int_equal(libssh2_channel_free(channel), 0);
    ssh2_wire_pair_close(&pair);
    return 0;
}

static void expect(const char *call, long result, long expected)
{
    char *message = NULL;

    if (result != expected)
        fail_msg("%s: %ld instead of %ld", call, result, expected);
    if (result < 0 && strstr(call, "(NULL") == NULL) { /* there is somebody to keep the sentence */
        assert_int_equal(libssh2_session_last_error(session, &message, NULL, 0), expected);
        assert_true(strlen(message) > 12);
    }
}

#define EXPECT(expected, call) expect(#call, (long)(call), (expected))

/* NULL, and this error. */
#define EXPECT_NULL(expected, call)                                             \
    do {                                                                        \
        assert_null(call);                                                      \
        expect(#call, (long)libssh2_session_last_errno(session), (expected));   \
    } while (0)

static void opening(void **state)
{
    (void)state;
    assert_null(libssh2_channel_open_ex(NULL, "session", 7, 1, 1, NULL, 0));
    EXPECT_NULL(LIBSSH2_ERROR_BAD_USE, libssh2_channel_open_ex(session, NULL, 7, 1, 1, NULL, 0));
    EXPECT_NULL(LIBSSH2_ERROR_INVAL, libssh2_channel_open_ex(session, "session", 0, 1, 1, NULL, 0));
    EXPECT_NULL(LIBSSH2_ERROR_INVAL, libssh2_channel_open_ex(session, "session", UINT_MAX, 1, 1, NULL, 0));
    EXPECT_NULL(LIBSSH2_ERROR_INVAL, libssh2_channel_open_ex(session, "session", 7, 1, 0, NULL, 0));
    EXPECT_NULL(LIBSSH2_ERROR_BAD_USE, libssh2_channel_open_ex(session, "session", 7, 1, 1, NULL, 1));
    EXPECT_NULL(LIBSSH2_ERROR_INVAL, libssh2_channel_open_ex(session, "session", 7, 1, 1, "x", UINT_MAX));

    LIBSSH2_CHANNEL *large = libssh2_channel_open_ex(session, "session", 7, UINT_MAX, UINT_MAX, NULL, 0);

    assert_non_null(large);
    assert_int_equal(libssh2_channel_window_read(large), UINT_MAX);
    EXPECT(0, libssh2_channel_free(large));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_channel_free(NULL));
}

static void requests(void **state)
{
    (void)state;
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_channel_setenv_ex(NULL, "a", 1, "b", 1));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_channel_setenv_ex(channel, NULL, 1, "b", 1));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_channel_setenv_ex(channel, "a", 1, NULL, 1));
    EXPECT(0, libssh2_channel_setenv_ex(channel, "a", 1, NULL, 0));
    EXPECT(LIBSSH2_ERROR_INVAL, libssh2_channel_setenv_ex(channel, "a", UINT_MAX, "b", 1));
    EXPECT(LIBSSH2_ERROR_INVAL, libssh2_channel_setenv_ex(channel, "a", 1, "b", UINT_MAX));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_channel_request_pty_ex(NULL, "a", 1, NULL, 0, 1, 1, 1, 1));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_channel_request_pty_ex(channel, NULL, 1, NULL, 0, 1, 1, 1, 1));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_channel_request_pty_ex(channel, "a", 1, NULL, 1, 1, 1, 1, 1));
    EXPECT(LIBSSH2_ERROR_INVAL, libssh2_channel_request_pty_ex(channel, "a", 257, NULL, 0, 1, 1, 1, 1));
    EXPECT(LIBSSH2_ERROR_INVAL, libssh2_channel_request_pty_ex(channel, "a", UINT_MAX, "b", 2, 1, 1, 1, 1));
    EXPECT(LIBSSH2_ERROR_INVAL, libssh2_channel_request_pty_ex(channel, "a", 1, "b", UINT_MAX, 1, 1, 1, 1));
    EXPECT(0, libssh2_channel_request_pty_ex(channel, NULL, 0, NULL, 0, -1, INT_MAX, 0, INT_MIN));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_channel_request_pty_size(NULL, 1, 1));
    EXPECT(0, libssh2_channel_request_pty_size_ex(channel, -1, 0, INT_MAX, INT_MIN));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_channel_signal_ex(NULL, "TERM", 4));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_channel_signal_ex(channel, NULL, 4));
    EXPECT(LIBSSH2_ERROR_INVAL, libssh2_channel_signal_ex(channel, "TERM", SIZE_MAX));
    EXPECT(0, libssh2_channel_signal_ex(channel, "", 0));
}

static void starting(void **state)
{
    (void)state;
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_channel_process_startup(NULL, "exec", 4, "true", 4));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_channel_process_startup(channel, NULL, 4, "true", 4));
    EXPECT(LIBSSH2_ERROR_INVAL, libssh2_channel_process_startup(channel, "exec", UINT_MAX, "true", 4));
    EXPECT(LIBSSH2_ERROR_INVAL, libssh2_channel_process_startup(channel, "exec", 4, "true", UINT_MAX));
    EXPECT(0, libssh2_channel_process_startup(channel, "shell", 5, NULL, UINT_MAX)); /* no message */
}

static void data(void **state)
{
    (void)state;
    libssh2_channel_set_blocking(channel, 0); /* K: the whole session's */
    EXPECT(0, libssh2_session_get_blocking(session));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_channel_read_ex(NULL, 0, text, 1));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_channel_read_ex(channel, 0, NULL, 1));
    EXPECT(0, libssh2_channel_read_ex(channel, 0, NULL, 0));
    EXPECT(LIBSSH2_ERROR_EAGAIN, libssh2_channel_read_ex(channel, -1, text, 1));
    EXPECT(LIBSSH2_ERROR_EAGAIN, libssh2_channel_read_ex(channel, INT_MAX, text, 1));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_channel_write_ex(NULL, 0, text, 1));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_channel_write_ex(channel, 0, NULL, SIZE_MAX));
    EXPECT(0, libssh2_channel_write_ex(channel, 0, NULL, 0));
    libssh2_session_set_blocking(session, 1);
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_poll_channel_read(NULL, 0));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_channel_flush_ex(NULL, 0));
    for (int stream = -5; stream < 5; stream++)
        EXPECT(0, libssh2_channel_flush_ex(channel, stream));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_channel_handle_extended_data2(NULL, 0));
    EXPECT(0, libssh2_channel_handle_extended_data2(channel, -1));
    libssh2_channel_handle_extended_data(NULL, 0);
    libssh2_channel_set_blocking(NULL, 1);
}

static void windows(void **state)
{
    unsigned int before = 0;

    (void)state;
    EXPECT(0, libssh2_channel_window_read_ex(NULL, NULL, NULL));
    assert_true(libssh2_channel_window_read_ex(channel, NULL, NULL) > 0);
    EXPECT(0, libssh2_channel_window_write_ex(NULL, NULL));
    assert_true(libssh2_channel_window_write_ex(channel, NULL) > 0);
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_channel_receive_window_adjust2(NULL, 1, 1, &before));
    EXPECT(LIBSSH2_ERROR_PROTO, libssh2_channel_receive_window_adjust2(channel, ULONG_MAX, 1, NULL));
    EXPECT(LIBSSH2_ERROR_PROTO, libssh2_channel_receive_window_adjust2(channel, UINT_MAX, 255, NULL));
    EXPECT(0, libssh2_channel_receive_window_adjust2(channel, 0, 1, NULL));
}

static void ending(void **state)
{
    (void)state;
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_channel_send_eof(NULL));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_channel_eof(NULL));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_channel_wait_eof(NULL));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_channel_close(NULL));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_channel_wait_closed(NULL));
    EXPECT(0, libssh2_channel_get_exit_status(NULL));
    EXPECT(0, libssh2_channel_has_exit_status(NULL));
    EXPECT(0, libssh2_channel_get_exit_signal(NULL, NULL, NULL, NULL, NULL, NULL, NULL));
    EXPECT(0, libssh2_channel_get_exit_signal(channel, NULL, NULL, NULL, NULL, NULL, NULL));
}

static void forwarding(void **state)
{
    static const int no_ports[] = { -1, 65536, INT_MAX, INT_MIN };

    (void)state;
    assert_null(libssh2_channel_direct_tcpip_ex(NULL, "echo", 1, "h", 1));
    assert_null(libssh2_channel_direct_streamlocal_ex(NULL, "/echo", "h", 1));
    assert_null(libssh2_channel_forward_listen_ex(NULL, "h", 1, NULL, 1));
    assert_null(libssh2_channel_forward_accept(NULL));
    EXPECT_NULL(LIBSSH2_ERROR_BAD_USE, libssh2_channel_direct_tcpip_ex(session, NULL, 1, "h", 1));
    EXPECT_NULL(LIBSSH2_ERROR_BAD_USE, libssh2_channel_direct_streamlocal_ex(session, NULL, "h", 1));
    for (size_t i = 0; i < sizeof(no_ports) / sizeof(no_ports[0]); i++) { /* threat C20 */
        EXPECT_NULL(LIBSSH2_ERROR_INVAL, libssh2_channel_direct_tcpip_ex(session, "echo", no_ports[i], "h", 1));
        EXPECT_NULL(LIBSSH2_ERROR_INVAL, libssh2_channel_direct_tcpip_ex(session, "echo", 1, "h", no_ports[i]));
        EXPECT_NULL(LIBSSH2_ERROR_INVAL,
                    libssh2_channel_direct_streamlocal_ex(session, "/echo", "h", no_ports[i]));
        EXPECT_NULL(LIBSSH2_ERROR_INVAL,
                    libssh2_channel_forward_listen_ex(session, "h", no_ports[i], NULL, 1));
    }

    LIBSSH2_CHANNEL *open = libssh2_channel_direct_tcpip_ex(session, "echo", 0, NULL, 0);
    LIBSSH2_LISTENER *listener = libssh2_channel_forward_listen_ex(session, "h", 4711, NULL, -1);

    assert_non_null(open);
    assert_non_null(listener);
    EXPECT(0, libssh2_channel_free(open));
    EXPECT(0, libssh2_channel_forward_cancel(listener));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_channel_forward_cancel(NULL));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_channel_x11_req_ex(NULL, 0, "a", "b", 0));
    EXPECT(0, libssh2_channel_x11_req_ex(channel, -1, NULL, NULL, -1));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_channel_request_auth_agent(NULL));
}

static void sftp_files(void **state)
{
    (void)state;
    assert_null(libssh2_sftp_init(NULL));
    assert_null(libssh2_sftp_get_channel(NULL));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_shutdown(NULL));
    EXPECT(0, libssh2_sftp_last_error(NULL));
    assert_null(libssh2_sftp_open_ex(NULL, "f", 1, 1, 0, 0));
    EXPECT_NULL(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_open_ex(sftp, NULL, 1, 1, 0, 0));
    EXPECT_NULL(LIBSSH2_ERROR_PROTO, libssh2_sftp_open_ex(sftp, "f", UINT_MAX, 1, 0, 0));
    EXPECT_NULL(LIBSSH2_ERROR_PROTO, libssh2_sftp_open_ex_r(sftp, "f", SIZE_MAX, 1, 0, 0, NULL));
    EXPECT_NULL(LIBSSH2_ERROR_PROTO, libssh2_sftp_open_ex_r(sftp, "f", SIZE_MAX, ULONG_MAX, -1, 1, &attrs));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_close_handle(NULL));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_read(NULL, text, 1));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_read(file, NULL, SIZE_MAX));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_read(dir, text, 1));
    EXPECT(0, libssh2_sftp_read(file, NULL, 0));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_write(NULL, text, 1));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_write(file, NULL, 1));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_write(dir, text, 1));
    EXPECT(0, libssh2_sftp_write(file, NULL, 0));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_fsync(NULL));
    libssh2_sftp_seek64(NULL, 1);
    libssh2_sftp_seek(NULL, 1);
    libssh2_sftp_seek64(dir, UINT64_MAX); /* directories are not sought in */
    EXPECT(0, libssh2_sftp_tell64(NULL));
    EXPECT(0, libssh2_sftp_tell(NULL));
    libssh2_sftp_seek64(file, UINT64_MAX);
    EXPECT(0, libssh2_sftp_read(file, text, sizeof(text))); /* far behind the end */
}

static void sftp_handles(void **state)
{
    (void)state;
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_readdir_ex(NULL, text, 1, NULL, 0, NULL));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_readdir_ex(dir, NULL, 1, NULL, 0, NULL));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_readdir_ex(file, text, 1, NULL, 0, NULL));
    EXPECT(LIBSSH2_ERROR_BUFFER_TOO_SMALL, libssh2_sftp_readdir_ex(dir, text, 0, NULL, SIZE_MAX, NULL));
    EXPECT(1, libssh2_sftp_readdir_ex(dir, text, SIZE_MAX, NULL, 0, NULL)); /* "." */
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_fstat_ex(NULL, &attrs, 0));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_fstat_ex(file, NULL, 0));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_fstat_ex(file, NULL, 1));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_fstatvfs(NULL, &st));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_fstatvfs(file, NULL));
}

static void sftp_paths(void **state)
{
    (void)state;
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_stat_ex(NULL, "f", 1, 0, &attrs));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_stat_ex(sftp, NULL, 1, 0, &attrs));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_stat_ex(sftp, "f", 1, 0, NULL));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_stat_ex(sftp, "f", 1, -1, &attrs));
    EXPECT(LIBSSH2_ERROR_OUT_OF_BOUNDARY, libssh2_sftp_stat_ex(sftp, "f", UINT_MAX, 0, &attrs));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_statvfs(NULL, "f", 1, &st));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_statvfs(sftp, NULL, 1, &st));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_statvfs(sftp, "f", 1, NULL));
    EXPECT(LIBSSH2_ERROR_OUT_OF_BOUNDARY, libssh2_sftp_statvfs(sftp, "f", SIZE_MAX, &st));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_unlink_ex(NULL, "f", 1));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_unlink_ex(sftp, NULL, 1));
    EXPECT(LIBSSH2_ERROR_OUT_OF_BOUNDARY, libssh2_sftp_unlink_ex(sftp, "f", UINT_MAX));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_mkdir_ex(NULL, "f", 1, 0));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_mkdir_ex(sftp, NULL, 1, 0));
    EXPECT(LIBSSH2_ERROR_OUT_OF_BOUNDARY, libssh2_sftp_mkdir_ex(sftp, "f", UINT_MAX, -1));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_rmdir_ex(NULL, "f", 1));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_rmdir_ex(sftp, NULL, 1));
    EXPECT(LIBSSH2_ERROR_OUT_OF_BOUNDARY, libssh2_sftp_rmdir_ex(sftp, "f", UINT_MAX));
}

static void sftp_names(void **state)
{
    (void)state;
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_rename_ex(NULL, "a", 1, "b", 1, 0));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_rename_ex(sftp, NULL, 1, "b", 1, 0));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_rename_ex(sftp, "a", 1, NULL, 1, 0));
    EXPECT(LIBSSH2_ERROR_OUT_OF_BOUNDARY, libssh2_sftp_rename_ex(sftp, "a", UINT_MAX, "b", 1, -1));
    EXPECT(LIBSSH2_ERROR_OUT_OF_BOUNDARY, libssh2_sftp_rename_ex(sftp, "a", 1, "b", UINT_MAX, -1));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_posix_rename_ex(NULL, "a", 1, "b", 1));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_posix_rename_ex(sftp, NULL, 1, "b", 1));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_posix_rename_ex(sftp, "a", 1, NULL, 1));
    EXPECT(LIBSSH2_ERROR_OUT_OF_BOUNDARY, libssh2_sftp_posix_rename_ex(sftp, "a", SIZE_MAX, "b", SIZE_MAX));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_symlink_ex(NULL, "a", 1, text, 1, 0));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_symlink_ex(sftp, NULL, 1, text, 1, 0));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_symlink_ex(sftp, "a", 1, NULL, 1, 0));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_symlink_ex(sftp, "a", 1, text, 1, -1));
    EXPECT(LIBSSH2_ERROR_BAD_USE, libssh2_sftp_symlink_ex(sftp, "a", 1, NULL, 1, LIBSSH2_SFTP_REALPATH));
    EXPECT(LIBSSH2_ERROR_OUT_OF_BOUNDARY, libssh2_sftp_symlink_ex(sftp, "a", UINT_MAX, text, 1, 0));
    EXPECT(LIBSSH2_ERROR_OUT_OF_BOUNDARY, libssh2_sftp_symlink_ex(sftp, "a", 1, text, UINT_MAX, 0));
    EXPECT(LIBSSH2_ERROR_BUFFER_TOO_SMALL,
           libssh2_sftp_symlink_ex(sftp, "/", 1, text, 0, LIBSSH2_SFTP_REALPATH));
    EXPECT(1, libssh2_sftp_symlink_ex(sftp, "/", 1, text, UINT_MAX, LIBSSH2_SFTP_REALPATH));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opening),    cmocka_unit_test(requests),     cmocka_unit_test(starting),
        cmocka_unit_test(data),       cmocka_unit_test(windows),      cmocka_unit_test(ending),
        cmocka_unit_test(forwarding), cmocka_unit_test(sftp_files),   cmocka_unit_test(sftp_handles),
        cmocka_unit_test(sftp_paths), cmocka_unit_test(sftp_names),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
