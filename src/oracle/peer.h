/* A server made of the same floors, in memory: bytes of a client go in, bytes for it come out. Tests
 * run whole sessions against it. It is honest unless told otherwise, and every knob of its settings
 * makes it difficult in one way. It knows one user, and has everything in constants of this file. */
#ifndef SSH2_ORACLE_PEER_H
#define SSH2_ORACLE_PEER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/crypto/sign.h"
#include "src/oracle/publickey_peer.h"
#include "src/oracle/scp_peer.h"
#include "src/oracle/sftp_peer.h"
#include "src/session/session.h"
#include "src/transport/error.h"
#include "src/wire/bytes.h"

#define SSH2_PEER_USER "somebody"
#define SSH2_PEER_PASSWORD "correct horse"
#define SSH2_PEER_EXPIRED_USER "latecomer" /* has the same password, and has to change it */
#define SSH2_PEER_NEW_PASSWORD "battery staple"
#define SSH2_PEER_BANNER "Be welcome.\r\n"

struct ssh2_peer;

/* All zero: an honest server with an Ed25519 host key and the default algorithms. */
struct ssh2_peer_settings {
    enum ssh2_key_kind host_key;
    const char *kex, *cipher, *mac; /* comma lists; NULL: the defaults */
    uint64_t rekey_bytes;           /* begins a key exchange after so many; 0: the default */
    uint32_t window, packet_max;    /* granted on every channel, in bytes; 0: the session's own */
    size_t piece;                   /* sends at most so many bytes of a channel in a packet; 0: any */
    struct ssh2_bytes user_key;     /* blob of the key that the user may log in with */
    const char *agent_request;      /* the request for agent forwarding that is granted; NULL: none */
    struct ssh2_sftp_peer_settings sftp;
    struct ssh2_scp_peer_settings scp;
    struct ssh2_publickey_peer_settings publickey;
    /* Sees every payload first: whether the test has acted on it, and the peer need not. */
    bool (*intercept)(struct ssh2_peer *peer, struct ssh2_bytes payload);
    void *context; /* the test's own */
};

#define SSH2_PEER_CHOSEN_PORT 4022u /* when the client asks for any port */
#define SSH2_PEER_TAKEN_PORT 80u

/* What the client asked for last, and where it sent a signal last. */
struct ssh2_peer_terminal {
    char name[16];
    uint32_t columns, rows;
    size_t modes_len; /* bytes */
};

/* A channel that the peer opens, and what became of it. */
struct ssh2_peer_knock {
    enum { SSH2_PEER_SILENT, SSH2_PEER_KNOCKING, SSH2_PEER_LET_IN, SSH2_PEER_TURNED_AWAY } state;
    struct ssh2_channel_offer offer;
    uint8_t payload[256]; /* which offer looks into */
    char refusal[128];    /* a sentence */
};

struct ssh2_peer {
    struct ssh2_peer_settings settings;
    struct ssh2_peer_terminal terminal;
    struct ssh2_peer_knock knock;
    struct ssh2_error error;
    struct ssh2_session session;
    struct ssh2_tree tree;      /* files that scp sends and takes, once it was asked to */
    struct ssh2_bytes payload;  /* the one being acted on */
    uint8_t deaf_to;            /* number of a message that is taken and not acted on; 0: none */
    unsigned received[256];     /* messages by number; the transport's own are not among them */
    uint32_t disconnect_reason; /* of the client's DISCONNECT; 0 before */
    unsigned rekey_count;       /* key exchanges after the first one that were seen running */
    bool is_rekeying;
};

/* The peer, with its identification and KEXINIT in the output; NULL without memory. The settings are
 * copied, what they point to is not. */
struct ssh2_peer *ssh2_peer_new(const struct ssh2_peer_settings *settings);
void ssh2_peer_free(struct ssh2_peer *peer);

/* Bytes from the client; false without memory. They are acted on by ssh2_peer_work. */
bool ssh2_peer_receive(struct ssh2_peer *peer, struct ssh2_bytes bytes);

/* Acts on all that was received, and lets programs on channels go on as far as they can. EAGAIN when
 * all is done for now, else what ended the connection. */
int ssh2_peer_work(struct ssh2_peer *peer);

/* Bytes for the client. */
struct ssh2_bytes ssh2_peer_output(const struct ssh2_peer *peer);
void ssh2_peer_sent(struct ssh2_peer *peer, size_t count);

/* Sends a payload of any content; keys have to be in use. 0, or why not. */
int ssh2_peer_send(struct ssh2_peer *peer, struct ssh2_bytes payload);

/* Opens a channel of this type to the client, as soon as the peer works: a cat runs in it. For
 * "forwarded-tcpip" somebody has connected to address and port, for "x11" he comes from there; else they
 * are of no use. Texts live until it is over. */
void ssh2_peer_knock(struct ssh2_peer *peer, const char *channel_type, const char *address,
                     uint32_t port);

/* A private key of the kind, always the same; NULL without memory. The caller frees it. */
struct ssh2_private_key *ssh2_peer_key(enum ssh2_key_kind kind);

/* For the peer's own files. */

/* Hooks of the session. */
int ssh2_peer_on_userauth(void *context, const struct ssh2_userauth_request *request);
uint32_t ssh2_peer_on_open(void *context, struct ssh2_channel *channel,
                           const struct ssh2_channel_open *open);
bool ssh2_peer_on_request(void *context, struct ssh2_channel *channel,
                          const struct ssh2_channel_request *request);

bool ssh2_peer_on_global_request(void *context, const struct ssh2_global_request *request);

/* Whether a request that starts no program is granted. */
bool ssh2_peer_grants(struct ssh2_peer *peer, struct ssh2_channel *channel,
                      const struct ssh2_channel_request *request);

/* Whether the payload asks for any port, and has got its answer. */
bool ssh2_peer_chooses_port(struct ssh2_peer *peer);

/* Goes on opening the channel that ssh2_peer_knock asked for; whether that did something. */
bool ssh2_peer_go_on_knocking(struct ssh2_peer *peer);

/* Runs a command on a channel; false if there is no such command. */
bool ssh2_peer_run(struct ssh2_peer *peer, struct ssh2_channel *channel, struct ssh2_bytes command);

/* Ends the channel's program, if there is one, by a signal. */
void ssh2_peer_kill(struct ssh2_channel *channel, struct ssh2_bytes signal_name);

/* Lets every program on a channel do a little; whether any of them did. */
bool ssh2_peer_run_programs(struct ssh2_peer *peer);
void ssh2_peer_free_programs(struct ssh2_peer *peer);

#endif
