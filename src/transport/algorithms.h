/* The algorithms known here, one table a kind, in our order of preference. RFC 4253, section 7.1.
 * Names meet meanings in this place and nowhere else. */
#ifndef SSH2_TRANSPORT_ALGORITHMS_H
#define SSH2_TRANSPORT_ALGORITHMS_H

#include <stdbool.h>
#include <stddef.h>

#include "src/crypto/cipher.h"
#include "src/crypto/hash.h"
#include "src/crypto/kex.h"
#include "src/crypto/sign.h"
#include "src/protocol/role.h"
#include "src/wire/bytes.h"
#include "src/wire/writer.h"

enum ssh2_algorithm_kind {
    SSH2_ALGORITHM_KEX,
    SSH2_ALGORITHM_HOST_KEY, /* also what user keys sign with */
    SSH2_ALGORITHM_CIPHER,
    SSH2_ALGORITHM_MAC,
    SSH2_ALGORITHM_COMPRESSION,
    SSH2_ALGORITHM_NO_COMPRESSION, /* the same where the program has not asked for any */
    SSH2_ALGORITHM_KIND_COUNT
};

/* Which messages a key exchange method sends and what its exchange hash holds. */
enum ssh2_kex_family {
    SSH2_KEX_FAMILY_MARKER, /* no method: tells the peer of an extension, and is never chosen */
    SSH2_KEX_FAMILY_DH,     /* RFC 4253, section 8 */
    SSH2_KEX_FAMILY_GEX,    /* RFC 4419; agreement is not looked at: the server names the group */
    SSH2_KEX_FAMILY_ECDH,   /* RFC 5656, section 4, and RFC 8731 */
    SSH2_KEX_FAMILY_HYBRID  /* RFC 10042: ML-KEM and a curve together */
};

enum ssh2_protection {
    SSH2_PROTECTION_CIPHER_AND_MAC, /* cipher.kind says which; the MAC is negotiated apart */
    SSH2_PROTECTION_GCM,            /* RFC 5647 as OpenSSH's PROTOCOL, 1.6, amends it; no MAC */
    SSH2_PROTECTION_CHACHAPOLY      /* OpenSSH's PROTOCOL.chacha20poly1305; no MAC */
};

enum ssh2_compression_kind {
    SSH2_COMPRESSION_NONE,
    SSH2_COMPRESSION_ZLIB,        /* RFC 4253, section 6.2: from the first NEWKEYS on */
    SSH2_COMPRESSION_ZLIB_DELAYED /* OpenSSH's PROTOCOL, 1.2: from the end of authentication on */
};

struct ssh2_algorithm {
    const char *name;
    bool is_default; /* offered unless the program says otherwise */
    union {          /* by kind */
        struct {
            enum ssh2_kex_family family;
            enum ssh2_kex_kind agreement;
            enum ssh2_hash_kind hash; /* of the exchange hash and of the key derivation */
        } kex;
        struct {
            enum ssh2_key_kind key;   /* what the key has to be */
            enum ssh2_hash_kind hash; /* what the signature hashes with; Ed25519 has its own */
        } host_key;
        struct {
            enum ssh2_protection protection;
            enum ssh2_cipher_kind kind; /* SSH2_CIPHER_NONE with the AEAD protections */
            size_t key_len;             /* bytes; so all lengths here */
            size_t iv_len;              /* 0: none is derived */
            size_t block_len;           /* packets are padded to a multiple of it; at least 8 */
        } cipher;
        struct {
            enum ssh2_hash_kind hash; /* HMAC's; the key has its length */
            size_t tag_len;           /* bytes of the MAC that are sent */
            bool encrypt_then_mac;    /* OpenSSH's PROTOCOL, 1.5 */
        } mac;
        enum ssh2_compression_kind compression;
    };
};

/* The table, element by element: NULL from its end on. Default algorithms and others, markers of
 * the client's side included: those that are available are what libssh2_session_supported_algs()
 * lists. */
const struct ssh2_algorithm *ssh2_algorithm_at(enum ssh2_algorithm_kind kind, size_t index);

/* Whether the crypto library that the program runs with can do it: not every one has ML-KEM, nor a
 * provider of old ciphers. */
bool ssh2_algorithm_is_available(enum ssh2_algorithm_kind kind,
                                 const struct ssh2_algorithm *algorithm);

/* Whether one of names is known here and not available. */
bool ssh2_algorithms_lack_support(enum ssh2_algorithm_kind kind, struct ssh2_bytes names);

/* The algorithm of this name; NULL for a name not known or not available and for a marker. */
const struct ssh2_algorithm *ssh2_algorithm_find(enum ssh2_algorithm_kind kind,
                                                 struct ssh2_bytes name);

/* A certificate's signature is made by its plain key: the plain algorithm of a name that ends in
 * "-cert-v01@openssh.com"; any other name as it is. */
struct ssh2_bytes ssh2_algorithm_without_certificate(struct ssh2_bytes name);

/* The default list, as a KEXINIT holds it (without a length in front, and without markers). */
void ssh2_algorithms_write_default(struct ssh2_writer *w, enum ssh2_algorithm_kind kind);

/* Those of names that are known and available, each once, in their order, markers left out. names:
 * text of the program's, need not be well-formed. Nothing is written when none is known. The
 * host key type "ssh-rsa" stands for rsa-sha2-512 and rsa-sha2-256 too, which come before it. */
void ssh2_algorithms_write_known(struct ssh2_writer *w, enum ssh2_algorithm_kind kind,
                                 struct ssh2_bytes names);

/* The two markers that the side in role puts into its first KEXINIT, behind its methods: the first
 * says that it understands EXT_INFO (RFC 8308, section 2.1), the second asks for strict key
 * exchange (OpenSSH's PROTOCOL, 1.9). */
struct ssh2_bytes ssh2_kex_markers(enum ssh2_role role);

#endif
