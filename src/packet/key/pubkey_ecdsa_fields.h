/* What the ECDSA public keys of all curves share. RFC 5656, section 3.1. */
#ifndef SSH2_PACKET_KEY_PUBKEY_ECDSA_FIELDS_H
#define SSH2_PACKET_KEY_PUBKEY_ECDSA_FIELDS_H

#define SSH2_PUBKEY_ECDSA_FIELDS(FIELD, curve, point_bytes) \
    FIELD(STRING, key_type, SSH2_IS("ecdsa-sha2-" curve))   \
    FIELD(STRING, curve_name, SSH2_IS(curve))               \
    FIELD(STRING, q, SSH2_EXACTLY(point_bytes)) /* an uncompressed point */

#endif
