/* What the SFTP server does with open files and directories: draft-ietf-secsh-filexfer-02, sections
 * 6.3, 6.4 and 6.7 to 6.9. */
#include "src/oracle/sftp_peer_parts.h"

#include <stdio.h>
#include <string.h>

#include "include/libssh2_sftp.h"
#include "src/packet/sftp/sftp_attrs_reply.h"
#include "src/packet/sftp/sftp_close.h"
#include "src/packet/sftp/sftp_data.h"
#include "src/packet/sftp/sftp_ext_fstatvfs.h"
#include "src/packet/sftp/sftp_ext_fsync.h"
#include "src/packet/sftp/sftp_ext_statvfs_reply.h"
#include "src/packet/sftp/sftp_fsetstat.h"
#include "src/packet/sftp/sftp_fstat.h"
#include "src/packet/sftp/sftp_handle.h"
#include "src/packet/sftp/sftp_name.h"
#include "src/packet/sftp/sftp_open.h"
#include "src/packet/sftp/sftp_opendir.h"
#include "src/packet/sftp/sftp_read.h"
#include "src/packet/sftp/sftp_readdir.h"
#include "src/packet/sftp/sftp_write.h"
#include "src/wire/reader.h"
#include "src/wire/writer.h"

#define HANDLE_BYTES 4u         /* a handle is its number */
#define NAMES_MAX_BYTES 32768u  /* of one reply; what does not fit comes with the next */
#define LONGNAME_MAX_BYTES 320u /* a name and the words before it */

/* Handles */

static struct ssh2_sftp_peer_handle *find_handle(struct ssh2_sftp_peer *peer, struct ssh2_bytes name)
{
    struct ssh2_reader r = ssh2_reader(name);
    uint32_t number = ssh2_read_uint32(&r);

    if (name.len != HANDLE_BYTES || number >= SSH2_SFTP_PEER_HANDLES_MAX_COUNT ||
        peer->handles[number].node == NULL)
        return NULL;
    return &peer->handles[number];
}

static struct ssh2_node *find_open(struct ssh2_sftp_peer *peer, struct ssh2_bytes name,
                                   enum ssh2_node_kind kind)
{
    const struct ssh2_sftp_peer_handle *handle = find_handle(peer, name);

    return handle != NULL && handle->node->kind == kind ? handle->node : NULL;
}

static uint32_t free_handle(const struct ssh2_sftp_peer *peer)
{
    uint32_t number = 0;

    while (number < SSH2_SFTP_PEER_HANDLES_MAX_COUNT && peer->handles[number].node != NULL)
        number++;
    return number;
}

static void open_node(struct ssh2_sftp_peer *peer, uint32_t request_id, struct ssh2_node *node,
                      uint32_t pflags)
{
    uint32_t number = free_handle(peer);
    uint8_t name[HANDLE_BYTES];
    struct ssh2_writer w = ssh2_writer(name, sizeof(name));
    struct ssh2_sftp_handle reply = { .request_id = request_id };

    if (number == SSH2_SFTP_PEER_HANDLES_MAX_COUNT) {
        ssh2_sftp_peer_status(peer, request_id, SSH_FX_FAILURE);
        return;
    }
    ssh2_node_open(node);
    peer->handles[number] = (struct ssh2_sftp_peer_handle){ .node = node, .pflags = pflags };
    ssh2_write_uint32(&w, number);
    reply.handle = ssh2_written(&w);
    ssh2_sftp_peer_reply(peer, ssh2_sftp_handle_type(), &reply);
}

void ssh2_sftp_peer_on_close(struct ssh2_sftp_peer *peer, const void *request)
{
    const struct ssh2_sftp_close *close = request;
    struct ssh2_sftp_peer_handle *handle = find_handle(peer, close->handle);

    if (handle != NULL) {
        ssh2_node_close(handle->node);
        handle->node = NULL;
    }
    ssh2_sftp_peer_status(peer, close->request_id, handle != NULL ? SSH_FX_OK : SSH_FX_FAILURE);
}

/* Attributes */

struct ssh2_sftp_attrs ssh2_sftp_peer_attrs(const struct ssh2_node *node)
{
    static const uint32_t types[] = { [SSH2_NODE_FILE] = LIBSSH2_SFTP_S_IFREG,
                                      [SSH2_NODE_DIRECTORY] = LIBSSH2_SFTP_S_IFDIR,
                                      [SSH2_NODE_LINK] = LIBSSH2_SFTP_S_IFLNK };
    struct ssh2_sftp_attrs attrs = {
        .flags = SSH_FILEXFER_ATTR_SIZE | SSH_FILEXFER_ATTR_UIDGID |
                 SSH_FILEXFER_ATTR_PERMISSIONS | SSH_FILEXFER_ATTR_ACMODTIME,
        .size = node->len,
        .uid = node->uid,
        .gid = node->gid,
        .permissions = types[node->kind] | node->permissions,
        .atime = node->atime,
        .mtime = node->mtime,
    };

    return attrs;
}

bool ssh2_sftp_peer_set_attrs(struct ssh2_node *node, const struct ssh2_sftp_attrs *attrs)
{
    if ((attrs->flags & SSH_FILEXFER_ATTR_SIZE) != 0 &&
        (node->kind != SSH2_NODE_FILE || !ssh2_node_resize(node, attrs->size)))
        return false;
    if ((attrs->flags & SSH_FILEXFER_ATTR_UIDGID) != 0) {
        node->uid = attrs->uid;
        node->gid = attrs->gid;
    }
    if ((attrs->flags & SSH_FILEXFER_ATTR_PERMISSIONS) != 0)
        node->permissions = attrs->permissions & 07777;
    if ((attrs->flags & SSH_FILEXFER_ATTR_ACMODTIME) != 0) {
        node->atime = attrs->atime;
        node->mtime = attrs->mtime;
    }
    return true;
}

void ssh2_sftp_peer_on_fstat(struct ssh2_sftp_peer *peer, const void *request)
{
    const struct ssh2_sftp_fstat *fstat = request;
    const struct ssh2_sftp_peer_handle *handle = find_handle(peer, fstat->handle);
    struct ssh2_sftp_attrs_reply reply = { .request_id = fstat->request_id };

    if (handle == NULL) {
        ssh2_sftp_peer_status(peer, fstat->request_id, SSH_FX_FAILURE);
        return;
    }
    reply.attrs = ssh2_sftp_peer_attrs(handle->node);
    ssh2_sftp_peer_reply(peer, ssh2_sftp_attrs_reply_type(), &reply);
}

void ssh2_sftp_peer_on_fsetstat(struct ssh2_sftp_peer *peer, const void *request)
{
    const struct ssh2_sftp_fsetstat *fsetstat = request;
    const struct ssh2_sftp_peer_handle *handle = find_handle(peer, fsetstat->handle);
    bool is_set = handle != NULL && ssh2_sftp_peer_set_attrs(handle->node, &fsetstat->attrs);

    ssh2_sftp_peer_status(peer, fsetstat->request_id, is_set ? SSH_FX_OK : SSH_FX_FAILURE);
}

/* Files */

/* The file to open, made if the flags want that; NULL with *code set. */
static struct ssh2_node *file_to_open(struct ssh2_sftp_peer *peer, const struct ssh2_sftp_open *open,
                                      uint32_t *code)
{
    struct ssh2_node *node = ssh2_tree_find(&peer->tree, open->filename, true);
    struct ssh2_node *parent = NULL;
    struct ssh2_bytes name;

    *code = SSH_FX_FAILURE;
    if (node != NULL)
        return node->kind == SSH2_NODE_FILE && (open->pflags & LIBSSH2_FXF_EXCL) == 0 ? node : NULL;
    *code = SSH_FX_NO_SUCH_FILE;
    if ((open->pflags & LIBSSH2_FXF_CREAT) != 0)
        parent = ssh2_tree_find_parent(&peer->tree, open->filename, &name);
    if (parent == NULL)
        return NULL;
    *code = SSH_FX_FAILURE;
    node = ssh2_node_add(parent, name, SSH2_NODE_FILE);
    if (node != NULL)
        (void)ssh2_sftp_peer_set_attrs(node, &open->attrs);
    return node;
}

void ssh2_sftp_peer_on_open(struct ssh2_sftp_peer *peer, const void *request)
{
    const struct ssh2_sftp_open *open = request;
    uint32_t code = SSH_FX_OK;
    struct ssh2_node *node = file_to_open(peer, open, &code);

    if (node == NULL) {
        ssh2_sftp_peer_status(peer, open->request_id, code);
        return;
    }
    if ((open->pflags & LIBSSH2_FXF_TRUNC) != 0)
        (void)ssh2_node_resize(node, 0);
    open_node(peer, open->request_id, node, open->pflags);
}

void ssh2_sftp_peer_on_read(struct ssh2_sftp_peer *peer, const void *request)
{
    const struct ssh2_sftp_read *read = request;
    const struct ssh2_node *node = find_open(peer, read->handle, SSH2_NODE_FILE);
    struct ssh2_sftp_data reply = { .request_id = read->request_id };
    uint64_t len = read->length;

    if (node == NULL || read->offset >= node->len) {
        ssh2_sftp_peer_status(peer, read->request_id, node == NULL ? SSH_FX_FAILURE : SSH_FX_EOF);
        return;
    }
    if (peer->settings.read_max > 0 && len > peer->settings.read_max)
        len = peer->settings.read_max;
    if (len > node->len - read->offset)
        len = node->len - read->offset;
    reply.data = ssh2_bytes(node->data + read->offset, (size_t)len);
    ssh2_sftp_peer_reply(peer, ssh2_sftp_data_type(), &reply);
}

void ssh2_sftp_peer_on_write(struct ssh2_sftp_peer *peer, const void *request)
{
    const struct ssh2_sftp_write *write = request;
    const struct ssh2_sftp_peer_handle *handle = find_handle(peer, write->handle);
    bool is_written = false;

    if (handle != NULL && handle->node->kind == SSH2_NODE_FILE &&
        (handle->pflags & LIBSSH2_FXF_WRITE) != 0)
        is_written = ssh2_node_write(
            handle->node,
            (handle->pflags & LIBSSH2_FXF_APPEND) != 0 ? handle->node->len : write->offset,
            write->data);
    ssh2_sftp_peer_status(peer, write->request_id, is_written ? SSH_FX_OK : SSH_FX_FAILURE);
}

void ssh2_sftp_peer_on_fsync(struct ssh2_sftp_peer *peer, const void *request)
{
    const struct ssh2_sftp_ext_fsync *fsync = request;
    bool is_file = find_open(peer, fsync->handle, SSH2_NODE_FILE) != NULL;

    ssh2_sftp_peer_status(peer, fsync->request_id, is_file ? SSH_FX_OK : SSH_FX_FAILURE);
}

void ssh2_sftp_peer_on_fstatvfs(struct ssh2_sftp_peer *peer, const void *request)
{
    const struct ssh2_sftp_ext_fstatvfs *fstatvfs = request;

    if (find_handle(peer, fstatvfs->handle) == NULL)
        ssh2_sftp_peer_status(peer, fstatvfs->request_id, SSH_FX_FAILURE);
    else
        ssh2_sftp_peer_tell_file_system(peer, fstatvfs->request_id);
}

void ssh2_sftp_peer_tell_file_system(struct ssh2_sftp_peer *peer, uint32_t request_id)
{
    struct ssh2_sftp_ext_statvfs_reply reply = {
        .request_id = request_id,
        .f_bsize = 4096,
        .f_frsize = 4096,
        .f_blocks = 1000,
        .f_bfree = 900,
        .f_bavail = 800,
        .f_files = 700,
        .f_ffree = 600,
        .f_favail = 500,
        .f_fsid = 42,
        .f_flag = SSH_FXE_STATVFS_ST_NOSUID | 0x400u, /* and one that nobody has heard of */
        .f_namemax = SSH2_TREE_NAME_MAX_BYTES,
    };

    ssh2_sftp_peer_reply(peer, ssh2_sftp_ext_statvfs_reply_type(), &reply);
}

/* Directories */

void ssh2_sftp_peer_on_opendir(struct ssh2_sftp_peer *peer, const void *request)
{
    const struct ssh2_sftp_opendir *opendir = request;
    struct ssh2_node *node = ssh2_tree_find(&peer->tree, opendir->path, true);

    if (node != NULL && node->kind == SSH2_NODE_DIRECTORY)
        open_node(peer, opendir->request_id, node, 0);
    else
        ssh2_sftp_peer_status(peer, opendir->request_id,
                              node == NULL ? SSH_FX_NO_SUCH_FILE : SSH_FX_FAILURE);
}

/* The entry at a place: ".", "..", then the children. NULL behind the last. */
static const struct ssh2_node *entry_at(const struct ssh2_node *directory, uint32_t place,
                                        const char **name)
{
    const struct ssh2_node *child = directory->children;

    *name = place == 0 ? "." : "..";
    if (place == 0)
        return directory;
    if (place == 1)
        return directory->parent == NULL ? directory : directory->parent;
    for (place -= 2; child != NULL && place > 0; place--)
        child = child->next;
    if (child != NULL)
        *name = child->name;
    return child;
}

static void write_entry(struct ssh2_writer *w, const struct ssh2_node *node, const char *name)
{
    char longname[LONGNAME_MAX_BYTES];
    struct ssh2_sftp_name_entry entry = { .filename = ssh2_text(name),
                                          .attrs = ssh2_sftp_peer_attrs(node) };

    snprintf(longname, sizeof(longname), "%c%04o %u %zu %s", "-dl"[node->kind],
             (unsigned)node->permissions, (unsigned)node->uid, node->len, name);
    entry.longname = ssh2_text(longname);
    ssh2_sftp_name_entry_write(w, &entry);
}

void ssh2_sftp_peer_on_readdir(struct ssh2_sftp_peer *peer, const void *request)
{
    const struct ssh2_sftp_readdir *readdir = request;
    struct ssh2_sftp_peer_handle *handle = find_handle(peer, readdir->handle);
    uint32_t most = peer->settings.names_max > 0 ? peer->settings.names_max : SSH2_SFTP_PEER_NAMES;
    uint8_t names[NAMES_MAX_BYTES];
    struct ssh2_writer w = ssh2_writer(names, sizeof(names));
    struct ssh2_sftp_name reply = { .request_id = readdir->request_id };
    const struct ssh2_node *node = NULL;
    const char *name = NULL;

    if (handle == NULL || handle->node->kind != SSH2_NODE_DIRECTORY) {
        ssh2_sftp_peer_status(peer, readdir->request_id, SSH_FX_FAILURE);
        return;
    }
    while (reply.count < most && (node = entry_at(handle->node, handle->names_read, &name)) != NULL) {
        write_entry(&w, node, name);
        if (w.status != SSH2_OK)
            break;
        reply.entries = ssh2_written(&w);
        reply.count++;
        handle->names_read++;
    }
    if (reply.count == 0)
        ssh2_sftp_peer_status(peer, readdir->request_id, SSH_FX_EOF);
    else
        ssh2_sftp_peer_reply(peer, ssh2_sftp_name_type(), &reply);
}
