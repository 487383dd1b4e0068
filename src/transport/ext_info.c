#include "src/transport/machine.h"

#include "src/packet/transport/ext_info.h"
#include "src/packet/transport/ext_info_extension.h"
#include "src/wire/text.h"
#include "src/wire/writer.h"

/* Ours: three times the names of all algorithms that anyone signs with. A longer list is as good as
 * none: authentication then falls back to what needs no list (threat E3). */
#define SIG_ALGS_MAX_BYTES 4096u

static const char sig_algs_name[] = "server-sig-algs"; /* RFC 8308, 3.1 */

/* --- taking --------------------------------------------------------------------------------- */

/* RFC 8308, 2.4: behind the peer's first NEWKEYS, and a server's once more right before
 * USERAUTH_SUCCESS. Threat E2. */
static bool is_in_place(const struct ssh2_transport *t)
{
    return t->ext_info_may_come ||
           (t->role == SSH2_CLIENT && t->stage == SSH2_STAGE_USERAUTH && !t->success_must_come);
}

/* RFC 8308, 2.5: no extension may be named twice. extensions: well-formed. */
static bool has_duplicates(struct ssh2_bytes extensions)
{
    struct ssh2_ext_info_extension one, other;

    while (ssh2_ext_info_extension_next(&extensions, &one)) {
        struct ssh2_bytes rest = extensions;

        while (ssh2_ext_info_extension_next(&rest, &other))
            if (ssh2_bytes_equal(one.extension_name, other.extension_name))
                return true;
    }
    return false;
}

static int keep_sig_algs(struct ssh2_transport *t, struct ssh2_bytes value)
{
    if (value.len > SIG_ALGS_MAX_BYTES || ssh2_name_list_fault(value) != value.len)
        return 0;
    if (!ssh2_blob_copy(t->memory, &t->server_sig_algs, value))
        return ssh2_transport_fail(t, SSH2_FAULT_MEMORY, "no memory for %s", sig_algs_name);
    return 0;
}

/* Extensions not known here are passed over: RFC 8308, 2.5. */
static int take_extensions(struct ssh2_transport *t, struct ssh2_bytes extensions)
{
    struct ssh2_ext_info_extension extension;
    int rc = 0;

    while (rc == 0 && ssh2_ext_info_extension_next(&extensions, &extension))
        if (t->role == SSH2_CLIENT &&
            ssh2_bytes_equal(extension.extension_name, ssh2_text(sig_algs_name)))
            rc = keep_sig_algs(t, extension.extension_value);
    return rc;
}

int ssh2_ext_info_take(struct ssh2_transport *t, struct ssh2_bytes message)
{
    struct ssh2_ext_info info;

    if (!is_in_place(t))
        return ssh2_transport_fail(t, SSH2_FAULT_STATE,
                                   "EXT_INFO neither behind NEWKEYS nor before USERAUTH_SUCCESS");
    if (ssh2_ext_info_parse(message, &info) != SSH2_OK || has_duplicates(info.extensions))
        return ssh2_transport_fail(t, SSH2_FAULT_MESSAGE, "a malformed EXT_INFO from the peer");
    t->success_must_come = !t->ext_info_may_come;
    t->ext_info_may_come = false;
    return take_extensions(t, info.extensions);
}

struct ssh2_bytes ssh2_transport_server_sig_algs(const struct ssh2_transport *t)
{
    return ssh2_blob_bytes(&t->server_sig_algs);
}

/* --- sending -------------------------------------------------------------------------------- */

int ssh2_ext_info_send(struct ssh2_transport *t)
{
    uint8_t names[SIG_ALGS_MAX_BYTES], encoded[SIG_ALGS_MAX_BYTES + 64];
    struct ssh2_writer list = ssh2_writer(names, sizeof(names));

    ssh2_algorithms_write_default(&list, SSH2_ALGORITHM_HOST_KEY);

    struct ssh2_ext_info_extension extension = { .extension_name = ssh2_text(sig_algs_name),
                                                 .extension_value = ssh2_written(&list) };
    struct ssh2_writer w = ssh2_writer(encoded, sizeof(encoded));

    ssh2_ext_info_extension_write(&w, &extension);

    struct ssh2_ext_info info = { .nr_extensions = 1, .extensions = ssh2_written(&w) };

    return ssh2_transport_put_packet(t, ssh2_ext_info_type(), &info);
}
