/* Public key authentication: keys from files, from memory, or behind a callback. */
#include "src/api/session.h"

#include <string.h>

#include "src/api/login.h"
#include "src/io/file.h"
#include "src/packet/key/pubkey_unknown.h"
#include "src/session/keyfile.h"
#include "src/transport/algorithms.h"
#include "src/transport/hostkey.h"
#include "src/wire/writer.h"

/* Keys in hand */

/* The texts of the key files. public_text.data NULL: the public key follows from the private one. */
struct key_texts {
    struct ssh2_bytes public_text, private_text;
    const char *passphrase;
};

bool ssh2_api_is_logging_in(const LIBSSH2_SESSION *session)
{
    return session->login.key != NULL || session->login.security_key.application != NULL;
}

void ssh2_api_forget_login(LIBSSH2_SESSION *session)
{
    ssh2_private_key_free(session->login.key);
    ssh2_security_key_free(&session->memory, &session->login.security_key);
    ssh2_free(&session->memory, (void *)(uintptr_t)session->login.public_key.data);
    memset(&session->login, 0, sizeof(session->login));
}

int ssh2_api_end_login(LIBSSH2_SESSION *session, int rc)
{
    if (rc != LIBSSH2_ERROR_EAGAIN && rc != LIBSSH2_ERROR_TIMEOUT)
        ssh2_api_forget_login(session);
    return rc;
}

static int derive_public(LIBSSH2_SESSION *session)
{
    uint8_t *blob = NULL;
    size_t len = 0;
    int rc = ssh2_hostkey_blob(&session->memory, &session->error,
                               ssh2_private_key_public(session->login.key), &blob, &len);

    session->login.public_key = ssh2_bytes(blob, len);
    return rc;
}

/* libssh2's codes: with a public key given, the key cannot sign; without one, there is no key. */
static int wrong_passphrase(LIBSSH2_SESSION *session, const struct key_texts *texts)
{
    session->error.code = texts->public_text.data == NULL ? LIBSSH2_ERROR_FILE
                                                          : LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED;
    return session->error.code;
}

/* A public key that is not the private one's would only be refused by the server, with less to say.
 * A certificate holds the key inside; the server checks that. */
static int check_pair(LIBSSH2_SESSION *session)
{
    uint8_t *blob = NULL;
    size_t len = 0;
    int rc = 0;

    if (ssh2_hostkey_type(session->login.public_key) == LIBSSH2_HOSTKEY_TYPE_UNKNOWN)
        return 0;
    rc = ssh2_hostkey_blob(&session->memory, &session->error,
                           ssh2_private_key_public(session->login.key), &blob, &len);
    if (rc == 0 && !ssh2_bytes_equal(ssh2_bytes(blob, len), session->login.public_key))
        rc = ssh2_fail(&session->error, LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED,
                       "public and private key do not belong together");
    ssh2_free(&session->memory, blob);
    return rc;
}

static int begin_login(LIBSSH2_SESSION *session, const struct key_texts *texts)
{
    struct ssh2_bytes type;
    int rc = ssh2_keyfile_private(&session->memory, &session->error, texts->private_text,
                                  texts->passphrase, &session->login.key);

    if (rc == LIBSSH2_ERROR_KEYFILE_AUTH_FAILED)
        return wrong_passphrase(session, texts);
    if (rc != 0)
        return rc;
    if (texts->public_text.data == NULL)
        return derive_public(session);
    rc = ssh2_keyfile_public(&session->memory, &session->error, texts->public_text,
                             &session->login.public_key, &type);
    return rc != 0 ? rc : check_pair(session);
}

struct publickey {
    LIBSSH2_SESSION *session;
    struct ssh2_bytes user_name, public_key;
    const struct ssh2_signer *signer;
};

static ssize_t publickey(void *argument)
{
    struct publickey *a = argument;

    return ssh2_userauth_publickey(&a->session->core, a->user_name, a->public_key, a->signer);
}

int ssh2_api_login_with_key(LIBSSH2_SESSION *session, struct ssh2_bytes user_name,
                            struct ssh2_bytes public_key, const struct ssh2_signer *signer)
{
    struct publickey a = { session, user_name, public_key, signer };

    return (int)ssh2_api_run(session, SSH2_WAIT_ANSWER, publickey, &a);
}

static int run_login(LIBSSH2_SESSION *session, struct ssh2_bytes user_name)
{
    struct ssh2_key_signer key = { &session->core, session->login.key };
    struct ssh2_signer signer = { ssh2_userauth_sign_with_key, &key, true };
    int rc = ssh2_api_login_with_key(session, user_name, session->login.public_key, &signer);

    return ssh2_api_end_login(session, rc);
}

int libssh2_userauth_publickey_frommemory(LIBSSH2_SESSION *session, const char *username,
                                          size_t username_len, const char *pubkeyblob,
                                          size_t pubkeyblob_len, const char *privkeyblob,
                                          size_t privkeyblob_len, const char *passphrase)
{
    struct key_texts texts = { ssh2_bytes(pubkeyblob, pubkeyblob == NULL ? 0 : pubkeyblob_len),
                               ssh2_bytes(privkeyblob, privkeyblob_len), passphrase };
    int rc = 0;

    if (session == NULL || username == NULL || privkeyblob == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    rc = ssh2_api_check_field(session, "user name", username_len);
    if (rc == 0 && !ssh2_api_is_logging_in(session))
        rc = begin_login(session, &texts);
    if (rc != 0)
        return ssh2_api_end_login(session, rc);
    return run_login(session, ssh2_bytes(username, username_len));
}

static void forget_text(LIBSSH2_SESSION *session, struct ssh2_bytes text)
{
    ssh2_free_secret(&session->memory, (void *)(uintptr_t)text.data, text.len);
}

static int begin_login_from_files(LIBSSH2_SESSION *session, const char *pubkeyfile,
                                  const char *privkeyfile, const char *passphrase)
{
    struct key_texts texts = { { NULL, 0 }, { NULL, 0 }, passphrase };
    int rc = ssh2_file_read(&session->memory, &session->error, privkeyfile, SSH2_KEYFILE_MAX_BYTES,
                            &texts.private_text);

    if (rc == 0 && pubkeyfile != NULL && pubkeyfile[0] != '\0')
        rc = ssh2_file_read(&session->memory, &session->error, pubkeyfile, SSH2_KEYFILE_MAX_BYTES,
                            &texts.public_text);
    if (rc == 0)
        rc = begin_login(session, &texts);
    forget_text(session, texts.private_text);
    forget_text(session, texts.public_text);
    return rc;
}

int ssh2_api_load_keys(LIBSSH2_SESSION *session, const char *pubkeyfile, const char *privkeyfile,
                       const char *passphrase)
{
    int rc = 0;

    if (!ssh2_api_is_logging_in(session))
        rc = begin_login_from_files(session, pubkeyfile, privkeyfile, passphrase);
    return rc == 0 ? 0 : ssh2_api_end_login(session, rc);
}

int libssh2_userauth_publickey_fromfile_ex(LIBSSH2_SESSION *session, const char *username,
                                           unsigned int username_len, const char *pubkeyfile,
                                           const char *privkeyfile, const char *passphrase)
{
    int rc = 0;

    if (session == NULL || username == NULL || privkeyfile == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    rc = ssh2_api_check_field(session, "user name", username_len);
    if (rc == 0)
        rc = ssh2_api_load_keys(session, pubkeyfile, privkeyfile, passphrase);
    return rc == 0 ? run_login(session, ssh2_bytes(username, username_len)) : rc;
}

/* A key behind a callback */

/* FIDO keys: what follows the name is more than one string, and comes from the callback whole. */
static bool is_security_key(struct ssh2_bytes algorithm)
{
    struct ssh2_bytes prefix = ssh2_text("sk-");

    return algorithm.len > prefix.len && memcmp(algorithm.data, prefix.data, prefix.len) == 0;
}

/* The callback gives the bare signature; name and lengths are ours to add. */
static int wrap_signature(LIBSSH2_SESSION *session, struct ssh2_bytes algorithm,
                          struct ssh2_bytes bare, struct ssh2_bytes *signature)
{
    struct ssh2_bytes name = ssh2_algorithm_without_certificate(algorithm);
    size_t len = 4 + name.len + 4 + bare.len;
    uint8_t *blob = ssh2_alloc(&session->memory, len);
    struct ssh2_writer w = ssh2_writer(blob, len);

    if (blob == NULL)
        return ssh2_fail_memory(&session->error, "the signature");
    ssh2_write_string(&w, name);
    if (is_security_key(name))
        ssh2_write_bytes(&w, bare);
    else
        ssh2_write_string(&w, bare);
    *signature = ssh2_written(&w);
    return 0;
}

int ssh2_api_sign_by_callback(void *context, struct ssh2_bytes algorithm, struct ssh2_bytes data,
                              struct ssh2_bytes *signature)
{
    struct ssh2_callback_signer *a = context;
    unsigned char *bare = NULL;
    size_t bare_len = 0;
    int rc = a->sign(a->session, &bare, &bare_len, data.data, data.len, a->abstract);

    a->session->signer_waits = rc == LIBSSH2_ERROR_EAGAIN;
    if (rc == LIBSSH2_ERROR_EAGAIN)
        return rc;
    if (rc != 0 || bare == NULL)
        rc = ssh2_fail(&a->session->error, LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED,
                       "the callback gave no signature");
    else
        rc = wrap_signature(a->session, algorithm, ssh2_bytes(bare, bare_len), signature);
    ssh2_free(&a->session->memory, bare);
    return rc;
}

int libssh2_userauth_publickey(LIBSSH2_SESSION *session, const char *username,
                               const unsigned char *pubkeydata, size_t pubkeydata_len,
                               LIBSSH2_USERAUTH_PUBLICKEY_SIGN_FUNC(*sign_callback), void **abstract)
{
    struct ssh2_callback_signer callback = { session, sign_callback, abstract };
    struct ssh2_signer signer = { ssh2_api_sign_by_callback, &callback, false };
    struct ssh2_bytes user_name = ssh2_text(username);
    int rc = 0;

    if (session == NULL || username == NULL || pubkeydata == NULL || sign_callback == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    if (pubkeydata_len < 4)
        return ssh2_fail(&session->error, LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED,
                         "the public key has %zu bytes: too few for a name", pubkeydata_len);
    rc = ssh2_api_check_field(session, "user name", user_name.len);
    return rc != 0 ? rc
                   : ssh2_api_login_with_key(session, user_name,
                                             ssh2_bytes(pubkeydata, pubkeydata_len), &signer);
}
