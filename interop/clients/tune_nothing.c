#include "interop/clients/tune.h"

void tune_session(LIBSSH2_SESSION *session)
{
    (void)session;
}
