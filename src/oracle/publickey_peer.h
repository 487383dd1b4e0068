/* The publickey subsystem on the server's side, with its keys in memory: RFC 4819, and version 1 as
 * libssh2 speaks it. */
#ifndef SSH2_ORACLE_PUBLICKEY_PEER_H
#define SSH2_ORACLE_PUBLICKEY_PEER_H

#include <stdbool.h>
#include <stdint.h>

#include "src/oracle/service.h"
#include "src/wire/bytes.h"

#define SSH2_PUBLICKEY_PEER_KEYS_MAX_COUNT 64u

/* All zero: an honest server of version 2 that has no keys. */
struct ssh2_publickey_peer_settings {
    uint32_t version; /* that it tells; 0: 2 */
    uint32_t
        key_count; /* it has so many in the beginning: "key-0" with the blob "blob-0" and so on */
    uint32_t fails_with;      /* SSH_PUBLICKEY_*: the status of every request; 0: none */
    struct ssh2_bytes script; /* it says this and only this, all at once, and ends */
};

/* Its type is NULL without memory. What the settings point to is borrowed. */
struct ssh2_peer_service
ssh2_publickey_peer_new(const struct ssh2_publickey_peer_settings *settings);

#endif
