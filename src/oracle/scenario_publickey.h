/* Steps of a scenario that manage keys on the server: scenario.h. */
#ifndef SSH2_ORACLE_SCENARIO_PUBLICKEY_H
#define SSH2_ORACLE_SCENARIO_PUBLICKEY_H

#include "include/libssh2_publickey.h"
#include "src/oracle/scenario.h"

/* Each: 0, or the library's error after noting it. */

/* Begins a conversation. */
int ssh2_scenario_publickey(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log,
                            LIBSSH2_PUBLICKEY **pk);

/* Lists the keys and notes them with their attributes. */
int ssh2_scenario_keys(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log,
                       LIBSSH2_PUBLICKEY *pk);

/* Keys are added, listed and removed. */
int ssh2_scenario_manage_keys(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log);

#endif
