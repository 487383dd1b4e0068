#include "src/transport/machine.h"

#include "src/crypto/random.h"
#include "src/packet/kex/kexinit.h"
#include "src/packet/kex/newkeys.h"
#include "src/transport/hostkey.h"
#include "src/transport/protection_modes.h"
#include "src/transport/trace.h"
#include "src/wire/text.h"
#include "src/wire/writer.h"

void ssh2_key_exchange_free(struct ssh2_transport *t)
{
    struct ssh2_key_exchange *exchange = t->exchange;

    if (exchange == NULL)
        return;
    ssh2_blob_free(t->memory, &exchange->our_kexinit);
    ssh2_blob_free(t->memory, &exchange->peer_kexinit);
    ssh2_kex_run_free(exchange->run);
    ssh2_protection_free(&exchange->next_in);
    ssh2_free(t->memory, exchange);
    t->exchange = NULL;
}

/* --- our KEXINIT ---------------------------------------------------------------------------- */

/* The server's key that makes algorithm's signatures; NULL if it has none. */
static const struct ssh2_private_key *find_host_key(const struct ssh2_transport *t,
                                                    const struct ssh2_algorithm *algorithm)
{
    for (size_t i = 0; i < t->host_key_count; i++) {
        const struct ssh2_public_key *half = ssh2_private_key_public(t->host_keys[i]);

        if (ssh2_hostkey_suits(algorithm, ssh2_public_key_kind(half)))
            return t->host_keys[i];
    }
    return NULL;
}

static void append_name(struct ssh2_writer *w, struct ssh2_bytes name)
{
    if (w->len > 0)
        ssh2_write_byte(w, ',');
    ssh2_write_bytes(w, name);
}

/* RFC 4253, 7.1: a server lists only what it has a key for. */
static void write_host_key_list(struct ssh2_writer *w, const struct ssh2_transport *t)
{
    struct ssh2_bytes list = ssh2_blob_bytes(&t->preferences[LIBSSH2_METHOD_HOSTKEY]);
    struct ssh2_bytes name;

    while (ssh2_name_list_next(&list, &name)) {
        const struct ssh2_algorithm *algorithm =
            ssh2_algorithm_find(SSH2_ALGORITHM_HOST_KEY, name);

        if (t->role == SSH2_CLIENT || (algorithm != NULL && find_host_key(t, algorithm) != NULL))
            append_name(w, name);
    }
}

/* The markers count in the first KEXINIT alone, so they stand in no other. RFC 8308, 2.1. */
static void write_kex_list(struct ssh2_writer *w, const struct ssh2_transport *t)
{
    append_name(w, ssh2_blob_bytes(&t->preferences[LIBSSH2_METHOD_KEX]));
    if (!t->is_established)
        append_name(w, ssh2_kex_markers(t->role));
}

/* scratch has room for both lists that differ from the preferences. */
static void write_kexinit(struct ssh2_writer *w, const struct ssh2_transport *t,
                          struct ssh2_bytes cookie, struct ssh2_writer *scratch)
{
    struct ssh2_bytes list[SSH2_METHOD_COUNT];
    size_t kex_len;

    for (size_t i = 0; i < SSH2_METHOD_COUNT; i++)
        list[i] = ssh2_blob_bytes(&t->preferences[i]);
    write_kex_list(scratch, t);
    kex_len = scratch->len;
    list[LIBSSH2_METHOD_KEX] = ssh2_written(scratch);

    struct ssh2_writer behind = ssh2_writer(scratch->data + kex_len, scratch->capacity - kex_len);

    write_host_key_list(&behind, t);
    list[LIBSSH2_METHOD_HOSTKEY] = ssh2_written(&behind);

    struct ssh2_kexinit kexinit = {
        .cookie = cookie,
        .kex_algorithms = list[LIBSSH2_METHOD_KEX],
        .server_host_key_algorithms = list[LIBSSH2_METHOD_HOSTKEY],
        .encryption_algorithms_client_to_server = list[LIBSSH2_METHOD_CRYPT_CS],
        .encryption_algorithms_server_to_client = list[LIBSSH2_METHOD_CRYPT_SC],
        .mac_algorithms_client_to_server = list[LIBSSH2_METHOD_MAC_CS],
        .mac_algorithms_server_to_client = list[LIBSSH2_METHOD_MAC_SC],
        .compression_algorithms_client_to_server = list[LIBSSH2_METHOD_COMP_CS],
        .compression_algorithms_server_to_client = list[LIBSSH2_METHOD_COMP_SC],
        .languages_client_to_server = list[LIBSSH2_METHOD_LANG_CS],
        .languages_server_to_client = list[LIBSSH2_METHOD_LANG_SC],
        .first_kex_packet_follows = false, /* we never guess */
    };

    ssh2_kexinit_write(w, &kexinit);
}

/* Upper bound of what our KEXINIT takes: every list with its length, and the two scratch lists. */
static size_t kexinit_room(const struct ssh2_transport *t)
{
    size_t room = 1 + SSH2_KEXINIT_COOKIE_BYTES + 5 + 2 + ssh2_kex_markers(t->role).len;

    for (size_t i = 0; i < SSH2_METHOD_COUNT; i++)
        room += 4 + t->preferences[i].len;
    return room;
}

static int make_kexinit(struct ssh2_transport *t, struct ssh2_blob *out)
{
    size_t room = kexinit_room(t);
    uint8_t cookie[SSH2_KEXINIT_COOKIE_BYTES]; /* RFC 4253, 7.1: random */
    uint8_t *scratch = ssh2_alloc(t->memory, room);

    out->data = ssh2_alloc(t->memory, room);
    if (scratch == NULL || out->data == NULL) {
        ssh2_free(t->memory, scratch);
        return ssh2_transport_fail(t, SSH2_FAULT_MEMORY, "no memory for our KEXINIT");
    }
    bool is_random = ssh2_random(cookie, sizeof(cookie));
    struct ssh2_writer w = ssh2_writer(out->data, room);
    struct ssh2_writer lists = ssh2_writer(scratch, room);

    write_kexinit(&w, t, ssh2_bytes(cookie, sizeof(cookie)), &lists);
    out->len = w.len;
    ssh2_free(t->memory, scratch);
    if (!is_random || w.status != SSH2_OK)
        return ssh2_transport_fail(t, SSH2_FAULT_CRYPTO, "no random bytes for our KEXINIT");
    return 0;
}

int ssh2_key_exchange_begin(struct ssh2_transport *t)
{
    t->exchange = ssh2_calloc(t->memory, 1, sizeof(*t->exchange));
    if (t->exchange == NULL)
        return ssh2_transport_fail(t, SSH2_FAULT_MEMORY, "no memory for a key exchange");
    ssh2_protection_init_plain(&t->exchange->next_in, t->memory);

    int rc = make_kexinit(t, &t->exchange->our_kexinit);

    if (rc != 0)
        return rc;
    if (t->is_established)
        t->state = SSH2_STATE_REKEY_OFFERED;

    struct ssh2_bytes payload = ssh2_blob_bytes(&t->exchange->our_kexinit);

    return ssh2_transport_put(t, &payload, 1);
}

/* --- when to begin again -------------------------------------------------------------------- */

/* RFC 4253, 9, and for blocks of 64 bits well before collisions show (threat L10). */
static bool is_worn(const struct ssh2_transport *t, const struct ssh2_packet_protection *p)
{
    bool has_small_blocks = p->cipher != NULL && p->alignment <= SSH2_PACKET_ALIGNMENT;
    uint64_t bytes = t->rekey_bytes;

    if (has_small_blocks && bytes > SSH2_REKEY_SMALL_BLOCK_BYTES)
        bytes = SSH2_REKEY_SMALL_BLOCK_BYTES;
    return p->byte_count >= bytes || p->packet_count >= t->rekey_packets;
}

/* Not before authentication is over: OpenSSH's server answers a KEXINIT there with UNIMPLEMENTED,
 * and both sides would wait for ever. SSH2_LOGIN_MAX_BYTES bounds what may pass until then. */
static bool may_begin(const struct ssh2_transport *t)
{
    return t->state == SSH2_STATE_CONNECTION;
}

int ssh2_key_exchange_begin_if_due(struct ssh2_transport *t)
{
    bool is_due = may_begin(t) && (is_worn(t, &t->in) || is_worn(t, &t->out));

    return is_due ? ssh2_key_exchange_begin(t) : 0;
}

int ssh2_transport_rekey(struct ssh2_transport *t)
{
    if (t->death.code != 0)
        return ssh2_transport_fail_again(t);
    return may_begin(t) ? ssh2_key_exchange_begin(t) : 0;
}

/* --- the peer's KEXINIT --------------------------------------------------------------------- */

static struct ssh2_kex_setup kex_setup(const struct ssh2_transport *t)
{
    const struct ssh2_key_exchange *exchange = t->exchange;
    bool is_client = t->role == SSH2_CLIENT;
    struct ssh2_bytes our_line = ssh2_bytes(t->identification, t->identification_len);
    struct ssh2_bytes peer_line = ssh2_identification_line(&t->peer_identification);
    struct ssh2_bytes ours = ssh2_blob_bytes(&exchange->our_kexinit);
    struct ssh2_bytes peers = ssh2_blob_bytes(&exchange->peer_kexinit);
    struct ssh2_kex_setup setup = {
        .memory = t->memory,
        .error = t->error,
        .role = t->role,
        .kex = exchange->agreed.kex,
        .host_key = exchange->agreed.host_key,
        .host_private_key = is_client ? NULL : find_host_key(t, exchange->agreed.host_key),
        .v_c = is_client ? our_line : peer_line,
        .v_s = is_client ? peer_line : our_line,
        .i_c = is_client ? ours : peers,
        .i_s = is_client ? peers : ours,
    };

    return setup;
}

/* Both KEXINITs are known: what they agree upon begins. */
static int start_method(struct ssh2_transport *t)
{
    struct ssh2_key_exchange *exchange = t->exchange;
    struct ssh2_kex_setup setup = kex_setup(t);
    struct ssh2_bytes message;

    t->state = t->is_established ? SSH2_STATE_REKEY_METHOD : SSH2_STATE_FIRST_METHOD;
    if (ssh2_kex_run_new(&setup, &exchange->run) != 0 ||
        ssh2_kex_run_start(exchange->run, &message) != 0)
        return ssh2_transport_fail_as_stored(t, SSH2_FAULT_KEY_EXCHANGE);
    return message.len == 0 ? 0 : ssh2_transport_put(t, &message, 1);
}

/* Strict key exchange and EXT_INFO are settled by the first KEXINIT for good: threat K8. */
static int take_markers(struct ssh2_transport *t, const struct ssh2_kexinit *peers,
                        uint32_t sequence_number)
{
    struct ssh2_peer_markers markers = ssh2_peer_markers(t->role, peers);

    t->strict_kex = markers.strict_kex;
    t->peer_takes_ext_info = markers.ext_info;
    /* Threat K6: what came before was let through, as nobody knew yet. */
    if (t->strict_kex && sequence_number != 0)
        return ssh2_transport_fail(t, SSH2_FAULT_STRICT_KEX,
                                   "strict key exchange, but the peer's KEXINIT is not its first "
                                   "packet: %u came before it",
                                   (unsigned)sequence_number);
    return 0;
}

static void trace_direction(struct ssh2_transport *t, const char *what,
                            const struct ssh2_agreed_direction *agreed)
{
    bool has_mac = agreed->cipher->cipher.protection == SSH2_PROTECTION_CIPHER_AND_MAC;

    ssh2_trace(t->error, LIBSSH2_TRACE_KEX, "%s: cipher %s, MAC %s, compression %s", what,
               agreed->cipher->name, has_mac ? agreed->mac->name : "of the cipher",
               agreed->compression->name);
}

static void trace_agreed(struct ssh2_transport *t, const struct ssh2_agreed *agreed)
{
    ssh2_trace(t->error, LIBSSH2_TRACE_KEX, "agreed on %s with a host key for %s", agreed->kex->name,
               agreed->host_key->name);
    trace_direction(t, "client to server", &agreed->client_to_server);
    trace_direction(t, "server to client", &agreed->server_to_client);
}

static int agree(struct ssh2_transport *t, const struct ssh2_kexinit *peers)
{
    struct ssh2_key_exchange *exchange = t->exchange;
    struct ssh2_kexinit ours;

    if (ssh2_kexinit_parse(ssh2_blob_bytes(&exchange->our_kexinit), &ours) != SSH2_OK)
        return ssh2_transport_fail(t, SSH2_FAULT_NEGOTIATION,
                                   "nothing to offer: a server needs a host key that goes with "
                                   "its preferences");
    if (ssh2_negotiate(t->error, t->role, &ours, peers, &exchange->agreed) != 0)
        return ssh2_transport_fail_as_stored(t, SSH2_FAULT_NEGOTIATION);
    exchange->drop_guess = exchange->agreed.drop_peers_guess;
    trace_agreed(t, &exchange->agreed);
    return 0;
}

int ssh2_key_exchange_take_kexinit(struct ssh2_transport *t,
                                   const struct ssh2_opened_packet *packet)
{
    struct ssh2_kexinit peers;
    int rc = 0;

    if (ssh2_kexinit_parse(packet->payload, &peers) != SSH2_OK)
        return ssh2_transport_fail(t, SSH2_FAULT_NEGOTIATION, "a malformed KEXINIT from the peer");
    if (!t->is_established)
        rc = take_markers(t, &peers, packet->sequence_number);
    else if (t->exchange == NULL) /* RFC 4253, 9: the peer asks, and gets its answer */
        rc = ssh2_key_exchange_begin(t);
    if (rc == 0)
        rc = agree(t, &peers);
    if (rc != 0)
        return rc;
    if (!ssh2_blob_copy(t->memory, &t->exchange->peer_kexinit, packet->payload))
        return ssh2_transport_fail(t, SSH2_FAULT_MEMORY, "no memory for the peer's KEXINIT");
    return start_method(t);
}

/* --- the method and NEWKEYS ----------------------------------------------------------------- */

int ssh2_key_exchange_take_method(struct ssh2_transport *t, struct ssh2_bytes message)
{
    struct ssh2_key_exchange *exchange = t->exchange;
    struct ssh2_bytes answer;

    if (exchange->drop_guess) { /* RFC 4253, 7.1 */
        exchange->drop_guess = false;
        return 0;
    }
    if (ssh2_kex_run_receive(exchange->run, message, &answer) != 0)
        return ssh2_transport_fail_as_stored(t, SSH2_FAULT_KEY_EXCHANGE);

    int rc = answer.len == 0 ? 0 : ssh2_transport_put(t, &answer, 1);
    const struct ssh2_kex_result *result = ssh2_kex_run_result(exchange->run);

    return rc != 0 || result == NULL ? rc : ssh2_key_exchange_adopt(t, result);
}

static enum ssh2_compression_kind peers_compression(const struct ssh2_transport *t)
{
    const struct ssh2_agreed *agreed = &t->exchange->agreed;

    return t->role == SSH2_CLIENT ? agreed->server_to_client.compression->compression
                                  : agreed->client_to_server.compression->compression;
}

int ssh2_key_exchange_take_newkeys(struct ssh2_transport *t, struct ssh2_bytes message)
{
    bool is_due = t->state == SSH2_STATE_FIRST_NEWKEYS || t->state == SSH2_STATE_REKEY_NEWKEYS;
    struct ssh2_newkeys newkeys;

    /* Threat K9: keys are not changed before the method has ended. */
    if (!is_due)
        return ssh2_transport_refuse_message(t, SSH_MSG_NEWKEYS);
    if (ssh2_newkeys_parse(message, &newkeys) != SSH2_OK)
        return ssh2_transport_fail(t, SSH2_FAULT_MESSAGE, "a malformed NEWKEYS from the peer");
    if (!ssh2_decompressor_rekey(&t->decompressor, peers_compression(t),
                                 t->stage == SSH2_STAGE_CONNECTION))
        return ssh2_transport_fail(t, SSH2_FAULT_MEMORY, "no memory for compression");
    ssh2_protection_replace(&t->in, &t->exchange->next_in, t->strict_kex);
    ssh2_key_exchange_free(t);
    t->ext_info_may_come = !t->is_established;
    t->is_established = true;
    t->state = ssh2_stage_state(t->stage);
    return ssh2_transport_flush_posted(t);
}
