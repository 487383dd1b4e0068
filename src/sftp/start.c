/* The beginning of a conversation: draft-ietf-secsh-filexfer-02, section 4; RFC 4254, section 6.5. */
#include "src/packet/sftp/sftp_ext_limits.h"
#include "src/packet/sftp/sftp_ext_limits_reply.h"
#include "src/packet/sftp/sftp_init.h"
#include "src/packet/sftp/sftp_version.h"
#include "src/sftp/sftp.h"

#define VERSION 3u

/* Asking */

/* Right behind the request for the subsystem: there is no need to wait for its answer. */
static int greet(struct ssh2_sftp *sftp)
{
    struct ssh2_sftp_init init = { .version = VERSION };

    if (sftp->init_sent || !ssh2_channel_was_asked_to_start(sftp->channel))
        return 0;

    int rc = ssh2_sftp_outbox_add(&sftp->outbox, sftp->session, ssh2_sftp_init_type(), &init);

    sftp->init_sent = rc == 0;
    return rc;
}

int ssh2_sftp_start(struct ssh2_sftp *sftp)
{
    int rc = ssh2_channel_start_subsystem(sftp->channel, "sftp");

    if (rc != 0 && rc != LIBSSH2_ERROR_EAGAIN)
        return rc;
    rc = greet(sftp);
    if (rc == 0 && !sftp->version_received)
        rc = ssh2_sftp_flush(sftp);
    if (rc != 0)
        return rc;
    rc = ssh2_sftp_check(sftp);
    if (rc != 0)
        return rc;
    return sftp->channel->process_granted && sftp->version_received ? 0 : LIBSSH2_ERROR_EAGAIN;
}

/* The answer */

/* Our own bounds hold whatever the server says (threat S17); 0 is a limit that it does not tell. */
static uint32_t clamp(uint64_t limit)
{
    if (limit < SSH2_SFTP_TRANSFER_DEFAULT_BYTES)
        return SSH2_SFTP_TRANSFER_DEFAULT_BYTES;
    return limit < SSH2_SFTP_TRANSFER_MAX_BYTES ? (uint32_t)limit : SSH2_SFTP_TRANSFER_MAX_BYTES;
}

static int on_limits(struct ssh2_sftp *sftp, const struct ssh2_sftp_request *request,
                     struct ssh2_bytes packet)
{
    struct ssh2_sftp_ext_limits_reply limits;

    (void)request;
    if (packet.data[0] == SSH_FXP_STATUS) /* it does not want to tell: the defaults stay */
        return 0;
    if (ssh2_sftp_parse(sftp, ssh2_sftp_ext_limits_reply_type(), packet, &limits) != 0)
        return sftp->fault.code;
    sftp->read_max = clamp(limits.max_read_length);
    sftp->write_max = clamp(limits.max_write_length);
    return 0;
}

static const struct ssh2_sftp_receiver limits_receiver = { .reply = on_limits };

/* It leaves with the first operation, which does not wait for it. */
static int ask_for_limits(struct ssh2_sftp *sftp)
{
    struct ssh2_sftp_ext_limits request = { 0 };

    return ssh2_sftp_send(sftp, ssh2_sftp_ext_limits_type(), &request, &limits_receiver, NULL, 0);
}

static bool is_extension(const struct ssh2_sftp_extension_pair *pair, const char *name,
                         const char *version)
{
    return ssh2_bytes_equal(pair->extension_name, ssh2_text(name)) &&
           ssh2_bytes_equal(pair->extension_data, ssh2_text(version));
}

/* The versions are those of OpenSSH's PROTOCOL, section 4. */
static bool read_extensions(struct ssh2_sftp *sftp, struct ssh2_bytes extensions)
{
    struct ssh2_sftp_extension_pair pair;
    bool has_limits = false;

    while (ssh2_sftp_extension_pair_next(&extensions, &pair)) {
        if (is_extension(&pair, "posix-rename@openssh.com", "1"))
            sftp->has_posix_rename = true;
        if (is_extension(&pair, "limits@openssh.com", "1"))
            has_limits = true;
    }
    return has_limits;
}

int ssh2_sftp_on_version(struct ssh2_sftp *sftp, struct ssh2_bytes packet)
{
    struct ssh2_sftp_version version;

    if (!sftp->init_sent || sftp->version_received)
        return ssh2_sftp_refuse(sftp, "the server sends SSH_FXP_VERSION when it is not due");
    if (ssh2_sftp_parse(sftp, ssh2_sftp_version_type(), packet, &version) != 0)
        return sftp->fault.code;
    if (version.version != VERSION)
        return ssh2_sftp_refuse(sftp, "the server's SFTP has version %u: %u is needed",
                                (unsigned)version.version, VERSION);
    sftp->version_received = true;
    return read_extensions(sftp, version.extensions) ? ask_for_limits(sftp) : 0;
}
