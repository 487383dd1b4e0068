/* The transport layer, sans-I/O: bytes from the peer go in, payloads come out; payloads go in,
 * bytes for the peer come out. RFC 4253. It identifies itself, exchanges keys and exchanges them
 * again, protects packets, and lets through only what is legal in its state. Either role.
 *
 *     while there is something to do:
 *         send ssh2_transport_output(), tell ssh2_transport_output_sent()
 *         receive into ssh2_transport_input_space(), tell ssh2_transport_input_filled()
 *         ssh2_transport_next() until it says LIBSSH2_ERROR_EAGAIN
 *
 * Whatever is in the output is to be sent, after a failure too: it may hold the DISCONNECT. */
#ifndef SSH2_TRANSPORT_TRANSPORT_H
#define SSH2_TRANSPORT_TRANSPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/crypto/memory.h"
#include "src/crypto/sign.h"
#include "src/protocol/role.h"
#include "src/transport/algorithms.h"
#include "src/transport/error.h"
#include "src/wire/bytes.h"
#include "src/wire/packet.h"

/* How far the layers above have come; decides which messages are legal: docs/spec/state-machine.md. */
enum ssh2_stage { SSH2_STAGE_SERVICE, SSH2_STAGE_USERAUTH, SSH2_STAGE_CONNECTION };

#define SSH2_METHOD_COUNT 11 /* LIBSSH2_METHOD_KEX .. LIBSSH2_METHOD_SIGN_ALGO */

#define SSH2_OUTPUT_HIGH_WATER_BYTES 262144u /* ours: a send call's worth, and as much again at most */
#define SSH2_POSTED_MAX_COUNT 64u            /* ours: a peer that has more answers due floods us */

/* RFC 4253, 9: keys serve for 1 GiB; RFC 4344, 3.1: and for 2^31 packets. */
#define SSH2_REKEY_DEFAULT_BYTES (UINT64_C(1) << 30)
#define SSH2_REKEY_DEFAULT_PACKETS (UINT64_C(1) << 31)
/* RFC 4253, 9, and threat L10: blocks of 64 bits begin to repeat at 32 GiB. */
#define SSH2_REKEY_SMALL_BLOCK_BYTES (UINT64_C(1) << 29)

struct ssh2_transport;

/* The table that a LIBSSH2_METHOD_* chooses from now; SSH2_ALGORITHM_KIND_COUNT when there is none.
 */
enum ssh2_algorithm_kind ssh2_transport_method_kind(const struct ssh2_transport *t,
                                                    int method_type);

/* error and memory are borrowed and live longer than the transport. NULL without memory. */
struct ssh2_transport *ssh2_transport_new(enum ssh2_role role, const struct ssh2_memory *memory,
                                          struct ssh2_error *error);
void ssh2_transport_free(struct ssh2_transport *t);

/* Before the start. */

/* Our identification line without CR LF; the text is copied. Default: LIBSSH2_SSH_BANNER. INVAL
 * unless it begins with "SSH-2.0-" and is at most 253 characters of printable US-ASCII. */
int ssh2_transport_set_identification(struct ssh2_transport *t, struct ssh2_bytes line);

/* Offers compression; default false. Replaces the two lists of preferences by their default. */
int ssh2_transport_offer_compression(struct ssh2_transport *t, bool offer);

/* Server only, which cannot start without: adds a host key. On success the transport owns it; INVAL
 * for more than 8. */
int ssh2_transport_add_host_key(struct ssh2_transport *t, struct ssh2_private_key *key);

/* Any time; counts from the next key exchange on. */

/* The comma list offered for one LIBSSH2_METHOD_*; names not known here are left out. Fails with
 * METHOD_NOT_SUPPORTED if none is left (the former list stays), INVAL for an unknown type. */
int ssh2_transport_set_preference(struct ssh2_transport *t, int method_type, const char *names);

/* Our own rekeying: after so many bytes or packets in either direction; 0: the default. */
void ssh2_transport_set_rekey_limits(struct ssh2_transport *t, uint64_t bytes, uint64_t packets);

/* For LIBSSH2_CALLBACK_MACERROR: asked about a packet whose MAC is wrong; true accepts its payload,
 * for which nothing vouches. AEAD ciphers give none. NULL, the default: no such packet is accepted. */
void ssh2_transport_set_mac_error_hook(struct ssh2_transport *t,
                                       bool (*accept)(void *context, struct ssh2_bytes payload),
                                       void *context);

/* Says which process uses the transport now: in another one than before, which after fork() holds the same
 * random bytes, those in stock are given up. A number of the caller's, not 0. */
void ssh2_transport_note_process(struct ssh2_transport *t, uint64_t process);

/* Bytes in and out */

/* Puts identification and KEXINIT into the output. */
int ssh2_transport_start(struct ssh2_transport *t);

/* Where to put received bytes: *len > 0 bytes at the result, NULL without memory (error set). The
 * space is small at first and grows while data flows. Invalidates payload views. */
uint8_t *ssh2_transport_input_space(struct ssh2_transport *t, size_t *len);
void ssh2_transport_input_filled(struct ssh2_transport *t, size_t count);

/* Tells that the peer has closed the connection, after all that came was worked on. Stores and
 * returns which failure that is: SOCKET_DISCONNECT before its identification, KEX_FAILURE before
 * its KEXINIT, KEY_EXCHANGE_FAILURE in the first key exchange, SOCKET_RECV later. */
int ssh2_transport_input_ended(struct ssh2_transport *t);

/* What waits to be sent, in one piece; empty when there is nothing. */
struct ssh2_bytes ssh2_transport_output(const struct ssh2_transport *t);
void ssh2_transport_output_sent(struct ssh2_transport *t, size_t count);

/* Gives transfer buffers back that hold nothing. */
void ssh2_transport_trim(struct ssh2_transport *t);

/* Payloads in */

/* Works on received bytes up to the next payload for the layers above. Returns 0 with *payload, a
 * view that lives until the next call of this or of ssh2_transport_input_space; EAGAIN when more
 * input is needed; else the failure that ended the connection, again on every later call.
 *
 * Key exchange, EXT_INFO and unknown messages are dealt with inside. All else that is legal comes
 * out: 1 to 4, well-formed (after a DISCONNECT every later call fails with SOCKET_DISCONNECT), and
 * 5, 6, 50 to 100 as they are. */
int ssh2_transport_next(struct ssh2_transport *t, struct ssh2_bytes *payload);

/* Whether ssh2_transport_next could do something now: a whole packet, or an unfinished step, waits. */
bool ssh2_transport_has_input(const struct ssh2_transport *t);

/* Payloads out */

/* Whether payloads may be sent now: not before keys are in use, nor while they are exchanged again
 * (RFC 4253, 7.1), nor while the output holds SSH2_OUTPUT_HIGH_WATER_BYTES or more. */
bool ssh2_transport_can_send(const struct ssh2_transport *t);

/* Whether it is the output's size, and not a key exchange, that keeps ssh2_transport_can_send false. */
bool ssh2_transport_output_is_full(const struct ssh2_transport *t);

/* Sends the payload that the parts make, one behind the other: they are encrypted from where they
 * lie into the output. EAGAIN, with nothing sent, while keys are exchanged. Who has seen
 * ssh2_transport_can_send say true may send several, which all go. INVAL for more than
 * SSH2_PARTS_MAX_COUNT parts or SSH2_PAYLOAD_MAX_BYTES (src/transport/protection.h). */
int ssh2_transport_send(struct ssh2_transport *t, const struct ssh2_bytes *parts, size_t count);

/* The same for a declared packet type. */
int ssh2_transport_send_packet(struct ssh2_transport *t, const struct ssh2_packet_type *type,
                               const void *packet);

/* For answers that a peer's message asks for: as ssh2_transport_send_packet, but kept until it may
 * be sent. Fails with PROTO and ends the connection when SSH2_POSTED_MAX_COUNT are waiting. */
int ssh2_transport_post_packet(struct ssh2_transport *t, const struct ssh2_packet_type *type,
                               const void *packet);

/* Puts a DISCONNECT into the output (allowed in every state) and ends the connection: only output
 * is served from then on. reason: SSH_DISCONNECT_*. 0 always. */
int ssh2_transport_disconnect(struct ssh2_transport *t, uint32_t reason, struct ssh2_bytes description,
                              struct ssh2_bytes language_tag);

/* Ends the connection because the layer above found a peer's message wrong: stores code and the
 * sentence, puts DISCONNECT with the given reason into the output, and returns code. */
int ssh2_transport_refuse(struct ssh2_transport *t, int code, uint32_t reason, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Begins a key exchange of our own; nothing if one is running or authentication is not over yet. */
int ssh2_transport_rekey(struct ssh2_transport *t);

/* The layers above report how far they are. CONNECTION also turns delayed compression on: a server
 * says it right behind its USERAUTH_SUCCESS, a client upon it. */
void ssh2_transport_set_stage(struct ssh2_transport *t, enum ssh2_stage stage);

/* What is known. Views live until the next key exchange, at the latest until the transport is freed. */

/* Whether the first key exchange is over, in both directions. */
bool ssh2_transport_is_established(const struct ssh2_transport *t);
bool ssh2_transport_is_dead(const struct ssh2_transport *t);

/* Name of the negotiated algorithm for a LIBSSH2_METHOD_*: static text, NULL before negotiation. With
 * an AEAD cipher the MAC is what libssh2 programs know: see docs/spec/behaviour.md. */
const char *ssh2_transport_method(const struct ssh2_transport *t, int method_type);
struct ssh2_bytes ssh2_transport_preference(const struct ssh2_transport *t, int method_type);
struct ssh2_bytes ssh2_transport_session_id(const struct ssh2_transport *t);
struct ssh2_bytes ssh2_transport_host_key(const struct ssh2_transport *t);
/* The last line received, without line ending; empty before one came. NUL follows its last byte. */
struct ssh2_bytes ssh2_transport_peer_identification(const struct ssh2_transport *t);
/* The value of EXT_INFO's server-sig-algs; data is NULL if the server sent none. RFC 8308, 3.1. */
struct ssh2_bytes ssh2_transport_server_sig_algs(const struct ssh2_transport *t);

const struct ssh2_memory *ssh2_transport_memory(const struct ssh2_transport *t);
struct ssh2_error *ssh2_transport_error(const struct ssh2_transport *t);

#endif
