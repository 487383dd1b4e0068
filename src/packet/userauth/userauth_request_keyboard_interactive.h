/* SSH_MSG_USERAUTH_REQUEST (50), "keyboard-interactive". RFC 4256, section 3.1. */
#ifndef SSH2_PACKET_USERAUTH_USERAUTH_REQUEST_KEYBOARD_INTERACTIVE_H
#define SSH2_PACKET_USERAUTH_USERAUTH_REQUEST_KEYBOARD_INTERACTIVE_H

#include "src/packet/packet.h"

#define SSH2_USERAUTH_REQUEST_KEYBOARD_INTERACTIVE_FIELDS(FIELD) \
    FIELD(UTF8, user_name)                                       \
    FIELD(STRING, service_name)                                  \
    FIELD(STRING, method_name, SSH2_IS("keyboard-interactive"))  \
    FIELD(STRING, language_tag) /* deprecated: empty */          \
    FIELD(UTF8, submethods)     /* a hint for the server, names and commas; mostly empty */
SSH2_PACKET(userauth_request_keyboard_interactive, SSH_MSG_USERAUTH_REQUEST,
            SSH2_USERAUTH_REQUEST_KEYBOARD_INTERACTIVE_FIELDS)

#endif
