/* A conversation with a server's publickey subsystem, over a channel of its own: the keys that may
 * log in to the account. RFC 4819. Sans-I/O. Functions called steps say LIBSSH2_ERROR_EAGAIN until
 * they are done and are then called again with the same arguments.
 *
 * What the server gets wrong ends the conversation, not the connection: from then on every request
 * fails with the sentence that says what it was. */
#ifndef SSH2_PUBLICKEY_PUBLICKEY_H
#define SSH2_PUBLICKEY_PUBLICKEY_H

#include <stdbool.h>
#include <stdint.h>

#include "include/libssh2_publickey.h"
#include "src/session/exchange.h"
#include "src/session/session.h"
#include "src/wire/bytes.h"
#include "src/wire/packet.h"

#define SSH2_PUBLICKEY_PART_MAX_BYTES 40000u      /* as libssh2: of anything that is sent */
#define SSH2_PUBLICKEY_KEYS_MAX_COUNT 65536u      /* ours: more than any account has */
#define SSH2_PUBLICKEY_LIST_MAX_BYTES (16u << 20) /* ours: what a list may cost us (threat O7) */

/* A packet that arrives, its length in front. */
struct ssh2_publickey_input {
    uint8_t length[4];
    size_t length_filled;
    uint8_t *packet; /* NULL before its length is known */
    size_t len, filled;
};

/* A request that leaves, its length in front. */
struct ssh2_publickey_output {
    uint8_t *data; /* NULL: there is none */
    size_t len, sent;
};

/* The keys that have been listed so far. */
struct ssh2_publickey_keys {
    libssh2_publickey_list *entries; /* ends with one that is all zero; NULL: none yet */
    size_t count, capacity;
    size_t cost; /* bytes that all of it takes */
};

struct ssh2_publickey {
    struct ssh2_session *session;
    struct ssh2_channel *channel; /* ours */
    bool version_sent;
    uint32_t version;        /* the one that is spoken; 0 before that is known */
    struct ssh2_error fault; /* why the conversation is over; code 0 while it is not */
    bool is_refusal;         /* the last failure is a status of the server's */
    struct ssh2_exchange exchange;
    struct ssh2_publickey_input input;
    struct ssh2_publickey_output output;
    struct ssh2_publickey_keys keys;
};

struct ssh2_publickey_key {
    struct ssh2_bytes name; /* the algorithm's */
    struct ssh2_bytes blob;
};

/* Begin and end */

/* A conversation over a confirmed channel, which it owns from then on. It is freed with the
 * channel, whoever frees that, or by ssh2_publickey_free. NULL without memory: the channel is
 * abandoned. */
struct ssh2_publickey *ssh2_publickey_new(struct ssh2_channel *channel);

/* A step: asks for the subsystem and tells our version, both at once. CHANNEL_FAILURE if the server
 * does not have it, PUBLICKEY_PROTOCOL if no version suits both. */
int ssh2_publickey_start(struct ssh2_publickey *pk);

/* Abandons the channel. */
void ssh2_publickey_free(struct ssh2_publickey *pk);

/* Requests. Steps, of which one is under way at a time (BAD_USE); RFC 4819, section 3.2.
 * PUBLICKEY_PROTOCOL when the server says no, with is_refusal, and when it does not speak as it
 * should. */

/* OUT_OF_BOUNDARY for a part that is too long, and for too many attributes. In version 1 only a
 * comment can be sent: another attribute is left out, or refused if it is mandatory. */
int ssh2_publickey_add(struct ssh2_publickey *pk, const struct ssh2_publickey_key *key,
                       bool overwrite, const libssh2_publickey_attribute *attributes, size_t count);

int ssh2_publickey_remove(struct ssh2_publickey *pk, const struct ssh2_publickey_key *key);

/* *list is the caller's, to be freed by ssh2_publickey_list_free; NULL for no keys. */
int ssh2_publickey_list(struct ssh2_publickey *pk, libssh2_publickey_list **list, size_t *count);

void ssh2_publickey_list_free(const struct ssh2_memory *memory, libssh2_publickey_list *list);

/* For the files of this folder */

/* Ends the conversation because of the server. Returns PUBLICKEY_PROTOCOL. */
int ssh2_publickey_refuse(struct ssh2_publickey *pk, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Why nothing can be asked any more: the fault. 0 if all is well. */
int ssh2_publickey_check(struct ssh2_publickey *pk);

/* Makes a request; ALLOC. */
int ssh2_publickey_put(struct ssh2_publickey *pk, const struct ssh2_packet_type *type,
                       const void *packet);

/* A step: sends what was put. */
int ssh2_publickey_send(struct ssh2_publickey *pk);

/* A step: the next packet, which stays in the input until ssh2_publickey_drop. */
int ssh2_publickey_receive(struct ssh2_publickey *pk, struct ssh2_bytes *packet);
void ssh2_publickey_drop(struct ssh2_publickey *pk);

/* Parses what the server sent. What is malformed ends the conversation. */
int ssh2_publickey_parse(struct ssh2_publickey *pk, const struct ssh2_packet_type *type,
                         struct ssh2_bytes packet, void *out);

/* Whether the packet is a response of that name. */
bool ssh2_publickey_is(struct ssh2_bytes packet, const char *name);

/* The packet has to be a status: 0 for success; for anything else the failure, in which what was
 * asked for is named. */
int ssh2_publickey_on_status(struct ssh2_publickey *pk, const char *what, struct ssh2_bytes packet);

/* Adds the key in the packet, which lies in the input and is taken out of it. */
int ssh2_publickey_keys_add(struct ssh2_publickey *pk, struct ssh2_bytes packet);

#endif
