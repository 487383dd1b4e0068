/* Limits that the publickey subsystem's packet types share. */
#ifndef SSH2_PACKET_PUBLICKEY_PKSS_LIMITS_H
#define SSH2_PACKET_PUBLICKEY_PKSS_LIMITS_H

#define SSH2_PKSS_ATTRIBUTES_MAX_COUNT 1024u /* ours; RFC 4819, section 4.1, names twelve */

#endif
