/* Key ids that are revoked. OpenSSH's PROTOCOL.krl, 2.4. */
#ifndef SSH2_PACKET_FILE_KRL_CERT_KEY_ID_H
#define SSH2_PACKET_FILE_KRL_CERT_KEY_ID_H

#include "src/packet/file/krl_key_id.h"
#include "src/packet/packet.h"

#define SSH2_KRL_CERT_KEY_ID_FIELDS(FIELD) \
    FIELD(REPEAT, key_ids, SSH2_OF(krl_key_id), SSH2_LENGTH(4, SSH2_NO_LIMIT)) /* at least one */
SSH2_PACKET(krl_cert_key_id, SSH2_NO_NUMBER, SSH2_KRL_CERT_KEY_ID_FIELDS)

#endif
