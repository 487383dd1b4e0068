/* An attribute of a listed key. RFC 4819, section 4.1: comment, comment-language, command-override,
 * subsystem, x11, shell, exec, agent, env, from, port-forward, reverse-forward, or a private one
 * with an @ and a domain. */
#ifndef SSH2_PACKET_PUBLICKEY_PKSS_ATTRIBUTE_NAMES_H
#define SSH2_PACKET_PUBLICKEY_PKSS_ATTRIBUTE_NAMES_H

#include "src/packet/packet.h"

#define SSH2_PKSS_ATTRIBUTE_NAMES_FIELDS(FIELD) \
    FIELD(STRING, attribute_name)               \
    FIELD(STRING, attribute_value)
SSH2_PACKET(pkss_attribute_names, SSH2_NO_NUMBER, SSH2_PKSS_ATTRIBUTE_NAMES_FIELDS)

#endif
