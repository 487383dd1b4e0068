/* User authentication: RFC 4252 and 4256. One attempt at a time. All functions that ask are steps. */
#ifndef SSH2_SESSION_USERAUTH_H
#define SSH2_SESSION_USERAUTH_H

#include <stdbool.h>
#include <stdint.h>

#include "src/crypto/sign.h"
#include "src/packet/userauth/userauth_info_request.h"
#include "src/session/exchange.h"
#include "src/wire/bytes.h"
#include "src/wire/packet.h"

struct ssh2_session;

#define SSH2_USERAUTH_FIELD_MAX_BYTES 32000u /* ours: a request fits the 32768 that all must take */
#define SSH2_USERAUTH_BANNERS_MAX_COUNT 64u  /* ours: more than any server sends (A14) */
#define SSH2_USERAUTH_QUESTIONS_MAX_COUNT 64u /* ours: of one attempt; nobody answers more (A3, A15) */

struct ssh2_userauth {
    struct ssh2_exchange exchange;
    bool authenticated;
    bool partial_success;       /* the last FAILURE said that the method succeeded but is not enough */
    unsigned banner_count;
    unsigned question_count;    /* of the attempt that runs */
    struct ssh2_bytes banner;   /* the last one, our own copy, NUL behind it */
    struct ssh2_bytes methods;  /* that can continue, from the last FAILURE; our own copy, NUL behind it */
    struct ssh2_bytes listed;   /* the same, from the last FAILURE of the method "none" */
    bool key_accepted;          /* publickey: the server would take the key, the signature is next */
    struct ssh2_bytes signed_request; /* publickey: bytes to sign, kept over a signer's EAGAIN */
};

/* Method "none": 0 when it logged the user in; AUTHENTICATION_FAILED else, and userauth.listed tells
 * what the server would take, until it is asked again: programs hold on to the text while they try
 * one method after the other. */
int ssh2_userauth_none(struct ssh2_session *s, struct ssh2_bytes user_name);

/* A new password in answer to the server's prompt: 0 with memory of the session's allocator in
 * *password, which the session wipes and frees, or anything else to give up. */
typedef int ssh2_password_changer(void *context, struct ssh2_bytes prompt, char **password,
                                  size_t *password_len);

/* changer may be NULL. AUTHENTICATION_FAILED; PASSWORD_EXPIRED if the changer gave nothing. */
int ssh2_userauth_password(struct ssh2_session *s, struct ssh2_bytes user_name,
                           struct ssh2_bytes password, ssh2_password_changer *changer, void *context);

/* Who makes a signature: signs data by the named algorithm. 0 with memory of the session's allocator
 * in *signature: a whole signature blob (RFC 4253, 6.6). EAGAIN is handed on and the signer asked
 * again; anything else fails the attempt. */
struct ssh2_signer {
    int (*sign)(void *context, struct ssh2_bytes algorithm, struct ssh2_bytes data,
                struct ssh2_bytes *signature);
    void *context;
    bool in_hand; /* signing costs nobody's patience: sign without asking the server first */
};

/* public_key is a key's or certificate's blob. AUTHENTICATION_FAILED when the server will not have
 * the key, PUBLICKEY_UNVERIFIED when it will not have the signature or there is none, METHOD_NONE
 * when no signature algorithm suits both sides. */
int ssh2_userauth_publickey(struct ssh2_session *s, struct ssh2_bytes user_name,
                            struct ssh2_bytes public_key, const struct ssh2_signer *signer);

/* A signer for a private key in memory; context is a struct ssh2_key_signer. */
struct ssh2_key_signer {
    const struct ssh2_session *session;
    const struct ssh2_private_key *key;
};
int ssh2_userauth_sign_with_key(void *context, struct ssh2_bytes algorithm, struct ssh2_bytes data,
                                struct ssh2_bytes *signature);

/* Method "hostbased", RFC 4252, section 9: a host vouches for its user. host_key is the blob of the
 * host's key or certificate. PUBLICKEY_UNVERIFIED when the server refuses, METHOD_NONE as above. */
struct ssh2_hostbased {
    struct ssh2_bytes user_name, host_key;
    struct ssh2_bytes host_name;        /* fully qualified */
    struct ssh2_bytes client_user_name; /* on that host */
};
int ssh2_userauth_hostbased(struct ssh2_session *s, const struct ssh2_hostbased *claim,
                            const struct ssh2_signer *signer);

/* Has the user answer the server's questions: request->num_prompts views of memory of the session's
 * allocator, which the session wipes and frees; all are empty at first. request's views live as long as
 * the call. 0, or the failure that the attempt ends with. */
typedef int ssh2_responder(void *context, const struct ssh2_userauth_info_request *request,
                           struct ssh2_bytes *answers);

/* Method "keyboard-interactive", RFC 4256. AUTHENTICATION_FAILED; OUT_OF_BOUNDARY when the answers are
 * too long to be sent; what the responder returned. */
int ssh2_userauth_keyboard_interactive(struct ssh2_session *s, struct ssh2_bytes user_name,
                                       ssh2_responder *responder, void *context);

/* The answers of a server. */
int ssh2_userauth_answer_success(struct ssh2_session *s);
int ssh2_userauth_answer_failure(struct ssh2_session *s, struct ssh2_bytes methods, bool partial);

/* Handler of the messages 50 to 79, for the dispatch table. */
int ssh2_userauth_on_message(struct ssh2_session *s, struct ssh2_bytes payload);
void ssh2_userauth_finish(struct ssh2_session *s);

/* For the methods' files. Sends one request and waits for its answer: 0 after SUCCESS and, with *answer
 * set, after a message 60 to 79; AUTHENTICATION_FAILED after FAILURE. *answer lives until the next
 * request; with an answer the exchange stays open, for ssh2_userauth_continue. */
int ssh2_userauth_ask(struct ssh2_session *s, const struct ssh2_packet_type *type, const void *packet,
                      struct ssh2_bytes *answer);
/* Ends the exchange after a message 60 to 79, so that the next request may go out. */
void ssh2_userauth_continue(struct ssh2_session *s);
/* Counts a question of the server's within one attempt: 0, or PROTO when it asks without end. */
int ssh2_userauth_count_question(struct ssh2_session *s);
/* The algorithm to sign by with a key of this blob; empty, with the error set, if there is none or,
 * with EAGAIN, if the server may still say which it takes. */
struct ssh2_bytes ssh2_userauth_algorithm(struct ssh2_session *s, struct ssh2_bytes public_key);
/* Has the signer sign what packet, a signed_data_*.h, says; it is kept over the signer's EAGAIN. */
int ssh2_userauth_sign(struct ssh2_session *s, const struct ssh2_signer *signer,
                       struct ssh2_bytes algorithm, const struct ssh2_packet_type *type,
                       const void *packet, struct ssh2_bytes *signature);

#endif
