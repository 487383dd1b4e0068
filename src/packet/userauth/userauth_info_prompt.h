/* One question of SSH_MSG_USERAUTH_INFO_REQUEST. RFC 4256, section 3.2, wants some text in it;
 * servers that hand on what a PAM module says send empty ones, and programs are shown them. */
#ifndef SSH2_PACKET_USERAUTH_USERAUTH_INFO_PROMPT_H
#define SSH2_PACKET_USERAUTH_USERAUTH_INFO_PROMPT_H

#include "src/packet/packet.h"

#define SSH2_USERAUTH_INFO_PROMPT_FIELDS(FIELD) \
    FIELD(UTF8, prompt)                         \
    FIELD(BOOLEAN, echo) /* whether to show what the user types */
SSH2_PACKET(userauth_info_prompt, SSH2_NO_NUMBER, SSH2_USERAUTH_INFO_PROMPT_FIELDS)

#endif
