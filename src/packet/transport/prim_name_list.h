/* A name-list by itself. RFC 4251, section 5. */
#ifndef SSH2_PACKET_TRANSPORT_PRIM_NAME_LIST_H
#define SSH2_PACKET_TRANSPORT_PRIM_NAME_LIST_H

#include "src/packet/packet.h"

#define SSH2_PRIM_NAME_LIST_FIELDS(FIELD) \
    FIELD(NAME_LIST, data)
SSH2_PACKET(prim_name_list, SSH2_NO_NUMBER, SSH2_PRIM_NAME_LIST_FIELDS)

#endif
