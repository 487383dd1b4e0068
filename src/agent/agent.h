/* The client's side of the agent's protocol: RFC 9987. Bytes only; src/io/agent_socket.h carries
 * them. An agent is a peer like any other: what it says is checked before it is used (threats G1, G2,
 * G6). */
#ifndef SSH2_AGENT_AGENT_H
#define SSH2_AGENT_AGENT_H

#include <stddef.h>
#include <stdint.h>

#include "include/libssh2.h"
#include "src/crypto/memory.h"
#include "src/transport/error.h"
#include "src/wire/bytes.h"
#include "src/wire/packet.h"

#define SSH2_AGENT_LENGTH_BYTES 4u         /* in front of every message: RFC 9987, section 5 */
#define SSH2_AGENT_LISTED_MAX_COUNT 1024u  /* as libssh2 */

/* Messages */

/* A message with its length in front; *out is the caller's to free. OUT_OF_BOUNDARY for more than
 * SSH2_AGENT_MESSAGE_MAX_BYTES, ALLOC. */
int ssh2_agent_frame(const struct ssh2_memory *memory, struct ssh2_error *error,
                     const struct ssh2_packet_type *type, const void *packet, struct ssh2_bytes *out);

/* How many bytes the reply has that begins with head. AGENT_PROTOCOL if it has none or more than
 * SSH2_AGENT_MESSAGE_MAX_BYTES. */
int ssh2_agent_reply_len(struct ssh2_error *error, const uint8_t head[SSH2_AGENT_LENGTH_BYTES],
                         size_t *len);

/* Keys */

/* What an agent listed. Each key's blob and comment are memory of ours. */
struct ssh2_agent_keys {
    struct libssh2_agent_publickey *keys; /* as programs see them; NULL when there are none */
    size_t count;
};

/* The keys in the reply to agent_request_identities. AGENT_PROTOCOL for anything else,
 * OUT_OF_BOUNDARY for more than SSH2_AGENT_LISTED_MAX_COUNT, ALLOC: *out is then empty. */
int ssh2_agent_read_keys(const struct ssh2_memory *memory, struct ssh2_error *error,
                         struct ssh2_bytes reply, struct ssh2_agent_keys *out);

/* Frees the keys and makes the list empty. */
void ssh2_agent_free_keys(const struct ssh2_memory *memory, struct ssh2_agent_keys *keys);

/* Walks: the key behind prev, or the first for NULL. 0, 1 at the end, BAD_USE when prev is no key of
 * this list. */
int ssh2_agent_next_key(const struct ssh2_agent_keys *keys,
                        const struct libssh2_agent_publickey *prev,
                        struct libssh2_agent_publickey **out);

/* Signatures */

/* What is to be signed, how and by whom. algorithm is a signature algorithm's name or a
 * certificate's, e.g. "rsa-sha2-512-cert-v01@openssh.com"; key_blob a key or a certificate. */
struct ssh2_agent_job {
    struct ssh2_bytes key_blob, algorithm, data;
};

/* The request for it, as ssh2_agent_frame makes it. */
int ssh2_agent_sign_frame(const struct ssh2_memory *memory, struct ssh2_error *error,
                          const struct ssh2_agent_job *job, struct ssh2_bytes *out);

/* Views into the reply. */
struct ssh2_agent_signature {
    struct ssh2_bytes blob; /* a whole sig_*.h */
    struct ssh2_bytes bare; /* the signature alone; of a security key all that follows the name */
};

/* The signature in the reply. AGENT_PROTOCOL for another message, and for a signature that the key
 * did not make, as far as that can be told here: sk keys are left to the server. BUFFER_TOO_SMALL
 * for a malformed one, ALGO_UNSUPPORTED for one by another algorithm, ALLOC. */
int ssh2_agent_read_signature(const struct ssh2_memory *memory, struct ssh2_error *error,
                              struct ssh2_bytes reply, const struct ssh2_agent_job *job,
                              struct ssh2_agent_signature *out);

#endif
