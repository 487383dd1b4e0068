/* The counter of a cipher in CTR mode: at first the IV that was derived. RFC 4344, section 4. */
#ifndef SSH2_PACKET_TRANSPORT_CTR_COUNTER_H
#define SSH2_PACKET_TRANSPORT_CTR_COUNTER_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_CTR_COUNTER_FIELDS(FIELD) \
    FIELD(REST, counter, SSH2_LENGTH(SSH2_BLOCK_MIN_BYTES, SSH2_BLOCK_MAX_BYTES)) /* a block */
SSH2_PACKET(ctr_counter, SSH2_NO_NUMBER, SSH2_CTR_COUNTER_FIELDS)

#endif
