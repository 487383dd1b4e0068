/* One name in SSH_FXP_NAME. draft-ietf-secsh-filexfer-02, section 7. */
#ifndef SSH2_PACKET_SFTP_SFTP_NAME_ENTRY_H
#define SSH2_PACKET_SFTP_SFTP_NAME_ENTRY_H

#include "src/packet/packet.h"
#include "src/packet/sftp/sftp_attrs.h"

#define SSH2_SFTP_NAME_ENTRY_FIELDS(FIELD)                                                \
    FIELD(STRING, filename) /* any bytes: for the reader to check before use as a path */ \
    FIELD(STRING, longname) /* a line as of "ls -l", for people */                        \
    FIELD(ATTRS, attrs)
SSH2_PACKET(sftp_name_entry, SSH2_NO_NUMBER, SSH2_SFTP_NAME_ENTRY_FIELDS)

#endif
