#include "src/transport/transport.h"

#include <string.h>

#include "src/transport/machine.h"
#include "src/wire/text.h"
#include "src/wire/writer.h"

#define NO_KIND SSH2_ALGORITHM_KIND_COUNT

/* Ours: language tags, and what program authors put into SIGN_ALGO. */
#define UNKNOWN_LIST_MAX_BYTES 4096u

/* --- pieces of memory ----------------------------------------------------------------------- */

bool ssh2_blob_copy(const struct ssh2_memory *memory, struct ssh2_blob *blob,
                    struct ssh2_bytes bytes)
{
    ssh2_blob_free(memory, blob);
    blob->data = ssh2_alloc(memory, bytes.len + 1); /* an empty one is not none */
    if (blob->data == NULL)
        return false;
    if (bytes.len > 0)
        memcpy(blob->data, bytes.data, bytes.len);
    blob->len = bytes.len;
    return true;
}

void ssh2_blob_free(const struct ssh2_memory *memory, struct ssh2_blob *blob)
{
    ssh2_free(memory, blob->data);
    *blob = (struct ssh2_blob){ NULL, 0 };
}

struct ssh2_bytes ssh2_blob_bytes(const struct ssh2_blob *blob)
{
    return ssh2_bytes(blob->data, blob->len);
}

/* --- preferences ---------------------------------------------------------------------------- */

enum ssh2_algorithm_kind ssh2_transport_method_kind(const struct ssh2_transport *t, int method_type)
{
    switch (method_type) {
    case LIBSSH2_METHOD_KEX:
        return SSH2_ALGORITHM_KEX;
    case LIBSSH2_METHOD_HOSTKEY:
        return SSH2_ALGORITHM_HOST_KEY;
    case LIBSSH2_METHOD_CRYPT_CS:
    case LIBSSH2_METHOD_CRYPT_SC:
        return SSH2_ALGORITHM_CIPHER;
    case LIBSSH2_METHOD_MAC_CS:
    case LIBSSH2_METHOD_MAC_SC:
        return SSH2_ALGORITHM_MAC;
    case LIBSSH2_METHOD_COMP_CS:
    case LIBSSH2_METHOD_COMP_SC:
        return t->offers_compression ? SSH2_ALGORITHM_COMPRESSION : SSH2_ALGORITHM_NO_COMPRESSION;
    default:
        return NO_KIND;
    }
}

static bool is_method_type(int method_type)
{
    return method_type >= 0 && method_type < SSH2_METHOD_COUNT;
}

/* The default list when names is NULL, else those of them that are known. */
static void write_list(struct ssh2_writer *w, enum ssh2_algorithm_kind kind, const char *names)
{
    if (names == NULL)
        ssh2_algorithms_write_default(w, kind);
    else
        ssh2_algorithms_write_known(w, kind, ssh2_text(names));
}

static int keep_list(struct ssh2_transport *t, int method_type, const char *names)
{
    enum ssh2_algorithm_kind kind = ssh2_transport_method_kind(t, method_type);
    struct ssh2_writer measure = ssh2_measuring_writer();

    write_list(&measure, kind, names);
    if (measure.len == 0)
        return ssh2_fail(t->error, LIBSSH2_ERROR_METHOD_NOT_SUPPORTED,
                         ssh2_algorithms_lack_support(kind, ssh2_text(names))
                             ? "the crypto library of this system has none of \"%s\""
                             : "none of \"%s\" is an algorithm known here",
                         names);

    uint8_t *data = ssh2_alloc(t->memory, measure.len);

    if (data == NULL)
        return ssh2_fail_memory(t->error, "a list of algorithms");

    struct ssh2_writer w = ssh2_writer(data, measure.len);

    write_list(&w, kind, names);
    ssh2_blob_free(t->memory, &t->preferences[method_type]);
    t->preferences[method_type] = (struct ssh2_blob){ data, w.len };
    return 0;
}

/* Languages and SIGN_ALGO: any names, as nothing here chooses among them. */
static int keep_unknown_list(struct ssh2_transport *t, int method_type, const char *names)
{
    struct ssh2_bytes list = ssh2_text(names);

    if (list.len == 0 || list.len > UNKNOWN_LIST_MAX_BYTES ||
        ssh2_name_list_fault(list) != list.len)
        return ssh2_fail(t->error, LIBSSH2_ERROR_METHOD_NOT_SUPPORTED,
                         "not a comma list of at most %u bytes: \"%s\"", UNKNOWN_LIST_MAX_BYTES,
                         names);
    if (!ssh2_blob_copy(t->memory, &t->preferences[method_type], list))
        return ssh2_fail_memory(t->error, "a list of names");
    return 0;
}

int ssh2_transport_set_preference(struct ssh2_transport *t, int method_type, const char *names)
{
    if (!is_method_type(method_type))
        return ssh2_fail(t->error, LIBSSH2_ERROR_INVAL, "there is no method type %d", method_type);
    if (ssh2_transport_method_kind(t, method_type) == NO_KIND)
        return keep_unknown_list(t, method_type, names);
    return keep_list(t, method_type, names);
}

static int keep_default_lists(struct ssh2_transport *t)
{
    int rc = 0;

    for (int type = 0; rc == 0 && type < SSH2_METHOD_COUNT; type++)
        if (ssh2_transport_method_kind(t, type) != NO_KIND)
            rc = keep_list(t, type, NULL);
    return rc;
}

int ssh2_transport_offer_compression(struct ssh2_transport *t, bool offer)
{
    t->offers_compression = offer;

    int rc = keep_list(t, LIBSSH2_METHOD_COMP_CS, NULL);

    return rc != 0 ? rc : keep_list(t, LIBSSH2_METHOD_COMP_SC, NULL);
}

/* --- life ----------------------------------------------------------------------------------- */

struct ssh2_transport *ssh2_transport_new(enum ssh2_role role, const struct ssh2_memory *memory,
                                          struct ssh2_error *error)
{
    struct ssh2_transport *t = ssh2_calloc(memory, 1, sizeof(*t));

    if (t == NULL) {
        ssh2_fail_memory(error, "a transport");
        return NULL;
    }
    t->role = role;
    t->memory = memory;
    t->error = error;
    t->peer_identification.peer = role == SSH2_CLIENT ? SSH2_SERVER : SSH2_CLIENT;
    t->input.buffer.memory = t->output.memory = t->posted.memory = memory;
    t->decompressor.plain.memory = memory;
    t->compressor.compressed.memory = t->compressor.plain.memory = memory;
    ssh2_protection_init_plain(&t->in, memory);
    ssh2_protection_init_plain(&t->out, memory);
    t->rekey_bytes = SSH2_REKEY_DEFAULT_BYTES;
    t->rekey_packets = SSH2_REKEY_DEFAULT_PACKETS;
    if (keep_default_lists(t) != 0 ||
        ssh2_transport_set_identification(t, ssh2_text(LIBSSH2_SSH_BANNER)) != 0) {
        ssh2_transport_free(t);
        return NULL;
    }
    return t;
}

void ssh2_transport_free(struct ssh2_transport *t)
{
    if (t == NULL)
        return;

    const struct ssh2_memory *memory = t->memory;

    ssh2_key_exchange_free(t);
    for (size_t i = 0; i < t->host_key_count; i++)
        ssh2_private_key_free(t->host_keys[i]);
    for (size_t i = 0; i < SSH2_METHOD_COUNT; i++)
        ssh2_blob_free(memory, &t->preferences[i]);
    ssh2_blob_free(memory, &t->host_key);
    ssh2_blob_free(memory, &t->server_sig_algs);
    ssh2_buffer_free(&t->input.buffer);
    ssh2_buffer_free(&t->output);
    ssh2_buffer_free(&t->posted);
    ssh2_protection_free(&t->in);
    ssh2_protection_free(&t->out);
    ssh2_decompressor_free(&t->decompressor);
    ssh2_compressor_free(&t->compressor);
    ssh2_random_pool_wipe(&t->pool);
    ssh2_free_secret(memory, t, sizeof(*t));
}

void ssh2_transport_note_process(struct ssh2_transport *t, uint64_t process)
{
    if (t->process != process)
        ssh2_random_pool_wipe(&t->pool);
    t->process = process;
}

int ssh2_transport_set_identification(struct ssh2_transport *t, struct ssh2_bytes line)
{
    if (t->is_started || !ssh2_identification_is_sendable(line))
        return ssh2_fail(t->error, LIBSSH2_ERROR_INVAL,
                         "an identification is set before the start, begins with \"SSH-2.0-\" and "
                         "has at most 253 printable characters");
    memcpy(t->identification, line.data, line.len);
    memcpy(t->identification + line.len, "\r\n", sizeof("\r\n"));
    t->identification_len = line.len;
    return 0;
}

int ssh2_transport_add_host_key(struct ssh2_transport *t, struct ssh2_private_key *key)
{
    if (t->role != SSH2_SERVER || t->is_started || t->host_key_count == SSH2_HOST_KEYS_MAX_COUNT)
        return ssh2_fail(t->error, LIBSSH2_ERROR_INVAL,
                         "only a server has host keys, at most %u, and from the start",
                         SSH2_HOST_KEYS_MAX_COUNT);
    t->host_keys[t->host_key_count++] = key;
    return 0;
}

void ssh2_transport_set_rekey_limits(struct ssh2_transport *t, uint64_t bytes, uint64_t packets)
{
    t->rekey_bytes = bytes > 0 ? bytes : SSH2_REKEY_DEFAULT_BYTES;
    t->rekey_packets = packets > 0 ? packets : SSH2_REKEY_DEFAULT_PACKETS;
}

void ssh2_transport_set_mac_error_hook(struct ssh2_transport *t, ssh2_accept_bad_mac *hook,
                                       void *context)
{
    t->in.accept_bad_mac = hook;
    t->in.accept_context = context;
}

int ssh2_transport_start(struct ssh2_transport *t)
{
    size_t len = t->identification_len + sizeof("\r\n") - 1;

    if (t->is_started)
        return 0;

    uint8_t *room = ssh2_buffer_reserve(&t->output, len);

    if (room == NULL)
        return ssh2_transport_fail(t, SSH2_FAULT_MEMORY, "no memory for the identification");
    memcpy(room, t->identification, len);
    ssh2_buffer_extend(&t->output, len);
    t->is_started = true;
    return ssh2_key_exchange_begin(t);
}

void ssh2_transport_trim(struct ssh2_transport *t)
{
    if (t->opened_len == 0) {
        ssh2_input_trim(&t->input);
        ssh2_decompressor_trim(&t->decompressor);
    }
    ssh2_compressor_trim(&t->compressor);
    ssh2_buffer_trim(&t->output);
    ssh2_buffer_trim(&t->posted);
}

/* --- what is known -------------------------------------------------------------------------- */

enum ssh2_state ssh2_stage_state(enum ssh2_stage stage)
{
    static const enum ssh2_state states[] = {
        [SSH2_STAGE_SERVICE] = SSH2_STATE_SERVICE,
        [SSH2_STAGE_USERAUTH] = SSH2_STATE_USERAUTH,
        [SSH2_STAGE_CONNECTION] = SSH2_STATE_CONNECTION,
    };

    return states[stage];
}

bool ssh2_transport_is_settled(const struct ssh2_transport *t)
{
    return t->state == ssh2_stage_state(t->stage);
}

void ssh2_transport_set_stage(struct ssh2_transport *t, enum ssh2_stage stage)
{
    bool is_settled = ssh2_transport_is_settled(t);

    t->stage = stage;
    if (is_settled)
        t->state = ssh2_stage_state(stage);
    if (stage == SSH2_STAGE_CONNECTION && (!ssh2_compressor_logged_in(&t->compressor) ||
                                           !ssh2_decompressor_logged_in(&t->decompressor)))
        ssh2_transport_fail(t, SSH2_FAULT_MEMORY, "no memory for compression");
}

bool ssh2_transport_is_established(const struct ssh2_transport *t)
{
    return t->is_established;
}

bool ssh2_transport_is_dead(const struct ssh2_transport *t)
{
    return t->death.code != 0;
}

/* What programs written for libssh2 see where an AEAD cipher needs no MAC. */
static const char *mac_name(const struct ssh2_agreed_direction *agreed)
{
    if (agreed->cipher->cipher.protection == SSH2_PROTECTION_GCM)
        return "INTEGRATED-AES-GCM";
    return agreed->mac == NULL ? "" : agreed->mac->name;
}

const char *ssh2_transport_method(const struct ssh2_transport *t, int method_type)
{
    const struct ssh2_agreed *agreed = &t->agreed;

    if (agreed->kex == NULL)
        return NULL;
    switch (method_type) {
    case LIBSSH2_METHOD_KEX:
        return agreed->kex->name;
    case LIBSSH2_METHOD_HOSTKEY:
        return agreed->host_key->name;
    case LIBSSH2_METHOD_CRYPT_CS:
        return agreed->client_to_server.cipher->name;
    case LIBSSH2_METHOD_CRYPT_SC:
        return agreed->server_to_client.cipher->name;
    case LIBSSH2_METHOD_MAC_CS:
        return mac_name(&agreed->client_to_server);
    case LIBSSH2_METHOD_MAC_SC:
        return mac_name(&agreed->server_to_client);
    case LIBSSH2_METHOD_COMP_CS:
        return agreed->client_to_server.compression->name;
    case LIBSSH2_METHOD_COMP_SC:
        return agreed->server_to_client.compression->name;
    case LIBSSH2_METHOD_LANG_CS:
    case LIBSSH2_METHOD_LANG_SC:
        return "";
    default:
        return NULL;
    }
}

struct ssh2_bytes ssh2_transport_preference(const struct ssh2_transport *t, int method_type)
{
    if (!is_method_type(method_type))
        return ssh2_bytes(NULL, 0);
    return ssh2_blob_bytes(&t->preferences[method_type]);
}

struct ssh2_bytes ssh2_transport_session_id(const struct ssh2_transport *t)
{
    return ssh2_bytes(t->session_id, t->session_id_len);
}

struct ssh2_bytes ssh2_transport_host_key(const struct ssh2_transport *t)
{
    return ssh2_blob_bytes(&t->host_key);
}

struct ssh2_bytes ssh2_transport_peer_identification(const struct ssh2_transport *t)
{
    return ssh2_identification_line(&t->peer_identification);
}

const struct ssh2_memory *ssh2_transport_memory(const struct ssh2_transport *t)
{
    return t->memory;
}

struct ssh2_error *ssh2_transport_error(const struct ssh2_transport *t)
{
    return t->error;
}
