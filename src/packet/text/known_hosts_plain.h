/* The hosts word of a known_hosts line that names hosts and addresses and has no pattern among
 * them. sshd(8), SSH_KNOWN_HOSTS FILE FORMAT. */
#ifndef SSH2_PACKET_TEXT_KNOWN_HOSTS_PLAIN_H
#define SSH2_PACKET_TEXT_KNOWN_HOSTS_PLAIN_H

#include "src/packet/text/known_hosts_patterns.h"

/* As known_hosts_patterns.h has it, and without "*", "?" and "!". */
SSH2_HANDWRITTEN_PACKET(known_hosts_plain, SSH2_KNOWN_HOSTS_PATTERNS_FIELDS)

#endif
