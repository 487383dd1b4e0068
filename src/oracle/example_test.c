/* Threat H2: the shortest program that somebody may write with this library is the one that we
 * show. It checks the host key, and nothing of a login leaves before. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "docs/examples/client.h"
#include "src/crypto/testing.h"
#include "src/oracle/server_process.h"
#include "src/packet/text/base64.h"
#include "src/transport/hostkey.h"

static const struct ssh2_peer_settings honest;

/* The line of known_hosts for the server, with the key that it has or with another one. */
static void write_known_hosts(const char *path, const char *port, enum ssh2_key_kind kind)
{
    struct ssh2_private_key *key = ssh2_peer_key(kind);
    struct ssh2_error error = { 0 };
    uint8_t *blob = NULL;
    size_t len = 0;
    char text[2048] = "";
    struct ssh2_writer w = ssh2_writer((uint8_t *)text, sizeof(text) - 1);
    FILE *file = fopen(path, "w");

    assert_non_null(key);
    assert_non_null(file);
    assert_int_equal(
        ssh2_hostkey_blob(&ssh2_memory_default, &error, ssh2_private_key_public(key), &blob, &len),
        0);
    ssh2_write_base64(&w, ssh2_bytes(blob, len));
    assert_int_equal(w.status, SSH2_OK);
    fprintf(file, "[127.0.0.1]:%s %.*s %s\n", port, (int)blob[3], (const char *)blob + 4, text);
    fclose(file);
    free(blob);
    ssh2_private_key_free(key);
}

/* How many requests to log in the server has seen; *opened says what the program made of it. */
static int log_in(enum ssh2_key_kind known, bool *opened)
{
    char path[] = "example_test.XXXXXX";
    struct ssh2_server_process server;
    struct client client;
    int file = mkstemp(path);

    assert_true(file >= 0);
    close(file);
    assert_true(ssh2_server_listen(&server, &honest));
    write_known_hosts(path, server.port, known);

    struct login login = { .host = "127.0.0.1",
                           .port = server.port,
                           .user = SSH2_PEER_USER,
                           .known_hosts = path,
                           .private_key = "src/session/keyfile_data/ed25519" };

    *opened = client_open(&client, &login);
    client_close(&client);
    unlink(path);
    return ssh2_server_end(&server);
}

static void our_example_checks_the_host_key_first(void **state)
{
    bool opened = true;

    (void)state;
    assert_int_equal(log_in(SSH2_KEY_ECDSA_P256, &opened), 0); /* unknown, of another type */
    assert_false(opened);
    assert_int_equal(log_in(SSH2_KEY_ED25519, &opened),
                     1); /* known: the peer does not know the user's key */
    assert_false(opened);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(our_example_checks_the_host_key_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
