/* Sessions: life, hooks, settings, the last error. */
#include "src/api/channel.h"

#include <string.h>

#include "src/api/login.h"
#include "src/scp/scp.h"

/* Life */

static struct ssh2_memory memory_of(LIBSSH2_ALLOC_FUNC(*my_alloc), LIBSSH2_FREE_FUNC(*my_free),
                                    LIBSSH2_REALLOC_FUNC(*my_realloc), void **abstract)
{
    struct ssh2_memory memory = ssh2_memory_default;

    if (my_alloc != NULL)
        memory.alloc = my_alloc;
    if (my_free != NULL)
        memory.free = my_free;
    if (my_realloc != NULL)
        memory.realloc = my_realloc;
    memory.abstract = abstract;
    return memory;
}

static void set_defaults(LIBSSH2_SESSION *session)
{
    session->blocking = true;
    session->quote_paths = true;
    session->read_timeout_s = SSH2_READ_TIMEOUT_DEFAULT_S;
    session->socket.fd = LIBSSH2_INVALID_SOCKET;
    session->socket.send = ssh2_socket_default_send;
    session->socket.receive = ssh2_socket_default_receive;
    session->socket.abstract = &session->abstract;
}

LIBSSH2_SESSION *libssh2_session_init_ex(LIBSSH2_ALLOC_FUNC(*my_alloc), LIBSSH2_FREE_FUNC(*my_free),
                                         LIBSSH2_REALLOC_FUNC(*my_realloc), void *abstract)
{
    struct ssh2_memory memory = memory_of(my_alloc, my_free, my_realloc, &abstract);
    LIBSSH2_SESSION *session = NULL;

    if (libssh2_init(0) != 0)
        return NULL;
    session = ssh2_calloc(&memory, 1, sizeof(*session));
    if (session == NULL)
        return NULL;
    session->abstract = abstract;
    session->memory = memory;
    session->memory.abstract = &session->abstract;
    session->error.trace = &session->trace;
    set_defaults(session);
    if (ssh2_session_start(&session->core, SSH2_CLIENT, &session->memory, &session->error) != 0) {
        ssh2_free(&memory, session);
        return NULL;
    }
    ssh2_api_install_hooks(session);
    return session;
}

static bool is_over(const LIBSSH2_SESSION *session)
{
    return !session->started || session->lost != 0 ||
           ssh2_transport_is_dead(session->core.transport) ||
           !ssh2_transport_is_established(session->core.transport);
}

/* Closes what the program left open and waits for the server to agree. Failures end the waiting. */
static ssize_t close_channels(void *argument)
{
    LIBSSH2_SESSION *session = argument;
    ssize_t rc = 0;

    for (uint32_t i = 0; i < session->core.channel_capacity && !is_over(session); i++) {
        struct ssh2_channel *channel = session->core.channels[i];

        if (channel == NULL || channel->abandoned || !channel->confirmed)
            continue;
        if (ssh2_api_close_step(channel) == LIBSSH2_ERROR_EAGAIN)
            rc = LIBSSH2_ERROR_EAGAIN;
    }
    return rc;
}

int libssh2_session_free(LIBSSH2_SESSION *session)
{
    struct ssh2_memory memory;

    if (session == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    if (!is_over(session)) {
        ssize_t rc = ssh2_api_run(session, SSH2_WAIT_ANSWER, close_channels, session);

        if (rc == LIBSSH2_ERROR_EAGAIN)
            return LIBSSH2_ERROR_EAGAIN;
    }
    if (session->started)
        ssh2_socket_give_back(&session->socket);
    ssh2_scp_free(session->scp_receiving);
    ssh2_scp_free(session->scp_sending);
    ssh2_api_forget_login(session);
    ssh2_session_finish(&session->core);
    memory = session->memory;
    ssh2_free(&memory, session);
    return 0;
}

void libssh2_free(LIBSSH2_SESSION *session, void *ptr)
{
    if (session != NULL)
        ssh2_free(&session->memory, ptr);
}

void **libssh2_session_abstract(LIBSSH2_SESSION *session)
{
    return session == NULL ? NULL : &session->abstract;
}

/* Settings */

int libssh2_session_flag(LIBSSH2_SESSION *session, int flag, int value)
{
    if (session == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    switch (flag) {
    case LIBSSH2_FLAG_SIGPIPE:
        session->socket.allow_sigpipe = value != 0;
        return 0;
    case LIBSSH2_FLAG_COMPRESS:
        ssh2_transport_offer_compression(session->core.transport, value != 0);
        return 0;
    case LIBSSH2_FLAG_QUOTE_PATHS:
        session->quote_paths = value != 0;
        return 0;
    default:
        return ssh2_fail(&session->error, LIBSSH2_ERROR_INVAL, "no session flag %d is known", flag);
    }
}

void libssh2_session_set_blocking(LIBSSH2_SESSION *session, int blocking)
{
    if (session != NULL)
        session->blocking = blocking != 0;
}

int libssh2_session_get_blocking(LIBSSH2_SESSION *session)
{
    return session != NULL && session->blocking;
}

void libssh2_session_set_timeout(LIBSSH2_SESSION *session, long timeout)
{
    if (session != NULL)
        session->timeout_ms = timeout;
}

long libssh2_session_get_timeout(LIBSSH2_SESSION *session)
{
    return session == NULL ? 0 : session->timeout_ms;
}

void libssh2_session_set_read_timeout(LIBSSH2_SESSION *session, long timeout)
{
    if (session != NULL)
        session->read_timeout_s = timeout > 0 ? timeout : SSH2_READ_TIMEOUT_DEFAULT_S;
}

long libssh2_session_get_read_timeout(LIBSSH2_SESSION *session)
{
    return session == NULL ? 0 : session->read_timeout_s;
}

/* A call that was done may have left something behind, a window for one, that goes with the next: a program
 * that waits for the server in between has to know. */
int libssh2_session_block_directions(LIBSSH2_SESSION *session)
{
    if (session == NULL)
        return 0;
    return session->block_directions |
           (ssh2_api_has_output(session) ? LIBSSH2_SESSION_BLOCK_OUTBOUND : 0);
}

/* The last error */

int libssh2_session_last_errno(LIBSSH2_SESSION *session)
{
    return session == NULL ? LIBSSH2_ERROR_BAD_USE : session->error.code;
}

static const char *error_text(const LIBSSH2_SESSION *session)
{
    return session->error.code == 0 ? "" : session->error.message;
}

static char *copy_text(LIBSSH2_SESSION *session, const char *text)
{
    size_t len = strlen(text) + 1;
    char *copy = ssh2_alloc(&session->memory, len);

    if (copy != NULL)
        memcpy(copy, text, len);
    return copy;
}

int libssh2_session_last_error(LIBSSH2_SESSION *session, char **errmsg, int *errmsg_len, int want_buf)
{
    if (session == NULL) {
        if (errmsg != NULL)
            *errmsg = NULL;
        if (errmsg_len != NULL)
            *errmsg_len = 0;
        return LIBSSH2_ERROR_BAD_USE;
    }

    const char *text = error_text(session);
    char *given = want_buf && errmsg != NULL ? copy_text(session, text) : (char *)(uintptr_t)text;

    if (errmsg != NULL)
        *errmsg = given;
    if (errmsg_len != NULL)
        *errmsg_len = errmsg == NULL || given == NULL ? 0 : (int)strlen(given);
    return session->error.code;
}

int libssh2_session_set_last_error(LIBSSH2_SESSION *session, int errcode, const char *errmsg)
{
    if (session == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    return ssh2_fail(&session->error, errcode, "%s", errmsg == NULL ? "" : errmsg);
}
