/* Requests that have no reply yet, found by their id without a search: a request's place is the low
 * bits of its id. Places are used again. */
#ifndef SSH2_SFTP_REQUESTS_H
#define SSH2_SFTP_REQUESTS_H

#include <stdbool.h>
#include <stdint.h>

#include "src/crypto/memory.h"
#include "src/wire/bytes.h"

#define SSH2_SFTP_REQUESTS_MAX_COUNT 4096u /* ours: 128 MiB in requests of 32 KiB */

struct ssh2_sftp;
struct ssh2_sftp_request;

/* What becomes of the replies to a kind of request. Anything but 0 ends the conversation. */
struct ssh2_sftp_receiver {
    /* A reply other than SSH_FXP_DATA, type first: the request is over. */
    int (*reply)(struct ssh2_sftp *sftp, const struct ssh2_sftp_request *request,
                 struct ssh2_bytes packet);
    /* SSH_FXP_DATA, which comes in pieces. NULL: such a reply is wrong. */
    int (*data_begin)(struct ssh2_sftp *sftp, const struct ssh2_sftp_request *request, uint32_t len);
    int (*data)(struct ssh2_sftp *sftp, const struct ssh2_sftp_request *request,
                struct ssh2_bytes piece);
    int (*data_end)(struct ssh2_sftp *sftp, const struct ssh2_sftp_request *request);
};

/* Nobody waits any more: takes every reply and does nothing. */
extern const struct ssh2_sftp_receiver ssh2_sftp_nobody;

struct ssh2_sftp_request {
    uint32_t id;
    uint32_t tag; /* the owner's */
    const struct ssh2_sftp_receiver *receiver; /* NULL: a free place */
    void *owner;
};

struct ssh2_sftp_requests {
    struct ssh2_sftp_request *places;
    uint32_t capacity; /* 0 or a power of 2 */
    uint32_t count;
    uint32_t next_id;
};

void ssh2_sftp_requests_free(struct ssh2_sftp_requests *requests, const struct ssh2_memory *memory);

/* Whether all SSH2_SFTP_REQUESTS_MAX_COUNT places are taken. */
bool ssh2_sftp_requests_are_full(const struct ssh2_sftp_requests *requests);

/* A place with an id of its own, for the caller to fill in the rest; NULL without memory. They must
 * not be full. */
struct ssh2_sftp_request *ssh2_sftp_requests_add(struct ssh2_sftp_requests *requests,
                                                 const struct ssh2_memory *memory);

/* The request with this id, or NULL. */
struct ssh2_sftp_request *ssh2_sftp_requests_find(const struct ssh2_sftp_requests *requests,
                                                  uint32_t id);

void ssh2_sftp_requests_remove(struct ssh2_sftp_requests *requests,
                               struct ssh2_sftp_request *request);

/* The request, just removed, waits on: there is one more reply to come. */
void ssh2_sftp_requests_put_back(struct ssh2_sftp_requests *requests,
                                 const struct ssh2_sftp_request *request);

/* The owner will not be there when its replies come. Looks at all places: not for every request. */
void ssh2_sftp_requests_disown(struct ssh2_sftp_requests *requests, const void *owner);

#endif
