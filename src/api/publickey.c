/* The keys that may log in to an account, kept by the server. */
#include "include/libssh2_publickey.h"

#include "src/api/session.h"
#include "src/publickey/publickey.h"

static struct ssh2_publickey *core_of(LIBSSH2_PUBLICKEY *pkey)
{
    return (struct ssh2_publickey *)(void *)pkey;
}

static LIBSSH2_SESSION *session_of(LIBSSH2_PUBLICKEY *pkey)
{
    return ssh2_api_session_of(core_of(pkey)->session);
}

/* Begin */

static ssize_t init_step(void *argument)
{
    LIBSSH2_SESSION *session = argument;
    struct ssh2_channel *channel = NULL;
    int rc = 0;

    if (session->publickey_starting == NULL) {
        rc = ssh2_channel_open_session(&session->core, &channel);
        if (rc != 0)
            return rc;
        session->publickey_starting = ssh2_publickey_new(channel);
        if (session->publickey_starting == NULL)
            return session->error.code;
    }
    rc = ssh2_publickey_start(session->publickey_starting);
    if (rc != 0 && rc != LIBSSH2_ERROR_EAGAIN) {
        ssh2_publickey_free(session->publickey_starting);
        session->publickey_starting = NULL;
    }
    return rc;
}

LIBSSH2_PUBLICKEY *libssh2_publickey_init(LIBSSH2_SESSION *session)
{
    struct ssh2_publickey *pk = NULL;

    if (session == NULL)
        return NULL;
    if (!session->core.userauth.authenticated) {
        ssh2_api_misuse(session, "the publickey subsystem can be used only after login");
        return NULL;
    }
    if (ssh2_api_run(session, SSH2_WAIT_ANSWER, init_step, session) != 0)
        return NULL;
    pk = session->publickey_starting;
    session->publickey_starting = NULL;
    return (LIBSSH2_PUBLICKEY *)(void *)pk;
}

/* Requests */

struct request {
    struct ssh2_publickey *pk;
    struct ssh2_publickey_key key;
    bool overwrite;
    const libssh2_publickey_attribute *attributes;
    size_t attribute_count;
    libssh2_publickey_list *list;
    size_t key_count;
};

/* When the server says no, programs know that as -1; the last error tells more. */
static int run(struct request *a, ssh2_step *step)
{
    int rc = (int)ssh2_api_run(ssh2_api_session_of(a->pk->session), SSH2_WAIT_ANSWER, step, a);

    return rc == LIBSSH2_ERROR_PUBLICKEY_PROTOCOL && a->pk->is_refusal ? LIBSSH2_ERROR_SOCKET_NONE
                                                                       : rc;
}

static ssize_t add_step(void *argument)
{
    struct request *a = argument;

    return ssh2_publickey_add(a->pk, &a->key, a->overwrite, a->attributes, a->attribute_count);
}

int libssh2_publickey_add_ex(LIBSSH2_PUBLICKEY *pkey, const unsigned char *name,
                             unsigned long name_len, const unsigned char *blob,
                             unsigned long blob_len, char overwrite, unsigned long num_attrs,
                             const libssh2_publickey_attribute attrs[])
{
    struct request a = { .pk = core_of(pkey),
                         .key = { ssh2_bytes(name, name_len), ssh2_bytes(blob, blob_len) },
                         .overwrite = overwrite != 0,
                         .attributes = attrs,
                         .attribute_count = num_attrs };

    if (pkey == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    if (attrs == NULL && num_attrs > 0)
        return ssh2_api_misuse(session_of(pkey), "there are no attributes where %lu are said to be",
                               num_attrs);
    return run(&a, add_step);
}

static ssize_t remove_step(void *argument)
{
    struct request *a = argument;

    return ssh2_publickey_remove(a->pk, &a->key);
}

int libssh2_publickey_remove_ex(LIBSSH2_PUBLICKEY *pkey, const unsigned char *name,
                                unsigned long name_len, const unsigned char *blob,
                                unsigned long blob_len)
{
    struct request a = { .pk = core_of(pkey),
                         .key = { ssh2_bytes(name, name_len), ssh2_bytes(blob, blob_len) } };

    return pkey == NULL ? LIBSSH2_ERROR_BAD_USE : run(&a, remove_step);
}

static ssize_t list_step(void *argument)
{
    struct request *a = argument;

    return ssh2_publickey_list(a->pk, &a->list, &a->key_count);
}

/* Whatever the server gets wrong is -1 here, as programs know it. */
int libssh2_publickey_list_fetch(LIBSSH2_PUBLICKEY *pkey, unsigned long *num_keys,
                                 libssh2_publickey_list **pkey_list)
{
    struct request a = { .pk = core_of(pkey) };
    int rc;

    if (pkey == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    if (num_keys == NULL || pkey_list == NULL)
        return ssh2_api_misuse(session_of(pkey), "there is no place for the list");
    rc = run(&a, list_step);
    *num_keys = rc == 0 ? a.key_count : 0;
    *pkey_list = rc == 0 ? a.list : NULL;
    return rc == LIBSSH2_ERROR_PUBLICKEY_PROTOCOL ? LIBSSH2_ERROR_SOCKET_NONE : rc;
}

void libssh2_publickey_list_free(LIBSSH2_PUBLICKEY *pkey, libssh2_publickey_list *pkey_list)
{
    if (pkey != NULL)
        ssh2_publickey_list_free(core_of(pkey)->session->memory, pkey_list);
}

/* End */

int libssh2_publickey_shutdown(LIBSSH2_PUBLICKEY *pkey)
{
    LIBSSH2_SESSION *session;

    if (pkey == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    session = session_of(pkey);
    ssh2_publickey_free(core_of(pkey));
    (void)ssh2_api_flush(session); /* nobody waits for the server's CLOSE */
    return 0;
}
