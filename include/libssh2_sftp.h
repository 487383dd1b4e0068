/* libssh2_sftp.h: files on the server, by SFTP version 3 (draft-ietf-secsh-filexfer-02).
 *
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * The rules and the form of comments are those of libssh2.h. In an @errors tag, "sftp" stands for
 * SFTP_PROTOCOL (the server says no, and libssh2_sftp_last_error() why), CHANNEL_CLOSED,
 * CHANNEL_EOF_SENT, CHANNEL_PACKET_EXCEEDED (an answer is too long), and transport.
 *
 * Strings that the library fills end with NUL; lengths do not count it. Paths are bytes.
 */
#ifndef LIBSSH2_SFTP_H
#define LIBSSH2_SFTP_H 1

#include <unistd.h>

#include "libssh2.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---------------------------------------------------------------------------------------------
 * 1. Types and numbers
 */

/* The version of the protocol that the library speaks. */
#define LIBSSH2_SFTP_VERSION 3

typedef struct _LIBSSH2_SFTP LIBSSH2_SFTP;               /* a conversation with the server */
typedef struct _LIBSSH2_SFTP_HANDLE LIBSSH2_SFTP_HANDLE; /* an open file or directory */
typedef struct _LIBSSH2_SFTP_ATTRIBUTES LIBSSH2_SFTP_ATTRIBUTES;
typedef struct _LIBSSH2_SFTP_STATVFS LIBSSH2_SFTP_STATVFS;

/* Attributes of a file. A member counts only if its flag is set. The draft's section 5. */
struct _LIBSSH2_SFTP_ATTRIBUTES {
    unsigned long flags; /* LIBSSH2_SFTP_ATTR_*, or'ed together */

    libssh2_uint64_t filesize; /* bytes */
    unsigned long uid, gid;    /* as the server counts them */
    unsigned long permissions; /* LIBSSH2_SFTP_S_* */
    unsigned long atime, mtime; /* last read and changed: seconds since 1970 */
};

#define LIBSSH2_SFTP_ATTR_SIZE        0x00000001
#define LIBSSH2_SFTP_ATTR_UIDGID      0x00000002
#define LIBSSH2_SFTP_ATTR_PERMISSIONS 0x00000004
#define LIBSSH2_SFTP_ATTR_ACMODTIME   0x00000008
#define LIBSSH2_SFTP_ATTR_EXTENDED    0x80000000

/* A file system, as POSIX statvfs() describes it. */
struct _LIBSSH2_SFTP_STATVFS {
    libssh2_uint64_t f_bsize;   /* bytes in a block, for transfers */
    libssh2_uint64_t f_frsize;  /* bytes in a block, for the counts */
    libssh2_uint64_t f_blocks;  /* blocks there are */
    libssh2_uint64_t f_bfree;   /* blocks free */
    libssh2_uint64_t f_bavail;  /* blocks free for all users */
    libssh2_uint64_t f_files;   /* files there can be */
    libssh2_uint64_t f_ffree;   /* files that can still be made */
    libssh2_uint64_t f_favail;  /* files that all users can make */
    libssh2_uint64_t f_fsid;    /* the file system's number */
    libssh2_uint64_t f_flag;    /* LIBSSH2_SFTP_ST_*, or'ed together */
    libssh2_uint64_t f_namemax; /* bytes in a file's name */
};

#define LIBSSH2_SFTP_ST_RDONLY 0x00000001
#define LIBSSH2_SFTP_ST_NOSUID 0x00000002

/* Permissions, and the kind of file in the same number: octal, as in POSIX. */
#define LIBSSH2_SFTP_S_IFMT   0170000 /* the kind of file */
#define LIBSSH2_SFTP_S_IFIFO  0010000
#define LIBSSH2_SFTP_S_IFCHR  0020000
#define LIBSSH2_SFTP_S_IFDIR  0040000
#define LIBSSH2_SFTP_S_IFBLK  0060000
#define LIBSSH2_SFTP_S_IFREG  0100000
#define LIBSSH2_SFTP_S_IFLNK  0120000
#define LIBSSH2_SFTP_S_IFSOCK 0140000

#define LIBSSH2_SFTP_S_IRWXU 0000700 /* the owner may read, write, execute */
#define LIBSSH2_SFTP_S_IRUSR 0000400
#define LIBSSH2_SFTP_S_IWUSR 0000200
#define LIBSSH2_SFTP_S_IXUSR 0000100
#define LIBSSH2_SFTP_S_IRWXG 0000070 /* the group */
#define LIBSSH2_SFTP_S_IRGRP 0000040
#define LIBSSH2_SFTP_S_IWGRP 0000020
#define LIBSSH2_SFTP_S_IXGRP 0000010
#define LIBSSH2_SFTP_S_IRWXO 0000007 /* all others */
#define LIBSSH2_SFTP_S_IROTH 0000004
#define LIBSSH2_SFTP_S_IWOTH 0000002
#define LIBSSH2_SFTP_S_IXOTH 0000001

/** Is it a symbolic link? */
#define LIBSSH2_SFTP_S_ISLNK(m) (((m) & LIBSSH2_SFTP_S_IFMT) == LIBSSH2_SFTP_S_IFLNK)
/** Is it a regular file? */
#define LIBSSH2_SFTP_S_ISREG(m) (((m) & LIBSSH2_SFTP_S_IFMT) == LIBSSH2_SFTP_S_IFREG)
/** Is it a directory? */
#define LIBSSH2_SFTP_S_ISDIR(m) (((m) & LIBSSH2_SFTP_S_IFMT) == LIBSSH2_SFTP_S_IFDIR)
/** Is it a character device? */
#define LIBSSH2_SFTP_S_ISCHR(m) (((m) & LIBSSH2_SFTP_S_IFMT) == LIBSSH2_SFTP_S_IFCHR)
/** Is it a block device? */
#define LIBSSH2_SFTP_S_ISBLK(m) (((m) & LIBSSH2_SFTP_S_IFMT) == LIBSSH2_SFTP_S_IFBLK)
/** Is it a named pipe? */
#define LIBSSH2_SFTP_S_ISFIFO(m) (((m) & LIBSSH2_SFTP_S_IFMT) == LIBSSH2_SFTP_S_IFIFO)
/** Is it a socket? */
#define LIBSSH2_SFTP_S_ISSOCK(m) (((m) & LIBSSH2_SFTP_S_IFMT) == LIBSSH2_SFTP_S_IFSOCK)

/* Kinds of files as later versions of the protocol number them; version 3 has no such field. */
#define LIBSSH2_SFTP_TYPE_REGULAR      1
#define LIBSSH2_SFTP_TYPE_DIRECTORY    2
#define LIBSSH2_SFTP_TYPE_SYMLINK      3
#define LIBSSH2_SFTP_TYPE_SPECIAL      4
#define LIBSSH2_SFTP_TYPE_UNKNOWN      5
#define LIBSSH2_SFTP_TYPE_SOCKET       6
#define LIBSSH2_SFTP_TYPE_CHAR_DEVICE  7
#define LIBSSH2_SFTP_TYPE_BLOCK_DEVICE 8
#define LIBSSH2_SFTP_TYPE_FIFO         9

/* What the server says. The draft's section 7; version 3 has those up to 8. */
#define LIBSSH2_FX_OK                       0UL
#define LIBSSH2_FX_EOF                      1UL
#define LIBSSH2_FX_NO_SUCH_FILE             2UL
#define LIBSSH2_FX_PERMISSION_DENIED        3UL
#define LIBSSH2_FX_FAILURE                  4UL
#define LIBSSH2_FX_BAD_MESSAGE              5UL
#define LIBSSH2_FX_NO_CONNECTION            6UL
#define LIBSSH2_FX_CONNECTION_LOST          7UL
#define LIBSSH2_FX_OP_UNSUPPORTED           8UL
#define LIBSSH2_FX_INVALID_HANDLE           9UL
#define LIBSSH2_FX_NO_SUCH_PATH            10UL
#define LIBSSH2_FX_FILE_ALREADY_EXISTS     11UL
#define LIBSSH2_FX_WRITE_PROTECT           12UL
#define LIBSSH2_FX_NO_MEDIA                13UL
#define LIBSSH2_FX_NO_SPACE_ON_FILESYSTEM  14UL
#define LIBSSH2_FX_QUOTA_EXCEEDED          15UL
#define LIBSSH2_FX_UNKNOWN_PRINCIPAL       16UL
#define LIBSSH2_FX_LOCK_CONFLICT           17UL
#define LIBSSH2_FX_DIR_NOT_EMPTY           18UL
#define LIBSSH2_FX_NOT_A_DIRECTORY         19UL
#define LIBSSH2_FX_INVALID_FILENAME        20UL
#define LIBSSH2_FX_LINK_LOOP               21UL

#ifndef LIBSSH2_NO_DEPRECATED
/* Misspelt, and used. */
#define LIBSSH2_FX_UNKNOWN_PRINCIPLE LIBSSH2_FX_UNKNOWN_PRINCIPAL
#define LIBSSH2_FX_LOCK_CONFlICT     LIBSSH2_FX_LOCK_CONFLICT
#endif

/* The older name for would block. */
#define LIBSSH2SFTP_EAGAIN LIBSSH2_ERROR_EAGAIN

/* ---------------------------------------------------------------------------------------------
 * 2. Begin and end
 */

/**
 * Begins a conversation, on a channel of its own. It is in version 3, which every server speaks: one that
 * answers with another is refused.
 *
 * @param session  the session, after login
 * @return the conversation, to be ended with libssh2_sftp_shutdown(); NULL on error
 * @errors INVAL (not logged in), CHANNEL_FAILURE (the server has no SFTP), sftp
 * @eagain
 * @since 0.3
 */
LIBSSH2_API LIBSSH2_SFTP *libssh2_sftp_init(LIBSSH2_SESSION *session);

/**
 * Ends a conversation. Close its files and directories first.
 *
 * @param sftp  is gone unless the call gives LIBSSH2_ERROR_EAGAIN or LIBSSH2_ERROR_TIMEOUT
 * @return 0, or a negative error
 * @errors BAD_USE, TIMEOUT
 * @eagain
 * @since 0.3
 */
LIBSSH2_API int libssh2_sftp_shutdown(LIBSSH2_SFTP *sftp);

/**
 * Tells what the server said. It means something right after LIBSSH2_ERROR_SFTP_PROTOCOL only.
 *
 * @param sftp  the conversation
 * @return LIBSSH2_FX_*
 * @since 0.3
 */
LIBSSH2_API unsigned long libssh2_sftp_last_error(LIBSSH2_SFTP *sftp);

/**
 * Gives the channel, e.g. to look at its window.
 *
 * @param sftp  the conversation
 * @return the channel, which the conversation owns; NULL for no conversation
 * @since 1.4.0
 */
LIBSSH2_API LIBSSH2_CHANNEL *libssh2_sftp_get_channel(LIBSSH2_SFTP *sftp);

/* ---------------------------------------------------------------------------------------------
 * 3. Open, read, write, close
 */

/* What to open. */
#define LIBSSH2_SFTP_OPENFILE 0
#define LIBSSH2_SFTP_OPENDIR  1

/* How to open a file. The draft's section 6.3. */
#define LIBSSH2_FXF_READ   0x00000001
#define LIBSSH2_FXF_WRITE  0x00000002
#define LIBSSH2_FXF_APPEND 0x00000004 /* each write goes to the end */
#define LIBSSH2_FXF_CREAT  0x00000008 /* make it if it is not there */
#define LIBSSH2_FXF_TRUNC  0x00000010 /* with CREAT: empty it */
#define LIBSSH2_FXF_EXCL   0x00000020 /* with CREAT: fail if it is there */

/**
 * Opens a file or a directory.
 *
 * @param sftp          the conversation
 * @param filename      the path
 * @param filename_len  bytes
 * @param flags         LIBSSH2_FXF_*, or'ed together; for files
 * @param mode          permissions if the file is made; for files
 * @param open_type     LIBSSH2_SFTP_OPENFILE or LIBSSH2_SFTP_OPENDIR
 * @return the handle, to be freed with libssh2_sftp_close_handle(); NULL on error
 * @errors PROTO (the path is too long), sftp
 * @eagain
 * @since 0.3
 */
LIBSSH2_API LIBSSH2_SFTP_HANDLE *libssh2_sftp_open_ex(LIBSSH2_SFTP *sftp, const char *filename,
                                                      unsigned int filename_len,
                                                      unsigned long flags, long mode,
                                                      int open_type);

/** Opens a file, whose path ends with NUL. */
#define libssh2_sftp_open(sftp, filename, flags, mode)                                           \
    libssh2_sftp_open_ex((sftp), (filename), (unsigned int)strlen(filename), (flags), (mode),    \
                         LIBSSH2_SFTP_OPENFILE)

/** Opens a directory, whose path ends with NUL. */
#define libssh2_sftp_opendir(sftp, path)                                                         \
    libssh2_sftp_open_ex((sftp), (path), (unsigned int)strlen(path), 0, 0, LIBSSH2_SFTP_OPENDIR)

/**
 * Opens a file or a directory, and gives a new file its attributes.
 *
 * @param sftp          the conversation
 * @param filename      the path
 * @param filename_len  bytes
 * @param flags         LIBSSH2_FXF_*, or'ed together; for files
 * @param mode          permissions if the file is made; for files
 * @param open_type     LIBSSH2_SFTP_OPENFILE or LIBSSH2_SFTP_OPENDIR
 * @param attrs         what the file gets if it is made, but for the permissions, which are mode
 * @return the handle, to be freed with libssh2_sftp_close_handle(); NULL on error
 * @errors PROTO (the path is too long), sftp
 * @eagain
 * @since 1.11.0
 */
LIBSSH2_API LIBSSH2_SFTP_HANDLE *libssh2_sftp_open_ex_r(LIBSSH2_SFTP *sftp, const char *filename,
                                                        size_t filename_len, unsigned long flags,
                                                        long mode, int open_type,
                                                        LIBSSH2_SFTP_ATTRIBUTES *attrs);

/** Opens a file, whose path ends with NUL, and gives a new one its attributes. */
#define libssh2_sftp_open_r(sftp, filename, flags, mode, attrs)                                  \
    libssh2_sftp_open_ex_r((sftp), (filename), strlen(filename), (flags), (mode),                \
                           LIBSSH2_SFTP_OPENFILE, (attrs))

/**
 * Reads on in a file. Requests are sent ahead, the more the larger the buffer.
 *
 * @param handle         the file
 * @param buffer         gets the data
 * @param buffer_maxlen  bytes that fit
 * @return bytes read, perhaps fewer than fit; 0 at the end of the file; or a negative error
 * @errors BAD_USE, sftp
 * @eagain
 * @since 0.3
 */
LIBSSH2_API ssize_t libssh2_sftp_read(LIBSSH2_SFTP_HANDLE *handle, char *buffer,
                                      size_t buffer_maxlen);

/**
 * Writes on in a file. Several requests may be under way when the call returns: go on with what
 * follows the bytes that it reports, without a change in them, until all are reported.
 *
 * @param handle  the file
 * @param buffer  the data
 * @param count   bytes
 * @return bytes that the server has written, perhaps fewer, or a negative error
 * @errors BAD_USE, sftp
 * @eagain
 * @since 0.3
 */
LIBSSH2_API ssize_t libssh2_sftp_write(LIBSSH2_SFTP_HANDLE *handle, const char *buffer,
                                       size_t count);

/**
 * Has the server put the file on its disk ("fsync@openssh.com").
 *
 * @param handle  the file
 * @return 0, or a negative error
 * @errors BAD_USE, sftp
 * @eagain
 * @since 1.5.0
 */
LIBSSH2_API int libssh2_sftp_fsync(LIBSSH2_SFTP_HANDLE *handle);

/**
 * Sets where in a file to read or write next. Sends nothing; forgets what was read ahead.
 *
 * @param handle  the file
 * @param offset  bytes from the beginning
 * @since 1.0
 */
LIBSSH2_API void libssh2_sftp_seek64(LIBSSH2_SFTP_HANDLE *handle, libssh2_uint64_t offset);

/** Goes back to the beginning of a file. */
#define libssh2_sftp_rewind(handle) libssh2_sftp_seek64((handle), 0)

/**
 * Tells where in a file we are.
 *
 * @param handle  the file
 * @return bytes from the beginning; 0 for no file
 * @since 1.0
 */
LIBSSH2_API libssh2_uint64_t libssh2_sftp_tell64(LIBSSH2_SFTP_HANDLE *handle);

/**
 * Reads the next name in a directory, "." and ".." included.
 *
 * @param handle            the directory
 * @param buffer            gets the name
 * @param buffer_maxlen     bytes that fit, NUL included
 * @param longentry         gets a line for people, as ls -l has it; may be NULL
 * @param longentry_maxlen  bytes that fit, NUL included
 * @param attrs             gets the attributes; may be NULL
 * @return the name's length; 0 when there are no more; or a negative error
 * @errors BAD_USE, BUFFER_TOO_SMALL (the entry stays for the next call), sftp
 * @eagain
 * @since 0.15
 */
LIBSSH2_API int libssh2_sftp_readdir_ex(LIBSSH2_SFTP_HANDLE *handle, char *buffer,
                                        size_t buffer_maxlen, char *longentry,
                                        size_t longentry_maxlen, LIBSSH2_SFTP_ATTRIBUTES *attrs);

/** Reads the next name in a directory, and its attributes. */
#define libssh2_sftp_readdir(handle, buffer, buffer_maxlen, attrs)                               \
    libssh2_sftp_readdir_ex((handle), (buffer), (buffer_maxlen), NULL, 0, (attrs))

/**
 * Closes a file or a directory.
 *
 * @param handle  is gone unless the call gives LIBSSH2_ERROR_EAGAIN
 * @return 0, or a negative error
 * @errors BAD_USE, sftp
 * @eagain
 * @since 0.3
 */
LIBSSH2_API int libssh2_sftp_close_handle(LIBSSH2_SFTP_HANDLE *handle);

/** Closes a file. */
#define libssh2_sftp_close(handle) libssh2_sftp_close_handle(handle)
/** Closes a directory. */
#define libssh2_sftp_closedir(handle) libssh2_sftp_close_handle(handle)

/* ---------------------------------------------------------------------------------------------
 * 4. Attributes
 */

/**
 * Gets or sets the attributes of what is open.
 *
 * @param handle   the file or directory
 * @param attrs    gets them; or has those to set
 * @param setstat  0 to get, 1 to set
 * @return 0, or a negative error
 * @errors BAD_USE (also: attrs is NULL), sftp
 * @eagain
 * @since 0.3
 */
LIBSSH2_API int libssh2_sftp_fstat_ex(LIBSSH2_SFTP_HANDLE *handle, LIBSSH2_SFTP_ATTRIBUTES *attrs,
                                      int setstat);

/** Gets the attributes of what is open. */
#define libssh2_sftp_fstat(handle, attrs) libssh2_sftp_fstat_ex((handle), (attrs), 0)
/** Sets the attributes of what is open. */
#define libssh2_sftp_fsetstat(handle, attrs) libssh2_sftp_fstat_ex((handle), (attrs), 1)

/* What to do with the attributes of a path. */
#define LIBSSH2_SFTP_STAT    0 /* get them; for a symbolic link, those of what it points to */
#define LIBSSH2_SFTP_LSTAT   1 /* get them; for a symbolic link, its own */
#define LIBSSH2_SFTP_SETSTAT 2 /* set them */

/**
 * Gets or sets the attributes of a path.
 *
 * @param sftp       the conversation
 * @param path       the path
 * @param path_len   bytes
 * @param stat_type  LIBSSH2_SFTP_STAT, LIBSSH2_SFTP_LSTAT or LIBSSH2_SFTP_SETSTAT
 * @param attrs      gets them; or has those to set
 * @return 0, or a negative error
 * @errors BAD_USE, OUT_OF_BOUNDARY (the path is too long), sftp
 * @eagain
 * @since 0.3
 */
LIBSSH2_API int libssh2_sftp_stat_ex(LIBSSH2_SFTP *sftp, const char *path, unsigned int path_len,
                                     int stat_type, LIBSSH2_SFTP_ATTRIBUTES *attrs);

/** Gets the attributes of what a path leads to; the path ends with NUL. */
#define libssh2_sftp_stat(sftp, path, attrs)                                                     \
    libssh2_sftp_stat_ex((sftp), (path), (unsigned int)strlen(path), LIBSSH2_SFTP_STAT, (attrs))

/** Gets the attributes of a path, even of a symbolic link; the path ends with NUL. */
#define libssh2_sftp_lstat(sftp, path, attrs)                                                    \
    libssh2_sftp_stat_ex((sftp), (path), (unsigned int)strlen(path), LIBSSH2_SFTP_LSTAT, (attrs))

/** Sets the attributes of a path, which ends with NUL. */
#define libssh2_sftp_setstat(sftp, path, attrs)                                                  \
    libssh2_sftp_stat_ex((sftp), (path), (unsigned int)strlen(path), LIBSSH2_SFTP_SETSTAT,       \
                         (attrs))

/**
 * Describes the file system that an open file is on ("fstatvfs@openssh.com").
 *
 * @param handle  the file
 * @param st      gets the description
 * @return 0, or a negative error
 * @errors BAD_USE (also: st is NULL), sftp
 * @eagain
 * @since 1.2.6
 */
LIBSSH2_API int libssh2_sftp_fstatvfs(LIBSSH2_SFTP_HANDLE *handle, LIBSSH2_SFTP_STATVFS *st);

/**
 * Describes the file system that a path is on ("statvfs@openssh.com").
 *
 * @param sftp      the conversation
 * @param path      the path
 * @param path_len  bytes
 * @param st        gets the description
 * @return 0, or a negative error
 * @errors BAD_USE (also: st is NULL), sftp
 * @eagain
 * @since 1.2.6
 */
LIBSSH2_API int libssh2_sftp_statvfs(LIBSSH2_SFTP *sftp, const char *path, size_t path_len,
                                     LIBSSH2_SFTP_STATVFS *st);

/* ---------------------------------------------------------------------------------------------
 * 5. Names
 */

/* How to rename. Version 3 of the protocol cannot say it, so it is not sent. */
#define LIBSSH2_SFTP_RENAME_OVERWRITE 0x00000001
#define LIBSSH2_SFTP_RENAME_ATOMIC    0x00000002
#define LIBSSH2_SFTP_RENAME_NATIVE    0x00000004

/**
 * Renames a file. Most servers refuse if dest_filename is there.
 *
 * @param sftp                 the conversation
 * @param source_filename      the path until now
 * @param source_filename_len  bytes
 * @param dest_filename        the path from now on
 * @param dest_filename_len    bytes
 * @param flags                LIBSSH2_SFTP_RENAME_*, or'ed together
 * @return 0, or a negative error
 * @errors BAD_USE, OUT_OF_BOUNDARY (a path is too long), sftp
 * @eagain
 * @since 0.3
 */
LIBSSH2_API int libssh2_sftp_rename_ex(LIBSSH2_SFTP *sftp, const char *source_filename,
                                       unsigned int source_filename_len,
                                       const char *dest_filename,
                                       unsigned int dest_filename_len, long flags);

/** Renames a file; paths end with NUL. */
#define libssh2_sftp_rename(sftp, sourcefile, destfile)                                          \
    libssh2_sftp_rename_ex((sftp), (sourcefile), (unsigned int)strlen(sourcefile), (destfile),   \
                           (unsigned int)strlen(destfile),                                       \
                           LIBSSH2_SFTP_RENAME_OVERWRITE | LIBSSH2_SFTP_RENAME_ATOMIC |          \
                               LIBSSH2_SFTP_RENAME_NATIVE)

/**
 * Renames a file, in place of dest_filename if that is there ("posix-rename@openssh.com").
 *
 * @param sftp                 the conversation
 * @param source_filename      the path until now
 * @param source_filename_len  bytes
 * @param dest_filename        the path from now on
 * @param dest_filename_len    bytes
 * @return 0, or a negative error; libssh2_sftp_last_error() gives LIBSSH2_FX_OP_UNSUPPORTED if the
 *     server cannot do it
 * @errors BAD_USE, OUT_OF_BOUNDARY (a path is too long), sftp
 * @eagain
 * @since 1.11.1
 */
LIBSSH2_API int libssh2_sftp_posix_rename_ex(LIBSSH2_SFTP *sftp, const char *source_filename,
                                             size_t source_filename_len,
                                             const char *dest_filename,
                                             size_t dest_filename_len);

/** Renames a file, in place of destfile if that is there; paths end with NUL. */
#define libssh2_sftp_posix_rename(sftp, sourcefile, destfile)                                    \
    libssh2_sftp_posix_rename_ex((sftp), (sourcefile), strlen(sourcefile), (destfile),           \
                                 strlen(destfile))

/**
 * Deletes a file.
 *
 * @param sftp          the conversation
 * @param filename      the path
 * @param filename_len  bytes
 * @return 0, or a negative error
 * @errors BAD_USE, OUT_OF_BOUNDARY (the path is too long), sftp
 * @eagain
 * @since 0.3
 */
LIBSSH2_API int libssh2_sftp_unlink_ex(LIBSSH2_SFTP *sftp, const char *filename,
                                       unsigned int filename_len);

/** Deletes a file, whose path ends with NUL. */
#define libssh2_sftp_unlink(sftp, filename)                                                      \
    libssh2_sftp_unlink_ex((sftp), (filename), (unsigned int)strlen(filename))

/* Leaves a new directory's permissions to the server. */
#define LIBSSH2_SFTP_DEFAULT_MODE (-1)

/**
 * Makes a directory.
 *
 * @param sftp      the conversation
 * @param path      the path
 * @param path_len  bytes
 * @param mode      permissions, or LIBSSH2_SFTP_DEFAULT_MODE
 * @return 0, or a negative error
 * @errors BAD_USE, OUT_OF_BOUNDARY (the path is too long), sftp
 * @eagain
 * @since 0.3
 */
LIBSSH2_API int libssh2_sftp_mkdir_ex(LIBSSH2_SFTP *sftp, const char *path, unsigned int path_len,
                                      long mode);

/** Makes a directory, whose path ends with NUL. */
#define libssh2_sftp_mkdir(sftp, path, mode)                                                     \
    libssh2_sftp_mkdir_ex((sftp), (path), (unsigned int)strlen(path), (mode))

/**
 * Removes a directory, which has to be empty.
 *
 * @param sftp      the conversation
 * @param path      the path
 * @param path_len  bytes
 * @return 0, or a negative error
 * @errors BAD_USE, OUT_OF_BOUNDARY (the path is too long), sftp
 * @eagain
 * @since 0.3
 */
LIBSSH2_API int libssh2_sftp_rmdir_ex(LIBSSH2_SFTP *sftp, const char *path, unsigned int path_len);

/** Removes a directory, whose path ends with NUL. */
#define libssh2_sftp_rmdir(sftp, path)                                                           \
    libssh2_sftp_rmdir_ex((sftp), (path), (unsigned int)strlen(path))

/* What to do with a path and a target. */
#define LIBSSH2_SFTP_SYMLINK  0 /* make target a symbolic link that points to path */
#define LIBSSH2_SFTP_READLINK 1 /* tell where the symbolic link path points to */
#define LIBSSH2_SFTP_REALPATH 2 /* tell the absolute path, without links, "." and ".." */

/**
 * Makes or reads a symbolic link, or makes a path absolute.
 *
 * @param sftp        the conversation
 * @param path        the path
 * @param path_len    bytes
 * @param target      has the link to make; or gets the answer
 * @param target_len  bytes; or bytes that fit, NUL included
 * @param link_type   LIBSSH2_SFTP_SYMLINK, LIBSSH2_SFTP_READLINK or LIBSSH2_SFTP_REALPATH
 * @return 0 for a link that was made, the answer's length, or a negative error
 * @errors BAD_USE, OUT_OF_BOUNDARY (a path is too long), BUFFER_TOO_SMALL (the answer does not
 *     fit), sftp
 * @eagain
 * @since 0.3
 */
LIBSSH2_API int libssh2_sftp_symlink_ex(LIBSSH2_SFTP *sftp, const char *path,
                                        unsigned int path_len, char *target,
                                        unsigned int target_len, int link_type);

/** Makes linkpath a symbolic link to orig; paths end with NUL. */
#define libssh2_sftp_symlink(sftp, orig, linkpath)                                               \
    libssh2_sftp_symlink_ex((sftp), (orig), (unsigned int)strlen(orig), (linkpath),              \
                            (unsigned int)strlen(linkpath), LIBSSH2_SFTP_SYMLINK)

/** Reads a symbolic link, whose path ends with NUL. */
#define libssh2_sftp_readlink(sftp, path, target, maxlen)                                        \
    libssh2_sftp_symlink_ex((sftp), (path), (unsigned int)strlen(path), (target), (maxlen),      \
                            LIBSSH2_SFTP_READLINK)

/** Makes a path absolute; it ends with NUL. */
#define libssh2_sftp_realpath(sftp, path, target, maxlen)                                        \
    libssh2_sftp_symlink_ex((sftp), (path), (unsigned int)strlen(path), (target), (maxlen),      \
                            LIBSSH2_SFTP_REALPATH)

/* ---------------------------------------------------------------------------------------------
 * 6. Deprecated
 */

#ifndef LIBSSH2_NO_DEPRECATED

/**
 * Sets where in a file to read or write next.
 *
 * @param handle  the file
 * @param offset  bytes from the beginning
 * @since 0.3
 * @deprecated 1.2.8: libssh2_sftp_seek64()
 */
LIBSSH2_DEPRECATED(1.2.8, "Use libssh2_sftp_seek64()")
LIBSSH2_API void libssh2_sftp_seek(LIBSSH2_SFTP_HANDLE *handle, size_t offset);

/**
 * Tells where in a file we are.
 *
 * @param handle  the file
 * @return bytes from the beginning
 * @since 0.3
 * @deprecated 1.0: libssh2_sftp_tell64()
 */
LIBSSH2_DEPRECATED(1.0, "Use libssh2_sftp_tell64()")
LIBSSH2_API size_t libssh2_sftp_tell(LIBSSH2_SFTP_HANDLE *handle);

#endif /* LIBSSH2_NO_DEPRECATED */

#ifdef __cplusplus
}
#endif

#endif /* LIBSSH2_SFTP_H */
