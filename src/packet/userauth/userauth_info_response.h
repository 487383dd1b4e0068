/* SSH_MSG_USERAUTH_INFO_RESPONSE (61): the user's answers. RFC 4256, section 3.4. */
#ifndef SSH2_PACKET_USERAUTH_USERAUTH_INFO_RESPONSE_H
#define SSH2_PACKET_USERAUTH_USERAUTH_INFO_RESPONSE_H

#include "src/packet/packet.h"
#include "src/packet/userauth/userauth_info_answer.h"
#include "src/packet/userauth/userauth_info_request.h"

#define SSH2_USERAUTH_INFO_RESPONSE_FIELDS(FIELD)                                  \
    FIELD(UINT32, num_responses,                                                   \
          SSH2_RANGE(0, SSH2_USERAUTH_PROMPTS_MAX_COUNT)) /* as many as prompts */ \
    FIELD(REPEAT, responses, SSH2_COUNTED(userauth_info_answer))
SSH2_PACKET(userauth_info_response, SSH_MSG_USERAUTH_INFO_RESPONSE,
            SSH2_USERAUTH_INFO_RESPONSE_FIELDS)

#endif
