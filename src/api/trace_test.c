/* The chapter of trace.c: what a program hears, in which form, and what it never hears (threat L8).
 */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "src/crypto/testing.h"
#include "src/crypto/testing_keys.h"
#include "src/oracle/scenario.h"

#define HEARD_MAX_BYTES (4u << 20)
#define EVERYTHING (~0)

/* All that a handler was told, a text a line. */
static struct {
    char text[HEARD_MAX_BYTES];
    size_t len, count;
    LIBSSH2_SESSION *session;
} heard;

static void hear(LIBSSH2_SESSION *session, void *context, const char *data, size_t length)
{
    assert_ptr_equal(context, &heard);
    assert_true(heard.session == NULL || heard.session == session);
    assert_true(heard.len + length + 2 < sizeof(heard.text));
    memcpy(heard.text + heard.len, data, length);
    heard.len += length;
    heard.text[heard.len++] = '\n';
    heard.text[heard.len] = '\0';
    heard.count++;
}

static const struct ssh2_peer_settings honest;

/* Runs a whole session and hears what the mask lets through. */
static void listen_to(int mask)
{
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };

    memset(&heard, 0, sizeof(heard));
    assert_true(ssh2_wire_pair_open(&pair, &honest));
    heard.session = pair.session;
    assert_int_equal(libssh2_trace(pair.session, mask), 0);
    assert_int_equal(libssh2_trace_sethandler(pair.session, &heard, hear), 0);
    assert_int_equal(ssh2_scenario_run(&pair, &log), 0);
    ssh2_wire_pair_close(&pair);
}

/* Form */

/* "[libssh2] seconds.micros Category: text". */
static bool has_form(const char *line, const char *category)
{
    unsigned seconds = 0, micros = 0;
    size_t name_len = strlen(category);
    int len = 0;

    return sscanf(line, "[libssh2] %u.%6u %n", &seconds, &micros, &len) == 2 && len > 0 &&
           strncmp(line + len, category, name_len) == 0 &&
           strncmp(line + len + name_len, ": ", 2) == 0 && line[(size_t)len + name_len + 2] >= ' ';
}

static void every_category_is_heard_alone_and_in_its_form(void **state)
{
    static const struct {
        int bit;
        const char *name;
        const char *text; /* of one line among them */
    } categories[] = {
        { LIBSSH2_TRACE_TRANS, "Transport", "SERVICE_REQUEST" },
        { LIBSSH2_TRACE_KEX, "Key Ex", "agreed on curve25519-sha256" },
        { LIBSSH2_TRACE_AUTH, "Userauth", "asking to log in: password" },
        { LIBSSH2_TRACE_CONN, "Conn", "CHANNEL_DATA" },
        { LIBSSH2_TRACE_SCP, "SCP", "the server runs scp" },
        { LIBSSH2_TRACE_SFTP, "SFTP", "sftp_open" },
        { LIBSSH2_TRACE_PUBLICKEY, "Publickey", "sending pkss_" },
        { LIBSSH2_TRACE_ERROR, "Failure Event", "the server refused the method none" },
        { LIBSSH2_TRACE_SOCKET, "Socket", "receive of up to" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(categories) / sizeof(categories[0]); i++) {
        listen_to(categories[i].bit);
        assert_true(heard.count > 0);
        if (strstr(heard.text, categories[i].text) == NULL)
            fail_msg("%s: nobody says %s", categories[i].name, categories[i].text);
        for (char *line = strtok(heard.text, "\n"); line != NULL; line = strtok(NULL, "\n"))
            if (!has_form(line, categories[i].name))
                fail_msg("%s: %s", categories[i].name, line);
    }
}

static void nothing_is_heard_without_a_wish(void **state)
{
    (void)state;
    listen_to(0);
    assert_int_equal(heard.count, 0);
}

/* Without a handler */

static void without_a_handler_texts_go_to_standard_error(void **state)
{
    char name[] = "trace_test.XXXXXX";
    char line[256] = "";
    int file = mkstemp(name), former = dup(STDERR_FILENO);
    LIBSSH2_SESSION *session = libssh2_session_init();

    (void)state;
    assert_true(file >= 0 && former >= 0);
    assert_int_equal(libssh2_trace(session, LIBSSH2_TRACE_ERROR), 0);
    assert_int_equal(libssh2_trace_sethandler(session, &heard, hear), 0);
    assert_int_equal(libssh2_trace_sethandler(session, NULL, NULL), 0);
    dup2(file, STDERR_FILENO);
    assert_int_equal(libssh2_session_set_last_error(session, -1, "a line\r of text"), -1);
    fflush(stderr);
    dup2(former, STDERR_FILENO);
    assert_true(pread(file, line, sizeof(line) - 1, 0) > 0);
    assert_true(has_form(line, "Failure Event"));
    assert_non_null(strstr(line, ": -1: a line? of text\n")); /* threat A14: nothing that acts */
    unlink(name);
    close(file);
    close(former);
    libssh2_session_free(session);
}

static void without_a_session_there_is_nothing_to_trace(void **state)
{
    (void)state;
    assert_int_equal(libssh2_trace(NULL, EVERYTHING), LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_trace_sethandler(NULL, NULL, hear), LIBSSH2_ERROR_BAD_USE);
}

/* Secrets, threat L8 */

/* As text, and as a dump shows it: the secret's first bytes in hexadecimal. A dump cuts anywhere,
 * so few bytes are looked for. */
static void assert_unheard(const char *secret)
{
    char hex[16] = "";

    for (size_t i = 0; i < 4; i++)
        (void)snprintf(hex + 3 * i, 4, "%02x ", (unsigned)(unsigned char)secret[i]);
    if (strstr(heard.text, secret) != NULL)
        fail_msg("\"%s\" was heard", secret);
    if (strstr(heard.text, hex) != NULL)
        fail_msg("\"%s\" was heard in hexadecimal", secret);
}

static void a_session_tells_no_password_and_no_data(void **state)
{
    (void)state;
    listen_to(EVERYTHING);
    assert_true(heard.count > 300);
    assert_unheard(SSH2_PEER_PASSWORD);
    assert_unheard("loudly"); /* what commands printed */
    assert_unheard("ello");
}

static void give_new_password(LIBSSH2_SESSION *session, char **newpw, int *newpw_len,
                              void **abstract)
{
    (void)session;
    (void)abstract;
    *newpw = strdup(SSH2_PEER_NEW_PASSWORD);
    *newpw_len = (int)strlen(SSH2_PEER_NEW_PASSWORD);
}

/* Logins that fail say most. */
static void no_login_tells_a_secret(void **state)
{
    static const char passphrase[] = "Sesame, open";
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };

    (void)state;
    memset(&heard, 0, sizeof(heard));
    assert_true(ssh2_wire_pair_open(&pair, &honest));
    libssh2_trace(pair.session, EVERYTHING);
    libssh2_trace_sethandler(pair.session, &heard, hear);
    assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
    assert_int_not_equal(libssh2_userauth_password(pair.session, SSH2_PEER_USER, "wrong secret"),
                         0);
    assert_int_not_equal(libssh2_userauth_publickey_frommemory(
                             pair.session, SSH2_PEER_USER, sizeof(SSH2_PEER_USER) - 1, NULL, 0,
                             TEST_ED25519_PKCS8, strlen(TEST_ED25519_PKCS8), passphrase),
                         0);
    assert_int_equal(libssh2_userauth_password_ex(
                         pair.session, SSH2_PEER_EXPIRED_USER, sizeof(SSH2_PEER_EXPIRED_USER) - 1,
                         SSH2_PEER_PASSWORD, sizeof(SSH2_PEER_PASSWORD) - 1, give_new_password),
                     0);
    assert_non_null(strstr(heard.text, "Failure Event"));
    assert_unheard("wrong secret");
    assert_unheard(passphrase);
    assert_unheard(SSH2_PEER_PASSWORD);
    assert_unheard(SSH2_PEER_NEW_PASSWORD);
    ssh2_wire_pair_close(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_category_is_heard_alone_and_in_its_form),
        cmocka_unit_test(nothing_is_heard_without_a_wish),
        cmocka_unit_test(without_a_handler_texts_go_to_standard_error),
        cmocka_unit_test(without_a_session_there_is_nothing_to_trace),
        cmocka_unit_test(a_session_tells_no_password_and_no_data),
        cmocka_unit_test(no_login_tells_a_secret),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
