/* What of a file is asked for before the reader wants it: part of ssh2_sftp_read. */
#ifndef SSH2_SFTP_READ_AHEAD_H
#define SSH2_SFTP_READ_AHEAD_H

#include <stdint.h>

#include "src/sftp/requests.h"

struct ssh2_sftp_file;

/* Who gets the replies. */
extern const struct ssh2_sftp_receiver ssh2_sftp_read_receiver;

/* Where in the file the next byte for the reader is. */
uint64_t ssh2_sftp_read_position(const struct ssh2_sftp_file *file);

/* Asks for what should be under way and is not, a good part of it at a time so that requests leave
 * together; for the file's size first of all. */
int ssh2_sftp_read_ahead(struct ssh2_sftp_file *file);

/* The reader is about to wait. Nothing is there for it although a whole pipe's worth was delivered since
 * the pipe last grew: it was not the reader that was slow, so the pipe grows, and more is asked for. */
int ssh2_sftp_read_grow(struct ssh2_sftp_file *file);

#endif
