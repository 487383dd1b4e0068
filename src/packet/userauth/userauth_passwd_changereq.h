/* SSH_MSG_USERAUTH_PASSWD_CHANGEREQ (60): the password has expired. RFC 4252, section 8. The
 * server, while "password" is outstanding: under other methods 60 means something else. */
#ifndef SSH2_PACKET_USERAUTH_USERAUTH_PASSWD_CHANGEREQ_H
#define SSH2_PACKET_USERAUTH_USERAUTH_PASSWD_CHANGEREQ_H

#include "src/packet/packet.h"

#define SSH2_USERAUTH_PASSWD_CHANGEREQ_FIELDS(FIELD) \
    FIELD(UTF8, prompt)                              \
    FIELD(STRING, language_tag)
SSH2_PACKET(userauth_passwd_changereq, SSH_MSG_USERAUTH_PASSWD_CHANGEREQ,
            SSH2_USERAUTH_PASSWD_CHANGEREQ_FIELDS)

#endif
