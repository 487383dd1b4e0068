/* Logging in by the word of this host. */
#include "src/api/login.h"

struct hostbased {
    LIBSSH2_SESSION *session;
    struct ssh2_hostbased claim;
};

static ssize_t hostbased(void *argument)
{
    struct hostbased *a = argument;
    struct ssh2_key_signer key = { &a->session->core, a->session->login.key };
    struct ssh2_signer signer = { ssh2_userauth_sign_with_key, &key, true };

    return ssh2_userauth_hostbased(&a->session->core, &a->claim, &signer);
}

static int check_fields(LIBSSH2_SESSION *session, const struct ssh2_hostbased *claim)
{
    int rc = ssh2_api_check_name(session, "user name", claim->user_name);

    if (rc == 0)
        rc = ssh2_api_check_name(session, "host name", claim->host_name);
    if (rc == 0)
        rc = ssh2_api_check_name(session, "local user name", claim->client_user_name);
    return rc;
}

int libssh2_userauth_hostbased_fromfile_ex(LIBSSH2_SESSION *session, const char *username,
                                           unsigned int username_len, const char *pubkeyfile,
                                           const char *privkeyfile, const char *passphrase,
                                           const char *hostname, unsigned int hostname_len,
                                           const char *local_username,
                                           unsigned int local_username_len)
{
    struct hostbased a = { session,
                           { .user_name = ssh2_bytes(username, username_len),
                             .host_name = ssh2_bytes(hostname, hostname_len),
                             .client_user_name = ssh2_bytes(local_username, local_username_len) } };
    struct ssh2_key_files files = { pubkeyfile, privkeyfile, passphrase };
    int rc = 0;

    if (session == NULL || username == NULL || privkeyfile == NULL || hostname == NULL ||
        local_username == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    rc = check_fields(session, &a.claim);
    if (rc == 0)
        rc = ssh2_api_load_keys(session, a.claim.user_name, &files);
    if (rc != 0)
        return rc;
    a.claim.host_key = session->login.public_key;
    return ssh2_api_end_login(session,
                              (int)ssh2_api_run(session, SSH2_WAIT_ANSWER, hostbased, &a));
}
