/* Limits of the binary packet. RFC 4253, section 6. */
#ifndef SSH2_PACKET_TRANSPORT_PACKET_LIMITS_H
#define SSH2_PACKET_TRANSPORT_PACKET_LIMITS_H

#define SSH2_PACKET_LENGTH_MAX_BYTES 262144u /* ours: 8 times the 32768 that all must accept */
#define SSH2_PACKET_MIN_BYTES 16u            /* of a whole packet without its MAC */
#define SSH2_PACKET_BLOCK_MIN_BYTES 8u       /* what a packet's size is a multiple of, at least */
#define SSH2_PACKET_GCM_MIN_BYTES 16u        /* a block: RFC 5647, section 7.2 */
#define SSH2_PADDING_MIN_BYTES 4u

#endif
