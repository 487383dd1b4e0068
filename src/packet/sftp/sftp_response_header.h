/* The start of every reply but SSH_FXP_VERSION. draft-ietf-secsh-filexfer-02, section 7. The
 * replies to several requests may come in any order. */
#ifndef SSH2_PACKET_SFTP_SFTP_RESPONSE_HEADER_H
#define SSH2_PACKET_SFTP_SFTP_RESPONSE_HEADER_H

#include "src/packet/packet.h"
#include "src/packet/sftp/sftp_request_header.h"

SSH2_PACKET(sftp_response_header, SSH2_NO_NUMBER, SSH2_SFTP_REQUEST_HEADER_FIELDS)

#endif
