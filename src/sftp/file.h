/* An open file or directory. draft-ietf-secsh-filexfer-02, sections 6.2 to 6.4 and 6.7.
 *
 * A file is read, or written, or a directory listed, by keeping many requests under way in its pipe.
 * To turn from reading to writing forgets what was read ahead, and the other way round. */
#ifndef SSH2_SFTP_FILE_H
#define SSH2_SFTP_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <sys/types.h>

#include "src/packet/sftp/sftp_attrs.h"
#include "src/packet/sftp/sftp_name_entry.h"
#include "src/session/channel_queue.h"
#include "src/session/exchange.h"
#include "src/sftp/pipe.h"
#include "src/wire/bytes.h"

struct ssh2_sftp;

#define SSH2_SFTP_AHEAD_MAX_BYTES (16u << 20) /* ours: of a file under way; 100 ms at 1.3 Gbit/s */

enum ssh2_sftp_size_state {
    SSH2_SFTP_SIZE_UNASKED,
    SSH2_SFTP_SIZE_AWAITED,
    SSH2_SFTP_SIZE_KNOWN,
    SSH2_SFTP_SIZE_UNKNOWN /* not told, or it has proved wrong */
};

struct ssh2_sftp_reading {
    uint8_t *buffer; /* of a reader that waits, or NULL */
    size_t len, filled;
    struct ssh2_channel_queue queue; /* came in its turn, and nobody waited */
    uint64_t asked_end;    /* what lies before it in the file has been asked for */
    uint64_t ahead;        /* bytes to keep under way; 0: by the reader's buffer */
    uint64_t since_growth; /* bytes delivered since ahead changed */
    unsigned empty_count;  /* replies without data, one after the other */
    bool at_end;
    enum ssh2_sftp_size_state size_state;
    uint64_t size;         /* bytes; when known */
    uint64_t size_end;     /* what lies before it was asked for together with the size */
};

struct ssh2_sftp_writing {
    uint64_t sent;  /* bytes sent and not told to the caller yet */
    uint64_t acked; /* of these, acknowledged without a gap */
};

struct ssh2_sftp_listing {
    struct ssh2_bytes entries; /* left of the first reply in the pipe */
    struct ssh2_bytes behind;  /* left when the entry that was shown is taken */
    uint32_t ahead;            /* requests to keep under way */
    uint32_t since_growth;     /* replies used since ahead changed */
    bool at_end;
};

struct ssh2_sftp_file {
    struct ssh2_sftp *sftp; /* NULL: the conversation is over */
    const struct ssh2_memory *memory;
    struct ssh2_sftp_file *previous, *next;
    bool is_directory;
    bool may_write;
    bool is_written; /* the pipe's requests are WRITE */
    uint64_t offset; /* where to read or write next: bytes */
    struct ssh2_sftp_pipe pipe;
    struct ssh2_sftp_reading reading;
    struct ssh2_sftp_writing writing;
    struct ssh2_sftp_listing listing;
    struct ssh2_exchange closing;
    size_t handle_len;
    uint8_t handle[]; /* the server's name for it */
};

/* Steps: open a file, with SSH_FXF_* in pflags, or a directory. */
int ssh2_sftp_open_file(struct ssh2_sftp *sftp, struct ssh2_bytes path, uint32_t pflags,
                        const struct ssh2_sftp_attrs *attrs, struct ssh2_sftp_file **out);
int ssh2_sftp_open_directory(struct ssh2_sftp *sftp, struct ssh2_bytes path,
                             struct ssh2_sftp_file **out);

/* A step: closes. What may have been written to is told how that ended, a WRITE that failed and was not
 * told before included; else nobody waits for the server. The file is still to be freed. */
int ssh2_sftp_close(struct ssh2_sftp_file *file);

/* Frees the file, without a word to the server. */
void ssh2_sftp_file_free(struct ssh2_sftp_file *file);

/* The conversation is over: the file keeps nothing but itself. */
void ssh2_sftp_file_orphan(struct ssh2_sftp_file *file);

/* SSH_FXP_HANDLE came for a request that nobody waits for any more. */
int ssh2_sftp_close_unwanted(struct ssh2_sftp *sftp, struct ssh2_bytes packet);

struct ssh2_bytes ssh2_sftp_file_handle(const struct ssh2_sftp_file *file);

/* Nobody waits for what is under way any more; what came out of its turn is dropped. */
void ssh2_sftp_drop_requests(struct ssh2_sftp_file *file);

/* The same, and forgets what was read ahead, the end of the file and what was not told of writing. */
void ssh2_sftp_forget(struct ssh2_sftp_file *file);

/* Sets where to read or write next. */
void ssh2_sftp_seek(struct ssh2_sftp_file *file, uint64_t offset);

/* A step: reads up to len bytes at the file's offset and moves it on. Returns how many, 0 at the end. What
 * has come is delivered at once; more is asked for the longer the reader goes on. */
ssize_t ssh2_sftp_read(struct ssh2_sftp_file *file, void *data, size_t len);

/* A step: writes at the file's offset and moves it on by as much as the server has acknowledged, which is
 * what it returns. What was sent beyond that is expected again, with the same bytes, in the next call.
 * wait_for_all: EAGAIN until everything is acknowledged, else until something is. */
ssize_t ssh2_sftp_write(struct ssh2_sftp_file *file, const void *data, size_t len, bool wait_for_all);

/* A step: the directory's next entry, without taking it: 1, or 0 at the end. Its views live until
 * anything else is done in this session. */
int ssh2_sftp_readdir(struct ssh2_sftp_file *file, struct ssh2_sftp_name_entry *entry);

/* Takes the entry that ssh2_sftp_readdir showed last. */
void ssh2_sftp_readdir_advance(struct ssh2_sftp_file *file);

#endif
