/* Serial numbers that are revoked, from the first to the last. OpenSSH's PROTOCOL.krl, 2.2. */
#ifndef SSH2_PACKET_FILE_KRL_CERT_SERIAL_RANGE_H
#define SSH2_PACKET_FILE_KRL_CERT_SERIAL_RANGE_H

#include "src/packet/packet.h"

#define SSH2_KRL_CERT_SERIAL_RANGE_FIELDS(FIELD) \
    FIELD(UINT64, serial_min)                    \
    FIELD(UINT64, serial_max) /* >= serial_min */
SSH2_PACKET(krl_cert_serial_range, SSH2_NO_NUMBER, SSH2_KRL_CERT_SERIAL_RANGE_FIELDS)

#endif
