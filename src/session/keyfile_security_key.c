/* FIDO keys in OpenSSH's key files: OpenSSH's PROTOCOL.u2f. */
#include <string.h>

#include "src/packet/agent/agent_private_sk_ecdsa.h"
#include "src/packet/agent/agent_private_sk_ed25519.h"
#include "src/packet/key/pubkey_sk_ecdsa.h"
#include "src/packet/key/pubkey_sk_ed25519.h"
#include "src/session/keyfile_private.h"

void ssh2_security_key_free(const struct ssh2_memory *memory, struct ssh2_security_key *key)
{
    ssh2_free(memory, key->application);
    *key = (struct ssh2_security_key){ .application = NULL };
}

/* Fills key with copies, in one piece of memory that begins with the application. */
static int keep(const struct ssh2_memory *memory, struct ssh2_error *error,
                struct ssh2_bytes application, struct ssh2_bytes key_handle,
                struct ssh2_bytes public_blob, struct ssh2_security_key *key)
{
    size_t len = application.len + 1 + key_handle.len + public_blob.len;
    struct ssh2_writer w = ssh2_writer(ssh2_alloc(memory, len), len);

    if (w.data == NULL)
        return ssh2_fail_memory(error, "a FIDO key");
    ssh2_write_bytes(&w, application);
    ssh2_write_byte(&w, 0);
    ssh2_write_bytes(&w, key_handle);
    ssh2_write_bytes(&w, public_blob);
    key->application = (char *)w.data;
    key->key_handle = ssh2_bytes(w.data + application.len + 1, key_handle.len);
    key->public_key = ssh2_bytes(w.data + len - public_blob.len, public_blob.len);
    return 0;
}

static int check(struct ssh2_error *error, struct ssh2_bytes application,
                 struct ssh2_bytes key_handle)
{
    if (application.len > 0 && memchr(application.data, 0, application.len) != NULL)
        return ssh2_keyfile_fail_damaged(error, "the FIDO key's application has a NUL in it");
    if (key_handle.len == 0)
        return ssh2_keyfile_fail_damaged(error, "the FIDO key has no handle");
    return 0;
}

/* Whether packet, the public half that the private one implies, is what the file says it is. */
static int check_public(struct ssh2_error *error, const struct ssh2_packet_type *type,
                        const void *packet, struct ssh2_bytes public_blob)
{
    uint8_t bytes[512]; /* a point, a few names and lengths; longer applications are refused */
    struct ssh2_writer w = ssh2_writer(bytes, sizeof(bytes));

    ssh2_packet_write(type, &w, packet);
    if (w.status == SSH2_OK && ssh2_bytes_equal(ssh2_written(&w), public_blob))
        return 0;
    return ssh2_keyfile_fail_damaged(error, "its public key is not the private key's");
}

static int take_ed25519(const struct ssh2_memory *memory, struct ssh2_error *error,
                        struct ssh2_reader *r, struct ssh2_bytes public_blob,
                        struct ssh2_security_key *out)
{
    struct ssh2_agent_private_sk_ed25519 key;

    ssh2_packet_read(ssh2_agent_private_sk_ed25519_type(), r, &key);
    if (r->status != SSH2_OK)
        return ssh2_keyfile_fail_damaged(error, "its FIDO key is malformed");

    struct ssh2_pubkey_sk_ed25519 half = { .public_key = key.public_key,
                                           .application = key.application };
    int rc = check(error, key.application, key.key_handle);

    if (rc == 0)
        rc = check_public(error, ssh2_pubkey_sk_ed25519_type(), &half, public_blob);
    out->type = LIBSSH2_HOSTKEY_TYPE_ED25519;
    out->flags = key.flags;
    return rc == 0 ? keep(memory, error, key.application, key.key_handle, public_blob, out) : rc;
}

static int take_ecdsa(const struct ssh2_memory *memory, struct ssh2_error *error,
                      struct ssh2_reader *r, struct ssh2_bytes public_blob,
                      struct ssh2_security_key *out)
{
    struct ssh2_agent_private_sk_ecdsa key;

    ssh2_packet_read(ssh2_agent_private_sk_ecdsa_type(), r, &key);
    if (r->status != SSH2_OK)
        return ssh2_keyfile_fail_damaged(error, "its FIDO key is malformed");

    struct ssh2_pubkey_sk_ecdsa half = { .q = key.q, .application = key.application };
    int rc = check(error, key.application, key.key_handle);

    if (rc == 0)
        rc = check_public(error, ssh2_pubkey_sk_ecdsa_type(), &half, public_blob);
    out->type = LIBSSH2_HOSTKEY_TYPE_ECDSA_256;
    out->flags = key.flags;
    return rc == 0 ? keep(memory, error, key.application, key.key_handle, public_blob, out) : rc;
}

int ssh2_keyfile_take_security_key(const struct ssh2_memory *memory, struct ssh2_error *error,
                                   struct ssh2_reader *r, struct ssh2_bytes public_blob, void *out)
{
    struct ssh2_reader ahead = *r;
    struct ssh2_bytes type = ssh2_read_string(&ahead);

    if (ssh2_bytes_equal(type, ssh2_text("sk-ssh-ed25519@openssh.com")))
        return take_ed25519(memory, error, r, public_blob, out);
    if (ssh2_bytes_equal(type, ssh2_text("sk-ecdsa-sha2-nistp256@openssh.com")))
        return take_ecdsa(memory, error, r, public_blob, out);
    return ssh2_fail(error, LIBSSH2_ERROR_FILE,
                     "the private key is no FIDO key but of type \"%.*s\"", (int)type.len,
                     (const char *)type.data);
}
