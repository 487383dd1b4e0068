/* What holds for every packet type and every input: tests and fuzz targets all check this. */
#ifndef SSH2_PACKET_TESTING_CHECK_H
#define SSH2_PACKET_TESTING_CHECK_H

#include "src/wire/packet.h"

/* Parses input and returns NULL if all is well, else a sentence that says which promise is broken:
 * a refused input leaves nothing but zeros; of an accepted one every view lies inside the input,
 * and encoding it gives the same bytes if it was canonical, else bytes that hold the same fields
 * and are their own encoding; what a type says of its length is what it writes; a buffer that is
 * too small is refused. */
const char *ssh2_packet_complaint(const struct ssh2_packet_type *type, struct ssh2_bytes input);

#endif
