/* We want new keys after each MiB. The public API has no word for it, so this looks behind it. */
#include "interop/clients/tune.h"

#include "src/api/session.h"

#define REKEY_BYTES (1u << 20)
#define REKEY_PACKETS (1u << 31)

void tune_session(LIBSSH2_SESSION *session)
{
    ssh2_transport_set_rekey_limits(session->core.transport, REKEY_BYTES, REKEY_PACKETS);
}
