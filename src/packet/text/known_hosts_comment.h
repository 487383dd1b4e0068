/* A line of a known_hosts file that says nothing: blank, or "#" as its first word begins. sshd(8),
 * SSH_KNOWN_HOSTS FILE FORMAT. A program that rewrites the file keeps it as it is. */
#ifndef SSH2_PACKET_TEXT_KNOWN_HOSTS_COMMENT_H
#define SSH2_PACKET_TEXT_KNOWN_HOSTS_COMMENT_H

#include "src/packet/packet.h"

#define SSH2_KNOWN_HOSTS_COMMENT_FIELDS(FIELD) \
    FIELD(REST, comment) /* the whole line, blanks in front too; any bytes but a newline */
SSH2_HANDWRITTEN_PACKET(known_hosts_comment, SSH2_KNOWN_HOSTS_COMMENT_FIELDS)

#endif
