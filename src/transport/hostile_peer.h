/* For tests: a pair of which one end does what no honest peer does, brought to any state. */
#ifndef SSH2_TRANSPORT_HOSTILE_PEER_H
#define SSH2_TRANSPORT_HOSTILE_PEER_H

#include "src/transport/machine.h"
#include "src/transport/pair.h"
#include "src/wire/bytes.h"

/* Both started, nothing delivered. */
void ssh2_hostile_init(struct ssh2_pair *pair);

/* Both established and in this stage. */
void ssh2_hostile_open(struct ssh2_pair *pair, enum ssh2_stage stage);

/* Brings end, which is one of the pair, to the state, with nothing under way. peer, the other one,
 * can then send whatever it likes; what is unencrypted in that state is injected instead. */
void ssh2_hostile_bring_to(struct ssh2_pair *pair, struct ssh2_pair_end *end,
                           struct ssh2_pair_end *peer, enum ssh2_state state);

/* Delivers byte by byte until to's state is this. */
void ssh2_hostile_deliver_until(struct ssh2_pair_end *from, struct ssh2_pair_end *to,
                                enum ssh2_state state);

/* Has an end send any payload, whatever its state. */
void ssh2_hostile_put(struct ssh2_pair_end *from, struct ssh2_bytes payload);
void ssh2_hostile_put_and_deliver(struct ssh2_pair_end *from, struct ssh2_pair_end *to,
                                  struct ssh2_bytes payload);

/* An unencrypted packet that the peer did not send. */
void ssh2_hostile_inject_plain(struct ssh2_pair_end *to, struct ssh2_bytes payload);

/* end has failed so, and said why in a DISCONNECT that its peer reads. */
void ssh2_hostile_assert_ended(struct ssh2_pair_end *end, struct ssh2_pair_end *peer, int code,
                               const char *reason);

#endif
