/* How a host with a port of its own is called in a known_hosts line, and before it is hashed:
 * "[example.com]:2222". sshd(8), SSH_KNOWN_HOSTS FILE FORMAT. For port 22 programs write the bare
 * host; whether they may is not seen here. */
#ifndef SSH2_PACKET_TEXT_KNOWN_HOSTS_HOST_PORT_H
#define SSH2_PACKET_TEXT_KNOWN_HOSTS_HOST_PORT_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_KNOWN_HOSTS_HOST_PORT_FIELDS(FIELD)                                                \
    FIELD(BYTES, host)  /* a name, an address or a pattern: printable, no brackets, no comma */ \
    FIELD(UINT32, port) /* in decimal; at most SSH2_PORT_MAX */
SSH2_HANDWRITTEN_PACKET(known_hosts_host_port, SSH2_KNOWN_HOSTS_HOST_PORT_FIELDS)

#endif
