/* Channels: RFC 4254, section 5. */
#ifndef SSH2_SESSION_CHANNEL_H
#define SSH2_SESSION_CHANNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <sys/types.h>

#include "src/session/channel_queue.h"
#include "src/session/exchange.h"
#include "src/wire/bytes.h"
#include "src/wire/packet.h"

struct ssh2_session;
struct ssh2_channel;

/* Our window grows while a reader waits for a peer that has used it up, so that a long link is filled. */
#define SSH2_CHANNEL_WINDOW_MAX_BYTES (32u << 20) /* ours: 100 ms at 2.5 Gbit/s */
/* Ours, in either direction: as much as one packet of the transport carries, whatever is offered. */
#define SSH2_CHANNEL_PACKET_MAX_BYTES (256u << 10)
#define SSH2_CHANNEL_TYPE_MAX_BYTES 64u /* RFC 4250, section 4.6.1 */
#define SSH2_CHANNEL_DATA_HEADER_BYTES 13u        /* of CHANNEL_EXTENDED_DATA, the longer one */

/* What becomes of extended data that nobody asked for: LIBSSH2_CHANNEL_EXTENDED_DATA_*. */
enum ssh2_extended_mode { SSH2_EXTENDED_NORMAL, SSH2_EXTENDED_IGNORE, SSH2_EXTENDED_MERGE };

/* Channels that the peer may open because of this one. */
#define SSH2_FORWARDS_X11 1u
#define SSH2_FORWARDS_X11_ONCE 2u /* a single connection */
#define SSH2_FORWARDS_AGENT 4u

/* A reader that waits: data of its stream goes here, and only what is over into the queue. */
struct ssh2_channel_sink {
    uint8_t *data; /* NULL: nobody waits */
    size_t len, filled;
    uint32_t stream;
};

/* Takes all data of stream 0 as it comes, in place of the queue, and gives the window back itself by
 * ssh2_channel_credit. consume returns 0, or the failure that is then dispatch's. release, if there is
 * one, is told that the channel is about to be freed. */
struct ssh2_channel_consumer {
    int (*consume)(void *context, struct ssh2_bytes data);
    void (*release)(void *context);
    void *context;
};

struct ssh2_channel {
    struct ssh2_session *session;
    uint32_t local_number, peer_number;
    bool confirmed;
    bool eof_received, eof_sent, close_received, close_sent;
    bool abandoned;          /* nobody holds it: freed when the peer's CLOSE has come */
    bool process_started;    /* shell, exec or subsystem was asked for; that is possible once */
    bool process_granted;    /* and ssh2_channel_start() was told yes */
    enum ssh2_extended_mode extended_mode;

    uint32_t local_window;         /* bytes the peer may still send */
    uint32_t local_window_initial; /* as we offered */
    uint32_t local_window_target;  /* what we grant up to */
    uint32_t local_granted;        /* of local_window: by grants that the peer may not know of yet */
    bool has_grown;                /* local_window_target has, by one of these grants */
    uint32_t local_packet_max;
    uint32_t consumed;             /* read, and not yet granted again */
    uint32_t peer_window;          /* bytes we may still send */
    uint32_t peer_window_initial;
    uint32_t peer_packet_max;

    struct ssh2_channel_queue queue;
    struct ssh2_channel_sink sink;
    struct ssh2_channel_consumer consumer;

    struct ssh2_exchange open;          /* our CHANNEL_OPEN */
    struct ssh2_exchange request;       /* our channel request */
    struct ssh2_exchange_queue requests; /* those without an answer, in order */

    bool talks_on;            /* data has come behind our CLOSE */
    long long talks_since_ms; /* when the layer above saw that first; 0: not yet */
    bool has_exit_status;
    uint32_t exit_status;
    struct ssh2_bytes exit_signal; /* name without SIG; our own copy, NUL behind it */
    uint32_t unasked_window;       /* granted by the program, too little to be worth a message yet */
    size_t unflushed;              /* bytes of the program's writes in the output, not told yet */
    const struct ssh2_packet_type *told; /* a message without an answer that is in the output, or NULL */
    bool adjusting;                /* so is a grant of the program's, and window_before was before it */
    uint32_t window_before;
    bool flushing;                 /* so is the grant for what the program dropped: flushed bytes */
    size_t flushed;
    struct ssh2_channel *next_accepted; /* in a listener's queue */
    unsigned forwards;              /* SSH2_FORWARDS_*: what the server may open for this channel */
    unsigned forwards_asked;        /* the same: asked for, and not answered yet */
    unsigned agent_requests_denied; /* names for agent forwarding that the server would not have */
    void *owner;                   /* of the layer above */
};

/* Opening */

struct ssh2_channel_offer {
    struct ssh2_bytes channel_type;
    uint32_t window, packet_max; /* bytes */
    struct ssh2_bytes type_data;
};

/* A step: opens a channel. One at a time in a session. CHANNEL_FAILURE, with the server's reason in
 * the sentence, when it is refused; INVAL for a type of no or more than 64 bytes, or packets of 0 bytes.
 * *out is then NULL, and also at EAGAIN. */
int ssh2_channel_open(struct ssh2_session *s, const struct ssh2_channel_offer *offer,
                      struct ssh2_channel **out);

/* Nobody will ask for the channel that is being opened, if there is one: it is closed if it comes. */
void ssh2_channel_open_abandon(struct ssh2_session *s);

/* The channel with this local number, or NULL. */
struct ssh2_channel *ssh2_channel_find(const struct ssh2_session *s, uint32_t local_number);

/* Requests */

/* A step: sends a channel request that wants a reply. 0 when granted, CHANNEL_REQUEST_DENIED when not.
 * The caller fills in recipient_channel (peer_number) and want_reply; no string of it needs to live
 * until the answer. One at a time for a channel. */
int ssh2_channel_ask(struct ssh2_channel *channel, const struct ssh2_packet_type *type,
                     const void *packet);

/* A step: sends a channel request, or another of the channel's messages, that gets no answer. */
int ssh2_channel_tell(struct ssh2_channel *channel, const struct ssh2_packet_type *type,
                      const void *packet);

/* Programs: RFC 4254, section 6 */

/* A step: opens a session channel with the API's default window and packets. As ssh2_channel_open(). */
int ssh2_channel_open_session(struct ssh2_session *s, struct ssh2_channel **out);

/* A step: ssh2_channel_ask() for the channel's program (exec, subsystem). 0 ever after it was granted. */
int ssh2_channel_start(struct ssh2_channel *channel, const struct ssh2_packet_type *type,
                       const void *packet);

/* The same for a subsystem; CHANNEL_FAILURE if the server has none of that name. */
int ssh2_channel_start_subsystem(struct ssh2_channel *channel, const char *name);

/* The request is under way: what the program is to read may follow without waiting for the answer. */
bool ssh2_channel_was_asked_to_start(const struct ssh2_channel *channel);

/* Data */

/* How many bytes of data can be sent now, by the peer's window and our output; 0 while keys are
 * exchanged. */
size_t ssh2_channel_writable(const struct ssh2_channel *channel);

/* Sends the parts, one behind the other, as data of a stream (0, or a data_type_code): in as many
 * packets as needed. All together are at most ssh2_channel_writable(). They are encrypted from where
 * they lie. */
int ssh2_channel_send(struct ssh2_channel *channel, uint32_t stream, const struct ssh2_bytes *parts,
                      size_t count);

/* A step: sends data of a stream. Returns how many bytes went, at least one if len > 0. EAGAIN when
 * the window is full. CHANNEL_CLOSED, CHANNEL_EOF_SENT after our own. */
ssize_t ssh2_channel_write(struct ssh2_channel *channel, uint32_t stream, const void *data,
                           size_t len);

/* A step: reads data of a stream; dispatches what has been received until len bytes are there or
 * nothing is left to dispatch. Returns how many bytes, 0 at the end of the stream. */
ssize_t ssh2_channel_read(struct ssh2_channel *channel, uint32_t stream, void *data, size_t len);

/* Drops unread data of the streams; returns how many bytes. */
size_t ssh2_channel_flush(struct ssh2_channel *channel, uint64_t streams);

/* count bytes have been read for good: grants them to the peer again, many at a time. */
int ssh2_channel_credit(struct ssh2_channel *channel, size_t count);

/* Somebody waits for the peer. When what is unread takes up most of the window, the peer may have to wait
 * too: what has been read is granted at once. */
int ssh2_channel_make_room(struct ssh2_channel *channel);

/* Grants count bytes of window on top, at once, if the peer may still send any. PROTO if the window would
 * pass 2^32-1. */
int ssh2_channel_grant(struct ssh2_channel *channel, uint32_t count);

/* Makes the window that is granted anew at least this many bytes: the caller has asked for as much. */
int ssh2_channel_widen(struct ssh2_channel *channel, uint32_t window);

int ssh2_channel_set_extended_mode(struct ssh2_channel *channel, enum ssh2_extended_mode mode);

/* The peer sent EOF or CLOSE and nothing is left to read. */
bool ssh2_channel_is_at_eof(const struct ssh2_channel *channel);

/* Ending */

/* Steps: send EOF, or EOF and CLOSE, if that has not been done. */
int ssh2_channel_send_eof(struct ssh2_channel *channel);
int ssh2_channel_send_close(struct ssh2_channel *channel);

/* A step: EOF and CLOSE, then the peer's CLOSE. */
int ssh2_channel_close(struct ssh2_channel *channel);

/* Nobody will use the channel again: closes it if that is not done and frees it, now or when the peer's
 * CLOSE comes; whatever arrives for it until then is dropped. */
void ssh2_channel_abandon(struct ssh2_channel *channel);

/* Frees at once, without a word to the peer: for a connection that is over. */
void ssh2_channel_free(struct ssh2_channel *channel);

/* Handler of the messages 90 to 100, for the dispatch table. */
int ssh2_channel_on_message(struct ssh2_session *s, struct ssh2_bytes payload);

#endif
