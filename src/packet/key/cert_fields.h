/* What all certificates share behind the public key. draft-ietf-sshm-cert-01, section 2.1. */
#ifndef SSH2_PACKET_KEY_CERT_FIELDS_H
#define SSH2_PACKET_KEY_CERT_FIELDS_H

#include "src/packet/key/cert_extension.h"
#include "src/packet/key/cert_option.h"
#include "src/packet/key/cert_principal.h"

#define SSH2_CERT_ROLE_USER 1u
#define SSH2_CERT_ROLE_HOST 2u

#define SSH2_CERT_TAIL_FIELDS(FIELD)                                                        \
    FIELD(UINT64, serial)                                                                   \
    FIELD(UINT32, certificate_role, SSH2_RANGE(SSH2_CERT_ROLE_USER, SSH2_CERT_ROLE_HOST))   \
    FIELD(UTF8, key_id)                                                                     \
    FIELD(STRING, valid_principals, SSH2_HOLDS_ALL(cert_principal)) /* none: all */         \
    FIELD(UINT64, valid_after)  /* seconds since 1970, UTC; 0: always */                    \
    FIELD(UINT64, valid_before) /* the first second it is not valid; all ones: for ever */  \
    FIELD(STRING, critical_options, SSH2_HOLDS_ALL(cert_option)) /* sorted, each once */    \
    FIELD(STRING, extensions, SSH2_HOLDS_ALL(cert_extension))    /* sorted, each once */    \
    FIELD(STRING, reserved)                                                                 \
    FIELD(STRING, signature_key) /* the CA's public key, itself no certificate */           \
    FIELD(STRING, signature)     /* over all that is before it */

#endif
