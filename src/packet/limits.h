/* Limits that many packet types share. */
#ifndef SSH2_PACKET_LIMITS_H
#define SSH2_PACKET_LIMITS_H

#define SSH2_MPINT_MAX_BYTES 2048u /* of a magnitude: 16384 bits, the most that OpenSSH accepts */
#define SSH2_NAME_MAX_BYTES 64u     /* of an algorithm or method: RFC 4251, section 6 */
#define SSH2_PORT_MAX 65535u       /* TCP's ports, which SSH sends as uint32 */

#endif
