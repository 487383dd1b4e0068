#include "src/scp/scp.h"

#include "src/packet/connection/channel_request.h"
#include "src/packet/connection/chanreq_exec.h"
#include "src/packet/text/parts.h"
#include "src/scp/command.h"
#include "src/scp/dialogue.h"
#include "src/transport/trace.h"

/* Steps */

static int open_channel(struct ssh2_scp *scp)
{
    return scp->channel != NULL ? 0 : ssh2_channel_open_session(scp->session, &scp->channel);
}

/* 0 also while the answer is awaited: then the first line can follow already. */
static int run_command(struct ssh2_scp *scp)
{
    struct ssh2_chanreq_exec exec = { .recipient_channel = scp->channel->peer_number,
                                      .want_reply = true,
                                      .command = scp->command };

    if (scp->channel->process_granted)
        return 0;

    int rc = ssh2_channel_start(scp->channel, ssh2_chanreq_exec_type(), &exec);

    if (rc == 0)
        ssh2_trace(scp->session->error, LIBSSH2_TRACE_SCP, "the server runs %.*s",
                   (int)scp->command.len, (const char *)scp->command.data);
    return rc == LIBSSH2_ERROR_EAGAIN && ssh2_channel_was_asked_to_start(scp->channel) ? 0 : rc;
}

int ssh2_scp_start(struct ssh2_scp *scp)
{
    int rc = open_channel(scp);

    if (rc == 0)
        rc = run_command(scp);
    if (rc == 0)
        rc = ssh2_scp_send_output(scp);
    if (rc == 0 && !scp->channel->process_granted)
        return LIBSSH2_ERROR_EAGAIN;
    while (rc == 0 && !scp->is_done) {
        rc = ssh2_scp_take_line(scp);
        if (rc == 0)
            rc = ssh2_scp_send_output(scp);
    }
    return rc;
}

/* Begin and end */

static bool names_a_file(struct ssh2_bytes path)
{
    struct ssh2_scp_name name;

    ssh2_scp_name_of(path, &name);
    return name.len > 0 && !ssh2_bytes_equal(ssh2_bytes(name.text, name.len), ssh2_text(".")) &&
           !ssh2_bytes_equal(ssh2_bytes(name.text, name.len), ssh2_text(".."));
}

static const char *fault_of(const struct ssh2_scp_request *request)
{
    const struct ssh2_scp_file *file = &request->file;

    if (ssh2_has_byte(request->path, '\0'))
        return "a path with a NUL cannot be given to a shell";
    if (!request->sends)
        return NULL;
    if (!names_a_file(request->path))
        return "the path names no file: it is empty, or ends in '/', \".\" or \"..\"";
    if (file->mode > SSH2_SCP_MODE_MAX)
        return "the mode has more than permissions: four octal digits can be sent";
    if (file->size > SSH2_SCP_SIZE_MAX)
        return "the size is below 0 or above 2^63-1";
    if (file->mtime > SSH2_SCP_SIZE_MAX || file->atime > SSH2_SCP_SIZE_MAX)
        return "a time before 1970 cannot be sent";
    return NULL;
}

/* The path and the command, in one piece of memory. */
static bool copy_request(struct ssh2_scp *scp, const struct ssh2_scp_request *request)
{
    struct ssh2_writer measure = ssh2_measuring_writer();

    ssh2_scp_write_command(&measure, request);

    size_t len = request->path.len + measure.len;
    uint8_t *data = ssh2_alloc(scp->session->memory, len);

    if (data == NULL)
        return false;

    struct ssh2_writer w = ssh2_writer(data, len);

    ssh2_write_bytes(&w, request->path);
    ssh2_scp_write_command(&w, request);
    scp->request = *request;
    scp->request.path.data = data;
    scp->command = ssh2_bytes(data + request->path.len, measure.len);
    return true;
}

struct ssh2_scp *ssh2_scp_new(struct ssh2_session *session, const struct ssh2_scp_request *request)
{
    const char *fault = fault_of(request);

    if (fault != NULL) {
        ssh2_fail(session->error, LIBSSH2_ERROR_INVAL, "%s", fault);
        return NULL;
    }

    struct ssh2_scp *scp = ssh2_calloc(session->memory, 1, sizeof(*scp));

    if (scp != NULL) {
        scp->session = session;
        if (copy_request(scp, request)) {
            ssh2_scp_put_first(scp);
            return scp;
        }
    }
    ssh2_free(session->memory, scp);
    ssh2_fail_memory(session->error, "the command of scp");
    return NULL;
}

static bool is_same_file(const struct ssh2_scp_file *a, const struct ssh2_scp_file *b)
{
    return a->mode == b->mode && a->size == b->size && a->mtime == b->mtime && a->atime == b->atime;
}

bool ssh2_scp_is_for(const struct ssh2_scp *scp, const struct ssh2_scp_request *request)
{
    const struct ssh2_scp_request *own = &scp->request;

    return ssh2_bytes_equal(own->path, request->path) && own->quotes == request->quotes &&
           own->sends == request->sends && own->with_times == request->with_times &&
           is_same_file(&own->file, &request->file);
}

struct ssh2_channel *ssh2_scp_take_channel(struct ssh2_scp *scp)
{
    struct ssh2_channel *channel = scp->channel;

    scp->channel = NULL;
    return channel;
}

struct ssh2_scp_file ssh2_scp_received_file(const struct ssh2_scp *scp)
{
    return scp->file;
}

void ssh2_scp_free(struct ssh2_scp *scp)
{
    if (scp == NULL)
        return;

    const struct ssh2_memory *memory = scp->session->memory;

    if (scp->channel != NULL)
        ssh2_channel_abandon(scp->channel);
    ssh2_free(memory, (void *)(uintptr_t)scp->request.path.data);
    ssh2_free(memory, scp);
}
