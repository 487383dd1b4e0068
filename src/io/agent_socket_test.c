/* The connection to an agent: threats G1, G4, and an agent that goes away. */
#include "src/io/agent_socket.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

static const struct ssh2_memory *const memory = &ssh2_memory_default;
static struct ssh2_error error;

/* Paths: G4 */

#define PATH_MAX_BYTES (sizeof(((struct sockaddr_un *)0)->sun_path) - 1)

/* A directory for sockets, and a path in it of exactly len bytes. */
static char directory[] = "/tmp/agent_socket_test.XXXXXX";

static void make_path(char *path, size_t len)
{
    memset(path, 'a', len);
    memcpy(path, directory, strlen(directory));
    path[strlen(directory)] = '/';
    path[len] = '\0';
}

static int listen_at(const char *path)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);

    assert_true(fd >= 0 && strlen(path) <= PATH_MAX_BYTES);
    memcpy(address.sun_path, path, strlen(path));
    assert_int_equal(bind(fd, (const struct sockaddr *)&address, sizeof(address)), 0);
    assert_int_equal(listen(fd, 1), 0);
    return fd;
}

static void the_longest_path_is_connected_to_exactly(void **state)
{
    char path[PATH_MAX_BYTES + 1];
    int fd = -1;

    (void)state;
    make_path(path, PATH_MAX_BYTES);

    int listener = listen_at(path);

    assert_int_equal(ssh2_agent_socket_connect(&error, path, &fd), 0);
    assert_int_equal(ssh2_agent_socket_close(&error, fd), 0);
    close(listener);
    unlink(path);
}

static void a_longer_path_is_refused_and_not_cut(void **state)
{
    char path[PATH_MAX_BYTES + 3];
    int fd = -1;

    (void)state;
    make_path(path, PATH_MAX_BYTES);

    int listener = listen_at(path); /* where a path that is cut would lead */

    for (size_t more = 1; more <= 2; more++) {
        make_path(path, PATH_MAX_BYTES + more);
        assert_int_equal(ssh2_agent_socket_connect(&error, path, &fd), LIBSSH2_ERROR_AGENT_PROTOCOL);
    }
    close(listener);
    make_path(path, PATH_MAX_BYTES);
    unlink(path);
}

static void a_relative_path_starts_where_the_program_is(void **state)
{
    int fd = -1;

    (void)state;
    assert_int_equal(chdir(directory), 0);

    int listener = listen_at("relative");

    assert_int_equal(ssh2_agent_socket_connect(&error, "relative", &fd), 0);
    close(fd);
    close(listener);
    unlink("relative");
}

static void an_empty_path_is_no_agent(void **state)
{
    int fd = -1;

    (void)state;
    assert_int_equal(ssh2_agent_socket_connect(&error, "", &fd), LIBSSH2_ERROR_AGENT_PROTOCOL);
}

static void where_nobody_listens_there_is_no_agent(void **state)
{
    int fd = 0;

    (void)state;
    assert_int_equal(ssh2_agent_socket_connect(&error, "/nonexistent/agent", &fd),
                     LIBSSH2_ERROR_AGENT_PROTOCOL);
    assert_int_equal(fd, -1);
    assert_non_null(strstr(error.message, "/nonexistent/agent"));
}

static void the_environment_tells_the_path(void **state)
{
    (void)state;
    assert_int_equal(setenv("SSH_AUTH_SOCK", "/somewhere", 1), 0);
    assert_string_equal(ssh2_agent_socket_default_path(), "/somewhere");
    assert_int_equal(setenv("SSH_AUTH_SOCK", "", 1), 0);
    assert_null(ssh2_agent_socket_default_path());
    assert_int_equal(unsetenv("SSH_AUTH_SOCK"), 0);
    assert_null(ssh2_agent_socket_default_path());
}

/* Exchanges */

#define REQUEST "\0\0\0\1\13"

/* An agent that has answered already, and then hung up. */
static int exchange_with(const char *answer, size_t len, struct ssh2_bytes *reply)
{
    int ends[2];
    char request[sizeof(REQUEST)];

    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    assert_int_equal(write(ends[1], answer, len), (ssize_t)len);
    assert_int_equal(shutdown(ends[1], SHUT_WR), 0);

    int rc = ssh2_agent_socket_exchange(memory, &error, ends[0],
                                        ssh2_bytes(REQUEST, sizeof(REQUEST) - 1), reply);

    assert_int_equal(read(ends[1], request, sizeof(request)), sizeof(REQUEST) - 1);
    assert_memory_equal(request, REQUEST, sizeof(REQUEST) - 1);
    close(ends[0]);
    close(ends[1]);
    return rc;
}

static void a_reply_is_received_without_its_length(void **state)
{
    struct ssh2_bytes reply;

    (void)state;
    assert_int_equal(exchange_with("\0\0\0\3abc", 7, &reply), 0);
    assert_true(ssh2_bytes_equal(reply, ssh2_text("abc")));
    ssh2_free(memory, (void *)(uintptr_t)reply.data);
}

static void an_agent_that_hangs_up_anywhere_is_a_failure_to_receive(void **state)
{
    struct ssh2_bytes reply;

    (void)state;
    for (size_t len = 0; len < 7; len++) {
        assert_int_equal(exchange_with("\0\0\0\3abc", len, &reply), LIBSSH2_ERROR_SOCKET_RECV);
        assert_null(reply.data);
    }
}

static void a_reply_of_a_wrong_length_is_not_waited_for(void **state)
{
    struct ssh2_bytes reply;

    (void)state;
    assert_int_equal(exchange_with("\0\0\0\0", 4, &reply), LIBSSH2_ERROR_AGENT_PROTOCOL);
    assert_int_equal(exchange_with("\xff\xff\xff\xff", 4, &reply), LIBSSH2_ERROR_AGENT_PROTOCOL);
}

static void an_agent_that_is_gone_is_a_failure_to_send(void **state)
{
    int ends[2];
    struct ssh2_bytes reply;

    (void)state;
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    close(ends[1]);
    assert_int_equal(ssh2_agent_socket_exchange(memory, &error, ends[0], ssh2_text("x"), &reply),
                     LIBSSH2_ERROR_SOCKET_SEND);
    close(ends[0]);
}

static int make_directory(void **state)
{
    (void)state;
    return mkdtemp(directory) == NULL;
}

static int remove_directory(void **state)
{
    (void)state;
    return rmdir(directory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_path_is_connected_to_exactly),
        cmocka_unit_test(a_longer_path_is_refused_and_not_cut),
        cmocka_unit_test(a_relative_path_starts_where_the_program_is),
        cmocka_unit_test(an_empty_path_is_no_agent),
        cmocka_unit_test(where_nobody_listens_there_is_no_agent),
        cmocka_unit_test(the_environment_tells_the_path),
        cmocka_unit_test(a_reply_is_received_without_its_length),
        cmocka_unit_test(an_agent_that_hangs_up_anywhere_is_a_failure_to_receive),
        cmocka_unit_test(a_reply_of_a_wrong_length_is_not_waited_for),
        cmocka_unit_test(an_agent_that_is_gone_is_a_failure_to_send),
    };

    return cmocka_run_group_tests(tests, make_directory, remove_directory);
}
