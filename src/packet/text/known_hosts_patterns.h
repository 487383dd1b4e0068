/* The hosts word of a known_hosts line: patterns with "*" and "?", "!" in front of those that keep
 * a host out whatever else names it. sshd(8), SSH_KNOWN_HOSTS FILE FORMAT; ssh_config(5), PATTERNS.
 * */
#ifndef SSH2_PACKET_TEXT_KNOWN_HOSTS_PATTERNS_H
#define SSH2_PACKET_TEXT_KNOWN_HOSTS_PATTERNS_H

#include "src/packet/packet.h"

#define SSH2_KNOWN_HOSTS_PATTERNS_FIELDS(FIELD) \
    FIELD(REST, pattern_list) /* printable US-ASCII and commas: ssh2_name_list_next; not empty */
SSH2_HANDWRITTEN_PACKET(known_hosts_patterns, SSH2_KNOWN_HOSTS_PATTERNS_FIELDS)

/* Reads all that is left as a list of hosts. Fails with SSH2_TRUNCATED if there is nothing, with
 * SSH2_BAD_NAME_LIST, and with SSH2_BAD_VALUE at a "|", "@" or "#" in front, which begin something
 * else, and at a "!" with nothing behind it. */
struct ssh2_bytes ssh2_read_host_list(struct ssh2_reader *r);

/* Writes such a list; w fails with SSH2_BAD_VALUE if the reader would refuse it. */
void ssh2_write_host_list(struct ssh2_writer *w, struct ssh2_bytes list);

#endif
