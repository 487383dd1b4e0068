/* SSH_FXP_EXTENDED_REPLY (201) to "statvfs@openssh.com" and "fstatvfs@openssh.com": the fields of
 * POSIX's struct statvfs. OpenSSH's PROTOCOL, 4.4. */
#ifndef SSH2_PACKET_SFTP_SFTP_EXT_STATVFS_REPLY_H
#define SSH2_PACKET_SFTP_SFTP_EXT_STATVFS_REPLY_H

#include "src/packet/packet.h"

#define SSH_FXE_STATVFS_ST_RDONLY 0x1u
#define SSH_FXE_STATVFS_ST_NOSUID 0x2u

#define SSH2_SFTP_EXT_STATVFS_REPLY_FIELDS(FIELD)                    \
    FIELD(UINT32, request_id)                                        \
    FIELD(UINT64, f_bsize)   /* bytes: preferred size of a block */  \
    FIELD(UINT64, f_frsize)  /* bytes: the unit of the next three */ \
    FIELD(UINT64, f_blocks)                                          \
    FIELD(UINT64, f_bfree)                                           \
    FIELD(UINT64, f_bavail)  /* free for users */                    \
    FIELD(UINT64, f_files)                                           \
    FIELD(UINT64, f_ffree)                                           \
    FIELD(UINT64, f_favail)  /* free for users */                    \
    FIELD(UINT64, f_fsid)                                            \
    FIELD(UINT64, f_flag)    /* SSH_FXE_STATVFS_* */                 \
    FIELD(UINT64, f_namemax) /* bytes */
SSH2_PACKET(sftp_ext_statvfs_reply, SSH_FXP_EXTENDED_REPLY, SSH2_SFTP_EXT_STATVFS_REPLY_FIELDS)

#endif
