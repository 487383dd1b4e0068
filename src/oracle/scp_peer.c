#include "src/oracle/scp_peer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/oracle/shell.h"
#include "src/packet/text/scp_control_file.h"
#include "src/packet/text/scp_control_time.h"
#include "src/packet/text/scp_entry.h"

#define STATUS_OK 0
#define EXIT_FAILURE_STATUS 1u
#define PATH_SHOWN_MAX_BYTES 1024u
#define NEWLINE "\\^J"

enum stage {
    SENDS_FILE, /* -f: the client is ready, then there is a line about the file */
    SENDS_DATA,
    AWAITS_LAST,
    TAKES_LINES, /* -t */
    TAKES_DATA,
    TAKES_STATUS,
    IS_OVER
};

struct peer {
    struct ssh2_scp_peer_settings settings;
    struct ssh2_tree *tree;
    struct ssh2_shell_line command;
    struct ssh2_bytes path; /* in the command */
    bool with_times, has_said_times;
    enum stage stage;
    uint32_t exit_status;
    struct ssh2_outgoing output;

    char line[SSH2_SCP_LINE_MAX_BYTES]; /* being received */
    size_t line_len;
    struct ssh2_scp_control_time times; /* of the file to come */
    struct ssh2_node *node;
    uint64_t data_left, data_taken; /* bytes of the file being received */
};

/* What it says */

static void end(struct peer *p, uint32_t exit_status)
{
    p->stage = IS_OVER;
    p->exit_status = exit_status;
}

static void say(struct peer *p, struct ssh2_bytes bytes)
{
    if (!ssh2_outgoing_add(&p->output, bytes))
        end(p, EXIT_FAILURE_STATUS);
}

static void say_ok(struct peer *p)
{
    static const uint8_t ok = STATUS_OK;

    say(p, ssh2_bytes(&ok, 1));
}

static void say_packet(struct peer *p, const struct ssh2_packet_type *type, const void *packet)
{
    uint8_t data[SSH2_SCP_LINE_MAX_BYTES];
    struct ssh2_writer w = ssh2_writer(data, sizeof(data));

    ssh2_packet_write(type, &w, packet);
    say(p, ssh2_written(&w));
}

static void fail(struct peer *p, const char *why)
{
    char text[PATH_SHOWN_MAX_BYTES + 128];
    int path_len = (int)(p->path.len < PATH_SHOWN_MAX_BYTES ? p->path.len : PATH_SHOWN_MAX_BYTES);
    int len = snprintf(text, sizeof(text), "\1scp: %.*s: %s\n", path_len,
                       (const char *)p->path.data, why);

    say(p, ssh2_bytes(text, (size_t)len));
    end(p, EXIT_FAILURE_STATUS);
}

/* Sending */

static void say_times(struct peer *p)
{
    struct ssh2_scp_control_time line = { .mtime = p->node->mtime, .atime = p->node->atime };

    say_packet(p, ssh2_scp_control_time_type(), &line);
    p->has_said_times = true;
}

/* A newline would end the line: as OpenSSH's scp writes it. */
static struct ssh2_bytes encode_name(const char *name, char *out)
{
    size_t len = 0;

    for (; *name != '\0'; name++) {
        if (*name == '\n') {
            memcpy(out + len, NEWLINE, sizeof(NEWLINE) - 1);
            len += sizeof(NEWLINE) - 1;
        } else {
            out[len++] = *name;
        }
    }
    return ssh2_bytes(out, len);
}

static void say_file(struct peer *p)
{
    char name[(sizeof(NEWLINE) - 1) * SSH2_TREE_NAME_MAX_BYTES];
    struct ssh2_scp_control_file line = { .mode = p->node->permissions,
                                          .size = p->node->len,
                                          .name = encode_name(p->node->name, name) };

    say_packet(p, ssh2_scp_control_file_type(), &line);
    p->stage = SENDS_DATA;
}

static void on_status(struct peer *p, uint8_t status)
{
    if (status != STATUS_OK) {
        end(p, EXIT_FAILURE_STATUS);
    } else if (p->stage == SENDS_FILE && p->with_times && !p->has_said_times) {
        say_times(p);
    } else if (p->stage == SENDS_FILE) {
        say_file(p);
    } else if (p->stage == SENDS_DATA) {
        say(p, ssh2_bytes(p->node->data, p->node->len));
        say_ok(p);
        p->stage = AWAITS_LAST;
    } else {
        end(p, 0);
    }
}

static void begin_sending(struct peer *p)
{
    p->node = ssh2_tree_find(p->tree, p->path, true);
    if (p->node == NULL)
        fail(p, "No such file or directory");
    else if (p->node->kind != SSH2_NODE_FILE)
        fail(p, "not a regular file");
    else
        p->stage = SENDS_FILE;
}

/* Taking */

/* The file to write: in the directory that the path names, or at the path itself. */
static struct ssh2_node *make_node(struct peer *p, struct ssh2_bytes name)
{
    struct ssh2_node *node = ssh2_tree_find(p->tree, p->path, true);
    struct ssh2_node *parent = node;
    struct ssh2_bytes last = name;

    if (node == NULL)
        parent = ssh2_tree_find_parent(p->tree, p->path, &last);
    else if (node->kind == SSH2_NODE_FILE)
        return ssh2_node_resize(node, 0) ? node : NULL;
    if (parent == NULL)
        return NULL;
    node = ssh2_node_child(parent, last);
    if (node == NULL)
        node = ssh2_node_add(parent, last, SSH2_NODE_FILE);
    return node != NULL && node->kind == SSH2_NODE_FILE && ssh2_node_resize(node, 0) ? node : NULL;
}

static void on_file(struct peer *p, const struct ssh2_scp_control_file *line)
{
    p->node = make_node(p, line->name);
    if (p->node == NULL) {
        fail(p, "No such file or directory");
        return;
    }
    p->node->permissions = line->mode;
    p->data_left = line->size;
    p->data_taken = 0;
    p->stage = line->size > 0 ? TAKES_DATA : TAKES_STATUS;
    say_ok(p);
}

static void on_line(struct peer *p)
{
    struct ssh2_bytes text = ssh2_bytes(p->line, p->line_len);
    struct ssh2_scp_control_time times;
    struct ssh2_scp_control_file file;

    if (p->with_times && ssh2_scp_control_time_parse(text, &times) == SSH2_OK) {
        p->times = times;
        p->has_said_times = true;
        say_ok(p);
    } else if (ssh2_scp_control_file_parse(text, &file) == SSH2_OK) {
        on_file(p, &file);
    } else {
        fail(p, "protocol error");
    }
}

static void take_line_byte(struct peer *p, uint8_t byte)
{
    if (p->line_len == sizeof(p->line)) {
        fail(p, "protocol error");
        return;
    }
    p->line[p->line_len++] = (char)byte;
    if (byte != '\n')
        return;
    on_line(p);
    p->line_len = 0;
}

static size_t take_data(struct peer *p, struct ssh2_bytes bytes)
{
    size_t len = bytes.len < p->data_left ? bytes.len : (size_t)p->data_left;

    if (!ssh2_node_write(p->node, p->data_taken, ssh2_bytes(bytes.data, len)))
        fail(p, "No space left on device");
    p->data_taken += len;
    p->data_left -= len;
    if (p->data_left == 0 && p->stage == TAKES_DATA)
        p->stage = TAKES_STATUS;
    return len;
}

/* The sender's last word about the file: times are set only then. */
static void take_last_status(struct peer *p, uint8_t status)
{
    if (status == STATUS_OK && p->has_said_times) {
        p->node->mtime = (uint32_t)p->times.mtime;
        p->node->atime = (uint32_t)p->times.atime;
    }
    p->stage = TAKES_LINES;
    say_ok(p);
}

/* The service */

static size_t take(struct peer *p, struct ssh2_bytes bytes)
{
    if (p->stage == TAKES_DATA)
        return take_data(p, bytes);
    if (p->stage == TAKES_LINES)
        take_line_byte(p, bytes.data[0]);
    else if (p->stage == TAKES_STATUS)
        take_last_status(p, bytes.data[0]);
    else
        on_status(p, bytes.data[0]);
    return 1;
}

static bool receive(void *self, struct ssh2_bytes bytes)
{
    struct peer *p = self;

    while (bytes.len > 0 && p->stage != IS_OVER && p->settings.script.data == NULL) {
        size_t taken = take(p, bytes);

        bytes = ssh2_bytes(bytes.data + taken, bytes.len - taken);
    }
    return true;
}

static bool is_over(const void *self)
{
    return ((const struct peer *)self)->stage == IS_OVER;
}

static size_t output(void *self, uint8_t *out, size_t len)
{
    return ssh2_outgoing_take(&((struct peer *)self)->output, out, len);
}

static size_t output_len(const void *self)
{
    return ssh2_outgoing_len(&((const struct peer *)self)->output);
}

static uint32_t exit_status(const void *self)
{
    return ((const struct peer *)self)->exit_status;
}

static void free_peer(void *self)
{
    ssh2_outgoing_free(&((struct peer *)self)->output);
    free(self);
}

static const struct ssh2_peer_service_type service_type = {
    receive, is_over, output, output_len, exit_status, free_peer,
};

/* Life */

static bool is_word(struct ssh2_bytes word, const char *text)
{
    return ssh2_bytes_equal(word, ssh2_text(text));
}

/* scp OPTION [--] PATH */
static bool read_command(struct peer *p, struct ssh2_bytes command, bool *sends)
{
    const struct ssh2_shell_line *line = &p->command;

    if (!ssh2_shell_split(command, &p->command) || line->count < 3 || line->count > 4 ||
        !is_word(line->words[0], "scp"))
        return false;
    p->path = line->words[line->count - 1];
    if (line->count == 4 ? !is_word(line->words[2], "--")
                         : p->path.len > 0 && p->path.data[0] == '-')
        return false;
    *sends = is_word(line->words[1], "-f") || is_word(line->words[1], "-pf");
    p->with_times = is_word(line->words[1], "-pf") || is_word(line->words[1], "-pt");
    return *sends || p->with_times || is_word(line->words[1], "-t");
}

static void begin(struct peer *p, bool sends)
{
    if (p->settings.script.data != NULL) {
        say(p, p->settings.script);
        p->stage = p->settings.hangs ? AWAITS_LAST : IS_OVER;
    } else if (sends) {
        begin_sending(p);
    } else {
        p->stage = TAKES_LINES;
        say_ok(p);
    }
}

struct ssh2_peer_service ssh2_scp_peer_new(const struct ssh2_scp_peer_settings *settings,
                                           struct ssh2_tree *tree, struct ssh2_bytes command)
{
    struct ssh2_peer_service none = { NULL, NULL };
    struct peer *p = calloc(1, sizeof(*p));
    bool sends = false;

    if (p == NULL)
        return none;
    p->settings = *settings;
    p->tree = tree;
    if (!read_command(p, command, &sends)) {
        free(p);
        return none;
    }
    begin(p, sends);
    return (struct ssh2_peer_service){ &service_type, p };
}
