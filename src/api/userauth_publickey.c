/* Public key authentication: keys from files, from memory, or behind a callback. */
#include "src/api/session.h"

#include <string.h>

#include "src/api/login.h"
#include "src/crypto/hash.h"
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

static bool is_logging_in(const LIBSSH2_SESSION *session)
{
    return session->login.key != NULL || session->login.security_key.application != NULL;
}

/* Each argument behind its length, so that none runs into the next. Of one that no key file can be,
 * the length alone: the key's reader refuses it unread. */
static bool digest_arguments(const struct ssh2_bytes *arguments, size_t count, uint8_t *out)
{
    struct ssh2_hash hash = { NULL };
    bool ok = ssh2_hash_init(&hash, SSH2_HASH_SHA256);

    for (size_t i = 0; ok && i < count; i++) {
        uint8_t len[8];
        struct ssh2_writer w = ssh2_writer(len, sizeof(len));

        ssh2_write_uint64(&w, arguments[i].len);
        ok = ssh2_hash_update(&hash, ssh2_written(&w));
        if (ok && arguments[i].len <= SSH2_KEYFILE_MAX_BYTES)
            ok = ssh2_hash_update(&hash, arguments[i]);
    }
    ok = ok && ssh2_hash_final(&hash, out);
    ssh2_hash_free(&hash);
    return ok;
}

int ssh2_api_begin_login(LIBSSH2_SESSION *session, const struct ssh2_bytes *arguments, size_t count,
                         bool *is_begun)
{
    struct ssh2_login *login = &session->login;
    uint8_t asked[SSH2_LOGIN_DIGEST_BYTES];

    if (!digest_arguments(arguments, count, asked))
        return ssh2_fail_memory(&session->error, "the login");
    *is_begun = is_logging_in(session);
    if (*is_begun && memcmp(asked, login->asked, sizeof(asked)) != 0)
        return ssh2_api_misuse(session, "a login with another key or user is not finished: repeat the "
                                        "call that gave EAGAIN or ran out of time");
    memcpy(login->asked, asked, sizeof(asked));
    return 0;
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

static int read_keys(LIBSSH2_SESSION *session, const struct key_texts *texts)
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
    const struct ssh2_bytes arguments[] = { ssh2_text("memory"), ssh2_bytes(username, username_len),
                                            texts.public_text, texts.private_text };
    bool is_begun = false;
    int rc = 0;

    if (session == NULL || username == NULL || privkeyblob == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    rc = ssh2_api_check_name(session, "user name", ssh2_bytes(username, username_len));
    if (rc == 0)
        rc = ssh2_api_begin_login(session, arguments, sizeof(arguments) / sizeof(arguments[0]),
                                  &is_begun);
    if (rc != 0)
        return rc;
    if (!is_begun)
        rc = read_keys(session, &texts);
    if (rc != 0)
        return ssh2_api_end_login(session, rc);
    return run_login(session, ssh2_bytes(username, username_len));
}

static void forget_text(LIBSSH2_SESSION *session, struct ssh2_bytes text)
{
    ssh2_free_secret(&session->memory, (void *)(uintptr_t)text.data, text.len);
}

static int read_key_files(LIBSSH2_SESSION *session, const struct ssh2_key_files *files)
{
    struct key_texts texts = { { NULL, 0 }, { NULL, 0 }, files->passphrase };
    int rc = ssh2_file_read(&session->memory, &session->error, files->privkeyfile,
                            SSH2_KEYFILE_MAX_BYTES, &texts.private_text);

    if (rc == 0 && files->pubkeyfile != NULL && files->pubkeyfile[0] != '\0')
        rc = ssh2_file_read(&session->memory, &session->error, files->pubkeyfile,
                            SSH2_KEYFILE_MAX_BYTES, &texts.public_text);
    if (rc == 0)
        rc = read_keys(session, &texts);
    forget_text(session, texts.private_text);
    forget_text(session, texts.public_text);
    return rc;
}

int ssh2_api_load_keys(LIBSSH2_SESSION *session, struct ssh2_bytes user_name,
                       const struct ssh2_key_files *files)
{
    const struct ssh2_bytes arguments[] = { ssh2_text("files"), user_name, ssh2_text(files->pubkeyfile),
                                            ssh2_text(files->privkeyfile) };
    bool is_begun = false;
    int rc = ssh2_api_begin_login(session, arguments, sizeof(arguments) / sizeof(arguments[0]),
                                  &is_begun);

    if (rc != 0)
        return rc;
    if (!is_begun)
        rc = read_key_files(session, files);
    return rc == 0 ? 0 : ssh2_api_end_login(session, rc);
}

int libssh2_userauth_publickey_fromfile_ex(LIBSSH2_SESSION *session, const char *username,
                                           unsigned int username_len, const char *pubkeyfile,
                                           const char *privkeyfile, const char *passphrase)
{
    struct ssh2_key_files files = { pubkeyfile, privkeyfile, passphrase };
    int rc = 0;

    if (session == NULL || username == NULL || privkeyfile == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    rc = ssh2_api_check_name(session, "user name", ssh2_bytes(username, username_len));
    if (rc == 0)
        rc = ssh2_api_load_keys(session, ssh2_bytes(username, username_len), &files);
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

    a->session->tries_again_soon = rc == LIBSSH2_ERROR_EAGAIN;
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
    rc = ssh2_api_check_name(session, "user name", user_name);
    return rc != 0 ? rc
                   : ssh2_api_login_with_key(session, user_name,
                                             ssh2_bytes(pubkeydata, pubkeydata_len), &signer);
}
