/* The steps of a session that use SFTP. As in scenario.h: 0, or the library's error after noting it. */
#ifndef SSH2_ORACLE_SCENARIO_SFTP_H
#define SSH2_ORACLE_SCENARIO_SFTP_H

#include "include/libssh2_sftp.h"
#include "src/oracle/scenario.h"

/* Starts SFTP; *sftp is NULL after a failure. */
int ssh2_scenario_sftp(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log,
                       LIBSSH2_SFTP **sftp);
void ssh2_scenario_end_sftp(LIBSSH2_SFTP *sftp);

/* Writes len bytes of ssh2_peer_pattern() to a file; reads a file and notes its length and whether it
 * is that pattern. */
int ssh2_scenario_put(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log, LIBSSH2_SFTP *sftp,
                      const char *path, size_t len);
int ssh2_scenario_get(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log, LIBSSH2_SFTP *sftp,
                      const char *path);

/* Reads a directory and notes how many names it has and a sum over them. */
int ssh2_scenario_list(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log, LIBSSH2_SFTP *sftp,
                       const char *path);

/* Notes size and mode of what a path leads to. */
int ssh2_scenario_stat(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log, LIBSSH2_SFTP *sftp,
                       const char *path);

/* All of these, from starting SFTP to its end. */
int ssh2_scenario_transfer(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log);

#endif
