#include "src/oracle/peer.h"

#include <string.h>

#include "src/crypto/memory.h"
#include "src/crypto/pem.h"
#include "src/crypto/testing_keys.h"
#include "src/packet/transport/disconnect.h"

static const struct ssh2_memory *const memory = &ssh2_memory_default;

/* Keys */

/* TEST_ED25519_PKCS8, made of its seed, which is quick: fuzzers make a peer for every input. */
static struct ssh2_private_key *ed25519_key(void)
{
    static const uint8_t seed[SSH2_ED25519_SEED_BYTES] = {
        0x10, 0x7d, 0x90, 0x74, 0x47, 0x1f, 0xa0, 0x4a,
        0xc8, 0x7c, 0xde, 0xea, 0x1d, 0x5d, 0x6a, 0xa6,
        0x95, 0xf6, 0x25, 0x2a, 0xa9, 0xf9, 0x19, 0xce,
        0x5f, 0x6c, 0xec, 0xea, 0x99, 0xba, 0x0e, 0x7a,
    };
    uint8_t public_bytes[SSH2_ED25519_PUBLIC_BYTES];
    struct ssh2_private_key *key = NULL;

    ssh2_ed25519_public(seed, public_bytes);
    (void)ssh2_private_key_ed25519(memory, ssh2_bytes(seed, sizeof(seed)),
                                   ssh2_bytes(public_bytes, sizeof(public_bytes)), &key);
    return key;
}

struct ssh2_private_key *ssh2_peer_key(enum ssh2_key_kind kind)
{
    static const char *const pems[] = {
        [SSH2_KEY_ECDSA_P256] = TEST_P256_SEC1,
        [SSH2_KEY_ECDSA_P384] = TEST_P384_PKCS8,       [SSH2_KEY_ECDSA_P521] = TEST_P521_COMPRESSED,
        [SSH2_KEY_RSA] = TEST_RSA_PKCS1,
    };
    struct ssh2_private_key *key = NULL;

    if (kind == SSH2_KEY_ED25519)
        return ed25519_key();
    (void)ssh2_pem_load(memory, ssh2_text(pems[kind]), ssh2_bytes(NULL, 0),
                        SSH2_RSA_MIN_BITS_DEFAULT, &key);
    return key;
}

/* Life */

static void on_notice(void *context, struct ssh2_bytes payload)
{
    struct ssh2_peer *peer = context;
    struct ssh2_disconnect disconnect;

    if (ssh2_disconnect_parse(payload, &disconnect) == SSH2_OK)
        peer->disconnect_reason = disconnect.reason_code;
}

static int prefer(struct ssh2_peer *peer, int method_type, const char *names)
{
    return names == NULL
               ? 0
               : ssh2_transport_set_preference(peer->session.transport, method_type, names);
}

static int configure(struct ssh2_peer *peer)
{
    const struct ssh2_peer_settings *settings = &peer->settings;
    int rc = prefer(peer, LIBSSH2_METHOD_KEX, settings->kex);

    if (rc == 0)
        rc = prefer(peer, LIBSSH2_METHOD_CRYPT_CS, settings->cipher);
    if (rc == 0)
        rc = prefer(peer, LIBSSH2_METHOD_CRYPT_SC, settings->cipher);
    if (rc == 0)
        rc = prefer(peer, LIBSSH2_METHOD_MAC_CS, settings->mac);
    if (rc == 0)
        rc = prefer(peer, LIBSSH2_METHOD_MAC_SC, settings->mac);
    ssh2_transport_set_rekey_limits(peer->session.transport, settings->rekey_bytes, 0);
    return rc;
}

static int add_host_key(struct ssh2_peer *peer)
{
    struct ssh2_private_key *key = ssh2_peer_key(peer->settings.host_key);

    if (key == NULL)
        return LIBSSH2_ERROR_ALLOC;

    int rc = ssh2_transport_add_host_key(peer->session.transport, key);

    if (rc != 0)
        ssh2_private_key_free(key);
    return rc;
}

static int start(struct ssh2_peer *peer)
{
    int rc = ssh2_session_start(&peer->session, SSH2_SERVER, memory, &peer->error);

    if (rc != 0)
        return rc;
    peer->session.hooks = (struct ssh2_session_hooks){
        .context = peer,
        .notice = on_notice,
        .channel_open = ssh2_peer_on_open,
        .channel_request = ssh2_peer_on_request,
        .global_request = ssh2_peer_on_global_request,
        .userauth_request = ssh2_peer_on_userauth,
    };
    rc = configure(peer);
    if (rc == 0)
        rc = add_host_key(peer);
    return rc == 0 ? ssh2_transport_start(peer->session.transport) : rc;
}

struct ssh2_peer *ssh2_peer_new(const struct ssh2_peer_settings *settings)
{
    struct ssh2_peer *peer = ssh2_calloc(memory, 1, sizeof(*peer));

    if (peer == NULL)
        return NULL;
    peer->settings = *settings;
    if (start(peer) == 0)
        return peer;
    ssh2_peer_free(peer);
    return NULL;
}

void ssh2_peer_free(struct ssh2_peer *peer)
{
    if (peer == NULL)
        return;
    ssh2_peer_free_programs(peer);
    ssh2_tree_free(&peer->tree);
    if (peer->session.transport != NULL)
        ssh2_session_finish(&peer->session);
    ssh2_free(memory, peer);
}

/* Bytes and payloads */

bool ssh2_peer_receive(struct ssh2_peer *peer, struct ssh2_bytes bytes)
{
    while (bytes.len > 0) {
        size_t space = 0;
        uint8_t *data = ssh2_transport_input_space(peer->session.transport, &space);

        if (data == NULL)
            return false;
        if (space > bytes.len)
            space = bytes.len;
        memcpy(data, bytes.data, space);
        ssh2_transport_input_filled(peer->session.transport, space);
        bytes = ssh2_bytes(bytes.data + space, bytes.len - space);
    }
    return true;
}

static int act(struct ssh2_peer *peer)
{
    int rc = ssh2_transport_next(peer->session.transport, &peer->payload);

    if (rc != 0)
        return rc;

    uint8_t number = peer->payload.data[0];

    peer->received[number]++;
    if (number == peer->deaf_to ||
        (peer->settings.intercept != NULL && peer->settings.intercept(peer, peer->payload)))
        return 0;
    if (number == SSH_MSG_GLOBAL_REQUEST && ssh2_peer_chooses_port(peer))
        return 0;
    return ssh2_session_act(&peer->session, peer->payload);
}

/* Payloads cannot be sent, and not because too much waits: keys are being exchanged. */
static void watch_for_rekeying(struct ssh2_peer *peer)
{
    const struct ssh2_transport *t = peer->session.transport;
    bool is_rekeying = ssh2_transport_is_established(t) && !ssh2_transport_is_dead(t) &&
                       !ssh2_transport_can_send(t) && !ssh2_transport_output_is_full(t);

    if (is_rekeying && !peer->is_rekeying)
        peer->rekey_count++;
    peer->is_rekeying = is_rekeying;
}

int ssh2_peer_work(struct ssh2_peer *peer)
{
    int rc = 0;

    do {
        do {
            rc = act(peer);
            watch_for_rekeying(peer);
        } while (rc == 0);
    } while (rc == LIBSSH2_ERROR_EAGAIN &&
             (ssh2_peer_go_on_knocking(peer) || ssh2_peer_run_programs(peer)));
    return rc;
}

struct ssh2_bytes ssh2_peer_output(const struct ssh2_peer *peer)
{
    return ssh2_transport_output(peer->session.transport);
}

void ssh2_peer_sent(struct ssh2_peer *peer, size_t count)
{
    ssh2_transport_output_sent(peer->session.transport, count);
}

int ssh2_peer_send(struct ssh2_peer *peer, struct ssh2_bytes payload)
{
    return ssh2_transport_send(peer->session.transport, &payload, 1);
}
