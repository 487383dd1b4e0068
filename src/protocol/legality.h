/* Which message may arrive when: the tables of docs/spec/state-machine.md, sections 2 to 4, as
 * data. A pure function of the receiver's role, its state and the message number. */
#ifndef SSH2_PROTOCOL_LEGALITY_H
#define SSH2_PROTOCOL_LEGALITY_H

#include <stdbool.h>
#include <stdint.h>

#include "src/protocol/role.h"

/* In brackets the name in docs/spec/state-machine.md. */
enum ssh2_state {
    SSH2_STATE_IDENTIFICATION, /* [V] identification lines are being exchanged */
    SSH2_STATE_FIRST_KEXINIT,  /* [K0] the peer's first KEXINIT is awaited */
    SSH2_STATE_FIRST_METHOD,   /* [K1] both are known, the method runs */
    SSH2_STATE_FIRST_NEWKEYS,  /* [K2] own NEWKEYS sent, the peer's awaited */
    SSH2_STATE_SERVICE,        /* [S] keys in use, SERVICE_ACCEPT (server: _REQUEST) awaited */
    SSH2_STATE_USERAUTH,       /* [A] */
    SSH2_STATE_CONNECTION,     /* [O] authenticated */
    SSH2_STATE_REKEY_OFFERED,  /* [Ri] own KEXINIT sent, the peer's awaited */
    SSH2_STATE_REKEY_ASKED,    /* [Rr] the peer's KEXINIT read, own not yet sent */
    SSH2_STATE_REKEY_METHOD,   /* [R1] both are known, the method runs */
    SSH2_STATE_REKEY_NEWKEYS,  /* [R2] own NEWKEYS sent, the peer's awaited */
    SSH2_STATE_CLOSED,         /* [C] DISCONNECT sent or read */
    SSH2_STATE_COUNT
};

enum ssh2_disposition {
    SSH2_ACCEPT,        /* act upon it, after the checks that its own meaning demands */
    SSH2_IGNORE,        /* drop it without effect */
    SSH2_UNIMPLEMENTED, /* answer SSH_MSG_UNIMPLEMENTED and go on */
    SSH2_REFUSE,        /* end the connection */
    SSH2_IMPOSSIBLE     /* no packet can arrive in this state */
};

/* What the side in role, being in state, does with a message of that number from its peer.
 *
 * outer: the state a rekeying began in, SERVICE, USERAUTH or CONNECTION; looked at in REKEY_OFFERED
 * alone, where what the peer sent before it saw our KEXINIT is judged as it was then.
 * strict_kex: strict key exchange was agreed; counts until the first NEWKEYS alone. That the peer's
 * KEXINIT was its first packet, and came once, is the caller's to check: before it came nobody
 * knows whether it asks for strict key exchange. */
enum ssh2_disposition ssh2_legality(enum ssh2_role role, enum ssh2_state state,
                                    enum ssh2_state outer, bool strict_kex, uint8_t number);

#endif
