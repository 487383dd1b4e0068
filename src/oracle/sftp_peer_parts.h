/* The inside of the SFTP server, for its own files:
 *
 *     sftp_peer.c          bytes to packets, and back
 *     sftp_peer_files.c    requests about open files and directories
 *     sftp_peer_paths.c    requests about paths
 */
#ifndef SSH2_ORACLE_SFTP_PEER_PARTS_H
#define SSH2_ORACLE_SFTP_PEER_PARTS_H

#include "src/oracle/sftp_peer.h"
#include "src/oracle/tree.h"
#include "src/packet/sftp/sftp_attrs.h"
#include "src/packet/sftp/sftp_status_codes.h"
#include "src/wire/packet.h"

struct ssh2_sftp_peer_handle {
    struct ssh2_node *node; /* NULL: the handle is free */
    uint32_t pflags;        /* SSH_FXF_*; 0 for a directory */
    uint32_t names_read;    /* of a directory, "." and ".." among them */
};

struct ssh2_sftp_peer_reply;

struct ssh2_sftp_peer {
    struct ssh2_sftp_peer_settings settings;
    struct ssh2_tree tree;
    struct ssh2_sftp_peer_handle handles[SSH2_SFTP_PEER_HANDLES_MAX_COUNT];
    bool is_broken, has_version;
    uint8_t *input; /* the packet that is not complete */
    size_t input_len, input_capacity;
    struct ssh2_sftp_peer_reply *first, *last; /* to send */
    struct ssh2_sftp_peer_reply *batch;        /* to what is being received; the newest first */
    size_t output_len;
};

/* Sends a reply. */
void ssh2_sftp_peer_reply(struct ssh2_sftp_peer *peer, const struct ssh2_packet_type *type,
                          const void *packet);
void ssh2_sftp_peer_status(struct ssh2_sftp_peer *peer, uint32_t request_id, uint32_t code);

/* A node's attributes, and back: those that are there. False when a size cannot be had. */
struct ssh2_sftp_attrs ssh2_sftp_peer_attrs(const struct ssh2_node *node);
bool ssh2_sftp_peer_set_attrs(struct ssh2_node *node, const struct ssh2_sftp_attrs *attrs);

/* What a request asks for; request is the parsed packet. */
typedef void ssh2_sftp_peer_handler(struct ssh2_sftp_peer *peer, const void *request);

ssh2_sftp_peer_handler ssh2_sftp_peer_on_open;
ssh2_sftp_peer_handler ssh2_sftp_peer_on_close;
ssh2_sftp_peer_handler ssh2_sftp_peer_on_read;
ssh2_sftp_peer_handler ssh2_sftp_peer_on_write;
ssh2_sftp_peer_handler ssh2_sftp_peer_on_fstat;
ssh2_sftp_peer_handler ssh2_sftp_peer_on_fsetstat;
ssh2_sftp_peer_handler ssh2_sftp_peer_on_opendir;
ssh2_sftp_peer_handler ssh2_sftp_peer_on_readdir;
ssh2_sftp_peer_handler ssh2_sftp_peer_on_fstatvfs;
ssh2_sftp_peer_handler ssh2_sftp_peer_on_fsync;

ssh2_sftp_peer_handler ssh2_sftp_peer_on_stat;
ssh2_sftp_peer_handler ssh2_sftp_peer_on_lstat;
ssh2_sftp_peer_handler ssh2_sftp_peer_on_setstat;
ssh2_sftp_peer_handler ssh2_sftp_peer_on_remove;
ssh2_sftp_peer_handler ssh2_sftp_peer_on_mkdir;
ssh2_sftp_peer_handler ssh2_sftp_peer_on_rmdir;
ssh2_sftp_peer_handler ssh2_sftp_peer_on_realpath;
ssh2_sftp_peer_handler ssh2_sftp_peer_on_rename;
ssh2_sftp_peer_handler ssh2_sftp_peer_on_readlink;
ssh2_sftp_peer_handler ssh2_sftp_peer_on_symlink;
ssh2_sftp_peer_handler ssh2_sftp_peer_on_posix_rename;
ssh2_sftp_peer_handler ssh2_sftp_peer_on_statvfs;

/* The figures of a file system that is of no size in particular. */
void ssh2_sftp_peer_tell_file_system(struct ssh2_sftp_peer *peer, uint32_t request_id);

#endif
