/* What can be wrong with a peer or with us, and in one table what follows from it: the code of the
 * public API and the reason in the DISCONNECT. RFC 4253, section 11.1. */
#ifndef SSH2_TRANSPORT_FAULT_H
#define SSH2_TRANSPORT_FAULT_H

#include <stdint.h>

enum ssh2_fault {
    SSH2_FAULT_IDENTIFICATION, /* the lines before the first packet */
    SSH2_FAULT_VERSION,        /* of the protocol */
    SSH2_FAULT_FRAMING,        /* packet_length, padding_length */
    SSH2_FAULT_MAC,
    SSH2_FAULT_STATE,         /* a message that must not come now */
    SSH2_FAULT_STRICT_KEX,    /* the same before the first NEWKEYS under strict key exchange */
    SSH2_FAULT_COMPRESSION,   /* a payload that does not decompress, or to too much */
    SSH2_FAULT_MESSAGE,       /* malformed */
    SSH2_FAULT_FLOOD,         /* more than a peer in its right mind sends */
    SSH2_FAULT_NEGOTIATION,   /* no common algorithm, or a KEXINIT that cannot be read */
    SSH2_FAULT_KEY_EXCHANGE,  /* the method, its values, the signature */
    SSH2_FAULT_HOST_KEY,      /* another one than before */
    SSH2_FAULT_KEYS_WORN_OUT, /* a sequence number would serve twice */
    SSH2_FAULT_CRYPTO,        /* the crypto library failed */
    SSH2_FAULT_MEMORY
};

struct ssh2_fault_verdict {
    int code;        /* LIBSSH2_ERROR_* */
    uint32_t reason; /* SSH_DISCONNECT_* */
};

struct ssh2_fault_verdict ssh2_fault_verdict(enum ssh2_fault fault);

#endif
