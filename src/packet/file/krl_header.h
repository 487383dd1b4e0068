/* A list of revoked keys. OpenSSH's PROTOCOL.krl, 1. */
#ifndef SSH2_PACKET_FILE_KRL_HEADER_H
#define SSH2_PACKET_FILE_KRL_HEADER_H

#include "src/packet/file/krl_section.h"
#include "src/packet/packet.h"

#define SSH2_KRL_MAGIC 0x5353484b524c0a00u /* "SSHKRL\n\0" */

#define SSH2_KRL_HEADER_FIELDS(FIELD)                           \
    FIELD(UINT64, magic, SSH2_IS_NUMBER(SSH2_KRL_MAGIC))        \
    FIELD(UINT32, format_version, SSH2_IS_NUMBER(1))            \
    FIELD(UINT64, krl_version)                                  \
    FIELD(UINT64, generated_date) /* seconds since 1970, UTC */ \
    FIELD(UINT64, flags, SSH2_SHOULD_BE(0))                     \
    FIELD(STRING, reserved)                                     \
    FIELD(STRING, comment)                                      \
    FIELD(REPEAT, sections, SSH2_OF(krl_section))
SSH2_PACKET(krl_header, SSH2_NO_NUMBER, SSH2_KRL_HEADER_FIELDS)

#endif
