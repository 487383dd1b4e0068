/* What a program does in a session, so that all of the library hears the hostile server. */
#ifndef SSH2_FUZZ_PLAYS_H
#define SSH2_FUZZ_PLAYS_H

#include "include/libssh2.h"

/* Plays the one of that number, modulo their count, as far as it gets. */
void ssh2_play_session(LIBSSH2_SESSION *session, unsigned number);

/* The same for what a program does with files. */
void ssh2_play_sftp(LIBSSH2_SESSION *session, unsigned number);

#endif
