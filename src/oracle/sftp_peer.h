/* An SFTP server of version 3 on a tree in memory: draft-ietf-secsh-filexfer-02 and the extensions of
 * OpenSSH's PROTOCOL, 4.3 to 4.8. Bytes of a client go in, bytes for it come out. */
#ifndef SSH2_ORACLE_SFTP_PEER_H
#define SSH2_ORACLE_SFTP_PEER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/oracle/service.h"

/* All zero: an honest server that knows the extensions. */
struct ssh2_sftp_peer_settings {
    uint32_t read_max;      /* answers a READ with at most so many bytes; 0: all that it asks for */
    uint32_t names_max;     /* answers a READDIR with at most so many names; 0: SSH2_SFTP_PEER_NAMES */
    bool reverses_replies;  /* to what came together: the last goes out first */
    bool has_no_extensions; /* announces none and knows none */
    uint8_t fails_type;     /* SSH_FXP_*: every such request fails; 0: none */
    uint32_t fails_with;    /* SSH_FX_* */
};

#define SSH2_SFTP_PEER_NAMES 32u
#define SSH2_SFTP_PEER_HANDLES_MAX_COUNT 64u

/* The subsystem; its type is NULL without memory. The settings are copied. */
struct ssh2_peer_service ssh2_sftp_peer_new(const struct ssh2_sftp_peer_settings *settings);

#endif
