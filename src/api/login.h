/* Shared by the chapters of user authentication. */
#ifndef SSH2_API_LOGIN_H
#define SSH2_API_LOGIN_H

#include "src/api/session.h"

/* OUT_OF_BOUNDARY if a field of an authentication request is longer than a packet could carry. */
int ssh2_api_check_field(LIBSSH2_SESSION *session, const char *what, size_t len);

/* A login by a key whose signatures the signer makes. What the arguments point to lives as long as the
 * call; after EAGAIN it is repeated with the same ones. */
int ssh2_api_login_with_key(LIBSSH2_SESSION *session, struct ssh2_bytes user_name,
                            struct ssh2_bytes public_key, const struct ssh2_signer *signer);

/* Signs by a program's callback, for a signer of struct ssh2_callback_signer. */
struct ssh2_callback_signer {
    LIBSSH2_SESSION *session;
    LIBSSH2_USERAUTH_PUBLICKEY_SIGN_FUNC(*sign);
    void **abstract;
};
int ssh2_api_sign_by_callback(void *context, struct ssh2_bytes algorithm, struct ssh2_bytes data,
                              struct ssh2_bytes *signature);

/* Whether a login by keys of session->login is not finished. */
bool ssh2_api_is_logging_in(const LIBSSH2_SESSION *session);

/* Reads the key files into session->login, unless an unfinished login has done so: then the next call
 * goes on with those keys. pubkeyfile NULL: the public key follows from the private one. After a failure
 * session->login is empty. */
int ssh2_api_load_keys(LIBSSH2_SESSION *session, const char *pubkeyfile, const char *privkeyfile,
                       const char *passphrase);

/* Forgets the keys of session->login. */
void ssh2_api_forget_login(LIBSSH2_SESSION *session);

/* The end of a call that logs in by session->login: forgets the keys unless the call is to be repeated.
 * Returns rc. */
int ssh2_api_end_login(LIBSSH2_SESSION *session, int rc);

#endif
