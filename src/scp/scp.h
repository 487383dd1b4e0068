/* The beginning of a copy by the remote program scp, up to the file's first byte: "scp -f PATH"
 * sends a file, "scp -t PATH" takes one. As rcp had it. Sans-I/O; the file itself is ordinary data
 * of the channel.
 *
 * What the server gets wrong ends the copy, not the connection. */
#ifndef SSH2_SCP_SCP_H
#define SSH2_SCP_SCP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/packet/text/scp_entry.h"
#include "src/session/session.h"
#include "src/wire/bytes.h"

/* ours: a name of 64 KiB, which libssh2 takes, and what stands before it. Only as much is kept as a
 * line may have (threat O5). */
#define SSH2_SCP_DRAINED_MAX_BYTES (65536u + 64u)

struct ssh2_scp_file {
    uint32_t mode;         /* permissions, at most SSH2_SCP_MODE_MAX */
    uint64_t size;         /* bytes */
    uint64_t mtime, atime; /* seconds since 1970, UTC */
};

struct ssh2_scp_request {
    struct ssh2_bytes path; /* the file on the server */
    bool quotes;            /* the path is taken as it is, and not by the remote shell's rules */
    bool sends;             /* to the server, else from it */
    bool with_times;
    struct ssh2_scp_file file; /* what will be sent */
};

struct ssh2_scp;

/* Begins; the path is copied. NULL with the error set: INVAL for a path that cannot name a file,
 * for a mode, size or times that cannot be said; ALLOC. */
struct ssh2_scp *ssh2_scp_new(struct ssh2_session *session, const struct ssh2_scp_request *request);

/* Whether that is what scp was begun for. */
bool ssh2_scp_is_for(const struct ssh2_scp *scp, const struct ssh2_scp_request *request);

/* A step: opens a channel, runs the program, and exchanges what goes before the file. 0: the
 * channel stands at the file's first byte. SCP_PROTOCOL when the server says no, with its own
 * words, and when it does not speak as it should. */
int ssh2_scp_start(struct ssh2_scp *scp);

/* After ssh2_scp_start gave 0: the channel, which is the caller's from then on, and the file, whose
 * mode lacks set-user-ID, set-group-ID and the sticky bit (threat O3). */
struct ssh2_channel *ssh2_scp_take_channel(struct ssh2_scp *scp);
struct ssh2_scp_file ssh2_scp_received_file(const struct ssh2_scp *scp);

/* Abandons the channel unless it was taken. scp may be NULL. */
void ssh2_scp_free(struct ssh2_scp *scp);

#endif
