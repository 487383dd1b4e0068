/* One of the serial numbers. OpenSSH's PROTOCOL.krl, 2.1. */
#ifndef SSH2_PACKET_FILE_KRL_CERT_SERIAL_H
#define SSH2_PACKET_FILE_KRL_CERT_SERIAL_H

#include "src/packet/packet.h"

#define SSH2_KRL_CERT_SERIAL_FIELDS(FIELD) \
    FIELD(UINT64, serial)
SSH2_PACKET(krl_cert_serial, SSH2_NO_NUMBER, SSH2_KRL_CERT_SERIAL_FIELDS)

#endif
