/* FIDO keys, "security keys": a callback has the authenticator sign. OpenSSH's PROTOCOL.u2f. */
#include "src/api/login.h"

#include "src/packet/key/ecdsa_signature.h"
#include "src/wire/writer.h"

/* Signatures as servers want them */

/* What follows the name in the signature: the authenticator's own signature, flags, counter. */
static void write_tail(struct ssh2_writer *w, struct ssh2_bytes own,
                       const LIBSSH2_SK_SIG_INFO *info)
{
    ssh2_write_string(w, own);
    ssh2_write_byte(w, info->flags);
    ssh2_write_uint32(w, info->counter);
}

static int encode_tail(LIBSSH2_SESSION *session, struct ssh2_bytes own,
                       const LIBSSH2_SK_SIG_INFO *info, unsigned char **sig, size_t *sig_len)
{
    struct ssh2_writer measure = ssh2_measuring_writer();

    write_tail(&measure, own, info);

    uint8_t *bytes = ssh2_alloc(&session->memory, measure.len);
    struct ssh2_writer w = ssh2_writer(bytes, measure.len);

    if (bytes == NULL)
        return ssh2_fail_memory(&session->error, "the FIDO key's signature");
    write_tail(&w, own, info);
    *sig = bytes;
    *sig_len = w.len;
    return 0;
}

/* An mpint has no zeros in front. */
static struct ssh2_bytes magnitude(const unsigned char *bytes, size_t len)
{
    while (len > 0 && bytes[0] == 0) {
        bytes++;
        len--;
    }
    return ssh2_bytes(bytes, len);
}

static int encode_ecdsa(LIBSSH2_SESSION *session, const LIBSSH2_SK_SIG_INFO *info,
                        unsigned char **sig, size_t *sig_len)
{
    struct ssh2_ecdsa_signature own = { .r = magnitude(info->sig_r, info->sig_r_len),
                                        .s = magnitude(info->sig_s, info->sig_s_len) };
    size_t len = ssh2_ecdsa_signature_len(&own);
    uint8_t *bytes = ssh2_alloc(&session->memory, len);
    struct ssh2_writer w = ssh2_writer(bytes, len);

    if (bytes == NULL)
        return ssh2_fail_memory(&session->error, "the FIDO key's signature");
    ssh2_ecdsa_signature_write(&w, &own);

    int rc = encode_tail(session, ssh2_written(&w), info, sig, sig_len);

    ssh2_free(&session->memory, bytes);
    return rc;
}

static int encode(LIBSSH2_SESSION *session, int algorithm, const LIBSSH2_SK_SIG_INFO *info,
                  unsigned char **sig, size_t *sig_len)
{
    bool is_ecdsa = algorithm == LIBSSH2_HOSTKEY_TYPE_ECDSA_256;

    if (info->sig_r == NULL || (is_ecdsa && info->sig_s == NULL))
        return ssh2_fail(&session->error, LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED,
                         "the callback for the FIDO key gave no signature");
    if (is_ecdsa)
        return encode_ecdsa(session, info, sig, sig_len);
    return encode_tail(session, ssh2_bytes(info->sig_r, info->sig_r_len), info, sig, sig_len);
}

static int ask(LIBSSH2_SESSION *session, const LIBSSH2_PRIVKEY_SK *key, struct ssh2_bytes data,
               unsigned char **sig, size_t *sig_len)
{
    LIBSSH2_SK_SIG_INFO info = { .flags = 0 };
    int rc =
        key->sign_callback(session, &info, data.data, data.len, key->algorithm, key->flags,
                           key->application, key->key_handle, key->handle_len, key->orig_abstract);

    if (rc == 0)
        rc = encode(session, key->algorithm, &info, sig, sig_len);
    ssh2_free(&session->memory, info.sig_r);
    ssh2_free(&session->memory, info.sig_s);
    return rc;
}

int libssh2_sign_sk(LIBSSH2_SESSION *session, unsigned char **sig, size_t *sig_len,
                    const unsigned char *data, size_t data_len, void **abstract)
{
    const LIBSSH2_PRIVKEY_SK *key = abstract == NULL ? NULL : *abstract;

    if (session == NULL || sig == NULL || sig_len == NULL || (data == NULL && data_len > 0) ||
        key == NULL || key->sign_callback == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    if (key->key_handle == NULL || key->handle_len == 0)
        return ssh2_fail(&session->error, LIBSSH2_ERROR_DECRYPT, "the FIDO key has no handle");
    if (key->algorithm != LIBSSH2_HOSTKEY_TYPE_ED25519 &&
        key->algorithm != LIBSSH2_HOSTKEY_TYPE_ECDSA_256)
        return ssh2_api_misuse(session, "no FIDO key has the algorithm %d", key->algorithm);
    return ask(session, key, ssh2_bytes(data, data_len), sig, sig_len);
}

/* Login */

/* libssh2's code for a file that does not open. */
static int load_key(LIBSSH2_SESSION *session, struct ssh2_bytes text, const char *passphrase)
{
    int rc = ssh2_keyfile_security_key(&session->memory, &session->error, text, passphrase,
                                       &session->login.security_key);

    if (rc == LIBSSH2_ERROR_KEYFILE_AUTH_FAILED)
        rc = session->error.code = LIBSSH2_ERROR_FILE;
    return rc;
}

/* The key's own public half, or what the program gave: a certificate, as a rule. */
static int load_public(LIBSSH2_SESSION *session, struct ssh2_bytes text)
{
    struct ssh2_bytes blob = session->login.security_key.public_key, type;

    if (text.len > 0)
        return ssh2_keyfile_public(&session->memory, &session->error, text,
                                   &session->login.public_key, &type);

    struct ssh2_writer w = ssh2_writer(ssh2_alloc(&session->memory, blob.len), blob.len);

    if (w.data == NULL)
        return ssh2_fail_memory(&session->error, "a public key");
    ssh2_write_bytes(&w, blob);
    session->login.public_key = ssh2_written(&w);
    return 0;
}

static int log_in(LIBSSH2_SESSION *session, struct ssh2_bytes user_name,
                  LIBSSH2_USERAUTH_SK_SIGN_FUNC(*sign_callback), void **abstract)
{
    const struct ssh2_security_key *loaded = &session->login.security_key;
    LIBSSH2_PRIVKEY_SK key = { .algorithm = loaded->type,
                               .flags = loaded->flags,
                               .application = loaded->application,
                               .key_handle = loaded->key_handle.data,
                               .handle_len = loaded->key_handle.len,
                               .sign_callback = sign_callback,
                               .orig_abstract = abstract };
    void *holder = &key;
    struct ssh2_callback_signer callback = { session, libssh2_sign_sk, &holder };
    struct ssh2_signer signer = { ssh2_api_sign_by_callback, &callback, false };

    return ssh2_api_end_login(
        session, ssh2_api_login_with_key(session, user_name, session->login.public_key, &signer));
}

int libssh2_userauth_publickey_sk(LIBSSH2_SESSION *session, const char *username,
                                  size_t username_len, const unsigned char *publickeydata,
                                  size_t publickeydata_len, const char *privkeyblob,
                                  size_t privkeyblob_len, const char *passphrase,
                                  LIBSSH2_USERAUTH_SK_SIGN_FUNC(*sign_callback), void **abstract)
{
    struct ssh2_bytes public_text =
        ssh2_bytes(publickeydata, publickeydata == NULL ? 0 : publickeydata_len);
    const struct ssh2_bytes arguments[] = { ssh2_text("sk"), ssh2_bytes(username, username_len),
                                            public_text, ssh2_bytes(privkeyblob, privkeyblob_len) };
    bool is_begun = false;
    int rc = 0;

    if (session == NULL || username == NULL || privkeyblob == NULL || sign_callback == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    rc = ssh2_api_check_name(session, "user name", ssh2_bytes(username, username_len));
    if (rc == 0)
        rc = ssh2_api_begin_login(session, arguments, sizeof(arguments) / sizeof(arguments[0]),
                                  &is_begun);
    if (rc != 0)
        return rc;
    if (!is_begun) {
        rc = load_key(session, arguments[3], passphrase);
        if (rc == 0)
            rc = load_public(session, public_text);
        if (rc != 0)
            return ssh2_api_end_login(session, rc);
    }
    return log_in(session, ssh2_bytes(username, username_len), sign_callback, abstract);
}
