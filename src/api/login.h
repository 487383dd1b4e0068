/* Shared by the chapters of user authentication. */
#ifndef SSH2_API_LOGIN_H
#define SSH2_API_LOGIN_H

#include "src/api/session.h"

/* OUT_OF_BOUNDARY if a field of an authentication request is longer than a packet could carry. */
int ssh2_api_check_field(LIBSSH2_SESSION *session, const char *what, size_t len);

/* The same of a name, and INVAL if there is a control character in it. NULL is what the caller made of it.
 */
int ssh2_api_check_name(LIBSSH2_SESSION *session, const char *what, struct ssh2_bytes name);

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

/* Begins a login by keys of session->login, or goes on with the unfinished one, which *is_begun then says:
 * its keys are there already. The arguments (as many as matter, in the function's own order) tell the
 * logins apart: BAD_USE, and the unfinished one stays, when they are not those that began it. Otherwise
 * a program would log in by one key when it asked for another. */
int ssh2_api_begin_login(LIBSSH2_SESSION *session, const struct ssh2_bytes *arguments, size_t count,
                         bool *is_begun);

/* Key files of a login, as the API has them. pubkeyfile may be NULL: the public key then follows from
 * the private one. */
struct ssh2_key_files {
    const char *pubkeyfile, *privkeyfile, *passphrase;
};

/* Begins a login and reads the key files into session->login, unless that was done. After a failure but
 * BAD_USE session->login is empty. */
int ssh2_api_load_keys(LIBSSH2_SESSION *session, struct ssh2_bytes user_name,
                       const struct ssh2_key_files *files);

/* Forgets the keys of session->login. */
void ssh2_api_forget_login(LIBSSH2_SESSION *session);

/* The end of a call that logs in by session->login: forgets the keys unless the call is to be repeated.
 * Returns rc. */
int ssh2_api_end_login(LIBSSH2_SESSION *session, int rc);

#endif
