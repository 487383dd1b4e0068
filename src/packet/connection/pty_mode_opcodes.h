/* One terminal mode. RFC 4254, section 8; RFC 8160. */
#ifndef SSH2_PACKET_CONNECTION_PTY_MODE_OPCODES_H
#define SSH2_PACKET_CONNECTION_PTY_MODE_OPCODES_H

#include "src/packet/packet.h"

/* Those that a program here has to know; RFC 4254 lists them all. */
enum {
    SSH_TTY_OP_END = 0,
    SSH_TTY_OP_IUTF8 = 42,
    SSH_TTY_OP_ISPEED = 128, /* bit/s */
    SSH_TTY_OP_OSPEED = 129, /* bit/s */
    SSH_TTY_OP_LAST_WITH_ARGUMENT = 159 /* from 160 on the length is not known */
};

#define SSH2_PTY_MODE_OPCODES_FIELDS(FIELD)                           \
    FIELD(BYTE, opcode, SSH2_RANGE(1, SSH_TTY_OP_LAST_WITH_ARGUMENT)) \
    FIELD(UINT32, argument)
SSH2_PACKET(pty_mode_opcodes, SSH2_NO_NUMBER, SSH2_PTY_MODE_OPCODES_FIELDS)

#endif
