/* Threat L7: whatever a session has known of passwords, keys and plaintext is gone when it has been
 * freed. The server is a process of its own, so that what it knows is not in the memory that is
 * searched. */
#define OPENSSL_SUPPRESS_DEPRECATED /* RAND_set_rand_method */

#include <openssl/rand.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>

#include "include/libssh2_sftp.h"
#include "src/crypto/kex.h"
#include "src/crypto/secret.h"
#include "src/crypto/testing.h"
#include "src/oracle/remains.h"
#include "src/oracle/server_process.h"
#include "src/packet/userauth/userauth_info_prompt.h"
#include "src/packet/userauth/userauth_info_request.h"
#include "src/packet/userauth/userauth_request_keyboard_interactive.h"

#define DATA "src/session/keyfile_data/"
#define RANDOM_SECRET_MIN_BYTES 20 /* a cookie has 16 */
#define RANDOM_SECRET_MAX_BYTES 66 /* the pool of padding is larger */

/* The program's own copies are literals, which lie where nothing writes. */
#define FILE_BYTES 120000u /* more than one request */
#define ANSWER "two times two is five"
#define PASSPHRASE "open sesame"
#define PLAINTEXT "what nobody else shall read"

/* What is noted */

static int note_random(unsigned char *out, int len)
{
    if (getrandom(out, (size_t)len, 0) != len)
        return 0;
    if (len >= RANDOM_SECRET_MIN_BYTES && len <= RANDOM_SECRET_MAX_BYTES)
        ssh2_remains_look_for("a secret random number", out, (size_t)len);
    return 1;
}

static int random_is_ready(void)
{
    return 1;
}

static void look_for_texts(void)
{
    static const struct {
        const char *name, *text;
    } texts[] = {
        { "a password", SSH2_PEER_PASSWORD },
        { "a new password", SSH2_PEER_NEW_PASSWORD },
        { "an answer", ANSWER },
        { "data", PLAINTEXT },
    };

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        ssh2_remains_look_for(texts[i].name, texts[i].text, strlen(texts[i].text));
}

/* The server */

static bool ask_a_question(struct ssh2_peer *peer, struct ssh2_bytes payload)
{
    uint8_t bytes[64];
    struct ssh2_writer w = ssh2_writer(bytes, sizeof(bytes));
    struct ssh2_userauth_info_prompt prompt = { .prompt = SSH2_TEXT("Two times two? ") };
    struct ssh2_userauth_info_request request = { .num_prompts = 1 };
    struct ssh2_userauth_request_keyboard_interactive begun;

    if (payload.data[0] == SSH_MSG_USERAUTH_INFO_RESPONSE)
        return ssh2_userauth_answer_failure(&peer->session, ssh2_text("password"), false) == 0;
    if (ssh2_userauth_request_keyboard_interactive_parse(payload, &begun) != SSH2_OK)
        return false;
    ssh2_userauth_info_prompt_write(&w, &prompt);
    request.prompts = ssh2_written(&w);
    return ssh2_transport_post_packet(peer->session.transport, ssh2_userauth_info_request_type(),
                                      &request) == 0;
}

/* The program */

static LIBSSH2_PASSWD_CHANGEREQ_FUNC(give_new_password)
{
    (void)session;
    *newpw = ssh2_remains_memory.alloc(sizeof(SSH2_PEER_NEW_PASSWORD) - 1, abstract);
    *newpw_len = (int)sizeof(SSH2_PEER_NEW_PASSWORD) - 1;
    memcpy(*newpw, SSH2_PEER_NEW_PASSWORD, sizeof(SSH2_PEER_NEW_PASSWORD) - 1);
}

static LIBSSH2_USERAUTH_KBDINT_RESPONSE_FUNC(give_answer)
{
    (void)name;
    (void)name_len;
    (void)instruction;
    (void)instruction_len;
    (void)num_prompts;
    (void)prompts;
    responses[0].text = ssh2_remains_memory.alloc(sizeof(ANSWER) - 1, abstract);
    responses[0].length = sizeof(ANSWER) - 1;
    memcpy(responses[0].text, ANSWER, sizeof(ANSWER) - 1);
}

static struct ssh2_server_process begin_server(const struct ssh2_peer_settings *settings)
{
    struct ssh2_server_process server;

    assert_true(ssh2_server_connect(&server, settings));
    return server;
}

static LIBSSH2_SESSION *begin(const struct ssh2_server_process *server, const char *kex,
                              const char *cipher)
{
    LIBSSH2_SESSION *session = libssh2_session_init_ex(
        ssh2_remains_memory.alloc, ssh2_remains_memory.free, ssh2_remains_memory.realloc, NULL);

    assert_non_null(session);
    assert_int_equal(libssh2_session_method_pref(session, LIBSSH2_METHOD_KEX, kex), 0);
    assert_int_equal(libssh2_session_method_pref(session, LIBSSH2_METHOD_CRYPT_CS, cipher), 0);
    assert_int_equal(libssh2_session_method_pref(session, LIBSSH2_METHOD_CRYPT_SC, cipher), 0);
    if (libssh2_session_handshake(session, server->socket) != 0) {
        char *message = NULL;

        (void)libssh2_session_last_error(session, &message, NULL, 0);
        fail_msg("%s", message);
    }
    return session;
}

/* A file of the same words over and over, of which only the beginning is read: what was asked for
 * ahead comes as well, and in another order. */
static void move_file(LIBSSH2_SESSION *session)
{
    char *data = malloc(FILE_BYTES);
    LIBSSH2_SFTP *sftp = libssh2_sftp_init(session);
    LIBSSH2_SFTP_HANDLE *file = libssh2_sftp_open(
        sftp, "secrets", LIBSSH2_FXF_READ | LIBSSH2_FXF_WRITE | LIBSSH2_FXF_CREAT, 0600);
    size_t written = 0;

    assert_non_null(data);
    assert_non_null(file);
    for (size_t i = 0; i < FILE_BYTES; i++)
        data[i] = PLAINTEXT[i % sizeof(PLAINTEXT)];
    while (written < FILE_BYTES) {
        ssize_t n = libssh2_sftp_write(file, data + written, FILE_BYTES - written);

        assert_true(n > 0);
        written += (size_t)n;
    }
    ssh2_wipe(data, FILE_BYTES);
    libssh2_sftp_rewind(file);
    for (int i = 0; i < 8; i++)
        assert_true(libssh2_sftp_read(file, data, 9000) > 0);
    ssh2_wipe(data, FILE_BYTES);
    free(data);
    assert_int_equal(libssh2_sftp_close(file), 0);
    assert_int_equal(libssh2_sftp_shutdown(sftp), 0);
}

/* What comes and is never read, or only in part. */
static void move_data(LIBSSH2_SESSION *session)
{
    char data[sizeof(PLAINTEXT)] = "";
    LIBSSH2_CHANNEL *channel;

    move_file(session);
    channel = libssh2_channel_open_session(session);
    assert_int_equal(libssh2_channel_exec(channel, "echo " PLAINTEXT), 0);
    assert_int_equal(libssh2_channel_read(channel, data, 4), 4);
    assert_int_equal(libssh2_channel_wait_eof(channel), 0);
    assert_int_equal(libssh2_channel_free(channel), 0);

    channel = libssh2_channel_open_session(session);
    assert_int_equal(libssh2_channel_exec(channel, "cat"), 0);
    assert_int_equal(libssh2_channel_write(channel, PLAINTEXT, sizeof(data)), sizeof(data));
    assert_int_equal(libssh2_channel_send_eof(channel), 0);
    assert_int_equal(libssh2_channel_wait_eof(channel), 0);
    ssh2_wipe(data, sizeof(data));
}

static void end(LIBSSH2_SESSION *session, struct ssh2_server_process *server, bool openssl_too)
{
    (void)libssh2_session_disconnect(session, "bye");
    assert_int_equal(libssh2_session_free(session), 0);
    assert_true(ssh2_server_end(server) >= 0);
    assert_int_equal(ssh2_remains_find(openssl_too), 0);
}

static void nothing_remains_of_passwords_and_data(void **state)
{
    static const struct ssh2_peer_settings settings = { .intercept = ask_a_question };
    struct ssh2_server_process server = begin_server(&settings);
    LIBSSH2_SESSION *session = begin(&server, "curve25519-sha256", "chacha20-poly1305@openssh.com");

    (void)state;
    look_for_texts();
    assert_int_equal(libssh2_userauth_keyboard_interactive(session, SSH2_PEER_USER, give_answer),
                     LIBSSH2_ERROR_AUTHENTICATION_FAILED);
    assert_int_equal(libssh2_userauth_password_ex(
                         session, SSH2_PEER_EXPIRED_USER, sizeof(SSH2_PEER_EXPIRED_USER) - 1,
                         SSH2_PEER_PASSWORD, sizeof(SSH2_PEER_PASSWORD) - 1, give_new_password),
                     0);
    move_data(session);
    end(session, &server, true);
    assert_true(ssh2_remains_count() > 20);
}

struct combination {
    const char *kex, *cipher, *key, *passphrase;
};

/* The same with other primitives below, and a key as well. */
static void assert_gone(const struct combination *with, bool openssl_too)
{
    static const struct ssh2_peer_settings difficult = { .sftp = { .reverses_replies = true } };
    struct ssh2_server_process server = begin_server(&difficult);
    LIBSSH2_SESSION *session = begin(&server, with->kex, with->cipher);

    print_message("%s, %s, %s\n", with->kex, with->cipher, with->key);
    ssh2_remains_look_for("a passphrase", PASSPHRASE, sizeof(PASSPHRASE) - 1);
    assert_int_equal(libssh2_session_method_pref(session, LIBSSH2_METHOD_SIGN_ALGO,
                                                 "rsa-sha2-512,rsa-sha2-256,ssh-dss"),
                     0);
    assert_int_equal(libssh2_userauth_publickey_fromfile(session, SSH2_PEER_USER, NULL, with->key,
                                                         with->passphrase),
                     LIBSSH2_ERROR_AUTHENTICATION_FAILED);
    assert_int_equal(libssh2_userauth_password(session, SSH2_PEER_USER, SSH2_PEER_PASSWORD), 0);
    move_data(session);
    end(session, &server, openssl_too);
}

static void nothing_remains_of_keys(void **state)
{
    static const struct combination all[] = {
        { "curve25519-sha256", "aes256-ctr", DATA "ed25519", NULL },
        { "curve25519-sha256", "aes256-ctr", DATA "ed25519_aes256-ctr", PASSPHRASE },
        { "curve25519-sha256", "aes256-gcm@openssh.com", DATA "ed25519_aes256-gcm@openssh.com",
          PASSPHRASE },
        { "diffie-hellman-group14-sha256", "aes128-ctr", DATA "rsa2048", NULL },
        { "diffie-hellman-group-exchange-sha256", "aes192-ctr", DATA "rsa2048_aes256-ctr",
          PASSPHRASE },
        { "curve25519-sha256", "aes128-ctr", DATA "dsa_aes256-ctr", PASSPHRASE },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
        assert_gone(&all[i], true);
}

/* Threat K24, in a whole session: neither half of a hybrid's key remains, nor either of its
 * secrets. The server, too, has to have ML-KEM: it is the same library. */
static void nothing_remains_of_a_hybrid(void **state)
{
    static const struct combination hybrid = { "mlkem768x25519-sha256", "aes256-ctr",
                                               DATA "ed25519", NULL };

    (void)state;
    if (!ssh2_kex_is_available(SSH2_KEX_MLKEM768_X25519)) {
        print_message("neither OpenSSL nor libsodium has ML-KEM here: skipped\n");
        skip();
    }
    assert_gone(&hybrid, true);
}

/* OpenSSL's decoders of PEM and its multiplication on the NIST curves free copies of a key without
 * wiping them: that is out of our hands. What is in our hands is wiped all the same. */
static void nothing_remains_of_what_openssl_forgets_to_wipe(void **state)
{
    static const struct combination all[] = {
        { "ecdh-sha2-nistp256", "aes256-gcm@openssh.com", DATA "ecdsa256_pkcs8_encrypted",
          PASSPHRASE },
        { "ecdh-sha2-nistp384", "aes128-gcm@openssh.com", DATA "ecdsa384_aes256-ctr", PASSPHRASE },
        { "ecdh-sha2-nistp521", "aes128-gcm@openssh.com", DATA "ecdsa521_traditional", NULL },
        { "curve25519-sha256", "aes128-ctr", DATA "rsa2048_traditional_encrypted", PASSPHRASE },
        { "curve25519-sha256", "aes256-ctr", DATA "ed25519_pkcs8_encrypted", PASSPHRASE },
        { "curve25519-sha256", "aes128-ctr", DATA "dsa_traditional_encrypted", PASSPHRASE },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
        assert_gone(&all[i], false);
}

/* The search itself: what is there is found, in memory of every kind. */
static void what_is_there_is_found(void **state)
{
    static char written[] = "Here I am, look at me";
    char *allocated = strdup("Here I am, look at me");

    (void)state;
    assert_non_null(allocated);
    assert_int_equal(ssh2_remains_find(false), 0);
    ssh2_remains_look_for("an example", written, sizeof(written) - 1);
    assert_true(ssh2_remains_find(false) > 0);
    ssh2_wipe(written, sizeof(written));
    assert_true(ssh2_remains_find(false) > 0);
    free(allocated);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_remains_of_passwords_and_data),
        cmocka_unit_test(nothing_remains_of_keys),
        cmocka_unit_test(nothing_remains_of_a_hybrid),
        cmocka_unit_test(nothing_remains_of_what_openssl_forgets_to_wipe),
        cmocka_unit_test(what_is_there_is_found),
    };
    static const RAND_METHOD noted = { .bytes = note_random,
                                       .pseudorand = note_random,
                                       .status = random_is_ready };

    if (!ssh2_remains_can_look()) {
        puts("this process does not see its own memory, as under an emulator: skipped");
        return 0;
    }
    /* Possible only before OpenSSL has allocated anything. */
    if (!ssh2_remains_keep_all() || RAND_set_rand_method(&noted) != 1) {
        fputs("OpenSSL does not let its memory be kept\n", stderr);
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
