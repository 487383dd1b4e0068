/* What the matrix does to a session beyond the public API: nothing, or our own rekeying. Two programs are
 * made of the same files, with one or the other. */
#ifndef INTEROP_TUNE_H
#define INTEROP_TUNE_H

#include <libssh2.h>

void tune_session(LIBSSH2_SESSION *session);

#endif
