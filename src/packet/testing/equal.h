/* Whether two packets of one type hold the same fields. */
#ifndef SSH2_PACKET_TESTING_EQUAL_H
#define SSH2_PACKET_TESTING_EQUAL_H

#include <stdbool.h>

#include "src/wire/packet.h"

/* Structured content is compared field by field: how it was encoded makes no difference. */
bool ssh2_packet_equal(const struct ssh2_packet_type *type, const void *a, const void *b);

#endif
