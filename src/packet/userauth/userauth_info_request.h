/* SSH_MSG_USERAUTH_INFO_REQUEST (60): questions for the user. RFC 4256, section 3.2. The server,
 * while "keyboard-interactive" is outstanding; as often as it likes. */
#ifndef SSH2_PACKET_USERAUTH_USERAUTH_INFO_REQUEST_H
#define SSH2_PACKET_USERAUTH_USERAUTH_INFO_REQUEST_H

#include "src/packet/packet.h"
#include "src/packet/userauth/userauth_info_prompt.h"

#define SSH2_USERAUTH_PROMPTS_MAX_COUNT 100u /* as OpenSSH's server has it */

#define SSH2_USERAUTH_INFO_REQUEST_FIELDS(FIELD)                                     \
    FIELD(UTF8, name)                                                                \
    FIELD(UTF8, instruction)                                                         \
    FIELD(STRING, language_tag) /* deprecated */                                     \
    FIELD(UINT32, num_prompts,                                                       \
          SSH2_RANGE(0, SSH2_USERAUTH_PROMPTS_MAX_COUNT)) /* 0: only text to show */ \
    FIELD(REPEAT, prompts, SSH2_COUNTED(userauth_info_prompt))
SSH2_PACKET(userauth_info_request, SSH_MSG_USERAUTH_INFO_REQUEST, SSH2_USERAUTH_INFO_REQUEST_FIELDS)

#endif
