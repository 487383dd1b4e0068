/* Shared by the chapters of user authentication. */
#ifndef SSH2_API_LOGIN_H
#define SSH2_API_LOGIN_H

#include "src/api/session.h"

/* OUT_OF_BOUNDARY if a field of an authentication request is longer than a packet could carry. */
int ssh2_api_check_field(LIBSSH2_SESSION *session, const char *what, size_t len);

#endif
