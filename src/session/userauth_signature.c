/* Signatures for the methods "publickey" and "hostbased": by which algorithm, over what, by whom. RSA's
 * algorithms: RFC 8332. */
#include "src/session/userauth.h"

#include <string.h>

#include "src/packet/key/pubkey_unknown.h"
#include "src/session/session.h"
#include "src/transport/algorithms.h"
#include "src/transport/hostkey.h"
#include "src/wire/text.h"

/* Which algorithm */

/* An RSA key signs by one of several algorithms; a certificate's names end in the same way. Which names
 * go to the server for a plain one. */
static const struct {
    const char *key_type;
    const char *names[3]; /* in the order of rsa_plain */
} rsa_keys[] = {
    { "ssh-rsa", { "rsa-sha2-512", "rsa-sha2-256", "ssh-rsa" } },
    { "ssh-rsa-cert-v01@openssh.com",
      { "rsa-sha2-512-cert-v01@openssh.com", "rsa-sha2-256-cert-v01@openssh.com",
        "ssh-rsa-cert-v01@openssh.com" } },
};

static const char *const rsa_plain[] = { "rsa-sha2-512", "rsa-sha2-256", "ssh-rsa" };

/* The program's order, or ours. SHA-1 only where the program names it (threat K29). */
static struct ssh2_bytes wanted_algorithms(const struct ssh2_session *s)
{
    struct ssh2_bytes wanted = ssh2_transport_preference(s->transport, LIBSSH2_METHOD_SIGN_ALGO);

    return wanted.len > 0 ? wanted : ssh2_text("rsa-sha2-512,rsa-sha2-256");
}

/* What the server says about its algorithms it says before it accepts the service: RFC 8308,
 * section 2.4. One that says nothing takes the better one: all that are maintained do (RFC 8332,
 * section 3.3). */
static const char *choose_rsa(const struct ssh2_session *s, const char *const names[3])
{
    struct ssh2_bytes accepted = ssh2_transport_server_sig_algs(s->transport);
    struct ssh2_bytes wanted = wanted_algorithms(s);
    struct ssh2_bytes name;

    while (ssh2_name_list_next(&wanted, &name)) {
        if (accepted.data != NULL && !ssh2_name_list_has(accepted, name))
            continue;
        for (size_t i = 0; i < sizeof(rsa_plain) / sizeof(rsa_plain[0]); i++)
            if (ssh2_bytes_equal(name, ssh2_text(rsa_plain[i])))
                return names[i];
    }
    return NULL;
}

/* DSA is on request only, as it is too weak. */
static bool may_sign(struct ssh2_session *s, struct ssh2_bytes key_type)
{
    const struct ssh2_bytes dss = ssh2_text("ssh-dss");

    if (!ssh2_bytes_equal(ssh2_algorithm_without_certificate(key_type), dss) ||
        ssh2_name_list_has(wanted_algorithms(s), dss))
        return true;
    ssh2_fail(s->error, LIBSSH2_ERROR_METHOD_NONE,
              "a DSA key is too weak to log in with: make an Ed25519 key, or ask for \"ssh-dss\" by "
              "libssh2_session_method_pref() and LIBSSH2_METHOD_SIGN_ALGO");
    return false;
}

struct ssh2_bytes ssh2_userauth_algorithm(struct ssh2_session *s, struct ssh2_bytes public_key)
{
    struct ssh2_pubkey_unknown key;
    struct ssh2_bytes none = { NULL, 0 };

    if (ssh2_pubkey_unknown_parse(public_key, &key) != SSH2_OK || key.key_type.len == 0) {
        ssh2_fail(s->error, LIBSSH2_ERROR_OUT_OF_BOUNDARY, "the public key is no SSH key blob");
        return none;
    }
    for (size_t i = 0; i < sizeof(rsa_keys) / sizeof(rsa_keys[0]); i++) {
        if (!ssh2_bytes_equal(key.key_type, ssh2_text(rsa_keys[i].key_type)))
            continue;

        if (s->service == SSH2_SERVICE_REQUESTED) {
            ssh2_fail(s->error, LIBSSH2_ERROR_EAGAIN, "the server may still name its algorithms");
            return none;
        }

        const char *name = choose_rsa(s, rsa_keys[i].names);

        if (name == NULL)
            ssh2_fail(s->error, LIBSSH2_ERROR_METHOD_NONE,
                      "no signature algorithm for this RSA key suits the server, which takes %.*s",
                      (int)ssh2_transport_server_sig_algs(s->transport).len,
                      (const char *)ssh2_transport_server_sig_algs(s->transport).data);
        return ssh2_text(name);
    }
    return may_sign(s, key.key_type) ? key.key_type : none;
}

/* Signing */

/* The bytes to sign, in memory of the session. */
static int make_signed_data(struct ssh2_session *s, const struct ssh2_packet_type *type,
                            const void *packet)
{
    size_t len = ssh2_packet_len(type, packet);
    uint8_t *bytes = ssh2_alloc(s->memory, len);
    struct ssh2_writer w = ssh2_writer(bytes, len);

    if (bytes == NULL)
        return ssh2_fail_memory(s->error, "the data to sign");
    ssh2_packet_write(type, &w, packet);
    s->userauth.signed_request = ssh2_written(&w);
    return 0;
}

static void forget_signed_data(struct ssh2_session *s)
{
    ssh2_free(s->memory, (void *)(uintptr_t)s->userauth.signed_request.data);
    s->userauth.signed_request = ssh2_bytes(NULL, 0);
}

int ssh2_userauth_sign(struct ssh2_session *s, const struct ssh2_signer *signer,
                       struct ssh2_bytes algorithm, const struct ssh2_packet_type *type,
                       const void *packet, struct ssh2_bytes *signature)
{
    int rc = 0;

    if (s->userauth.signed_request.data == NULL)
        rc = make_signed_data(s, type, packet);
    if (rc == 0)
        rc = signer->sign(signer->context, algorithm, s->userauth.signed_request, signature);
    if (rc != LIBSSH2_ERROR_EAGAIN)
        forget_signed_data(s);
    return rc;
}

int ssh2_userauth_sign_with_key(void *context, struct ssh2_bytes algorithm, struct ssh2_bytes data,
                                struct ssh2_bytes *signature)
{
    const struct ssh2_key_signer *signer = context;
    const struct ssh2_session *s = signer->session;
    const struct ssh2_algorithm *known =
        ssh2_algorithm_find(SSH2_ALGORITHM_HOST_KEY, ssh2_algorithm_without_certificate(algorithm));
    struct ssh2_signature_blob blob;

    if (known == NULL)
        return ssh2_fail(s->error, LIBSSH2_ERROR_ALGO_UNSUPPORTED, "no signature algorithm %.*s here",
                         (int)algorithm.len, (const char *)algorithm.data);

    int rc = ssh2_hostkey_sign(s->error, signer->key, known, data, &blob);

    if (rc != 0)
        return rc;

    uint8_t *copy = ssh2_alloc(s->memory, blob.len);

    if (copy == NULL)
        return ssh2_fail_memory(s->error, "the signature");
    memcpy(copy, blob.bytes, blob.len);
    *signature = ssh2_bytes(copy, blob.len);
    return 0;
}
