#include "src/oracle/tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/oracle/pattern.h"

#define LINKS_MAX_COUNT 16u /* ours: followed in one path; a loop has more */

/* Nodes */

static void free_node(struct ssh2_node *node)
{
    if (node == NULL)
        return;
    while (node->children != NULL) {
        struct ssh2_node *child = node->children;

        node->children = child->next;
        free_node(child);
    }
    free(node->data);
    free(node);
}

static void attach(struct ssh2_node *parent, struct ssh2_node *node)
{
    struct ssh2_node **place = &parent->children;

    while (*place != NULL)
        place = &(*place)->next;
    *place = node;
    node->next = NULL;
    node->parent = parent;
}

static void detach(struct ssh2_node *node)
{
    struct ssh2_node **place = &node->parent->children;

    while (*place != node)
        place = &(*place)->next;
    *place = node->next;
    node->parent = NULL;
}

static bool set_name(struct ssh2_node *node, struct ssh2_bytes name)
{
    if (name.len == 0 || name.len > SSH2_TREE_NAME_MAX_BYTES)
        return false;
    memcpy(node->name, name.data, name.len);
    node->name[name.len] = '\0';
    return true;
}

struct ssh2_node *ssh2_node_child(const struct ssh2_node *parent, struct ssh2_bytes name)
{
    struct ssh2_node *child = parent->children;

    while (child != NULL && !ssh2_bytes_equal(ssh2_text(child->name), name))
        child = child->next;
    return child;
}

struct ssh2_node *ssh2_node_add(struct ssh2_node *parent, struct ssh2_bytes name,
                                enum ssh2_node_kind kind)
{
    struct ssh2_node *node = NULL;

    if (ssh2_node_child(parent, name) != NULL)
        return NULL;
    node = calloc(1, sizeof(*node));
    if (node == NULL || !set_name(node, name)) {
        free(node);
        return NULL;
    }
    node->kind = kind;
    node->permissions = kind == SSH2_NODE_FILE ? 0644 : kind == SSH2_NODE_DIRECTORY ? 0755 : 0777;
    node->uid = node->gid = 1000;
    node->atime = node->mtime = 1000000000;
    attach(parent, node);
    return node;
}

void ssh2_node_remove(struct ssh2_node *node)
{
    detach(node);
    if (node->open_count == 0)
        free_node(node);
}

bool ssh2_node_move(struct ssh2_node *node, struct ssh2_node *parent, struct ssh2_bytes name)
{
    if (!set_name(node, name))
        return false;
    detach(node);
    attach(parent, node);
    return true;
}

void ssh2_node_open(struct ssh2_node *node)
{
    node->open_count++;
}

void ssh2_node_close(struct ssh2_node *node)
{
    bool is_root = strcmp(node->name, "/") == 0;

    if (--node->open_count == 0 && node->parent == NULL && !is_root)
        free_node(node);
}

/* Contents */

bool ssh2_node_resize(struct ssh2_node *node, uint64_t len)
{
    if (len > SSH2_TREE_FILE_MAX_BYTES)
        return false;
    if (len > node->capacity) {
        size_t capacity = 2 * (size_t)len;
        uint8_t *data = realloc(node->data, capacity);

        if (data == NULL)
            return false;
        node->data = data;
        node->capacity = capacity;
    }
    if (len > node->len)
        memset(node->data + node->len, 0, (size_t)len - node->len);
    node->len = (size_t)len;
    return true;
}

bool ssh2_node_write(struct ssh2_node *node, uint64_t offset, struct ssh2_bytes data)
{
    if (data.len == 0)
        return true;
    if (offset > SSH2_TREE_FILE_MAX_BYTES || data.len > SSH2_TREE_FILE_MAX_BYTES - offset)
        return false;
    if (offset + data.len > node->len && !ssh2_node_resize(node, offset + data.len))
        return false;
    memcpy(node->data + offset, data.data, data.len);
    return true;
}

/* Paths */

/* Takes the next name off the front of the path; empty at its end. */
static struct ssh2_bytes next_name(struct ssh2_bytes *path)
{
    size_t skip = 0, end = 0;

    while (skip < path->len && path->data[skip] == '/')
        skip++;
    end = skip;
    while (end < path->len && path->data[end] != '/')
        end++;

    struct ssh2_bytes name = ssh2_bytes(path->data + skip, end - skip);

    *path = ssh2_bytes(path->data + end, path->len - end);
    return name;
}

static struct ssh2_node *walk(const struct ssh2_tree *tree, struct ssh2_node *from,
                              struct ssh2_bytes path, bool follow, unsigned links_left);

static struct ssh2_node *follow_link(const struct ssh2_tree *tree, struct ssh2_node *link,
                                     unsigned links_left)
{
    if (links_left == 0)
        return NULL;
    return walk(tree, link->parent, ssh2_bytes(link->data, link->len), true, links_left - 1);
}

static struct ssh2_node *step(struct ssh2_node *from, struct ssh2_bytes name)
{
    if (from->kind != SSH2_NODE_DIRECTORY)
        return NULL;
    if (ssh2_bytes_equal(name, ssh2_text(".")))
        return from;
    if (ssh2_bytes_equal(name, ssh2_text("..")))
        return from->parent == NULL ? from : from->parent;
    return ssh2_node_child(from, name);
}

static struct ssh2_node *walk(const struct ssh2_tree *tree, struct ssh2_node *from,
                              struct ssh2_bytes path, bool follow, unsigned links_left)
{
    struct ssh2_node *node = path.len > 0 && path.data[0] == '/' ? tree->root : from;

    for (;;) {
        struct ssh2_bytes name = next_name(&path);

        if (name.len == 0 || node == NULL)
            return node;
        node = step(node, name);
        if (node != NULL && node->kind == SSH2_NODE_LINK && (follow || path.len > 0))
            node = follow_link(tree, node, links_left);
    }
}

struct ssh2_node *ssh2_tree_find(const struct ssh2_tree *tree, struct ssh2_bytes path, bool follow)
{
    return walk(tree, tree->home, path, follow, LINKS_MAX_COUNT);
}

struct ssh2_node *ssh2_tree_find_parent(const struct ssh2_tree *tree, struct ssh2_bytes path,
                                        struct ssh2_bytes *name)
{
    size_t begin = 0;
    struct ssh2_node *parent = NULL;

    while (path.len > 1 && path.data[path.len - 1] == '/')
        path.len--;
    for (begin = path.len; begin > 0 && path.data[begin - 1] != '/'; begin--)
        continue;
    *name = path;
    if (path.len == 0) /* perhaps without data */
        return NULL;
    *name = ssh2_bytes(path.data + begin, path.len - begin);
    if (name->len == 0 || ssh2_bytes_equal(*name, ssh2_text(".")) ||
        ssh2_bytes_equal(*name, ssh2_text("..")))
        return NULL;
    parent = ssh2_tree_find(tree, ssh2_bytes(path.data, begin), true);
    return parent != NULL && parent->kind == SSH2_NODE_DIRECTORY ? parent : NULL;
}

bool ssh2_tree_path(const struct ssh2_node *node, char *path, size_t capacity)
{
    char behind[SSH2_TREE_PATH_MAX_BYTES + 1] = "";

    if (node->parent == NULL)
        return (size_t)snprintf(path, capacity, "/") < capacity;
    for (; node->parent != NULL; node = node->parent) {
        char longer[sizeof(behind)];
        int len = snprintf(longer, sizeof(longer), "/%s%s", node->name, behind);

        if (len < 0 || (size_t)len >= sizeof(longer))
            return false;
        memcpy(behind, longer, (size_t)len + 1);
    }
    return (size_t)snprintf(path, capacity, "%s", behind) < capacity;
}

/* The tree that there is at the start */

static bool add_file(struct ssh2_node *parent, const char *name, enum ssh2_node_kind kind,
                     const char *text)
{
    struct ssh2_node *node = ssh2_node_add(parent, ssh2_text(name), kind);

    return node != NULL && ssh2_node_write(node, 0, ssh2_text(text));
}

static bool add_pattern(struct ssh2_node *parent)
{
    struct ssh2_node *node = ssh2_node_add(parent, ssh2_text("pattern"), SSH2_NODE_FILE);

    if (node == NULL || !ssh2_node_resize(node, SSH2_TREE_PATTERN_BYTES))
        return false;
    ssh2_peer_pattern(0, node->data, node->len);
    return true;
}

static bool add_folder(struct ssh2_node *parent)
{
    struct ssh2_node *folder = ssh2_node_add(parent, ssh2_text("folder"), SSH2_NODE_DIRECTORY);

    for (unsigned i = 0; folder != NULL && i < SSH2_TREE_ENTRY_COUNT; i++) {
        char name[16];

        snprintf(name, sizeof(name), "entry-%02u", i);
        if (!add_file(folder, name, SSH2_NODE_FILE, ""))
            return false;
    }
    return folder != NULL;
}

bool ssh2_tree_init(struct ssh2_tree *tree)
{
    struct ssh2_node *home = NULL;

    tree->home = NULL;
    tree->root = calloc(1, sizeof(*tree->root));
    if (tree->root == NULL)
        return false;
    tree->root->kind = SSH2_NODE_DIRECTORY;
    tree->root->permissions = 0755;
    (void)set_name(tree->root, ssh2_text("/"));
    home = ssh2_node_add(tree->root, ssh2_text("home"), SSH2_NODE_DIRECTORY);
    if (home != NULL)
        home = ssh2_node_add(home, ssh2_text("somebody"), SSH2_NODE_DIRECTORY);
    tree->home = home;
    return home != NULL && add_file(home, "hello.txt", SSH2_NODE_FILE, SSH2_TREE_HELLO) &&
           add_file(home, "empty", SSH2_NODE_FILE, "") && add_pattern(home) && add_folder(home) &&
           add_file(home, "link", SSH2_NODE_LINK, "hello.txt") &&
           add_file(home, "loop", SSH2_NODE_LINK, "loop");
}

void ssh2_tree_free(struct ssh2_tree *tree)
{
    free_node(tree->root);
    tree->root = tree->home = NULL;
}
