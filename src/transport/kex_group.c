/* Groups that are not agreed beforehand: the client asks for a size, the server names a group.
 * RFC 4419, section 3. */
#include "src/transport/kex_run_parts.h"

#include <string.h>

#include "src/packet/kex/exchange_hash_gex.h"
#include "src/packet/kex/kex_dh_gex_group.h"
#include "src/packet/kex/kex_dh_gex_request.h"
#include "src/transport/hash_packet.h"

#define GROUP_MIN_BITS 2048u       /* RFC 8270, section 2 */
#define GROUP_PREFERRED_BITS 4096u /* as libssh2 */

static const uint8_t generator[] = { 2 }; /* of all built-in groups */

static int keep_group(struct ssh2_kex_run *run, struct ssh2_bytes p, struct ssh2_bytes g)
{
    uint8_t *memory = ssh2_alloc(run->setup.memory, p.len + g.len);

    if (memory == NULL)
        return ssh2_fail_memory(run->setup.error, "the server's group");
    memcpy(memory, p.data, p.len);
    memcpy(memory + p.len, g.data, g.len);
    run->group.memory = memory;
    run->group.p = ssh2_bytes(memory, p.len);
    run->group.g = ssh2_bytes(memory + p.len, g.len);
    return 0;
}

/* --- client --------------------------------------------------------------------------------- */

int ssh2_kex_group_request(struct ssh2_kex_run *run, struct ssh2_bytes *message)
{
    struct ssh2_kex_dh_gex_request request = { .min = GROUP_MIN_BITS,
                                               .n = GROUP_PREFERRED_BITS,
                                               .max = SSH2_KEX_DH_MAX_BITS };

    run->group.min = request.min;
    run->group.n = request.n;
    run->group.max = request.max;
    return ssh2_kex_run_make(run, ssh2_kex_dh_gex_request_type(), &request, message);
}

/* Threats K15 and K17: the group is judged before anything is computed in it. */
static int take_group(struct ssh2_kex_run *run, struct ssh2_bytes message)
{
    struct ssh2_kex_dh_gex_group group;
    int failure = ssh2_kex_run_parse(run, ssh2_kex_dh_gex_group_type(), message, &group);

    if (failure != 0)
        return failure;

    enum ssh2_crypto_status status =
        ssh2_kex_generate_dh(run->setup.memory, group.p, group.g, GROUP_MIN_BITS, &run->key);

    if (status != SSH2_CRYPTO_OK)
        return ssh2_kex_run_fail(run, status,
                                 status == SSH2_CRYPTO_BAD_VALUE
                                     ? "the server's group is not one of 2048 to 8192 bits"
                                     : "the crypto library could not make a key in the group");
    return keep_group(run, group.p, group.g);
}

/* --- server --------------------------------------------------------------------------------- */

static const struct {
    enum ssh2_kex_kind kind;
    uint32_t bits;
} groups[] = {
    { SSH2_KEX_DH_GROUP14, 2048 }, { SSH2_KEX_DH_GROUP15, 3072 }, { SSH2_KEX_DH_GROUP16, 4096 },
    { SSH2_KEX_DH_GROUP17, 6144 }, { SSH2_KEX_DH_GROUP18, 8192 },
};

#define GROUP_COUNT (sizeof(groups) / sizeof(groups[0]))

/* The smallest that is as large as preferred, else the largest that is allowed; GROUP_COUNT when
 * none is. */
static size_t choose_group(const struct ssh2_kex_dh_gex_request *request)
{
    size_t best = GROUP_COUNT;

    for (size_t i = 0; i < GROUP_COUNT; i++) {
        bool is_allowed = groups[i].bits >= request->min && groups[i].bits <= request->max;
        bool is_enough = best < GROUP_COUNT && groups[best].bits >= request->n;

        if (is_allowed && !is_enough)
            best = i;
    }
    return best;
}

static int give_group(struct ssh2_kex_run *run, enum ssh2_kex_kind kind, struct ssh2_bytes *answer)
{
    uint8_t prime[SSH2_KEX_VALUE_MAX_BYTES];
    struct ssh2_kex_dh_gex_group group = {
        .p = ssh2_bytes(prime, ssh2_kex_dh_prime(kind, prime)),
        .g = ssh2_bytes(generator, sizeof(generator)),
    };
    enum ssh2_crypto_status status =
        ssh2_kex_generate(run->setup.memory, kind, SSH2_KEX_RESPONDER, &run->key);

    if (status != SSH2_CRYPTO_OK || group.p.len == 0)
        return ssh2_kex_run_fail(run, status, "the crypto library could not make a key pair");

    int failure = keep_group(run, group.p, group.g);

    return failure != 0 ? failure
                        : ssh2_kex_run_make(run, ssh2_kex_dh_gex_group_type(), &group, answer);
}

static int answer_request(struct ssh2_kex_run *run, struct ssh2_bytes message,
                          struct ssh2_bytes *answer)
{
    struct ssh2_kex_dh_gex_request request;
    int failure = ssh2_kex_run_parse(run, ssh2_kex_dh_gex_request_type(), message, &request);

    if (failure != 0)
        return failure;

    bool is_ordered = request.min <= request.n && request.n <= request.max;
    size_t chosen = is_ordered ? choose_group(&request) : GROUP_COUNT;

    if (chosen == GROUP_COUNT)
        return ssh2_fail(run->setup.error, LIBSSH2_ERROR_KEX_FAILURE,
                         "%s: no group of %u to %u bits, %u preferred", run->setup.kex->name,
                         (unsigned)request.min, (unsigned)request.max, (unsigned)request.n);
    run->group.min = request.min;
    run->group.n = request.n;
    run->group.max = request.max;
    return give_group(run, groups[chosen].kind, answer);
}

/* --- either --------------------------------------------------------------------------------- */

int ssh2_kex_group_receive(struct ssh2_kex_run *run, struct ssh2_bytes message,
                           struct ssh2_bytes *answer)
{
    return run->setup.role == SSH2_CLIENT ? take_group(run, message)
                                          : answer_request(run, message, answer);
}

bool ssh2_kex_group_hash(const struct ssh2_kex_run *run, struct ssh2_hash *hash,
                         const struct ssh2_kex_hash_fields *fields)
{
    const struct ssh2_exchange_hash_gex all = {
        .v_c = fields->v_c,
        .v_s = fields->v_s,
        .i_c = fields->i_c,
        .i_s = fields->i_s,
        .k_s = fields->k_s,
        .min = run->group.min,
        .n = run->group.n,
        .max = run->group.max,
        .p = run->group.p,
        .g = run->group.g,
        .e = fields->client_public,
        .f = fields->server_public,
        .k = fields->k,
    };

    return ssh2_hash_packet(hash, ssh2_exchange_hash_gex_type(), &all);
}
