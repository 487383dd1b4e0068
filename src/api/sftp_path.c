/* SFTP: what is done with a path. */
#include "src/api/sftp.h"

#include "src/packet/sftp/sftp_attrs_reply.h"
#include "src/packet/sftp/sftp_ext_fstatvfs.h"
#include "src/packet/sftp/sftp_ext_posix_rename.h"
#include "src/packet/sftp/sftp_ext_statvfs.h"
#include "src/packet/sftp/sftp_ext_statvfs_reply.h"
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
#include "src/packet/sftp/sftp_status.h"
#include "src/packet/sftp/sftp_symlink.h"

/* STAT's struct serves the other requests that are nothing but a path. */
#define SERVES(packet)                                                                            \
    _Static_assert(sizeof(struct packet) == sizeof(struct ssh2_sftp_stat) &&                      \
                       offsetof(struct packet, path) == offsetof(struct ssh2_sftp_stat, path),    \
                   "a packet of one path")
SERVES(ssh2_sftp_lstat);
SERVES(ssh2_sftp_readlink);
SERVES(ssh2_sftp_realpath);

/* Operations on a path that end with a status */

static int ask_for_status(LIBSSH2_SFTP *sftp, enum ssh2_sftp_operation operation, void *request)
{
    return ssh2_api_sftp_ask(ssh2_api_core_sftp(sftp), operation, NULL, request, NULL);
}

int libssh2_sftp_rename_ex(LIBSSH2_SFTP *sftp, const char *source_filename,
                           unsigned int source_filename_len, const char *dest_filename,
                           unsigned int dest_filename_len, long flags)
{
    struct ssh2_sftp_rename request = {
        .oldpath = ssh2_bytes(source_filename, source_filename_len),
        .newpath = ssh2_bytes(dest_filename, dest_filename_len),
    };

    (void)flags; /* version 3 cannot say them */
    if (sftp == NULL || source_filename == NULL || dest_filename == NULL)
        return ssh2_api_sftp_misuse(ssh2_api_core_sftp(sftp), "two paths");
    return ask_for_status(sftp, SSH2_SFTP_RENAME, &request);
}

int libssh2_sftp_posix_rename_ex(LIBSSH2_SFTP *sftp, const char *source_filename,
                                 size_t source_filename_len, const char *dest_filename,
                                 size_t dest_filename_len)
{
    struct ssh2_sftp_ext_posix_rename request = {
        .oldpath = ssh2_bytes(source_filename, source_filename_len),
        .newpath = ssh2_bytes(dest_filename, dest_filename_len),
    };

    if (sftp == NULL || source_filename == NULL || dest_filename == NULL)
        return ssh2_api_sftp_misuse(ssh2_api_core_sftp(sftp), "two paths");
    if (!ssh2_api_core_sftp(sftp)->has_posix_rename)
        return ssh2_sftp_fail_status(ssh2_api_core_sftp(sftp), "posix-rename@openssh.com",
                                     SSH_FX_OP_UNSUPPORTED);
    return ask_for_status(sftp, SSH2_SFTP_POSIX_RENAME, &request);
}

int libssh2_sftp_unlink_ex(LIBSSH2_SFTP *sftp, const char *filename, unsigned int filename_len)
{
    struct ssh2_sftp_remove request = { .filename = ssh2_bytes(filename, filename_len) };

    if (sftp == NULL || filename == NULL)
        return ssh2_api_sftp_misuse(ssh2_api_core_sftp(sftp), "a path");
    return ask_for_status(sftp, SSH2_SFTP_REMOVE, &request);
}

int libssh2_sftp_mkdir_ex(LIBSSH2_SFTP *sftp, const char *path, unsigned int path_len, long mode)
{
    struct ssh2_sftp_mkdir request = { .path = ssh2_bytes(path, path_len) };

    if (sftp == NULL || path == NULL)
        return ssh2_api_sftp_misuse(ssh2_api_core_sftp(sftp), "a path");
    if (mode != LIBSSH2_SFTP_DEFAULT_MODE) {
        request.attrs.flags = LIBSSH2_SFTP_ATTR_PERMISSIONS;
        request.attrs.permissions = (uint32_t)mode | LIBSSH2_SFTP_S_IFDIR;
    }
    return ask_for_status(sftp, SSH2_SFTP_MKDIR, &request);
}

int libssh2_sftp_rmdir_ex(LIBSSH2_SFTP *sftp, const char *path, unsigned int path_len)
{
    struct ssh2_sftp_rmdir request = { .path = ssh2_bytes(path, path_len) };

    if (sftp == NULL || path == NULL)
        return ssh2_api_sftp_misuse(ssh2_api_core_sftp(sftp), "a path");
    return ask_for_status(sftp, SSH2_SFTP_RMDIR, &request);
}

/* Attributes */

static int set_attributes(LIBSSH2_SFTP *sftp, struct ssh2_bytes path,
                          const LIBSSH2_SFTP_ATTRIBUTES *attrs)
{
    struct ssh2_sftp_setstat request = { .path = path, .attrs = ssh2_api_sftp_attrs(attrs) };

    return ask_for_status(sftp, SSH2_SFTP_SETSTAT, &request);
}

int libssh2_sftp_stat_ex(LIBSSH2_SFTP *sftp, const char *path, unsigned int path_len, int stat_type,
                         LIBSSH2_SFTP_ATTRIBUTES *attrs)
{
    struct ssh2_sftp_stat request = { .path = ssh2_bytes(path, path_len) };
    struct ssh2_sftp_attrs_reply reply;
    enum ssh2_sftp_operation operation =
        stat_type == LIBSSH2_SFTP_LSTAT ? SSH2_SFTP_LSTAT : SSH2_SFTP_STAT;

    if (sftp == NULL || path == NULL || attrs == NULL)
        return ssh2_api_sftp_misuse(ssh2_api_core_sftp(sftp), "a path, and attributes");
    if (stat_type == LIBSSH2_SFTP_SETSTAT)
        return set_attributes(sftp, request.path, attrs);
    if (stat_type != LIBSSH2_SFTP_STAT && stat_type != LIBSSH2_SFTP_LSTAT)
        return ssh2_api_sftp_misuse(ssh2_api_core_sftp(sftp), "a kind of stat that there is");

    int rc = ssh2_api_sftp_ask(ssh2_api_core_sftp(sftp), operation, NULL, &request, &reply);

    if (rc != 0)
        return rc;
    *attrs = ssh2_api_sftp_attributes(&reply.attrs);
    ssh2_sftp_answered(ssh2_api_core_sftp(sftp), operation);
    return 0;
}

/* File systems */

#define STATVFS_FLAGS (LIBSSH2_SFTP_ST_RDONLY | LIBSSH2_SFTP_ST_NOSUID)

static int ask_for_statvfs(struct ssh2_sftp *sftp, enum ssh2_sftp_operation operation,
                           const void *who, void *request, LIBSSH2_SFTP_STATVFS *st)
{
    struct ssh2_sftp_ext_statvfs_reply reply;
    int rc = ssh2_api_sftp_ask(sftp, operation, who, request, &reply);

    if (rc != 0)
        return rc;
    *st = (LIBSSH2_SFTP_STATVFS){
        .f_bsize = reply.f_bsize,
        .f_frsize = reply.f_frsize,
        .f_blocks = reply.f_blocks,
        .f_bfree = reply.f_bfree,
        .f_bavail = reply.f_bavail,
        .f_files = reply.f_files,
        .f_ffree = reply.f_ffree,
        .f_favail = reply.f_favail,
        .f_fsid = reply.f_fsid,
        .f_flag = reply.f_flag & STATVFS_FLAGS,
        .f_namemax = reply.f_namemax,
    };
    ssh2_sftp_answered(sftp, operation);
    return 0;
}

int libssh2_sftp_statvfs(LIBSSH2_SFTP *sftp, const char *path, size_t path_len,
                         LIBSSH2_SFTP_STATVFS *st)
{
    struct ssh2_sftp_ext_statvfs request = { .path = ssh2_bytes(path, path_len) };

    if (sftp == NULL || path == NULL || st == NULL)
        return ssh2_api_sftp_misuse(ssh2_api_core_sftp(sftp), "a path, and somewhere to put the answer");
    return ask_for_statvfs(ssh2_api_core_sftp(sftp), SSH2_SFTP_STATVFS, NULL, &request, st);
}

int libssh2_sftp_fstatvfs(LIBSSH2_SFTP_HANDLE *handle, LIBSSH2_SFTP_STATVFS *st)
{
    struct ssh2_sftp_file *file = ssh2_api_core_file(handle);

    if (file == NULL || st == NULL)
        return ssh2_api_sftp_misuse(file == NULL ? NULL : file->sftp, "somewhere to put the answer");

    struct ssh2_sftp_ext_fstatvfs request = { .handle = ssh2_sftp_file_handle(file) };

    return ask_for_statvfs(file->sftp, SSH2_SFTP_FSTATVFS, file, &request, st);
}

/* Links */

/* READLINK and REALPATH are answered with exactly one name. Threats S4, S5. */
static int copy_only_name(LIBSSH2_SESSION *session, const struct ssh2_sftp_name *reply, char *target,
                          unsigned int target_len)
{
    struct ssh2_bytes entries = reply->entries;
    struct ssh2_sftp_name_entry entry = { 0 };

    if (reply->count != 1 || !ssh2_sftp_name_entry_next(&entries, &entry) ||
        entry.filename.len == 0)
        return ssh2_fail(&session->error, LIBSSH2_ERROR_SFTP_PROTOCOL,
                         "the server answers with %u names, or an empty one: one is due",
                         (unsigned)reply->count);
    return ssh2_api_sftp_copy_name(session, entry.filename, target, target_len);
}

static int ask_for_name(LIBSSH2_SFTP *sftp, enum ssh2_sftp_operation operation,
                        struct ssh2_bytes path, char *target, unsigned int target_len)
{
    struct ssh2_sftp *core = ssh2_api_core_sftp(sftp);
    struct ssh2_sftp_stat request = { .path = path };
    struct ssh2_sftp_name reply;
    int rc = ssh2_api_sftp_ask(core, operation, NULL, &request, &reply);

    if (rc != 0)
        return rc;
    rc = copy_only_name(ssh2_api_sftp_session(core), &reply, target, target_len);
    ssh2_sftp_answered(core, operation);
    return rc;
}

int libssh2_sftp_symlink_ex(LIBSSH2_SFTP *sftp, const char *path, unsigned int path_len, char *target,
                            unsigned int target_len, int link_type)
{
    if (sftp == NULL || path == NULL || target == NULL)
        return ssh2_api_sftp_misuse(ssh2_api_core_sftp(sftp), "a path, and a target");
    if (link_type == LIBSSH2_SFTP_READLINK)
        return ask_for_name(sftp, SSH2_SFTP_READLINK, ssh2_bytes(path, path_len), target,
                            target_len);
    if (link_type == LIBSSH2_SFTP_REALPATH)
        return ask_for_name(sftp, SSH2_SFTP_REALPATH, ssh2_bytes(path, path_len), target,
                            target_len);

    if (link_type != LIBSSH2_SFTP_SYMLINK)
        return ssh2_api_sftp_misuse(ssh2_api_core_sftp(sftp), "a kind of link that there is");

    /* In the order that OpenSSH's server takes: see sftp_symlink.h. */
    struct ssh2_sftp_symlink request = { .linkpath = ssh2_bytes(path, path_len),
                                         .targetpath = ssh2_bytes(target, target_len) };

    return ask_for_status(sftp, SSH2_SFTP_SYMLINK, &request);
}
