/* The agent: argument checks and the connection around src/agent. */
#include "src/agent/agent.h"

#include <string.h>

#include "src/api/login.h"
#include "src/io/agent_socket.h"
#include "src/packet/agent/agent_request_identities.h"

#define NOT_CONNECTED (-1)

struct _LIBSSH2_AGENT {
    LIBSSH2_SESSION *session;
    char *path; /* NULL: what the environment says */
    int fd;
    struct ssh2_agent_keys keys;
};

/* Life */

LIBSSH2_AGENT *libssh2_agent_init(LIBSSH2_SESSION *session)
{
    if (session == NULL)
        return NULL;

    LIBSSH2_AGENT *agent = ssh2_calloc(&session->memory, 1, sizeof(*agent));

    if (agent == NULL) {
        ssh2_fail_memory(&session->error, "an agent's handle");
        return NULL;
    }
    agent->session = session;
    agent->fd = NOT_CONNECTED;
    return agent;
}

void libssh2_agent_free(LIBSSH2_AGENT *agent)
{
    if (agent == NULL)
        return;

    const struct ssh2_memory *memory = &agent->session->memory;

    (void)libssh2_agent_disconnect(agent);
    ssh2_agent_free_keys(memory, &agent->keys);
    ssh2_free(memory, agent->path);
    ssh2_free(memory, agent);
}

void libssh2_agent_set_identity_path(LIBSSH2_AGENT *agent, const char *path)
{
    if (agent == NULL)
        return;

    const struct ssh2_memory *memory = &agent->session->memory;
    char *copy = NULL;

    if (path != NULL) {
        copy = ssh2_alloc(memory, strlen(path) + 1);
        if (copy == NULL) {
            ssh2_fail_memory(&agent->session->error, "the agent's path");
            return; /* the old path stays: better than another agent */
        }
        memcpy(copy, path, strlen(path) + 1);
    }
    ssh2_free(memory, agent->path);
    agent->path = copy;
}

const char *libssh2_agent_get_identity_path(LIBSSH2_AGENT *agent)
{
    return agent == NULL ? NULL : agent->path;
}

/* Connection */

int libssh2_agent_connect(LIBSSH2_AGENT *agent)
{
    if (agent == NULL)
        return LIBSSH2_ERROR_BAD_USE;

    const char *path = agent->path != NULL ? agent->path : ssh2_agent_socket_default_path();

    if (path == NULL)
        return ssh2_api_misuse(agent->session,
                               "no path to an agent was set and SSH_AUTH_SOCK is not set either");
    (void)libssh2_agent_disconnect(agent);
    return ssh2_agent_socket_connect(&agent->session->error, path, &agent->fd);
}

int libssh2_agent_disconnect(LIBSSH2_AGENT *agent)
{
    if (agent == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    if (agent->fd == NOT_CONNECTED)
        return 0;

    int fd = agent->fd;

    agent->fd = NOT_CONNECTED;
    return ssh2_agent_socket_close(&agent->session->error, fd);
}

/* What fails half-way leaves a reply that nobody reads, which the next request would get. */
static int exchange(LIBSSH2_AGENT *agent, struct ssh2_bytes request, struct ssh2_bytes *reply)
{
    LIBSSH2_SESSION *session = agent->session;

    if (agent->fd == NOT_CONNECTED)
        return ssh2_api_misuse(session, "there is no connection to an agent");

    int rc = ssh2_agent_socket_exchange(&session->memory, &session->error, agent->fd, request, reply);

    if (rc != 0)
        (void)libssh2_agent_disconnect(agent);
    return rc;
}

/* Keys */

static void forget(LIBSSH2_AGENT *agent, struct ssh2_bytes message)
{
    ssh2_free(&agent->session->memory, (void *)(uintptr_t)message.data);
}

int libssh2_agent_list_identities(LIBSSH2_AGENT *agent)
{
    static const struct ssh2_agent_request_identities request;

    if (agent == NULL)
        return LIBSSH2_ERROR_BAD_USE;

    LIBSSH2_SESSION *session = agent->session;
    struct ssh2_agent_keys keys = { NULL, 0 };
    struct ssh2_bytes frame, reply = { NULL, 0 };
    int rc = ssh2_agent_frame(&session->memory, &session->error,
                              ssh2_agent_request_identities_type(), &request, &frame);

    if (rc == 0)
        rc = exchange(agent, frame, &reply);
    if (rc == 0)
        rc = ssh2_agent_read_keys(&session->memory, &session->error, reply, &keys);
    if (rc == 0) {
        ssh2_agent_free_keys(&session->memory, &agent->keys);
        agent->keys = keys;
    }
    forget(agent, frame);
    forget(agent, reply);
    return rc;
}

int libssh2_agent_get_identity(LIBSSH2_AGENT *agent, struct libssh2_agent_publickey **store,
                               struct libssh2_agent_publickey *prev)
{
    if (agent == NULL || store == NULL)
        return LIBSSH2_ERROR_BAD_USE;

    int rc = ssh2_agent_next_key(&agent->keys, prev, store);

    return rc >= 0 ? rc : ssh2_api_misuse(agent->session, "the key is not one that the agent listed");
}

/* Signatures */

/* Has the agent sign. The signature's views are in *reply, which the caller forgets. */
static int sign(LIBSSH2_AGENT *agent, const struct ssh2_agent_job *job, struct ssh2_bytes *reply,
                struct ssh2_agent_signature *signature)
{
    LIBSSH2_SESSION *session = agent->session;
    struct ssh2_bytes frame;
    int rc = ssh2_agent_sign_frame(&session->memory, &session->error, job, &frame);

    *reply = ssh2_bytes(NULL, 0);
    if (rc == 0)
        rc = exchange(agent, frame, reply);
    if (rc == 0)
        rc = ssh2_agent_read_signature(&session->memory, &session->error, *reply, job, signature);
    forget(agent, frame);
    return rc;
}

static int copy(LIBSSH2_AGENT *agent, struct ssh2_bytes bytes, uint8_t **out)
{
    *out = ssh2_alloc(&agent->session->memory, bytes.len);
    if (*out == NULL)
        return ssh2_fail_memory(&agent->session->error, "the signature");
    memcpy(*out, bytes.data, bytes.len);
    return 0;
}

int libssh2_agent_sign(LIBSSH2_AGENT *agent, struct libssh2_agent_publickey *identity,
                       unsigned char **sig, size_t *s_len, const unsigned char *data, size_t d_len,
                       const char *method, unsigned int method_len)
{
    struct ssh2_agent_signature signature;
    struct ssh2_bytes reply;

    if (agent == NULL || identity == NULL || sig == NULL || s_len == NULL || method == NULL ||
        (data == NULL && d_len > 0))
        return LIBSSH2_ERROR_BAD_USE;
    *sig = NULL;
    *s_len = 0;
    if (method_len == 0 || memchr(method, '\0', method_len) != NULL)
        return ssh2_fail(&agent->session->error, LIBSSH2_ERROR_INVAL,
                         "the method is no name of a signature algorithm");

    struct ssh2_agent_job job = { ssh2_bytes(identity->blob, identity->blob_len),
                                  ssh2_bytes(method, method_len), ssh2_bytes(data, d_len) };
    int rc = sign(agent, &job, &reply, &signature);

    if (rc == 0)
        rc = copy(agent, signature.bare, sig);
    if (rc == 0)
        *s_len = signature.bare.len;
    forget(agent, reply);
    return rc;
}

/* Login */

struct agent_signer {
    LIBSSH2_AGENT *agent;
    struct ssh2_bytes key_blob;
};

static int sign_by_agent(void *context, struct ssh2_bytes algorithm, struct ssh2_bytes data,
                         struct ssh2_bytes *out)
{
    const struct agent_signer *a = context;
    struct ssh2_agent_job job = { a->key_blob, algorithm, data };
    struct ssh2_agent_signature signature;
    struct ssh2_bytes reply;
    uint8_t *blob = NULL;
    int rc = sign(a->agent, &job, &reply, &signature);

    if (rc == 0)
        rc = copy(a->agent, signature.blob, &blob);
    if (rc == 0)
        *out = ssh2_bytes(blob, signature.blob.len);
    forget(a->agent, reply);
    return rc == 0 ? 0 : LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED; /* as libssh2; the sentence says why */
}

int libssh2_agent_userauth(LIBSSH2_AGENT *agent, const char *username,
                           struct libssh2_agent_publickey *identity)
{
    if (agent == NULL || username == NULL || identity == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    if (agent->fd == NOT_CONNECTED)
        return ssh2_api_misuse(agent->session, "there is no connection to an agent");

    struct ssh2_bytes user_name = ssh2_text(username);
    struct ssh2_bytes key_blob = ssh2_bytes(identity->blob, identity->blob_len);
    struct agent_signer context = { agent, key_blob };
    struct ssh2_signer signer = { sign_by_agent, &context, false };
    int rc = ssh2_api_check_name(agent->session, "user name", user_name);

    return rc != 0 ? rc : ssh2_api_login_with_key(agent->session, user_name, key_blob, &signer);
}
