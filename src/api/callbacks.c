/* The program's hooks. */
#include "src/api/channel.h"

#include <string.h>

#include "src/packet/transport/debug.h"
#include "src/packet/transport/disconnect.h"

/* Messages that go to the program: RFC 4253, section 11 */

static void on_disconnect(LIBSSH2_SESSION *session, struct ssh2_bytes payload)
{
    struct ssh2_disconnect m;

    if (session->callbacks.disconnect == NULL || ssh2_disconnect_parse(payload, &m) != SSH2_OK)
        return;
    session->callbacks.disconnect(session, (int)m.reason_code, (const char *)m.description.data,
                                  (int)m.description.len, (const char *)m.language_tag.data,
                                  (int)m.language_tag.len, &session->abstract);
}

static void on_debug(LIBSSH2_SESSION *session, struct ssh2_bytes payload)
{
    struct ssh2_debug m;

    if (session->callbacks.debug == NULL || ssh2_debug_parse(payload, &m) != SSH2_OK)
        return;
    session->callbacks.debug(session, m.always_display, (const char *)m.message.data,
                             (int)m.message.len, (const char *)m.language_tag.data,
                             (int)m.language_tag.len, &session->abstract);
}

/* The hook gets all that follows the message number: programs know it so. */
static void on_ignore(LIBSSH2_SESSION *session, struct ssh2_bytes payload)
{
    if (session->callbacks.ignore != NULL)
        session->callbacks.ignore(session, (const char *)payload.data + 1, (int)payload.len - 1,
                                  &session->abstract);
}

static void on_notice(void *context, struct ssh2_bytes payload)
{
    LIBSSH2_SESSION *session = context;

    if (payload.data[0] == SSH_MSG_DISCONNECT)
        on_disconnect(session, payload);
    else if (payload.data[0] == SSH_MSG_DEBUG)
        on_debug(session, payload);
    else if (payload.data[0] == SSH_MSG_IGNORE)
        on_ignore(session, payload);
}

/* 0 of the program's hook accepts the packet. */
static bool on_mac_error(void *context, struct ssh2_bytes payload)
{
    LIBSSH2_SESSION *session = context;

    return session->callbacks.macerror(session, (const char *)payload.data, (int)payload.len,
                                       &session->abstract) == 0;
}

void ssh2_api_install_hooks(LIBSSH2_SESSION *session)
{
    session->core.hooks.context = session;
    session->core.hooks.notice = on_notice;
    session->core.hooks.channel_open = ssh2_api_on_open;
    session->core.hooks.channel_opened = ssh2_api_on_opened;
}

/* libssh2_session_callback_set2: each type's place. The pointers differ in type; they are moved as
 * bytes, which no rule of aliasing minds. */
static void *place_of(LIBSSH2_SESSION *session, int cbtype)
{
    struct ssh2_callbacks *c = &session->callbacks;
    void *const places[] = {
        [LIBSSH2_CALLBACK_IGNORE] = &c->ignore,
        [LIBSSH2_CALLBACK_DEBUG] = &c->debug,
        [LIBSSH2_CALLBACK_DISCONNECT] = &c->disconnect,
        [LIBSSH2_CALLBACK_MACERROR] = &c->macerror,
        [LIBSSH2_CALLBACK_X11] = &c->x11,
        [LIBSSH2_CALLBACK_SEND] = &session->socket.send,
        [LIBSSH2_CALLBACK_RECV] = &session->socket.receive,
        [LIBSSH2_CALLBACK_AUTHAGENT] = &c->authagent,
        [LIBSSH2_CALLBACK_AUTHAGENT_IDENTITIES] = &c->add_identities,
        [LIBSSH2_CALLBACK_AUTHAGENT_SIGN] = &c->authagent_sign,
    };

    return cbtype >= 0 && (size_t)cbtype < sizeof(places) / sizeof(places[0]) ? places[cbtype] : NULL;
}

/* No hook for sending or receiving means our own again; without one for wrong MACs nothing behind
 * them is even decrypted. */
static void settle(LIBSSH2_SESSION *session)
{
    ssh2_transport_set_mac_error_hook(session->core.transport,
                                      session->callbacks.macerror == NULL ? NULL : on_mac_error,
                                      session);
    if (session->socket.send == NULL)
        session->socket.send = ssh2_socket_default_send;
    if (session->socket.receive == NULL)
        session->socket.receive = ssh2_socket_default_receive;
}

libssh2_cb_generic *libssh2_session_callback_set2(LIBSSH2_SESSION *session, int cbtype,
                                                  libssh2_cb_generic *callback)
{
    void *place = session == NULL ? NULL : place_of(session, cbtype);
    libssh2_cb_generic *former = NULL;

    if (place == NULL)
        return NULL;
    memcpy(&former, place, sizeof(former));
    memcpy(place, &callback, sizeof(callback));
    settle(session);
    return former;
}

void *libssh2_session_callback_set(LIBSSH2_SESSION *session, int cbtype, void *callback)
{
    libssh2_cb_generic *function = NULL;
    libssh2_cb_generic *former = NULL;
    void *result = NULL;

    memcpy(&function, &callback, sizeof(function));
    former = libssh2_session_callback_set2(session, cbtype, function);
    memcpy(&result, &former, sizeof(result));
    return result;
}
