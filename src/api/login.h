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

#endif
