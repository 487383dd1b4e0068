/* The headers of a PEM container whose content is encrypted in the old way: "Proc-Type:
 * 4,ENCRYPTED" and "DEK-Info: AES-128-CBC,0123...". RFC 1421, sections 4.6.1.1 and 4.6.1.3, with
 * the ciphers that OpenSSL uses. The key is made of the passphrase by MD5 and is weak: only read,
 * never written. */
#ifndef SSH2_PACKET_FILE_PEM_ENCRYPTED_HEADERS_H
#define SSH2_PACKET_FILE_PEM_ENCRYPTED_HEADERS_H

#include "src/packet/packet.h"

#define SSH2_PEM_ENCRYPTED_HEADERS_FIELDS(FIELD)                                            \
    FIELD(BYTES, dek_info) /* "AES-128-CBC", "AES-192-CBC", "AES-256-CBC", "DES-EDE3-CBC" */ \
    FIELD(BYTES, iv_hex)   /* as many bytes as the cipher's block, in hex */
SSH2_HANDWRITTEN_PACKET(pem_encrypted_headers, SSH2_PEM_ENCRYPTED_HEADERS_FIELDS)

#endif
