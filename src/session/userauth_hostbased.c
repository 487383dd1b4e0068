/* Method "hostbased": RFC 4252, section 9. */
#include "src/session/userauth.h"

#include "src/packet/userauth/signed_data_hostbased.h"
#include "src/packet/userauth/userauth_request_hostbased.h"
#include "src/session/session.h"

static int make_signature(struct ssh2_session *s, const struct ssh2_hostbased *claim,
                          struct ssh2_bytes algorithm, const struct ssh2_signer *signer,
                          struct ssh2_bytes *signature)
{
    struct ssh2_signed_data_hostbased data = {
        .session_identifier = ssh2_transport_session_id(s->transport),
        .message_number = SSH_MSG_USERAUTH_REQUEST,
        .user_name = claim->user_name,
        .service_name = ssh2_text("ssh-connection"),
        .public_key_algorithm = algorithm,
        .host_key_and_certificates = claim->host_key,
        .client_host_name_fqdn = claim->host_name,
        .client_user_name = claim->client_user_name,
    };

    return ssh2_userauth_sign(s, signer, algorithm, ssh2_signed_data_hostbased_type(), &data,
                              signature);
}

static int ask(struct ssh2_session *s, const struct ssh2_hostbased *claim,
               struct ssh2_bytes algorithm, struct ssh2_bytes signature)
{
    struct ssh2_userauth_request_hostbased request = {
        .user_name = claim->user_name,
        .service_name = ssh2_text("ssh-connection"),
        .public_key_algorithm = algorithm,
        .host_key_and_certificates = claim->host_key,
        .client_host_name_fqdn = claim->host_name,
        .client_user_name = claim->client_user_name,
        .signature = signature,
    };
    struct ssh2_bytes answer;
    int rc = ssh2_userauth_ask(s, ssh2_userauth_request_hostbased_type(), &request, &answer);

    if (rc == 0 && answer.len > 0)
        return ssh2_session_refuse(s, "message %u in answer to a host's signature",
                                   (unsigned)answer.data[0]);
    if (rc == LIBSSH2_ERROR_AUTHENTICATION_FAILED)
        rc = s->error->code = LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED; /* programs know it so */
    return rc;
}

int ssh2_userauth_hostbased(struct ssh2_session *s, const struct ssh2_hostbased *claim,
                            const struct ssh2_signer *signer)
{
    struct ssh2_bytes algorithm = ssh2_userauth_algorithm(s, claim->host_key);
    struct ssh2_bytes signature = { NULL, 0 };
    bool is_idle = s->userauth.exchange.state == SSH2_EXCHANGE_IDLE;
    int rc = 0;

    if (algorithm.len == 0)
        return s->error->code;
    if (is_idle && !ssh2_transport_can_send(s->transport))
        return LIBSSH2_ERROR_EAGAIN; /* a signature is made once, when it can go out */
    if (is_idle)
        rc = make_signature(s, claim, algorithm, signer, &signature);
    if (rc == 0)
        rc = ask(s, claim, algorithm, signature);
    ssh2_free(s->memory, (void *)(uintptr_t)signature.data);
    return rc;
}
