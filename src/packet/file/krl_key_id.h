/* One of the key ids. OpenSSH's PROTOCOL.krl, 2.4. */
#ifndef SSH2_PACKET_FILE_KRL_KEY_ID_H
#define SSH2_PACKET_FILE_KRL_KEY_ID_H

#include "src/packet/packet.h"

#define SSH2_KRL_KEY_ID_FIELDS(FIELD) \
    FIELD(STRING, key_id)
SSH2_PACKET(krl_key_id, SSH2_NO_NUMBER, SSH2_KRL_KEY_ID_FIELDS)

#endif
