/* The handshake, algorithms, and the server's key. */
#include "src/api/session.h"

#include <string.h>

#include "src/crypto/hash.h"
#include "src/transport/algorithms.h"
#include "src/transport/hostkey.h"

#define SSH2_DISCONNECT_TEXT_MAX_BYTES 256u /* as libssh2 */
#define LAST_WORDS_WAIT_MS 1000               /* ours */

/* The handshake */

static ssize_t handshake(void *argument)
{
    LIBSSH2_SESSION *session = argument;

    return ssh2_session_handshake(&session->core);
}

static int begin(LIBSSH2_SESSION *session, libssh2_socket_t sock)
{
    int rc = sock == LIBSSH2_INVALID_SOCKET ? LIBSSH2_ERROR_BAD_SOCKET
                                            : ssh2_socket_take(&session->socket, sock);

    if (rc != 0)
        return ssh2_fail(&session->error, rc, "descriptor %d is no socket that can be used", sock);
    rc = ssh2_transport_start(session->core.transport);
    session->started = rc == 0;
    return rc;
}

int libssh2_session_handshake(LIBSSH2_SESSION *session, libssh2_socket_t sock)
{
    int rc = 0;

    if (session == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    if (!session->started)
        rc = begin(session, sock);
    if (rc != 0)
        return rc;
    return (int)ssh2_api_run(session, SSH2_WAIT_ANSWER, handshake, session);
}

int libssh2_session_startup(LIBSSH2_SESSION *session, int sock)
{
    return libssh2_session_handshake(session, sock);
}

static size_t text_len(const char *text)
{
    return text == NULL ? 0 : strlen(text);
}

/* Sends what is left. A server that takes nothing for a second is as good as gone, as is a connection
 * that fails: neither keeps a blocking program. */
static int flush_last_words(LIBSSH2_SESSION *session)
{
    size_t left = 0;

    while (ssh2_api_flush(session) == LIBSSH2_ERROR_EAGAIN) {
        size_t len = ssh2_transport_output(session->core.transport).len;

        session->block_directions = LIBSSH2_SESSION_BLOCK_OUTBOUND;
        if (!session->blocking)
            return ssh2_fail(&session->error, LIBSSH2_ERROR_EAGAIN, "the socket takes no more now");
        if (len == left)
            break;
        left = len;
        ssh2_socket_wait(&session->socket, session->block_directions, LAST_WORDS_WAIT_MS);
    }
    return 0;
}

int libssh2_session_disconnect_ex(LIBSSH2_SESSION *session, int reason, const char *description,
                                  const char *lang)
{
    if (session == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    if (text_len(description) > SSH2_DISCONNECT_TEXT_MAX_BYTES ||
        text_len(lang) > SSH2_DISCONNECT_TEXT_MAX_BYTES)
        return ssh2_fail(&session->error, LIBSSH2_ERROR_INVAL,
                         "a disconnect's description and language have at most %u bytes each",
                         SSH2_DISCONNECT_TEXT_MAX_BYTES);
    if (!session->started)
        return 0;
    (void)ssh2_transport_disconnect(session->core.transport, (uint32_t)reason, ssh2_text(description),
                                    ssh2_text(lang));

    return flush_last_words(session);
}

int libssh2_session_banner_set(LIBSSH2_SESSION *session, const char *banner)
{
    if (session == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    if (banner == NULL || banner[0] == '\0')
        banner = LIBSSH2_SSH_DEFAULT_BANNER;
    return ssh2_transport_set_identification(session->core.transport, ssh2_text(banner));
}

int libssh2_banner_set(LIBSSH2_SESSION *session, const char *banner)
{
    return libssh2_session_banner_set(session, banner);
}

const char *libssh2_session_banner_get(LIBSSH2_SESSION *session)
{
    if (session == NULL)
        return NULL;

    struct ssh2_bytes line = ssh2_transport_peer_identification(session->core.transport);

    return line.len == 0 ? NULL : (const char *)line.data;
}

/* Algorithms */

int libssh2_session_method_pref(LIBSSH2_SESSION *session, int method_type, const char *prefs)
{
    if (session == NULL || prefs == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    return ssh2_transport_set_preference(session->core.transport, method_type, prefs);
}

const char *libssh2_session_methods(LIBSSH2_SESSION *session, int method_type)
{
    if (session == NULL)
        return NULL;
    if (method_type < LIBSSH2_METHOD_KEX || method_type > LIBSSH2_METHOD_LANG_SC) {
        ssh2_fail(&session->error, LIBSSH2_ERROR_INVAL, "no method of type %d is negotiated",
                  method_type);
        return NULL;
    }

    const char *name = ssh2_transport_method(session->core.transport, method_type);

    if (name == NULL)
        ssh2_fail(&session->error, LIBSSH2_ERROR_METHOD_NONE, "nothing has been negotiated yet");
    return name;
}

static size_t count_of(enum ssh2_algorithm_kind kind)
{
    size_t count = 0;

    while (ssh2_algorithm_at(kind, count) != NULL)
        count++;
    return count;
}

/* Writes the names of what can be used here, and returns how many. */
static size_t write_names(enum ssh2_algorithm_kind kind, const char **names)
{
    const struct ssh2_algorithm *algorithm;
    size_t count = 0;

    for (size_t i = 0; (algorithm = ssh2_algorithm_at(kind, i)) != NULL; i++)
        if (ssh2_algorithm_is_available(kind, algorithm))
            names[count++] = algorithm->name;
    return count;
}

int libssh2_session_supported_algs(LIBSSH2_SESSION *session, int method_type, const char ***algs)
{
    if (session == NULL || algs == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    if (method_type == LIBSSH2_METHOD_SIGN_ALGO)
        return ssh2_fail(&session->error, LIBSSH2_ERROR_INVAL, "signature algorithms have no list");

    enum ssh2_algorithm_kind kind =
        ssh2_transport_method_kind(session->core.transport, method_type);

    if (kind == SSH2_ALGORITHM_KIND_COUNT)
        return ssh2_fail(&session->error, LIBSSH2_ERROR_METHOD_NOT_SUPPORTED,
                         "no algorithms of type %d", method_type);

    const char **names = ssh2_alloc(&session->memory, count_of(kind) * sizeof(*names));

    if (names == NULL)
        return ssh2_fail_memory(&session->error, "the list of algorithms");
    *algs = names;
    return (int)write_names(kind, names);
}

/* The server's key */

const char *libssh2_session_hostkey(LIBSSH2_SESSION *session, size_t *len, int *type)
{
    struct ssh2_bytes blob = { NULL, 0 };

    if (session != NULL)
        blob = ssh2_transport_host_key(session->core.transport);
    if (len != NULL)
        *len = blob.len;
    if (type != NULL)
        *type = blob.len == 0 ? LIBSSH2_HOSTKEY_TYPE_UNKNOWN : ssh2_hostkey_type(blob);
    return blob.len == 0 ? NULL : (const char *)blob.data;
}

static const enum ssh2_hash_kind hostkey_hashes[] = {
    [LIBSSH2_HOSTKEY_HASH_MD5] = SSH2_HASH_MD5,
    [LIBSSH2_HOSTKEY_HASH_SHA1] = SSH2_HASH_SHA1,
    [LIBSSH2_HOSTKEY_HASH_SHA256] = SSH2_HASH_SHA256,
};

const char *libssh2_hostkey_hash(LIBSSH2_SESSION *session, int hash_type)
{
    if (session == NULL || hash_type < LIBSSH2_HOSTKEY_HASH_MD5 ||
        hash_type > LIBSSH2_HOSTKEY_HASH_SHA256)
        return NULL;

    struct ssh2_bytes blob = ssh2_transport_host_key(session->core.transport);
    uint8_t *hash = session->hostkey_hash[hash_type - LIBSSH2_HOSTKEY_HASH_MD5];

    if (blob.len == 0 || !ssh2_hash_once(hostkey_hashes[hash_type], blob, hash))
        return NULL;
    return (const char *)hash;
}
