#include "src/packet/text/scp_command.h"

#include "src/packet/text/parts.h"
#include "src/packet/text/words.h"

#define OPTIONS_MAX_BYTES 16u /* "scp -vrpdt -- " */

static const struct ssh2_bytes program = SSH2_TEXT("scp");
static const struct ssh2_bytes options_end = SSH2_TEXT("-- ");

static bool *option(struct ssh2_scp_command *command, uint8_t letter, char mode)
{
    switch (letter) {
    case 'v':
        return &command->verbose;
    case 'r':
        return &command->recursive;
    case 'p':
        return &command->preserve;
    default:
        return letter == 'd' && mode == 't' ? &command->directory : NULL;
    }
}

static bool begins_with_minus(struct ssh2_bytes text)
{
    return text.len > 0 && text.data[0] == '-';
}

/* Whether scp would take the path for an option, once the shell has taken its quotes off. */
static bool passes_for_option(struct ssh2_bytes path)
{
    bool quoted = path.len > 0 && ssh2_has_byte(ssh2_text("'\"\\"), path.data[0]);

    return begins_with_minus(quoted ? ssh2_bytes(path.data + 1, path.len - 1) : path);
}

/* Reads letters up to the blank behind them; true if mode is among them. */
static bool read_letters(struct ssh2_reader *r, struct ssh2_scp_command *command, char mode)
{
    size_t start = r->pos;
    struct ssh2_bytes letters = ssh2_read_until(r, ' ');
    bool has_mode = false;

    if (letters.len == 0)
        ssh2_refuse(r, SSH2_BAD_VALUE, start);
    for (size_t i = 0; i < letters.len; i++) {
        bool *flag = option(command, letters.data[i], mode);

        if (letters.data[i] == (uint8_t)mode)
            has_mode = true;
        else if (flag != NULL)
            *flag = true;
        else
            ssh2_refuse(r, SSH2_BAD_VALUE, start + i);
    }
    return has_mode;
}

/* Reads all words that are options; true if mode is among them. */
static bool read_options(struct ssh2_reader *r, struct ssh2_scp_command *command, char mode)
{
    bool has_mode = false;

    while (r->status == SSH2_OK && begins_with_minus(ssh2_unread(r))) {
        struct ssh2_bytes left = ssh2_unread(r);

        if (left.len >= options_end.len &&
            ssh2_bytes_equal(ssh2_bytes(left.data, options_end.len), options_end)) {
            ssh2_read_bytes(r, options_end.len);
            return has_mode;
        }
        ssh2_read_byte(r);
        has_mode = read_letters(r, command, mode) || has_mode;
    }
    return has_mode;
}

/* All before the path, in canonical form. */
static void write_options(struct ssh2_writer *w, char mode, struct ssh2_scp_command command)
{
    ssh2_write_bytes(w, program);
    ssh2_write_bytes(w, ssh2_text(" -"));
    ssh2_write_bytes(w, ssh2_bytes("v", command.verbose ? 1 : 0));
    ssh2_write_bytes(w, ssh2_bytes("r", command.recursive ? 1 : 0));
    ssh2_write_bytes(w, ssh2_bytes("p", command.preserve ? 1 : 0));
    ssh2_write_bytes(w, ssh2_bytes("d", command.directory ? 1 : 0));
    ssh2_write_byte(w, (uint8_t)mode);
    ssh2_write_byte(w, ' ');
    if (passes_for_option(command.path))
        ssh2_write_bytes(w, options_end);
}

/* Notes where what was read from start on differs from the canonical form. */
static void compare_options(struct ssh2_reader *r, size_t start, size_t end, char mode,
                            struct ssh2_scp_command command)
{
    uint8_t buffer[OPTIONS_MAX_BYTES];
    struct ssh2_writer w = ssh2_writer(buffer, sizeof(buffer));
    size_t same = 0;

    write_options(&w, mode, command);
    while (same < w.len && same < end - start && buffer[same] == r->data[start + same])
        same++;
    if (same < w.len || same < end - start)
        ssh2_deviate(r, start + same);
}

struct ssh2_scp_command ssh2_read_scp_command(struct ssh2_reader *r, char mode)
{
    struct ssh2_scp_command command = { 0 };
    size_t start = r->pos;

    ssh2_expect(r, program);
    ssh2_expect(r, ssh2_bytes(" ", 1));

    bool has_mode = read_options(r, &command, mode);
    size_t path_start = r->pos;

    command.path = ssh2_read_rest(r);
    if (command.path.len == 0)
        ssh2_refuse(r, SSH2_TRUNCATED, path_start);
    if (!has_mode || ssh2_has_byte(command.path, '\0'))
        ssh2_refuse(r, SSH2_BAD_VALUE, path_start);
    if (r->status == SSH2_OK)
        compare_options(r, start, path_start, mode, command);
    return command;
}

void ssh2_write_scp_command(struct ssh2_writer *w, char mode, struct ssh2_scp_command command)
{
    ssh2_write_only_if(w, command.path.len > 0 && !ssh2_has_byte(command.path, '\0') &&
                              (mode == 't' || !command.directory));
    write_options(w, mode, command);
    ssh2_write_bytes(w, command.path);
}
