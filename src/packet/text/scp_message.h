/* What scp's warnings and errors share: a status byte and a line for people. */
#ifndef SSH2_PACKET_TEXT_SCP_MESSAGE_H
#define SSH2_PACKET_TEXT_SCP_MESSAGE_H

#include "src/wire/bytes.h"
#include "src/wire/reader.h"
#include "src/wire/writer.h"

/* The message behind this status, up to its newline, which is passed over. Fails with
 * SSH2_TRUNCATED, SSH2_BAD_VALUE for another status and SSH2_BAD_LENGTH for a line above
 * SSH2_SCP_LINE_MAX_BYTES. */
struct ssh2_bytes ssh2_read_scp_message(struct ssh2_reader *r, uint8_t status);

/* Writes such a line. w fails with SSH2_BAD_VALUE if the reader would refuse it. */
void ssh2_write_scp_message(struct ssh2_writer *w, uint8_t status, struct ssh2_bytes message);

#endif
