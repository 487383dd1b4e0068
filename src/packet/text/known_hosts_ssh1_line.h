/* A host key of SSH protocol 1 in a known_hosts file: numbers in decimal. Nobody checks against
 * it any more, but a program that rewrites the file keeps it. */
#ifndef SSH2_PACKET_TEXT_KNOWN_HOSTS_SSH1_LINE_H
#define SSH2_PACKET_TEXT_KNOWN_HOSTS_SSH1_LINE_H

#include "src/packet/packet.h"

#define SSH2_KNOWN_HOSTS_SSH1_LINE_FIELDS(FIELD)                                                  \
    FIELD(BYTES, hosts)    /* names and commas, or known_hosts_hashed.h */                        \
    FIELD(BYTES, bits)     /* this and the next two: decimal digits */                            \
    FIELD(BYTES, exponent)                                                                        \
    FIELD(BYTES, modulus)                                                                         \
    FIELD(REST, comment)   /* may be empty; no control characters but the tab */
SSH2_HANDWRITTEN_PACKET(known_hosts_ssh1_line, SSH2_KNOWN_HOSTS_SSH1_LINE_FIELDS)

#endif
