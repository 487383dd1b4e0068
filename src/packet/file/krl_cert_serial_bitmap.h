/* Serial numbers that are revoked, a bit each. OpenSSH's PROTOCOL.krl, 2.3. */
#ifndef SSH2_PACKET_FILE_KRL_CERT_SERIAL_BITMAP_H
#define SSH2_PACKET_FILE_KRL_CERT_SERIAL_BITMAP_H

#include "src/packet/packet.h"

#define SSH2_KRL_CERT_SERIAL_BITMAP_FIELDS(FIELD) \
    FIELD(UINT64, serial_offset)                  \
    FIELD(MPINT, bitmap) /* bit n: serial_offset + n */
SSH2_PACKET(krl_cert_serial_bitmap, SSH2_NO_NUMBER, SSH2_KRL_CERT_SERIAL_BITMAP_FIELDS)

#endif
