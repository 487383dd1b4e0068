/* The inside of a transport, shared by the files that make it up and by nobody else:
 *
 *     transport.c     made, configured, asked, freed
 *     input.c         bytes to packets
 *     dispatch.c      what is done with a message, by the legality table
 *     output.c        payloads to bytes: sending, posting, ending
 *     key_exchange.c  KEXINIT, method, NEWKEYS, again and again
 *     new_keys.c      what a finished method turns into
 *     compression.c   RFC 4253, section 6.2
 *     ext_info.c      RFC 8308
 */
#ifndef SSH2_TRANSPORT_MACHINE_H
#define SSH2_TRANSPORT_MACHINE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/crypto/hash.h"
#include "src/crypto/random.h"
#include "src/protocol/legality.h"
#include "src/transport/buffers.h"
#include "src/transport/compression.h"
#include "src/transport/fault.h"
#include "src/transport/identification.h"
#include "src/transport/kex_run.h"
#include "src/transport/negotiate.h"
#include "src/transport/protection.h"
#include "src/transport/transport.h"

#define SSH2_HOST_KEYS_MAX_COUNT 8u /* ours: one of each kind, and to spare */

/* Ours: what may pass before authentication, where this side begins no rekeying. Threat K27. */
#define SSH2_LOGIN_MAX_BYTES (UINT64_C(1) << 30)
#define SSH2_LOGIN_MAX_PACKETS (UINT64_C(1) << 31)

/* A piece of memory of the transport's own. All zero: none. */
struct ssh2_blob {
    uint8_t *data;
    size_t len;
};

/* One key exchange, from the first KEXINIT sent or read to the peer's NEWKEYS. */
struct ssh2_key_exchange {
    struct ssh2_blob our_kexinit, peer_kexinit; /* whole payloads: they are hashed */
    struct ssh2_agreed agreed;
    struct ssh2_kex_run *run;                /* from the peer's KEXINIT to the end of the method */
    bool drop_guess;                         /* the peer's next method message is dropped */
    struct ssh2_packet_protection next_in;   /* the keys that the peer's NEWKEYS turns on */
};

struct ssh2_transport {
    enum ssh2_role role;
    const struct ssh2_memory *memory;
    struct ssh2_error *error;

    /* Configuration. */
    struct ssh2_blob preferences[SSH2_METHOD_COUNT]; /* comma lists */
    struct ssh2_private_key *host_keys[SSH2_HOST_KEYS_MAX_COUNT];
    size_t host_key_count;
    bool offers_compression;
    uint64_t rekey_bytes, rekey_packets;
    char identification[SSH2_IDENTIFICATION_MAX_BYTES + 1]; /* CR LF and NUL included */
    size_t identification_len;                              /* without them */

    /* State. */
    enum ssh2_state state;
    enum ssh2_stage stage;
    bool is_started;     /* identification and KEXINIT are in the output */
    bool is_established; /* the first key exchange is over */
    struct ssh2_error death; /* code != 0: the connection has ended, and why */

    /* Bytes. */
    struct ssh2_identification peer_identification;
    struct ssh2_input input;
    size_t opened_len; /* the packet at the head of input that was handed out last */
    struct ssh2_buffer output;
    struct ssh2_packet_protection in, out;
    struct ssh2_decompressor decompressor;
    struct ssh2_compressor compressor;
    struct ssh2_random_pool pool;
    uint64_t process; /* that drew what is in the pool; 0: nobody has said */
    struct ssh2_buffer posted; /* payloads that wait, each behind its length */
    uint32_t posted_count;
    uint64_t login_bytes, login_packets; /* received before the stage CONNECTION */

    /* Key exchange. */
    struct ssh2_key_exchange *exchange; /* NULL unless one runs */
    bool strict_kex;                /* agreed in the first exchange, for good */
    bool peer_takes_ext_info;
    struct ssh2_agreed agreed;      /* by the last exchange that ended; all NULL before the first */
    uint8_t session_id[SSH2_HASH_MAX_BYTES];
    size_t session_id_len;
    struct ssh2_blob host_key;

    /* EXT_INFO. */
    bool ext_info_may_come;    /* the last packet was the peer's first NEWKEYS */
    bool success_must_come;    /* the last packet was the EXT_INFO that announces it */
    struct ssh2_blob server_sig_algs;
};

/* --- transport.c ---------------------------------------------------------------------------- */

/* A copy of bytes in *blob, which is emptied first. False without memory: *blob is then empty. */
bool ssh2_blob_copy(const struct ssh2_memory *memory, struct ssh2_blob *blob,
                    struct ssh2_bytes bytes);
void ssh2_blob_free(const struct ssh2_memory *memory, struct ssh2_blob *blob);
struct ssh2_bytes ssh2_blob_bytes(const struct ssh2_blob *blob);

/* The state in which a stage's messages are legal, when no key exchange runs. */
enum ssh2_state ssh2_stage_state(enum ssh2_stage stage);

/* Whether keys are in use and none are being exchanged. */
bool ssh2_transport_is_settled(const struct ssh2_transport *t);

/* --- dispatch.c ----------------------------------------------------------------------------- */

/* Acts upon one message; what is for the layers above is left in *payload, else that stays empty.
 * 0, or the connection has ended. */
int ssh2_transport_dispatch(struct ssh2_transport *t, const struct ssh2_opened_packet *packet,
                            struct ssh2_bytes *payload);

/* Ends the connection for a message that must not come now. */
int ssh2_transport_refuse_message(struct ssh2_transport *t, uint8_t number);

/* The state in words that go behind "came", e.g. "during authentication". */
const char *ssh2_state_text(enum ssh2_state state);

/* --- output.c ------------------------------------------------------------------------------- */

/* Puts a payload into the output, whatever the state. 0, or the connection has ended. */
int ssh2_transport_put(struct ssh2_transport *t, const struct ssh2_bytes *parts, size_t count);
int ssh2_transport_put_packet(struct ssh2_transport *t, const struct ssh2_packet_type *type,
                              const void *packet);

/* Sends what was posted, as far as it may be sent now. 0, or the connection has ended. */
int ssh2_transport_flush_posted(struct ssh2_transport *t);

/* Ends the connection for a fault: a sentence into the error slot, DISCONNECT into the output.
 * Returns the code of the public API. */
int ssh2_transport_fail(struct ssh2_transport *t, enum ssh2_fault fault, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same when the sentence is in the error slot already. A failure for want of memory stays one
 * whatever the fault. */
int ssh2_transport_fail_as_stored(struct ssh2_transport *t, enum ssh2_fault fault);

/* The failure that ended the connection, once more. */
int ssh2_transport_fail_again(struct ssh2_transport *t);

/* Ends the connection without a word to the peer, with what is in the error slot. */
int ssh2_transport_die(struct ssh2_transport *t);

/* --- key_exchange.c, new_keys.c ------------------------------------------------------------- */

/* All below: 0, or the connection has ended. */

/* Makes an exchange and sends our KEXINIT. */
int ssh2_key_exchange_begin(struct ssh2_transport *t);

/* Begins one if our own limits demand it. */
int ssh2_key_exchange_begin_if_due(struct ssh2_transport *t);

int ssh2_key_exchange_take_kexinit(struct ssh2_transport *t,
                                   const struct ssh2_opened_packet *packet);
int ssh2_key_exchange_take_method(struct ssh2_transport *t, struct ssh2_bytes message);
int ssh2_key_exchange_take_newkeys(struct ssh2_transport *t, struct ssh2_bytes message);

/* The method has ended well: checks the host key, derives the keys, sends NEWKEYS, and has our
 * direction use the new keys. */
int ssh2_key_exchange_adopt(struct ssh2_transport *t, const struct ssh2_kex_result *result);

void ssh2_key_exchange_free(struct ssh2_transport *t);

/* --- ext_info.c ----------------------------------------------------------------------------- */

int ssh2_ext_info_take(struct ssh2_transport *t, struct ssh2_bytes message);

/* Server: which algorithms user keys may sign with. RFC 8308, 3.1. */
int ssh2_ext_info_send(struct ssh2_transport *t);

#endif
