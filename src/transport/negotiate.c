#include "src/transport/negotiate.h"

#include <string.h>

#include "src/wire/text.h"

#define LIST_SHOWN_BYTES 200 /* ours: two lists and the words around them fit the error slot */

struct negotiation {
    struct ssh2_error *error;
    enum ssh2_role role;
};

/* One direction's lists. */
struct direction {
    const char *name;
    struct ssh2_bytes ciphers, macs, compressions;
};

static struct direction client_to_server(const struct ssh2_kexinit *k)
{
    return (struct direction){ "client to server", k->encryption_algorithms_client_to_server,
                               k->mac_algorithms_client_to_server,
                               k->compression_algorithms_client_to_server };
}

static struct direction server_to_client(const struct ssh2_kexinit *k)
{
    return (struct direction){ "server to client", k->encryption_algorithms_server_to_client,
                               k->mac_algorithms_server_to_client,
                               k->compression_algorithms_server_to_client };
}

/* What is in both lists was offered by us: a peer cannot talk us into anything else (threat K4).
 * One of the lists is ours and short, so the work grows with the length of the peer's alone
 * (threat K2). */
static const struct ssh2_algorithm *
first_common(enum ssh2_algorithm_kind kind, struct ssh2_bytes clients, struct ssh2_bytes servers)
{
    struct ssh2_bytes name;

    while (ssh2_name_list_next(&clients, &name)) {
        const struct ssh2_algorithm *algorithm = ssh2_algorithm_find(kind, name);

        if (algorithm != NULL && ssh2_name_list_has(servers, name))
            return algorithm;
    }
    return NULL;
}

static const struct ssh2_algorithm *choose(const struct negotiation *n,
                                           enum ssh2_algorithm_kind kind, struct ssh2_bytes ours,
                                           struct ssh2_bytes peers)
{
    return n->role == SSH2_CLIENT ? first_common(kind, ours, peers)
                                  : first_common(kind, peers, ours);
}

static int shown(struct ssh2_bytes list)
{
    return list.len < LIST_SHOWN_BYTES ? (int)list.len : LIST_SHOWN_BYTES;
}

static int nothing_in_common(const struct negotiation *n, const char *what, const char *direction,
                             struct ssh2_bytes ours, struct ssh2_bytes peers)
{
    return ssh2_fail(
        n->error, LIBSSH2_ERROR_KEX_FAILURE, "no common %s%s%s: we offer %.*s; the %s offers %.*s",
        what, direction == NULL ? "" : " from ", direction == NULL ? "" : direction, shown(ours),
        (const char *)ours.data, n->role == SSH2_CLIENT ? "server" : "client", shown(peers),
        (const char *)peers.data);
}

static int agree_direction(const struct negotiation *n, const struct direction *ours,
                           const struct direction *peers, struct ssh2_agreed_direction *out)
{
    out->cipher = choose(n, SSH2_ALGORITHM_CIPHER, ours->ciphers, peers->ciphers);
    if (out->cipher == NULL)
        return nothing_in_common(n, "cipher", ours->name, ours->ciphers, peers->ciphers);

    /* An AEAD cipher is its own MAC: OpenSSH's PROTOCOL, 1.6. */
    out->mac = choose(n, SSH2_ALGORITHM_MAC, ours->macs, peers->macs);
    if (out->mac == NULL && out->cipher->cipher.protection == SSH2_PROTECTION_CIPHER_AND_MAC)
        return nothing_in_common(n, "MAC", ours->name, ours->macs, peers->macs);

    out->compression =
        choose(n, SSH2_ALGORITHM_COMPRESSION, ours->compressions, peers->compressions);
    if (out->compression == NULL)
        return nothing_in_common(n, "compression", ours->name, ours->compressions,
                                 peers->compressions);
    return 0;
}

static int agree(const struct negotiation *n, const struct ssh2_kexinit *ours,
                 const struct ssh2_kexinit *peers, struct ssh2_agreed *out)
{
    struct direction our_direction = client_to_server(ours);
    struct direction peers_direction = client_to_server(peers);

    out->kex = choose(n, SSH2_ALGORITHM_KEX, ours->kex_algorithms, peers->kex_algorithms);
    if (out->kex == NULL)
        return nothing_in_common(n, "key exchange method", NULL, ours->kex_algorithms,
                                 peers->kex_algorithms);
    /* Every method here needs a host key that signs, and every host key here does. */
    out->host_key = choose(n, SSH2_ALGORITHM_HOST_KEY, ours->server_host_key_algorithms,
                           peers->server_host_key_algorithms);
    if (out->host_key == NULL)
        return nothing_in_common(n, "host key algorithm", NULL, ours->server_host_key_algorithms,
                                 peers->server_host_key_algorithms);

    int failure = agree_direction(n, &our_direction, &peers_direction, &out->client_to_server);
    if (failure != 0)
        return failure;
    our_direction = server_to_client(ours);
    peers_direction = server_to_client(peers);
    return agree_direction(n, &our_direction, &peers_direction, &out->server_to_client);
}

static bool same_first_name(struct ssh2_bytes a, struct ssh2_bytes b)
{
    struct ssh2_bytes first_a = { 0 }, first_b = { 0 };

    ssh2_name_list_next(&a, &first_a);
    ssh2_name_list_next(&b, &first_b);
    return ssh2_bytes_equal(first_a, first_b);
}

/* RFC 4253, section 7.1: a guess is right when both sides like the same method and the same host
 * key algorithm best. */
static bool guess_is_right(const struct ssh2_kexinit *ours, const struct ssh2_kexinit *peers)
{
    return same_first_name(ours->kex_algorithms, peers->kex_algorithms) &&
           same_first_name(ours->server_host_key_algorithms, peers->server_host_key_algorithms);
}

int ssh2_negotiate(struct ssh2_error *error, enum ssh2_role role, const struct ssh2_kexinit *ours,
                   const struct ssh2_kexinit *peers, struct ssh2_agreed *out)
{
    const struct negotiation n = { error, role };

    memset(out, 0, sizeof(*out));
    int failure = agree(&n, ours, peers, out);
    if (failure != 0) {
        memset(out, 0, sizeof(*out));
        return failure;
    }
    out->drop_peers_guess = peers->first_kex_packet_follows && !guess_is_right(ours, peers);
    return 0;
}

struct ssh2_peer_markers ssh2_peer_markers(enum ssh2_role role, const struct ssh2_kexinit *peers)
{
    const enum ssh2_role peers_role = role == SSH2_CLIENT ? SSH2_SERVER : SSH2_CLIENT;
    struct ssh2_bytes markers = ssh2_kex_markers(peers_role);
    struct ssh2_bytes ext_info = { 0 }, strict_kex = { 0 };

    ssh2_name_list_next(&markers, &ext_info);
    ssh2_name_list_next(&markers, &strict_kex);
    return (struct ssh2_peer_markers){
        .strict_kex = ssh2_name_list_has(peers->kex_algorithms, strict_kex),
        .ext_info = ssh2_name_list_has(peers->kex_algorithms, ext_info),
    };
}
