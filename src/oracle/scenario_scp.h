/* Steps of a scenario that copy files by scp: scenario.h. */
#ifndef SSH2_ORACLE_SCENARIO_SCP_H
#define SSH2_ORACLE_SCENARIO_SCP_H

#include <stddef.h>

#include "src/oracle/scenario.h"

#define SSH2_SCENARIO_MTIME 1234567890L
#define SSH2_SCENARIO_ATIME 1234567891L

/* Each: 0, or the library's error after noting it. */

/* Sends len bytes of ssh2_peer_pattern(), with times, to the end of the server's program. */
int ssh2_scenario_scp_put(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log,
                          const char *path, size_t len);

/* Receives a file and notes what it is, and how many bytes from its beginning on are the pattern's.
 */
int ssh2_scenario_scp_get(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log,
                          const char *path);

/* Files there and back. */
int ssh2_scenario_copy(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log);

#endif
