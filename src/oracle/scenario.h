/* A whole session as a program would hold it, through the public API alone. What happens is written
 * down as text: two runs that log the same came to the same end by the same way. */
#ifndef SSH2_ORACLE_SCENARIO_H
#define SSH2_ORACLE_SCENARIO_H

#include <stddef.h>

#include "src/oracle/wire_pair.h"

#define SSH2_SCENARIO_LOG_MAX_BYTES 8192u

struct ssh2_scenario_log {
    char text[SSH2_SCENARIO_LOG_MAX_BYTES];
    size_t len;
};

/* Adds a line. */
void ssh2_scenario_note(struct ssh2_scenario_log *log, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Notes the session's last error as that of a step, and returns it. */
int ssh2_scenario_fail(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log, const char *what);

/* Each step: 0, or the library's error after noting it. All may be run blocking or not. */
int ssh2_scenario_handshake(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log);
int ssh2_scenario_log_in(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log);
int ssh2_scenario_disconnect(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log);

/* Runs a command, gives it input (may be empty), and notes what it prints and how it ends. */
int ssh2_scenario_exec(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log,
                       const char *command, struct ssh2_bytes input);

/* Handshake, login by password, several commands, transfers by SFTP and SCP, keys on the server, disconnect:
 * up to the first failure. */
int ssh2_scenario_run(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log);

#endif
