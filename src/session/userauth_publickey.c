/* Method "publickey": RFC 4252, section 7. */
#include "src/session/userauth.h"

#include "src/packet/userauth/signed_data_publickey.h"
#include "src/packet/userauth/userauth_pk_ok.h"
#include "src/packet/userauth/userauth_request_publickey.h"
#include "src/packet/userauth/userauth_request_publickey_query.h"
#include "src/session/session.h"

/* Asking whether the key would do */

static int check_pk_ok(struct ssh2_session *s, struct ssh2_bytes answer, struct ssh2_bytes public_key)
{
    struct ssh2_userauth_pk_ok ok;
    int rc = ssh2_session_parse(s, ssh2_userauth_pk_ok_type(), answer, &ok);

    if (rc == 0 && !ssh2_bytes_equal(ok.public_key_blob, public_key)) /* threat A9 */
        rc = ssh2_session_refuse(s, "the server accepts a key that was not offered");
    return rc;
}

static int query(struct ssh2_session *s, struct ssh2_bytes user_name, struct ssh2_bytes algorithm,
                 struct ssh2_bytes public_key)
{
    struct ssh2_userauth_request_publickey_query request = {
        .user_name = user_name,
        .service_name = ssh2_text("ssh-connection"),
        .public_key_algorithm_name = algorithm,
        .public_key_blob = public_key,
    };
    struct ssh2_bytes answer;
    int rc = ssh2_userauth_ask(s, ssh2_userauth_request_publickey_query_type(), &request, &answer);

    if (rc == 0 && answer.len > 0) {
        rc = check_pk_ok(s, answer, public_key);
        ssh2_userauth_continue(s);
    }
    return rc;
}

/* Signing */

static int make_signature(struct ssh2_session *s, struct ssh2_bytes user_name,
                          struct ssh2_bytes algorithm, struct ssh2_bytes public_key,
                          const struct ssh2_signer *signer, struct ssh2_bytes *signature)
{
    struct ssh2_signed_data_publickey data = {
        .session_identifier = ssh2_transport_session_id(s->transport),
        .user_name = user_name,
        .service_name = ssh2_text("ssh-connection"),
        .public_key_algorithm_name = algorithm,
        .public_key_blob = public_key,
    };

    return ssh2_userauth_sign(s, signer, algorithm, ssh2_signed_data_publickey_type(), &data,
                              signature);
}

static int ask_signed(struct ssh2_session *s, struct ssh2_bytes user_name,
                      struct ssh2_bytes algorithm, struct ssh2_bytes public_key,
                      struct ssh2_bytes signature)
{
    struct ssh2_userauth_request_publickey request = {
        .user_name = user_name,
        .service_name = ssh2_text("ssh-connection"),
        .public_key_algorithm_name = algorithm,
        .public_key_blob = public_key,
        .signature = signature,
    };
    struct ssh2_bytes answer;
    int rc = ssh2_userauth_ask(s, ssh2_userauth_request_publickey_type(), &request, &answer);

    if (rc == 0 && answer.len > 0)
        return ssh2_session_refuse(s, "message %u in answer to a signature", answer.data[0]);
    return rc;
}

/* A refused signature is the signature's fault only if the server had accepted the key before.
 * Programs know a success that is not enough by the same code. */
static int refused(struct ssh2_session *s, const struct ssh2_signer *signer)
{
    if (signer->in_hand && !s->userauth.partial_success)
        return LIBSSH2_ERROR_AUTHENTICATION_FAILED;
    s->error->code = LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED;
    return s->error->code;
}

static int sign_and_ask(struct ssh2_session *s, struct ssh2_bytes user_name,
                        struct ssh2_bytes algorithm, struct ssh2_bytes public_key,
                        const struct ssh2_signer *signer)
{
    struct ssh2_bytes signature = { NULL, 0 };
    const struct ssh2_exchange *x = &s->userauth.exchange;
    int rc = 0;

    if (!ssh2_transport_can_send(s->transport) && x->state == SSH2_EXCHANGE_IDLE)
        return LIBSSH2_ERROR_EAGAIN; /* a signature is made once, when it can go out */
    if (x->state == SSH2_EXCHANGE_IDLE)
        rc = make_signature(s, user_name, algorithm, public_key, signer, &signature);
    if (rc != 0)
        return rc;
    rc = ask_signed(s, user_name, algorithm, public_key, signature);
    ssh2_free(s->memory, (void *)(uintptr_t)signature.data);
    return rc == LIBSSH2_ERROR_AUTHENTICATION_FAILED ? refused(s, signer) : rc;
}

static bool is_signing(const struct ssh2_session *s)
{
    return s->userauth.key_accepted ||
           s->userauth.exchange.operation == ssh2_userauth_request_publickey_type();
}

int ssh2_userauth_publickey(struct ssh2_session *s, struct ssh2_bytes user_name,
                            struct ssh2_bytes public_key, const struct ssh2_signer *signer)
{
    struct ssh2_bytes algorithm = ssh2_userauth_algorithm(s, public_key);

    if (algorithm.len == 0)
        return s->error->code;
    if (!signer->in_hand && !is_signing(s)) {
        int rc = query(s, user_name, algorithm, public_key);

        if (rc != 0 || s->userauth.authenticated)
            return rc;
        s->userauth.key_accepted = true;
    }

    int rc = sign_and_ask(s, user_name, algorithm, public_key, signer);

    if (rc != LIBSSH2_ERROR_EAGAIN)
        s->userauth.key_accepted = false;
    return rc;
}
