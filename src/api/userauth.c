/* User authentication. */
#include "src/api/session.h"

#include <string.h>

#include "src/api/login.h"
#include "src/crypto/secret.h"

int ssh2_api_check_field(LIBSSH2_SESSION *session, const char *what, size_t len)
{
    if (len <= SSH2_USERAUTH_FIELD_MAX_BYTES)
        return 0;
    return ssh2_fail(&session->error, LIBSSH2_ERROR_OUT_OF_BOUNDARY,
                     "the %s has %zu bytes; at most %u can be sent", what, len,
                     SSH2_USERAUTH_FIELD_MAX_BYTES);
}

/* Threat G13: NUL, line ends and escapes are no part of any name, and mislead whoever logs it or hands it
 * to a shell. Quotes, "$" and a leading "-" are legal: nothing here starts a program. */
int ssh2_api_check_name(LIBSSH2_SESSION *session, const char *what, struct ssh2_bytes name)
{
    int rc = ssh2_api_check_field(session, what, name.len);

    for (size_t i = 0; rc == 0 && name.data != NULL && i < name.len; i++)
        if (name.data[i] < ' ' || name.data[i] == '\x7f')
            rc = ssh2_fail(&session->error, LIBSSH2_ERROR_INVAL,
                           "the %s has a control character (%#04x) at byte %zu", what, name.data[i], i);
    return rc;
}

int libssh2_userauth_authenticated(LIBSSH2_SESSION *session)
{
    return session != NULL && session->core.userauth.authenticated;
}

/* What the server would take */

struct list {
    LIBSSH2_SESSION *session;
    struct ssh2_bytes user_name;
};

static ssize_t list(void *argument)
{
    struct list *a = argument;

    return ssh2_userauth_none(&a->session->core, a->user_name);
}

char *libssh2_userauth_list(LIBSSH2_SESSION *session, const char *username, unsigned int username_len)
{
    struct list a = { session, ssh2_bytes(username, username_len) };

    if (session == NULL || ssh2_api_check_name(session, "user name", a.user_name) != 0)
        return NULL;

    ssize_t rc = ssh2_api_run(session, SSH2_WAIT_ANSWER, list, &a);

    if (rc == 0)
        session->error.code = 0; /* "none" was enough: programs tell it from a failure by this */
    if (rc != LIBSSH2_ERROR_AUTHENTICATION_FAILED)
        return NULL;
    session->error.code = 0;
    return (char *)(uintptr_t)session->core.userauth.listed.data;
}

int libssh2_userauth_banner(LIBSSH2_SESSION *session, char **banner)
{
    if (session == NULL || banner == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    *banner = (char *)(uintptr_t)session->core.userauth.banner.data;
    if (*banner != NULL)
        return 0;
    return ssh2_fail(&session->error, LIBSSH2_ERROR_MISSING_USERAUTH_BANNER,
                     "the server has sent no banner");
}

/* Password */

struct password {
    LIBSSH2_SESSION *session;
    struct ssh2_bytes user_name, password;
    LIBSSH2_PASSWD_CHANGEREQ_FUNC(*change);
};

static int ask_for_change(void *context, struct ssh2_bytes prompt, char **password,
                          size_t *password_len)
{
    struct password *a = context;
    int len = 0;

    (void)prompt; /* the callback's type has no place for it */
    a->change(a->session, password, &len, &a->session->abstract);
    *password_len = len < 0 ? 0 : (size_t)len;
    return *password == NULL ? -1 : 0;
}

static ssize_t password(void *argument)
{
    struct password *a = argument;

    return ssh2_userauth_password(&a->session->core, a->user_name, a->password,
                                  a->change == NULL ? NULL : ask_for_change, a);
}

int libssh2_userauth_password_ex(LIBSSH2_SESSION *session, const char *username,
                                 unsigned int username_len, const char *password_text,
                                 unsigned int password_len,
                                 LIBSSH2_PASSWD_CHANGEREQ_FUNC(*passwd_change_cb))
{
    struct password a = { session, ssh2_bytes(username, username_len),
                          ssh2_bytes(password_text, password_len), passwd_change_cb };
    int rc = 0;

    if (session == NULL || username == NULL || password_text == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    rc = ssh2_api_check_name(session, "user name", a.user_name);
    if (rc == 0)
        rc = ssh2_api_check_field(session, "password", password_len);
    return rc != 0 ? rc : (int)ssh2_api_run(session, SSH2_WAIT_ANSWER, password, &a);
}
