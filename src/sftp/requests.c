#include "src/sftp/requests.h"

#include <string.h>

#define FIRST_COUNT 16u

static int drop_reply(struct ssh2_sftp *sftp, const struct ssh2_sftp_request *request,
                      struct ssh2_bytes packet)
{
    (void)sftp;
    (void)request;
    (void)packet;
    return 0;
}

static int drop_begin(struct ssh2_sftp *sftp, const struct ssh2_sftp_request *request, uint32_t len)
{
    (void)sftp;
    (void)request;
    (void)len;
    return 0;
}

static int drop_end(struct ssh2_sftp *sftp, const struct ssh2_sftp_request *request)
{
    (void)sftp;
    (void)request;
    return 0;
}

const struct ssh2_sftp_receiver ssh2_sftp_nobody = { drop_reply, drop_begin, drop_reply, drop_end };

static struct ssh2_sftp_request *place_of(const struct ssh2_sftp_requests *requests, uint32_t id)
{
    return &requests->places[id & (requests->capacity - 1)];
}

void ssh2_sftp_requests_free(struct ssh2_sftp_requests *requests, const struct ssh2_memory *memory)
{
    ssh2_free(memory, requests->places);
    memset(requests, 0, sizeof(*requests));
}

bool ssh2_sftp_requests_are_full(const struct ssh2_sftp_requests *requests)
{
    return requests->count == SSH2_SFTP_REQUESTS_MAX_COUNT;
}

/* Ids that differ in their low bits differ in one bit more, too: none loses its place. */
static int grow(struct ssh2_sftp_requests *requests, const struct ssh2_memory *memory)
{
    struct ssh2_sftp_requests larger = *requests;

    larger.capacity = requests->capacity == 0 ? FIRST_COUNT : 2 * requests->capacity;
    larger.places = ssh2_calloc(memory, larger.capacity, sizeof(larger.places[0]));
    if (larger.places == NULL)
        return -1;
    for (uint32_t i = 0; i < requests->capacity; i++)
        if (requests->places[i].receiver != NULL)
            *place_of(&larger, requests->places[i].id) = requests->places[i];
    ssh2_free(memory, requests->places);
    *requests = larger;
    return 0;
}

struct ssh2_sftp_request *ssh2_sftp_requests_add(struct ssh2_sftp_requests *requests,
                                                 const struct ssh2_memory *memory)
{
    if (requests->count == requests->capacity && grow(requests, memory) != 0)
        return NULL;
    /* A request that is slow to be answered is passed by: there is a free place. */
    while (place_of(requests, requests->next_id)->receiver != NULL)
        requests->next_id++;

    struct ssh2_sftp_request *request = place_of(requests, requests->next_id);

    request->id = requests->next_id++;
    request->receiver = &ssh2_sftp_nobody;
    requests->count++;
    return request;
}

struct ssh2_sftp_request *ssh2_sftp_requests_find(const struct ssh2_sftp_requests *requests,
                                                  uint32_t id)
{
    if (requests->capacity == 0)
        return NULL;

    struct ssh2_sftp_request *request = place_of(requests, id);

    return request->receiver != NULL && request->id == id ? request : NULL;
}

void ssh2_sftp_requests_remove(struct ssh2_sftp_requests *requests,
                               struct ssh2_sftp_request *request)
{
    memset(request, 0, sizeof(*request));
    requests->count--;
}

void ssh2_sftp_requests_put_back(struct ssh2_sftp_requests *requests,
                                 const struct ssh2_sftp_request *request)
{
    *place_of(requests, request->id) = *request;
    requests->count++;
}

void ssh2_sftp_requests_disown(struct ssh2_sftp_requests *requests, const void *owner)
{
    for (uint32_t i = 0; i < requests->capacity; i++) {
        struct ssh2_sftp_request *request = &requests->places[i];

        if (request->receiver != NULL && request->owner == owner) {
            request->receiver = &ssh2_sftp_nobody;
            request->owner = NULL;
        }
    }
}
