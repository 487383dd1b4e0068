/* Limits that many packet types share. */
#ifndef SSH2_PACKET_LIMITS_H
#define SSH2_PACKET_LIMITS_H

#define SSH2_MPINT_MAX_BYTES 2048u /* of a magnitude: 16384 bits, the most that OpenSSH accepts */
#define SSH2_NAME_MAX_BYTES 64u     /* of an algorithm or method: RFC 4251, section 6 */
#define SSH2_PORT_MAX 65535u       /* TCP's ports, which SSH sends as uint32 */

/* What the algorithms fix. Points are uncompressed, 1 + 2 * the field's bytes: SEC 1, 2.3.3. */
#define SSH2_NISTP256_POINT_BYTES 65u
#define SSH2_NISTP384_POINT_BYTES 97u
#define SSH2_NISTP521_POINT_BYTES 133u
#define SSH2_NISTP384_SECRET_BYTES 48u      /* a coordinate */
#define SSH2_NIST_SCALAR_MAX_BYTES 66u      /* of the order of nistp521 */
#define SSH2_CURVE25519_KEY_BYTES 32u       /* RFC 7748, section 5 */
#define SSH2_CURVE448_KEY_BYTES 56u         /* RFC 7748, section 5 */
#define SSH2_SHA1_BYTES 20u                 /* FIPS 180-4, as are the next two */
#define SSH2_SHA256_BYTES 32u
#define SSH2_SHA512_BYTES 64u
#define SSH2_BLOCK_MIN_BYTES 8u             /* RFC 4253, section 6: of stream ciphers too */
#define SSH2_BLOCK_MAX_BYTES 16u            /* of AES; RFC 4344 has no longer ones */
#define SSH2_AEAD_TAG_BYTES 16u             /* RFC 5647, section 7.3; RFC 8439, section 2.5 */
#define SSH2_DSS_SIG_BYTES 40u              /* r and s, 20 each: RFC 4253, section 6.6 */
#define SSH2_CERT_NONCE_MIN_BYTES 16u       /* mostly 32: draft-ietf-sshm-cert-01, section 2.1.1 */
#define SSH2_ED25519_KEY_BYTES 32u          /* RFC 8032, section 5.1.5 */
#define SSH2_ED25519_PAIR_BYTES 64u         /* the seed, then the public key */
#define SSH2_ED25519_SIG_BYTES 64u          /* RFC 8032, section 5.1.6 */
#define SSH2_ED448_KEY_BYTES 57u            /* RFC 8032, section 5.2.5 */
#define SSH2_ED448_PAIR_BYTES 114u          /* the seed, then the public key */
#define SSH2_ED448_SIG_BYTES 114u           /* RFC 8032, section 5.2.6 */
#define SSH2_MLDSA44_ED25519_KEY_BYTES 1344u  /* 1312 (FIPS 204, table 2) + 32 */
#define SSH2_MLDSA44_ED25519_SEEDS_BYTES 64u  /* 32 + 32 */
#define SSH2_MLDSA44_ED25519_SIG_BYTES 2484u  /* 2420 (FIPS 204, table 2) + 64 */
#define SSH2_MLKEM768_KEY_BYTES 1184u         /* FIPS 203, table 3, as are the next three */
#define SSH2_MLKEM768_CIPHERTEXT_BYTES 1088u
#define SSH2_MLKEM1024_KEY_BYTES 1568u
#define SSH2_MLKEM1024_CIPHERTEXT_BYTES 1568u
#define SSH2_SNTRUP761_KEY_BYTES 1158u        /* RFC 9941, section 3 */
#define SSH2_SNTRUP761_CIPHERTEXT_BYTES 1039u /* RFC 9941, section 3 */
#define SSH2_KEM_SECRET_BYTES 32u             /* of all the KEMs above */

#endif
