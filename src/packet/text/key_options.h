/* Options in front of a public key, and words that may be in quotes: what authorized_keys and
 * allowed_signers share. sshd(8), AUTHORIZED_KEYS FILE FORMAT; ssh-keygen(1), ALLOWED SIGNERS. */
#ifndef SSH2_PACKET_TEXT_KEY_OPTIONS_H
#define SSH2_PACKET_TEXT_KEY_OPTIONS_H

#include "src/packet/text/base64_key.h"

/* The bytes up to a blank, a tab or the end; between double quotes blanks and tabs do not count,
 * and a backslash keeps a quote from closing them. Fails with SSH2_TRUNCATED if there are none and,
 * at the quote, if it is not closed; with SSH2_BAD_VALUE at any other control character. */
struct ssh2_bytes ssh2_read_quoted_word(struct ssh2_reader *r);

/* Writes what ssh2_read_quoted_word would read whole; w fails with SSH2_BAD_VALUE otherwise. */
void ssh2_write_quoted_word(struct ssh2_writer *w, struct ssh2_bytes word);

/* A key, and options before it if what comes first is no key. An option between commas that is
 * empty is SSH2_BAD_VALUE at the comma. */
struct ssh2_base64_key ssh2_read_options_and_key(struct ssh2_reader *r, struct ssh2_bytes *options);

/* Writes options, if any, and key. */
void ssh2_write_options_and_key(struct ssh2_writer *w, struct ssh2_bytes options,
                                struct ssh2_base64_key key);

/* Passes over the blanks before a line; what begins with "#" is SSH2_BAD_VALUE: a comment. */
void ssh2_read_line_start(struct ssh2_reader *r);

#endif
