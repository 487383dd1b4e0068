/* ATTRS: file attributes. draft-ietf-secsh-filexfer-02, section 5.
 * A field whose flag is clear is not on the wire and reads as 0. */
#ifndef SSH2_PACKET_SFTP_SFTP_ATTRS_H
#define SSH2_PACKET_SFTP_SFTP_ATTRS_H

#include "src/packet/packet.h"
#include "src/packet/sftp/sftp_extended_attribute.h"

#define SSH_FILEXFER_ATTR_SIZE 0x00000001u
#define SSH_FILEXFER_ATTR_UIDGID 0x00000002u
#define SSH_FILEXFER_ATTR_PERMISSIONS 0x00000004u
#define SSH_FILEXFER_ATTR_ACMODTIME 0x00000008u
#define SSH_FILEXFER_ATTR_EXTENDED 0x80000000u

#define SSH2_SFTP_ATTRS_EXTENDED_MAX_COUNT 0x100000u /* as OpenSSH has it */

#define SSH2_SFTP_ATTRS_FIELDS(FIELD)                                                             \
    FIELD(UINT32, flags, SSH2_SELECTS) /* SSH_FILEXFER_ATTR_*: which of the rest are there */     \
    FIELD(UINT64, size, SSH2_WHEN(SSH_FILEXFER_ATTR_SIZE)) /* bytes */                            \
    FIELD(UINT32, uid, SSH2_WHEN(SSH_FILEXFER_ATTR_UIDGID)) /* as the server counts users */      \
    FIELD(UINT32, gid, SSH2_WHEN(SSH_FILEXFER_ATTR_UIDGID))                                       \
    FIELD(UINT32, permissions, SSH2_WHEN(SSH_FILEXFER_ATTR_PERMISSIONS)) /* POSIX mode, with type */ \
    FIELD(UINT32, atime, SSH2_WHEN(SSH_FILEXFER_ATTR_ACMODTIME)) /* seconds since 1970, UTC */    \
    FIELD(UINT32, mtime, SSH2_WHEN(SSH_FILEXFER_ATTR_ACMODTIME))                                  \
    FIELD(UINT32, extended_count, SSH2_WHEN(SSH_FILEXFER_ATTR_EXTENDED),                          \
          SSH2_RANGE(0, SSH2_SFTP_ATTRS_EXTENDED_MAX_COUNT))                                      \
    FIELD(REPEAT, extended, SSH2_WHEN(SSH_FILEXFER_ATTR_EXTENDED),                                \
          SSH2_COUNTED(sftp_extended_attribute))
SSH2_PACKET(sftp_attrs, SSH2_NO_NUMBER, SSH2_SFTP_ATTRS_FIELDS)

/* Makes ATTRS a kind of field. */
#define SSH2_CTYPE_ATTRS struct ssh2_sftp_attrs
#define SSH2_FIELD_ATTRS .kind = SSH2_KIND_NESTED, .element = ssh2_sftp_attrs_type

#endif
