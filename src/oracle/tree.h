/* A small tree of files in memory, for the peer's SFTP server. It begins with the same contents every
 * time:
 *
 *     /home/somebody                  where relative paths begin
 *     /home/somebody/hello.txt        SSH2_TREE_HELLO
 *     /home/somebody/empty
 *     /home/somebody/pattern          SSH2_TREE_PATTERN_BYTES of ssh2_peer_pattern()
 *     /home/somebody/folder/entry-00  up to entry-99, all empty
 *     /home/somebody/link -> hello.txt
 *     /home/somebody/loop -> loop
 */
#ifndef SSH2_ORACLE_TREE_H
#define SSH2_ORACLE_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/wire/bytes.h"

#define SSH2_TREE_HOME "/home/somebody"
#define SSH2_TREE_HELLO "hello, world\n"
#define SSH2_TREE_PATTERN_BYTES 200000u
#define SSH2_TREE_ENTRY_COUNT 100u

#define SSH2_TREE_NAME_MAX_BYTES 255u         /* as most file systems have it */
#define SSH2_TREE_PATH_MAX_BYTES 4096u        /* the same */
#define SSH2_TREE_FILE_MAX_BYTES (64u << 20)  /* ours: more than any test writes */

enum ssh2_node_kind { SSH2_NODE_FILE, SSH2_NODE_DIRECTORY, SSH2_NODE_LINK };

struct ssh2_node {
    enum ssh2_node_kind kind;
    char name[SSH2_TREE_NAME_MAX_BYTES + 1];
    uint32_t permissions; /* without the type */
    uint32_t uid, gid, atime, mtime;
    uint8_t *data; /* a file's contents, or where a link leads */
    size_t len, capacity;
    unsigned open_count;                /* it lives on after its removal while somebody has it open */
    struct ssh2_node *parent;           /* NULL for the root and for what was removed */
    struct ssh2_node *children, *next;  /* in the order in which they were made */
};

struct ssh2_tree {
    struct ssh2_node *root, *home;
};

/* False without memory. */
bool ssh2_tree_init(struct ssh2_tree *tree);
void ssh2_tree_free(struct ssh2_tree *tree);

/* What the path leads to, the last link followed or not; NULL for nothing, and for a loop of links. */
struct ssh2_node *ssh2_tree_find(const struct ssh2_tree *tree, struct ssh2_bytes path, bool follow);

/* The directory that holds, or would hold, the path's last name, which goes to *name; NULL when there
 * is no such directory or the path has no last name. */
struct ssh2_node *ssh2_tree_find_parent(const struct ssh2_tree *tree, struct ssh2_bytes path,
                                        struct ssh2_bytes *name);

/* The absolute path of a node that is in the tree; false if that has more than capacity bytes. */
bool ssh2_tree_path(const struct ssh2_node *node, char *path, size_t capacity);

/* Adds an empty node; NULL without memory, for a name that is too long, and when there is one already. */
struct ssh2_node *ssh2_node_add(struct ssh2_node *parent, struct ssh2_bytes name,
                                enum ssh2_node_kind kind);
struct ssh2_node *ssh2_node_child(const struct ssh2_node *parent, struct ssh2_bytes name);

/* Takes the node out of the tree and frees it, or leaves that to ssh2_node_close. */
void ssh2_node_remove(struct ssh2_node *node);

/* Puts the node elsewhere under another name. False for a name that is too long. */
bool ssh2_node_move(struct ssh2_node *node, struct ssh2_node *parent, struct ssh2_bytes name);

void ssh2_node_open(struct ssh2_node *node);
void ssh2_node_close(struct ssh2_node *node);

/* Contents. Both: false without memory, or past SSH2_TREE_FILE_MAX_BYTES. */
bool ssh2_node_resize(struct ssh2_node *node, uint64_t len);
bool ssh2_node_write(struct ssh2_node *node, uint64_t offset, struct ssh2_bytes data);

#endif
