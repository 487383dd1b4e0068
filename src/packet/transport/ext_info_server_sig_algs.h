/* "server-sig-algs": the signature algorithms that the server takes from a user's key. RFC 8308,
 * section 3.1. In the server's SSH_MSG_EXT_INFO. */
#ifndef SSH2_PACKET_TRANSPORT_EXT_INFO_SERVER_SIG_ALGS_H
#define SSH2_PACKET_TRANSPORT_EXT_INFO_SERVER_SIG_ALGS_H

#include "src/packet/packet.h"

#define SSH2_EXT_INFO_SERVER_SIG_ALGS_FIELDS(FIELD)           \
    FIELD(STRING, extension_name, SSH2_IS("server-sig-algs")) \
    FIELD(NAME_LIST, extension_value) /* public_key_algorithms_accepted: the list itself */
SSH2_PACKET(ext_info_server_sig_algs, SSH2_NO_NUMBER, SSH2_EXT_INFO_SERVER_SIG_ALGS_FIELDS)

#endif
