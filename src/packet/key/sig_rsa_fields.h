/* What the RSA signatures of all hashes share. RFC 4253, section 6.6; RFC 8332, section 3. */
#ifndef SSH2_PACKET_KEY_SIG_RSA_FIELDS_H
#define SSH2_PACKET_KEY_SIG_RSA_FIELDS_H

#include "src/packet/limits.h"

#define SSH2_SIG_RSA_FIELDS(FIELD, name)    \
    FIELD(STRING, sig_type, SSH2_IS(name))  \
    FIELD(STRING, s, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES)) /* as long as n, or without its zeros */

#endif
