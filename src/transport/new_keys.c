#include "src/transport/machine.h"

#include <string.h>

#include "src/crypto/secret.h"
#include "src/packet/kex/newkeys.h"
#include "src/transport/key_derivation.h"

/* The keys of one direction. */
struct key_material {
    uint8_t iv[SSH2_CIPHER_BLOCK_MAX_BYTES];
    uint8_t key[SSH2_CHACHAPOLY_KEY_BYTES];
    uint8_t mac_key[SSH2_HASH_MAX_BYTES];
};

/* RFC 4253, 7.2: which letters make a direction's keys. */
struct letters {
    enum ssh2_key_letter iv, key, mac_key;
};

static const struct letters client_to_server = { SSH2_KEY_IV_CLIENT_TO_SERVER,
                                                 SSH2_KEY_CIPHER_CLIENT_TO_SERVER,
                                                 SSH2_KEY_MAC_CLIENT_TO_SERVER };
static const struct letters server_to_client = { SSH2_KEY_IV_SERVER_TO_CLIENT,
                                                 SSH2_KEY_CIPHER_SERVER_TO_CLIENT,
                                                 SSH2_KEY_MAC_SERVER_TO_CLIENT };

static bool needs_mac(const struct ssh2_agreed_direction *agreed)
{
    return agreed->cipher->cipher.protection == SSH2_PROTECTION_CIPHER_AND_MAC;
}

/* Derives the keys and leaves in *keys views of as much as the algorithms want. */
static int derive_keys(struct ssh2_transport *t, const struct ssh2_kex_result *result,
                       const struct ssh2_agreed_direction *agreed, const struct letters *letters,
                       struct key_material *material, struct ssh2_protection_keys *keys)
{
    struct ssh2_bytes id = { t->session_id, t->session_id_len };
    size_t mac_len = needs_mac(agreed) ? ssh2_hash_len(agreed->mac->mac.hash) : 0;

    keys->iv = ssh2_bytes(material->iv, agreed->cipher->cipher.iv_len);
    keys->key = ssh2_bytes(material->key, agreed->cipher->cipher.key_len);
    keys->mac_key = ssh2_bytes(material->mac_key, mac_len);

    int rc = ssh2_derive_key(t->error, result, id, letters->iv, material->iv, keys->iv.len);

    if (rc == 0)
        rc = ssh2_derive_key(t->error, result, id, letters->key, material->key, keys->key.len);
    if (rc == 0)
        rc = ssh2_derive_key(t->error, result, id, letters->mac_key, material->mac_key, mac_len);
    return rc;
}

/* Makes the protection of the direction that the client or the server sends in. */
static int make_protection(struct ssh2_transport *t, const struct ssh2_kex_result *result,
                           enum ssh2_role sender, struct ssh2_packet_protection *out)
{
    bool from_client = sender == SSH2_CLIENT;
    const struct ssh2_agreed *all = &t->exchange->agreed;
    const struct ssh2_agreed_direction *agreed =
        from_client ? &all->client_to_server : &all->server_to_client;
    struct key_material material;
    struct ssh2_protection_keys keys;
    int rc = derive_keys(t, result, agreed, from_client ? &client_to_server : &server_to_client,
                         &material, &keys);

    if (rc == 0 && !ssh2_protection_init(out, t->memory,
                                         sender == t->role ? SSH2_CIPHER_ENCRYPT
                                                           : SSH2_CIPHER_DECRYPT,
                                         agreed->cipher, agreed->mac, &keys))
        rc = ssh2_fail(t->error, LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE,
                       "the keys for %s could not be set up", agreed->cipher->name);
    ssh2_wipe(&material, sizeof(material));
    return rc;
}

/* The first key is kept; a rekeying has to show the same one: threat H28. */
static int check_host_key(struct ssh2_transport *t, struct ssh2_bytes host_key)
{
    if (t->host_key.data == NULL) {
        if (!ssh2_blob_copy(t->memory, &t->host_key, host_key))
            return ssh2_transport_fail(t, SSH2_FAULT_MEMORY, "no memory for the host key");
        return 0;
    }
    if (t->role == SSH2_CLIENT && !ssh2_bytes_equal(ssh2_blob_bytes(&t->host_key), host_key))
        return ssh2_transport_fail(t, SSH2_FAULT_HOST_KEY,
                                   "the server shows another host key than at first");
    return 0;
}

/* RFC 4253, 7.2: the first H names the session, whatever comes later. */
static void keep_session_id(struct ssh2_transport *t, struct ssh2_bytes exchange_hash)
{
    if (t->session_id_len > 0)
        return;
    memcpy(t->session_id, exchange_hash.data, exchange_hash.len);
    t->session_id_len = exchange_hash.len;
}

/* Sends NEWKEYS and from there on uses next. */
static int change_out_keys(struct ssh2_transport *t, struct ssh2_packet_protection *next)
{
    const struct ssh2_agreed *all = &t->exchange->agreed;
    const struct ssh2_agreed_direction *agreed =
        t->role == SSH2_CLIENT ? &all->client_to_server : &all->server_to_client;
    struct ssh2_newkeys newkeys = { 0 };
    int rc = ssh2_transport_put_packet(t, ssh2_newkeys_type(), &newkeys);

    if (rc != 0)
        return rc;
    ssh2_protection_replace(&t->out, next, t->strict_kex);
    if (!ssh2_compressor_rekey(&t->compressor, agreed->compression->compression,
                               t->stage == SSH2_STAGE_CONNECTION))
        return ssh2_transport_fail(t, SSH2_FAULT_MEMORY, "no memory for compression");
    return 0;
}

static int adopt_keys(struct ssh2_transport *t, const struct ssh2_kex_result *result)
{
    struct ssh2_packet_protection next_out;
    enum ssh2_role peer = t->role == SSH2_CLIENT ? SSH2_SERVER : SSH2_CLIENT;

    ssh2_protection_init_plain(&next_out, t->memory);
    if (make_protection(t, result, t->role, &next_out) != 0 ||
        make_protection(t, result, peer, &t->exchange->next_in) != 0) {
        ssh2_protection_free(&next_out);
        return ssh2_transport_fail_as_stored(t, SSH2_FAULT_KEY_EXCHANGE);
    }

    int rc = change_out_keys(t, &next_out);

    ssh2_protection_free(&next_out);
    return rc;
}

int ssh2_key_exchange_adopt(struct ssh2_transport *t, const struct ssh2_kex_result *result)
{
    int rc = check_host_key(t, result->host_key);

    if (rc != 0)
        return rc;
    keep_session_id(t, result->exchange_hash);
    rc = adopt_keys(t, result);
    if (rc != 0)
        return rc;

    t->agreed = t->exchange->agreed;
    ssh2_kex_run_free(t->exchange->run); /* result is gone with it */
    t->exchange->run = NULL;
    t->state = t->is_established ? SSH2_STATE_REKEY_NEWKEYS : SSH2_STATE_FIRST_NEWKEYS;
    if (t->role == SSH2_SERVER && !t->is_established && t->peer_takes_ext_info)
        rc = ssh2_ext_info_send(t);
    return rc == 0 ? ssh2_transport_flush_posted(t) : rc;
}
