#include "src/publickey/publickey.h"

#include <string.h>

#include "src/packet/publickey/pkss_status.h"
#include "src/packet/publickey/pkss_version.h"

#define VERSION 2u

/* Our version: RFC 4819, section 3.4 */

/* Right behind the request for the subsystem: there is no need to wait for its answer. */
static int tell_version(struct ssh2_publickey *pk)
{
    struct ssh2_pkss_version version = { .protocol_version_number = VERSION };
    int rc = 0;

    if (!ssh2_channel_was_asked_to_start(pk->channel))
        return LIBSSH2_ERROR_EAGAIN;
    if (!pk->version_sent)
        rc = ssh2_publickey_put(pk, ssh2_pkss_version_type(), &version);
    pk->version_sent = rc == 0;
    return rc == 0 ? ssh2_publickey_send(pk) : rc;
}

/* No version suits both, which is said as far as that goes at once; then the channel is closed. */
static int refuse_version(struct ssh2_publickey *pk, uint32_t version)
{
    struct ssh2_pkss_status status = { .status_code = SSH_PUBLICKEY_VERSION_NOT_SUPPORTED,
                                       .description = SSH2_TEXT("versions 1 and 2 are known"),
                                       .language_tag = SSH2_TEXT("en") };

    if (ssh2_publickey_put(pk, ssh2_pkss_status_type(), &status) == 0)
        (void)ssh2_publickey_send(pk);
    return ssh2_publickey_refuse(
        pk, "the server's publickey subsystem has version %u: 1 or 2 is needed", (unsigned)version);
}

static int on_version(struct ssh2_publickey *pk, struct ssh2_bytes packet)
{
    struct ssh2_pkss_version version;

    if (ssh2_publickey_is(packet, "status"))
        return ssh2_publickey_on_status(pk, "to begin", packet);
    if (ssh2_publickey_parse(pk, ssh2_pkss_version_type(), packet, &version) != 0)
        return pk->fault.code;
    if (version.protocol_version_number == 0)
        return refuse_version(pk, version.protocol_version_number);
    pk->version =
        version.protocol_version_number < VERSION ? version.protocol_version_number : VERSION;
    return 0;
}

static int receive_version(struct ssh2_publickey *pk)
{
    struct ssh2_bytes packet;
    int rc = pk->version != 0 ? 0 : ssh2_publickey_receive(pk, &packet);

    if (rc != 0 || pk->version != 0)
        return rc;
    rc = on_version(pk, packet);
    ssh2_publickey_drop(pk);
    return rc;
}

int ssh2_publickey_start(struct ssh2_publickey *pk)
{
    int granted = ssh2_channel_start_subsystem(pk->channel, "publickey");

    if (granted != 0 && granted != LIBSSH2_ERROR_EAGAIN)
        return granted;

    int rc = tell_version(pk);

    if (rc == 0)
        rc = granted;
    return rc == 0 ? receive_version(pk) : rc;
}

/* Begin and end */

static void release(void *context)
{
    struct ssh2_publickey *pk = context;
    const struct ssh2_memory *memory = pk->session->memory;

    ssh2_exchange_end(&pk->exchange, memory);
    ssh2_publickey_list_free(memory, pk->keys.entries);
    ssh2_free(memory, pk->input.packet);
    ssh2_free(memory, pk->output.data);
    ssh2_free(memory, pk);
}

struct ssh2_publickey *ssh2_publickey_new(struct ssh2_channel *channel)
{
    struct ssh2_session *s = channel->session;
    struct ssh2_publickey *pk = ssh2_calloc(s->memory, 1, sizeof(*pk));

    if (pk == NULL) {
        ssh2_channel_abandon(channel);
        ssh2_fail_memory(s->error, "the publickey subsystem");
        return NULL;
    }
    pk->session = s;
    pk->channel = channel;
    channel->consumer = (struct ssh2_channel_consumer){ .release = release, .context = pk };
    return pk;
}

void ssh2_publickey_free(struct ssh2_publickey *pk)
{
    struct ssh2_channel *channel = pk->channel;

    channel->consumer = (struct ssh2_channel_consumer){ 0 };
    release(pk);
    ssh2_channel_abandon(channel);
}
