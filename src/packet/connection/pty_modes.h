/* The encoded_terminal_modes of "pty-req". RFC 4254, section 8. An opcode from 160 on has an
 * unknown length and so ends what can be parsed; so does TTY_OP_END, which some leave out. */
#ifndef SSH2_PACKET_CONNECTION_PTY_MODES_H
#define SSH2_PACKET_CONNECTION_PTY_MODES_H

#include "src/packet/connection/pty_mode_opcodes.h"
#include "src/packet/packet.h"

#define SSH2_PTY_MODES_FIELDS(FIELD)                \
    FIELD(REPEAT, modes, SSH2_OF(pty_mode_opcodes)) \
    FIELD(REST, end) /* TTY_OP_END, and what nobody has to look at */
SSH2_HANDWRITTEN_PACKET(pty_modes, SSH2_PTY_MODES_FIELDS)

#endif
