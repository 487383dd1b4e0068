/* SSH_FXP_EXTENDED (200), "copy-data": copies from one open file to another. OpenSSH's PROTOCOL,
 * 4.10. */
#ifndef SSH2_PACKET_SFTP_SFTP_EXT_COPY_DATA_H
#define SSH2_PACKET_SFTP_SFTP_EXT_COPY_DATA_H

#include "src/packet/packet.h"
#include "src/packet/sftp/sftp_limits.h"

#define SSH2_SFTP_EXT_COPY_DATA_FIELDS(FIELD)                                   \
    FIELD(UINT32, request_id)                                                   \
    FIELD(STRING, extended_request, SSH2_IS("copy-data"))                       \
    FIELD(STRING, read_from_handle, SSH2_LENGTH(1, SSH2_SFTP_HANDLE_MAX_BYTES)) \
    FIELD(UINT64, read_from_offset) /* bytes */                                 \
    FIELD(UINT64, read_data_length) /* bytes; 0: to the end */                  \
    FIELD(STRING, write_to_handle, SSH2_LENGTH(1, SSH2_SFTP_HANDLE_MAX_BYTES))  \
    FIELD(UINT64, write_to_offset)  /* bytes */
SSH2_PACKET(sftp_ext_copy_data, SSH_FXP_EXTENDED, SSH2_SFTP_EXT_COPY_DATA_FIELDS)

#endif
