/* Serial numbers that are revoked. OpenSSH's PROTOCOL.krl, 2.1. */
#ifndef SSH2_PACKET_FILE_KRL_CERT_SERIAL_LIST_H
#define SSH2_PACKET_FILE_KRL_CERT_SERIAL_LIST_H

#include "src/packet/file/krl_cert_serial.h"
#include "src/packet/packet.h"

#define SSH2_KRL_CERT_SERIAL_LIST_FIELDS(FIELD) \
    FIELD(REPEAT, serials,                      \
          SSH2_OF(krl_cert_serial), SSH2_LENGTH(8, SSH2_NO_LIMIT)) /* at least one */
SSH2_PACKET(krl_cert_serial_list, SSH2_NO_NUMBER, SSH2_KRL_CERT_SERIAL_LIST_FIELDS)

#endif
