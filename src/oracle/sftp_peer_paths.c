/* What the SFTP server does with paths: draft-ietf-secsh-filexfer-02, sections 6.5, 6.6 and 6.8 to
 * 6.11. */
#include "src/oracle/sftp_peer_parts.h"

#include "src/packet/sftp/sftp_attrs_reply.h"
#include "src/packet/sftp/sftp_ext_posix_rename.h"
#include "src/packet/sftp/sftp_ext_statvfs.h"
#include "src/packet/sftp/sftp_lstat.h"
#include "src/packet/sftp/sftp_mkdir.h"
#include "src/packet/sftp/sftp_name.h"
#include "src/packet/sftp/sftp_readlink.h"
#include "src/packet/sftp/sftp_realpath.h"
#include "src/packet/sftp/sftp_remove.h"
#include "src/packet/sftp/sftp_rename.h"
#include "src/packet/sftp/sftp_rmdir.h"
#include "src/packet/sftp/sftp_setstat.h"
#include "src/packet/sftp/sftp_stat.h"
#include "src/packet/sftp/sftp_symlink.h"
#include "src/wire/writer.h"

#define ENTRY_MAX_BYTES (2 * SSH2_TREE_PATH_MAX_BYTES + 64u) /* two names and attributes */

/* Attributes */

static void tell_attrs(struct ssh2_sftp_peer *peer, uint32_t request_id,
                       const struct ssh2_node *node)
{
    struct ssh2_sftp_attrs_reply reply = { .request_id = request_id };

    if (node == NULL) {
        ssh2_sftp_peer_status(peer, request_id, SSH_FX_NO_SUCH_FILE);
        return;
    }
    reply.attrs = ssh2_sftp_peer_attrs(node);
    ssh2_sftp_peer_reply(peer, ssh2_sftp_attrs_reply_type(), &reply);
}

void ssh2_sftp_peer_on_stat(struct ssh2_sftp_peer *peer, const void *request)
{
    const struct ssh2_sftp_stat *stat = request;

    tell_attrs(peer, stat->request_id, ssh2_tree_find(&peer->tree, stat->path, true));
}

void ssh2_sftp_peer_on_lstat(struct ssh2_sftp_peer *peer, const void *request)
{
    const struct ssh2_sftp_lstat *lstat = request;

    tell_attrs(peer, lstat->request_id, ssh2_tree_find(&peer->tree, lstat->path, false));
}

void ssh2_sftp_peer_on_setstat(struct ssh2_sftp_peer *peer, const void *request)
{
    const struct ssh2_sftp_setstat *setstat = request;
    struct ssh2_node *node = ssh2_tree_find(&peer->tree, setstat->path, true);
    uint32_t code = node == NULL                                      ? SSH_FX_NO_SUCH_FILE
                    : ssh2_sftp_peer_set_attrs(node, &setstat->attrs) ? SSH_FX_OK
                                                                      : SSH_FX_FAILURE;

    ssh2_sftp_peer_status(peer, setstat->request_id, code);
}

void ssh2_sftp_peer_on_statvfs(struct ssh2_sftp_peer *peer, const void *request)
{
    const struct ssh2_sftp_ext_statvfs *statvfs = request;

    if (ssh2_tree_find(&peer->tree, statvfs->path, true) == NULL)
        ssh2_sftp_peer_status(peer, statvfs->request_id, SSH_FX_NO_SUCH_FILE);
    else
        ssh2_sftp_peer_tell_file_system(peer, statvfs->request_id);
}

/* Making and removing */

void ssh2_sftp_peer_on_mkdir(struct ssh2_sftp_peer *peer, const void *request)
{
    const struct ssh2_sftp_mkdir *mkdir = request;
    struct ssh2_bytes name;
    struct ssh2_node *parent = ssh2_tree_find_parent(&peer->tree, mkdir->path, &name);
    struct ssh2_node *node =
        parent == NULL ? NULL : ssh2_node_add(parent, name, SSH2_NODE_DIRECTORY);
    uint32_t code = parent == NULL ? SSH_FX_NO_SUCH_FILE
                    : node == NULL ? SSH_FX_FAILURE
                                   : SSH_FX_OK;

    if (node != NULL)
        (void)ssh2_sftp_peer_set_attrs(node, &mkdir->attrs);
    ssh2_sftp_peer_status(peer, mkdir->request_id, code);
}

static void remove_node(struct ssh2_sftp_peer *peer, uint32_t request_id, struct ssh2_bytes path,
                        bool is_directory)
{
    struct ssh2_node *node = ssh2_tree_find(&peer->tree, path, false);
    uint32_t code = SSH_FX_OK;

    if (node == NULL)
        code = SSH_FX_NO_SUCH_FILE;
    else if ((node->kind == SSH2_NODE_DIRECTORY) != is_directory || node->children != NULL ||
             node == peer->tree.home || node->parent == NULL)
        code = SSH_FX_FAILURE;
    else
        ssh2_node_remove(node);
    ssh2_sftp_peer_status(peer, request_id, code);
}

void ssh2_sftp_peer_on_remove(struct ssh2_sftp_peer *peer, const void *request)
{
    const struct ssh2_sftp_remove *remove = request;

    remove_node(peer, remove->request_id, remove->filename, false);
}

void ssh2_sftp_peer_on_rmdir(struct ssh2_sftp_peer *peer, const void *request)
{
    const struct ssh2_sftp_rmdir *rmdir = request;

    remove_node(peer, rmdir->request_id, rmdir->path, true);
}

/* Renaming */

static bool is_inside(const struct ssh2_node *node, const struct ssh2_node *other)
{
    while (node != NULL && node != other)
        node = node->parent;
    return node != NULL;
}

/* A directory is put neither into itself nor over anything. */
static uint32_t rename_node(struct ssh2_sftp_peer *peer, struct ssh2_bytes from, struct ssh2_bytes to,
                            bool may_replace)
{
    struct ssh2_bytes name;
    struct ssh2_node *node = ssh2_tree_find(&peer->tree, from, false);
    struct ssh2_node *parent = ssh2_tree_find_parent(&peer->tree, to, &name);
    struct ssh2_node *there = parent == NULL ? NULL : ssh2_node_child(parent, name);

    if (node == NULL || parent == NULL)
        return SSH_FX_NO_SUCH_FILE;
    if (node == there)
        return SSH_FX_OK;
    if (is_inside(parent, node) || (there != NULL && (!may_replace || there->children != NULL ||
                                                      there->kind == SSH2_NODE_DIRECTORY)))
        return SSH_FX_FAILURE;
    if (!ssh2_node_move(node, parent, name))
        return SSH_FX_FAILURE;
    if (there != NULL)
        ssh2_node_remove(there);
    return SSH_FX_OK;
}

void ssh2_sftp_peer_on_rename(struct ssh2_sftp_peer *peer, const void *request)
{
    const struct ssh2_sftp_rename *rename = request;

    ssh2_sftp_peer_status(peer, rename->request_id,
                          rename_node(peer, rename->oldpath, rename->newpath, false));
}

void ssh2_sftp_peer_on_posix_rename(struct ssh2_sftp_peer *peer, const void *request)
{
    const struct ssh2_sftp_ext_posix_rename *rename = request;

    ssh2_sftp_peer_status(peer, rename->request_id,
                          rename_node(peer, rename->oldpath, rename->newpath, true));
}

/* Links and real paths */

static void tell_name(struct ssh2_sftp_peer *peer, uint32_t request_id, struct ssh2_bytes path)
{
    uint8_t bytes[ENTRY_MAX_BYTES];
    struct ssh2_writer w = ssh2_writer(bytes, sizeof(bytes));
    struct ssh2_sftp_name_entry entry = { .filename = path, .longname = path };
    struct ssh2_sftp_name reply = { .request_id = request_id, .count = 1 };

    ssh2_sftp_name_entry_write(&w, &entry);
    reply.entries = ssh2_written(&w);
    if (w.status == SSH2_OK)
        ssh2_sftp_peer_reply(peer, ssh2_sftp_name_type(), &reply);
    else
        ssh2_sftp_peer_status(peer, request_id, SSH_FX_FAILURE);
}

void ssh2_sftp_peer_on_readlink(struct ssh2_sftp_peer *peer, const void *request)
{
    const struct ssh2_sftp_readlink *readlink = request;
    const struct ssh2_node *node = ssh2_tree_find(&peer->tree, readlink->path, false);

    if (node != NULL && node->kind == SSH2_NODE_LINK)
        tell_name(peer, readlink->request_id, ssh2_bytes(node->data, node->len));
    else
        ssh2_sftp_peer_status(peer, readlink->request_id,
                              node == NULL ? SSH_FX_NO_SUCH_FILE : SSH_FX_FAILURE);
}

void ssh2_sftp_peer_on_realpath(struct ssh2_sftp_peer *peer, const void *request)
{
    const struct ssh2_sftp_realpath *realpath = request;
    const struct ssh2_node *node = ssh2_tree_find(&peer->tree, realpath->path, true);
    char path[SSH2_TREE_PATH_MAX_BYTES + 1];

    if (node != NULL && ssh2_tree_path(node, path, sizeof(path)))
        tell_name(peer, realpath->request_id, ssh2_text(path));
    else
        ssh2_sftp_peer_status(peer, realpath->request_id, SSH_FX_NO_SUCH_FILE);
}

/* As OpenSSH's server, which takes the two paths the other way round: its PROTOCOL, 4.1. */
void ssh2_sftp_peer_on_symlink(struct ssh2_sftp_peer *peer, const void *request)
{
    const struct ssh2_sftp_symlink *symlink = request;
    struct ssh2_bytes target = symlink->linkpath, link = symlink->targetpath;
    struct ssh2_bytes name;
    struct ssh2_node *parent = ssh2_tree_find_parent(&peer->tree, link, &name);
    struct ssh2_node *node = parent == NULL ? NULL : ssh2_node_add(parent, name, SSH2_NODE_LINK);
    uint32_t code = parent == NULL ? SSH_FX_NO_SUCH_FILE : SSH_FX_FAILURE;

    if (node != NULL && ssh2_node_write(node, 0, target))
        code = SSH_FX_OK;
    ssh2_sftp_peer_status(peer, symlink->request_id, code);
}
