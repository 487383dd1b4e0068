/* scp on the server's side, on a tree in memory: "scp -f PATH" sends a file and "scp -t PATH" takes
 * one, with -p times as well. As rcp had it. */
#ifndef SSH2_ORACLE_SCP_PEER_H
#define SSH2_ORACLE_SCP_PEER_H

#include <stdbool.h>

#include "src/oracle/service.h"
#include "src/oracle/tree.h"
#include "src/wire/bytes.h"

/* All zero: an honest server. */
struct ssh2_scp_peer_settings {
    struct ssh2_bytes script; /* says this and only this, all at once */
    bool hangs;               /* and then neither goes on nor ends */
    bool complains;           /* all that it says is an error's text, as if there were no scp */
};

/* The program that the command asks for: its type is NULL if that is not scp, or without memory.
 * The tree is borrowed. */
struct ssh2_peer_service ssh2_scp_peer_new(const struct ssh2_scp_peer_settings *settings,
                                           struct ssh2_tree *tree, struct ssh2_bytes command);

#endif
