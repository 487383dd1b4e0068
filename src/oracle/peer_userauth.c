/* How the peer lets its user in: RFC 4252. */
#include "src/oracle/peer.h"

#include <string.h>

#include "src/packet/userauth/signed_data_publickey.h"
#include "src/packet/userauth/userauth_banner.h"
#include "src/packet/userauth/userauth_passwd_changereq.h"
#include "src/packet/userauth/userauth_pk_ok.h"
#include "src/packet/userauth/userauth_request_password.h"
#include "src/packet/userauth/userauth_request_password_change.h"
#include "src/packet/userauth/userauth_request_publickey.h"
#include "src/packet/userauth/userauth_request_publickey_query.h"
#include "src/transport/algorithms.h"
#include "src/transport/hostkey.h"

#define SIGNED_DATA_MAX_BYTES 2048u /* a session id, the user's name and an RSA key's blob */

static bool is_text(struct ssh2_bytes bytes, const char *text)
{
    return ssh2_bytes_equal(bytes, ssh2_text(text));
}

static int refuse(struct ssh2_peer *peer)
{
    return ssh2_userauth_answer_failure(&peer->session, ssh2_text("publickey,password"), false);
}

static int post(struct ssh2_peer *peer, const struct ssh2_packet_type *type, const void *packet)
{
    return ssh2_transport_post_packet(peer->session.transport, type, packet);
}

/* Method "none", with which clients ask for the others: the banner goes ahead. */
static int answer_none(struct ssh2_peer *peer)
{
    struct ssh2_userauth_banner banner = { .message = ssh2_text(SSH2_PEER_BANNER) };
    int rc = post(peer, ssh2_userauth_banner_type(), &banner);

    return rc == 0 ? refuse(peer) : rc;
}

/* Password */

static int answer_password_change(struct ssh2_peer *peer)
{
    struct ssh2_userauth_request_password_change request;
    bool is_right = ssh2_userauth_request_password_change_parse(peer->payload, &request) == SSH2_OK &&
                    is_text(request.user_name, SSH2_PEER_EXPIRED_USER) &&
                    is_text(request.plaintext_old_password, SSH2_PEER_PASSWORD) &&
                    is_text(request.plaintext_new_password, SSH2_PEER_NEW_PASSWORD);

    return is_right ? ssh2_userauth_answer_success(&peer->session) : refuse(peer);
}

static int answer_password(struct ssh2_peer *peer)
{
    struct ssh2_userauth_request_password request;
    struct ssh2_userauth_passwd_changereq demand = { .prompt = ssh2_text("It has expired.") };

    if (ssh2_userauth_request_password_parse(peer->payload, &request) != SSH2_OK)
        return answer_password_change(peer);
    if (!is_text(request.plaintext_password, SSH2_PEER_PASSWORD))
        return refuse(peer);
    if (is_text(request.user_name, SSH2_PEER_EXPIRED_USER))
        return post(peer, ssh2_userauth_passwd_changereq_type(), &demand);
    return is_text(request.user_name, SSH2_PEER_USER)
               ? ssh2_userauth_answer_success(&peer->session)
               : refuse(peer);
}

/* Public key */

/* Whether the signature is the user's key's of just this request in just this session. */
static bool is_signed(struct ssh2_peer *peer, const struct ssh2_userauth_request_publickey *request)
{
    struct ssh2_signed_data_publickey data = {
        .session_identifier = ssh2_transport_session_id(peer->session.transport),
        .user_name = request->user_name,
        .service_name = request->service_name,
        .public_key_algorithm_name = request->public_key_algorithm_name,
        .public_key_blob = request->public_key_blob,
    };
    uint8_t bytes[SIGNED_DATA_MAX_BYTES];
    struct ssh2_writer w = ssh2_writer(bytes, sizeof(bytes));
    const struct ssh2_algorithm *algorithm =
        ssh2_algorithm_find(SSH2_ALGORITHM_HOST_KEY, request->public_key_algorithm_name);

    ssh2_signed_data_publickey_write(&w, &data);
    return algorithm != NULL && w.status == SSH2_OK &&
           ssh2_hostkey_verify(peer->session.memory, &peer->error, algorithm,
                               request->public_key_blob, request->signature,
                               ssh2_written(&w)) == 0;
}

static bool may_use(const struct ssh2_peer *peer, struct ssh2_bytes user_name, struct ssh2_bytes blob)
{
    return is_text(user_name, SSH2_PEER_USER) && peer->settings.user_key.len > 0 &&
           ssh2_bytes_equal(blob, peer->settings.user_key);
}

static int answer_query(struct ssh2_peer *peer)
{
    struct ssh2_userauth_request_publickey_query query;

    if (ssh2_userauth_request_publickey_query_parse(peer->payload, &query) != SSH2_OK ||
        !may_use(peer, query.user_name, query.public_key_blob))
        return refuse(peer);

    struct ssh2_userauth_pk_ok ok = {
        .public_key_algorithm_name = query.public_key_algorithm_name,
        .public_key_blob = query.public_key_blob,
    };

    return post(peer, ssh2_userauth_pk_ok_type(), &ok);
}

static int answer_publickey(struct ssh2_peer *peer)
{
    struct ssh2_userauth_request_publickey request;

    if (ssh2_userauth_request_publickey_parse(peer->payload, &request) != SSH2_OK)
        return answer_query(peer);
    return may_use(peer, request.user_name, request.public_key_blob) && is_signed(peer, &request)
               ? ssh2_userauth_answer_success(&peer->session)
               : refuse(peer);
}

int ssh2_peer_on_userauth(void *context, const struct ssh2_userauth_request *request)
{
    struct ssh2_peer *peer = context;

    if (is_text(request->method_name, "none"))
        return answer_none(peer);
    if (is_text(request->method_name, "password"))
        return answer_password(peer);
    if (is_text(request->method_name, "publickey"))
        return answer_publickey(peer);
    return refuse(peer);
}
