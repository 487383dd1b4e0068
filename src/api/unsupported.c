/* Functions that this build of the library does not have: each says so and does nothing. */
#include "src/api/session.h"

static int unsupported(LIBSSH2_SESSION *session, const char *function)
{
    if (session == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    return ssh2_fail(&session->error, LIBSSH2_ERROR_METHOD_NOT_SUPPORTED,
                     "%s is not in this build of the library", function);
}

int libssh2_base64_decode(LIBSSH2_SESSION *session, char **dest, unsigned int *dest_len,
                          const char *src, unsigned int src_len)
{
    (void)dest;
    (void)dest_len;
    (void)src;
    (void)src_len;
    return unsupported(session, "libssh2_base64_decode");
}

int libssh2_poll(LIBSSH2_POLLFD *fds, unsigned int nfds, long timeout_ms)
{
    (void)fds;
    (void)nfds;
    (void)timeout_ms;
    return LIBSSH2_ERROR_METHOD_NOT_SUPPORTED;
}

int libssh2_sign_sk(LIBSSH2_SESSION *session, unsigned char **sig, size_t *sig_len,
                    const unsigned char *data, size_t data_len, void **abstract)
{
    (void)sig;
    (void)sig_len;
    (void)data;
    (void)data_len;
    (void)abstract;
    return unsupported(session, "libssh2_sign_sk");
}

int libssh2_userauth_publickey_sk(
    LIBSSH2_SESSION *session, const char *username, size_t username_len,
    const unsigned char *publickeydata, size_t publickeydata_len, const char *privkeyblob,
    size_t privkeyblob_len, const char *passphrase,
    int (*sign_callback)(LIBSSH2_SESSION *session, LIBSSH2_SK_SIG_INFO *sig_info,
                         const unsigned char *data, size_t data_len, int algorithm, uint8_t flags,
                         const char *application, const unsigned char *key_handle,
                         size_t key_handle_len, void **abstract),
    void **abstract)
{
    (void)username;
    (void)username_len;
    (void)publickeydata;
    (void)publickeydata_len;
    (void)privkeyblob;
    (void)privkeyblob_len;
    (void)passphrase;
    (void)sign_callback;
    (void)abstract;
    return unsupported(session, "libssh2_userauth_publickey_sk");
}
