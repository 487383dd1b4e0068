/* A text from the peer for people: a description, a banner, a prompt. RFC 4251, section 9.2:
 * control characters are for the reader to drop. */
#ifndef SSH2_PACKET_TEXT_ERROR_TEXT_UTF8_H
#define SSH2_PACKET_TEXT_ERROR_TEXT_UTF8_H

#include "src/packet/packet.h"

#define SSH2_ERROR_TEXT_UTF8_FIELDS(FIELD) \
    FIELD(UTF8, text)
SSH2_PACKET(error_text_utf8, SSH2_NO_NUMBER, SSH2_ERROR_TEXT_UTF8_FIELDS)

#endif
