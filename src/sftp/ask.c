/* Operations that are one exchange: a request, and one reply that is either what was asked for or
 * SSH_FXP_STATUS. draft-ietf-secsh-filexfer-02, sections 6 and 7. */
#include "src/packet/sftp/sftp_attrs_reply.h"
#include "src/packet/sftp/sftp_close.h"
#include "src/packet/sftp/sftp_ext_fstatvfs.h"
#include "src/packet/sftp/sftp_ext_fsync.h"
#include "src/packet/sftp/sftp_ext_posix_rename.h"
#include "src/packet/sftp/sftp_ext_statvfs.h"
#include "src/packet/sftp/sftp_ext_statvfs_reply.h"
#include "src/packet/sftp/sftp_fsetstat.h"
#include "src/packet/sftp/sftp_fstat.h"
#include "src/packet/sftp/sftp_handle.h"
#include "src/packet/sftp/sftp_lstat.h"
#include "src/packet/sftp/sftp_mkdir.h"
#include "src/packet/sftp/sftp_name.h"
#include "src/packet/sftp/sftp_open.h"
#include "src/packet/sftp/sftp_opendir.h"
#include "src/packet/sftp/sftp_readlink.h"
#include "src/packet/sftp/sftp_realpath.h"
#include "src/packet/sftp/sftp_remove.h"
#include "src/packet/sftp/sftp_rename.h"
#include "src/packet/sftp/sftp_rmdir.h"
#include "src/packet/sftp/sftp_setstat.h"
#include "src/packet/sftp/sftp_stat.h"
#include "src/packet/sftp/sftp_status.h"
#include "src/packet/sftp/sftp_symlink.h"
#include "src/sftp/sftp.h"

static const struct {
    ssh2_packet_type_function *request;
    ssh2_packet_type_function *reply; /* NULL: SSH_FX_OK is the good end */
} operations[] = {
    [SSH2_SFTP_OPEN] = { ssh2_sftp_open_type, ssh2_sftp_handle_type },
    [SSH2_SFTP_CLOSE] = { ssh2_sftp_close_type, NULL },
    [SSH2_SFTP_OPENDIR] = { ssh2_sftp_opendir_type, ssh2_sftp_handle_type },
    [SSH2_SFTP_STAT] = { ssh2_sftp_stat_type, ssh2_sftp_attrs_reply_type },
    [SSH2_SFTP_LSTAT] = { ssh2_sftp_lstat_type, ssh2_sftp_attrs_reply_type },
    [SSH2_SFTP_FSTAT] = { ssh2_sftp_fstat_type, ssh2_sftp_attrs_reply_type },
    [SSH2_SFTP_SETSTAT] = { ssh2_sftp_setstat_type, NULL },
    [SSH2_SFTP_FSETSTAT] = { ssh2_sftp_fsetstat_type, NULL },
    [SSH2_SFTP_MKDIR] = { ssh2_sftp_mkdir_type, NULL },
    [SSH2_SFTP_RMDIR] = { ssh2_sftp_rmdir_type, NULL },
    [SSH2_SFTP_REMOVE] = { ssh2_sftp_remove_type, NULL },
    [SSH2_SFTP_RENAME] = { ssh2_sftp_rename_type, NULL },
    [SSH2_SFTP_POSIX_RENAME] = { ssh2_sftp_ext_posix_rename_type, NULL },
    [SSH2_SFTP_SYMLINK] = { ssh2_sftp_symlink_type, NULL },
    [SSH2_SFTP_READLINK] = { ssh2_sftp_readlink_type, ssh2_sftp_name_type },
    [SSH2_SFTP_REALPATH] = { ssh2_sftp_realpath_type, ssh2_sftp_name_type },
    [SSH2_SFTP_STATVFS] = { ssh2_sftp_ext_statvfs_type, ssh2_sftp_ext_statvfs_reply_type },
    [SSH2_SFTP_FSTATVFS] = { ssh2_sftp_ext_fstatvfs_type, ssh2_sftp_ext_statvfs_reply_type },
    [SSH2_SFTP_FSYNC] = { ssh2_sftp_ext_fsync_type, NULL },
};

/* Whether a reply of this type may answer the operation. Threats S4, S9. */
static bool is_due(enum ssh2_sftp_operation operation, uint8_t type)
{
    return type == SSH_FXP_STATUS ||
           (operations[operation].reply != NULL && operations[operation].reply()->number == type);
}

/* As libssh2: servers are borne that say OK before they tell the handle. */
static bool is_prelude(enum ssh2_sftp_operation operation, struct ssh2_bytes packet)
{
    struct ssh2_sftp_status status;

    return (operation == SSH2_SFTP_OPEN || operation == SSH2_SFTP_OPENDIR) &&
           ssh2_sftp_status_parse(packet, &status) == SSH2_OK && status.code == SSH_FX_OK;
}

static int on_reply(struct ssh2_sftp *sftp, const struct ssh2_sftp_request *request,
                    struct ssh2_bytes packet)
{
    enum ssh2_sftp_operation operation = (enum ssh2_sftp_operation)request->tag;

    if (!is_due(operation, packet.data[0]))
        return ssh2_sftp_refuse(sftp, "the server replies to %s with a packet of type %u",
                                operations[operation].request()->name, (unsigned)packet.data[0]);
    if (is_prelude(operation, packet)) {
        ssh2_sftp_requests_put_back(&sftp->requests, request);
        return 0;
    }
    return ssh2_exchange_deliver(request->owner, sftp->session->memory, &sftp->fault, packet);
}

static const struct ssh2_sftp_receiver exchange_receiver = { .reply = on_reply };

/* The reply is there. */
static int outcome(struct ssh2_sftp *sftp, const struct ssh2_exchange *exchange,
                   enum ssh2_sftp_operation operation, void *reply)
{
    const char *name = operations[operation].request()->name;
    uint32_t code = SSH_FX_OK;

    if (exchange->answer.data[0] == SSH_FXP_STATUS) {
        if (ssh2_sftp_parse_status(sftp, exchange->answer, &code) != 0)
            return ssh2_sftp_check(sftp);
        if (code == SSH_FX_OK && operations[operation].reply == NULL)
            return 0;
        return ssh2_sftp_fail_status(sftp, name, code);
    }
    if (ssh2_sftp_parse(sftp, operations[operation].reply(), exchange->answer, reply) != 0)
        return ssh2_sftp_check(sftp);
    return 0;
}

/* What the exchange holds is kept as long as the reply's views are needed. */
static int finish(struct ssh2_sftp *sftp, struct ssh2_exchange *exchange,
                  enum ssh2_sftp_operation operation, void *reply)
{
    int rc = outcome(sftp, exchange, operation, reply);

    if (rc != 0 || operations[operation].reply == NULL)
        ssh2_exchange_end(exchange, sftp->session->memory);
    return rc;
}

static int begin(struct ssh2_sftp *sftp, struct ssh2_exchange *exchange,
                 enum ssh2_sftp_operation operation, void *request)
{
    int rc = ssh2_sftp_send(sftp, operations[operation].request(), request, &exchange_receiver,
                            exchange, operation);

    sftp->status = SSH_FX_OK;
    if (rc == 0)
        ssh2_exchange_expect(exchange, NULL);
    return rc;
}

int ssh2_sftp_ask_by(struct ssh2_sftp *sftp, struct ssh2_exchange *exchange,
                     enum ssh2_sftp_operation operation, const void *who, void *request, void *reply)
{
    int rc = ssh2_exchange_begin(exchange, who, sftp->session->error);

    if (rc != 0)
        return rc;
    if (exchange->state == SSH2_EXCHANGE_ANSWERED)
        return finish(sftp, exchange, operation, reply);
    rc = ssh2_sftp_check(sftp);
    if (rc == 0 && exchange->state == SSH2_EXCHANGE_IDLE)
        rc = begin(sftp, exchange, operation, request);
    if (rc == 0 || rc == LIBSSH2_ERROR_EAGAIN) {
        int flushed = ssh2_sftp_flush(sftp);

        rc = flushed == 0 ? LIBSSH2_ERROR_EAGAIN : flushed;
    }
    if (rc != LIBSSH2_ERROR_EAGAIN)
        ssh2_sftp_abandon(sftp, exchange);
    return rc;
}

int ssh2_sftp_ask(struct ssh2_sftp *sftp, enum ssh2_sftp_operation operation, const void *who,
                  void *request, void *reply)
{
    return ssh2_sftp_ask_by(sftp, &sftp->exchanges[operation], operation, who, request, reply);
}

void ssh2_sftp_answered(struct ssh2_sftp *sftp, enum ssh2_sftp_operation operation)
{
    ssh2_exchange_end(&sftp->exchanges[operation], sftp->session->memory);
}

void ssh2_sftp_abandon(struct ssh2_sftp *sftp, struct ssh2_exchange *exchange)
{
    ssh2_sftp_requests_disown(&sftp->requests, exchange);
    ssh2_exchange_end(exchange, sftp->session->memory);
}
