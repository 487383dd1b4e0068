/* Transports without keys, for targets that are about what lies behind them. */
#ifndef SSH2_FUZZ_KEYLESS_H
#define SSH2_FUZZ_KEYLESS_H

#include <stddef.h>
#include <stdint.h>

#include "src/transport/transport.h"
#include "src/wire/bytes.h"

/* Puts a transport behind a first key exchange that never was: packets go unencrypted both ways. */
void ssh2_keyless_begin(struct ssh2_transport *t);

/* The payload as an unencrypted packet, in memory that the caller frees; NULL if none can hold it.
 */
uint8_t *ssh2_keyless_packet(struct ssh2_bytes payload, size_t *len);

/* Bytes that a transport receives. */
void ssh2_keyless_receive(struct ssh2_transport *t, struct ssh2_bytes bytes);

#endif
