/* Why a server hangs up before it identifies itself, "Exceeded MaxStartups" for one: a line as in
 * banner_preamble_line.h, whose end may be missing because the connection ends there. */
#ifndef SSH2_PACKET_TEXT_BANNER_DISCONNECT_PRE_TEXT_H
#define SSH2_PACKET_TEXT_BANNER_DISCONNECT_PRE_TEXT_H

#include "src/packet/text/banner_preamble_line.h"

SSH2_HANDWRITTEN_PACKET(banner_disconnect_pre_text, SSH2_BANNER_PREAMBLE_LINE_FIELDS)

#endif
