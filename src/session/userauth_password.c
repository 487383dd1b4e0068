/* Method "password": RFC 4252, section 8. */
#include "src/session/userauth.h"

#include "src/packet/userauth/userauth_passwd_changereq.h"
#include "src/packet/userauth/userauth_request_password.h"
#include "src/packet/userauth/userauth_request_password_change.h"
#include "src/session/session.h"

static int ask_password(struct ssh2_session *s, struct ssh2_bytes user_name,
                        struct ssh2_bytes password, struct ssh2_bytes *answer)
{
    struct ssh2_userauth_request_password request = {
        .user_name = user_name,
        .service_name = ssh2_text("ssh-connection"),
        .plaintext_password = password,
    };

    return ssh2_userauth_ask(s, ssh2_userauth_request_password_type(), &request, answer);
}

/* The changed password goes out once: it is wiped as soon as it has been encrypted. */
static int send_change(struct ssh2_session *s, struct ssh2_bytes user_name, struct ssh2_bytes old,
                       struct ssh2_bytes new, struct ssh2_bytes *answer)
{
    struct ssh2_userauth_request_password_change request = {
        .user_name = user_name,
        .service_name = ssh2_text("ssh-connection"),
        .plaintext_old_password = old,
        .plaintext_new_password = new,
    };

    return ssh2_userauth_ask(s, ssh2_userauth_request_password_change_type(), &request, answer);
}

static int change_password(struct ssh2_session *s, struct ssh2_bytes user_name,
                           struct ssh2_bytes old, ssh2_password_changer *changer, void *context,
                           struct ssh2_bytes *answer)
{
    struct ssh2_userauth_passwd_changereq demand;
    char *password = NULL;
    size_t len = 0;
    int rc = ssh2_session_parse(s, ssh2_userauth_passwd_changereq_type(), *answer, &demand);

    if (rc != 0)
        return rc;
    if (!ssh2_transport_can_send(s->transport))
        return LIBSSH2_ERROR_EAGAIN; /* the callback is asked once, when its answer can go out */
    rc = ssh2_userauth_count_question(s);
    if (rc != 0)
        return rc;
    if (changer == NULL) {
        ssh2_userauth_continue(s);
        return ssh2_fail(s->error, LIBSSH2_ERROR_AUTHENTICATION_FAILED,
                         "the server demands a new password, and no callback gives one");
    }
    rc = changer(context, demand.prompt, &password, &len);
    ssh2_userauth_continue(s);
    if (rc != 0 || password == NULL)
        return ssh2_fail(s->error, LIBSSH2_ERROR_PASSWORD_EXPIRED,
                         "the server demands a new password, and the callback gave none");
    rc = send_change(s, user_name, old, ssh2_bytes(password, len), answer);
    ssh2_free_secret(s->memory, password, len);
    return rc;
}

/* Whether the request that waits for its answer is the one with the changed password. */
static bool is_changing(const struct ssh2_session *s)
{
    return s->userauth.exchange.operation == ssh2_userauth_request_password_change_type();
}

int ssh2_userauth_password(struct ssh2_session *s, struct ssh2_bytes user_name,
                           struct ssh2_bytes password, ssh2_password_changer *changer, void *context)
{
    struct ssh2_bytes answer = { NULL, 0 };
    struct ssh2_bytes none = { NULL, 0 };
    int rc = is_changing(s) ? send_change(s, user_name, password, none, &answer)
                            : ask_password(s, user_name, password, &answer);

    while (rc == 0 && answer.len > 0)
        rc = change_password(s, user_name, password, changer, context, &answer);
    return rc;
}
