/* Two KEXINITs: what both sides make of them is the same, and stands in both lists. Input: a
 * KEXINIT payload as a string, and another one. */
#include "fuzz/require.h"
#include "src/transport/negotiate.h"
#include "src/wire/text.h"

static bool is_common(const struct ssh2_algorithm *algorithm, struct ssh2_bytes a,
                      struct ssh2_bytes b)
{
    return ssh2_name_list_has(a, ssh2_text(algorithm->name)) &&
           ssh2_name_list_has(b, ssh2_text(algorithm->name));
}

static void check(const struct ssh2_agreed *agreed, const struct ssh2_kexinit *a,
                  const struct ssh2_kexinit *b)
{
    const struct ssh2_agreed_direction *to_server = &agreed->client_to_server;

    SSH2_FUZZ_REQUIRE(is_common(agreed->kex, a->kex_algorithms, b->kex_algorithms),
                      "both know the method");
    SSH2_FUZZ_REQUIRE(
        is_common(agreed->host_key, a->server_host_key_algorithms, b->server_host_key_algorithms),
        "both know the host key");
    SSH2_FUZZ_REQUIRE(is_common(to_server->cipher, a->encryption_algorithms_client_to_server,
                                b->encryption_algorithms_client_to_server),
                      "both know the cipher");
    SSH2_FUZZ_REQUIRE(to_server->mac == NULL ||
                          is_common(to_server->mac, a->mac_algorithms_client_to_server,
                                    b->mac_algorithms_client_to_server),
                      "both know the MAC");
}

static bool is_same(const struct ssh2_agreed_direction *a, const struct ssh2_agreed_direction *b)
{
    return a->cipher == b->cipher && a->mac == b->mac && a->compression == b->compression;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ssh2_reader r = ssh2_reader(ssh2_bytes(data, size));
    struct ssh2_bytes clients = ssh2_read_string(&r);
    struct ssh2_bytes servers = ssh2_read_rest(&r);
    struct ssh2_kexinit client, server;
    struct ssh2_agreed here, there;
    struct ssh2_error error = { 0 };

    if (ssh2_kexinit_parse(clients, &client) != SSH2_OK ||
        ssh2_kexinit_parse(servers, &server) != SSH2_OK)
        return 0;

    int rc = ssh2_negotiate(&error, SSH2_CLIENT, &client, &server, &here);

    SSH2_FUZZ_REQUIRE(ssh2_negotiate(&error, SSH2_SERVER, &server, &client, &there) == rc,
                      "both sides come to the same end");
    (void)ssh2_peer_markers(SSH2_CLIENT, &server);
    (void)ssh2_peer_markers(SSH2_SERVER, &client);
    if (rc != 0)
        return 0;
    check(&here, &client, &server);
    SSH2_FUZZ_REQUIRE(here.kex == there.kex && here.host_key == there.host_key &&
                          is_same(&here.client_to_server, &there.client_to_server) &&
                          is_same(&here.server_to_client, &there.server_to_client),
                      "both sides choose the same");
    return 0;
}
