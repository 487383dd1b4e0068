/* LIBSSH2_SFTP and LIBSSH2_SFTP_HANDLE are SFTP's conversation and file under their public names. */
#ifndef SSH2_API_SFTP_H
#define SSH2_API_SFTP_H

#include "include/libssh2_sftp.h"
#include "src/api/session.h"
#include "src/sftp/file.h"
#include "src/sftp/sftp.h"

static inline struct ssh2_sftp *ssh2_api_core_sftp(LIBSSH2_SFTP *sftp)
{
    return (struct ssh2_sftp *)(void *)sftp;
}

static inline LIBSSH2_SESSION *ssh2_api_sftp_session(const struct ssh2_sftp *sftp)
{
    return ssh2_api_session_of(sftp->session);
}

/* The file, or NULL if there is none or its conversation is over. */
static inline struct ssh2_sftp_file *ssh2_api_core_file(LIBSSH2_SFTP_HANDLE *handle)
{
    struct ssh2_sftp_file *file = (struct ssh2_sftp_file *)(void *)handle;

    return file == NULL || file->sftp == NULL ? NULL : file;
}

/* An argument that a function needs is NULL, or its handle is of the wrong kind. BAD_USE, with a sentence
 * if there is a conversation to keep it. */
int ssh2_api_sftp_misuse(const struct ssh2_sftp *sftp, const char *what);

/* ssh2_sftp_ask, run as the session's blocking mode has it. */
int ssh2_api_sftp_ask(struct ssh2_sftp *sftp, enum ssh2_sftp_operation operation, const void *who,
                      void *request, void *reply);

/* What is sent: only attributes of version 3, none for NULL. */
struct ssh2_sftp_attrs ssh2_api_sftp_attrs(const LIBSSH2_SFTP_ATTRIBUTES *attributes);

/* What came: members without a flag are 0. Extended attributes are left out, but for their flag. */
LIBSSH2_SFTP_ATTRIBUTES ssh2_api_sftp_attributes(const struct ssh2_sftp_attrs *attrs);

/* Copies a name with a NUL behind it. Returns its length; BUFFER_TOO_SMALL if it does not fit capacity. */
int ssh2_api_sftp_copy_name(LIBSSH2_SESSION *session, struct ssh2_bytes name, char *out,
                            size_t capacity);

#endif
