#include "fuzz/edits.h"

#include <stdlib.h>

#include "src/wire/reader.h"

/* What an edit says; what its input lacks is 0 or empty. */
struct edit {
    unsigned skip;
    enum ssh2_edit_kind kind;
    size_t place; /* offset or length */
    struct ssh2_bytes content;
};

static size_t read_uint16(struct ssh2_reader *r)
{
    size_t high = ssh2_read_byte(r);

    return high << 8 | ssh2_read_byte(r);
}

/* As many bytes as there are, up to len. */
static struct ssh2_bytes read_up_to(struct ssh2_reader *r, size_t len)
{
    return ssh2_read_bytes(r, len < r->len - r->pos ? len : r->len - r->pos);
}

static struct edit read_edit(struct ssh2_reader *r)
{
    struct edit edit = { .skip = ssh2_read_byte(r) };

    edit.kind = ssh2_read_byte(r) % SSH2_EDIT_KIND_COUNT;
    switch (edit.kind) {
    case SSH2_EDIT_REPLACE:
    case SSH2_EDIT_INSERT:
        edit.content = read_up_to(r, read_uint16(r));
        break;
    case SSH2_EDIT_SET:
    case SSH2_EDIT_NUMBER:
        edit.place = read_uint16(r);
        edit.content = read_up_to(r, edit.kind == SSH2_EDIT_SET ? 1 : 4);
        break;
    case SSH2_EDIT_CUT:
        edit.place = read_uint16(r);
        break;
    case SSH2_EDIT_APPEND:
        edit.content = read_up_to(r, ssh2_read_byte(r));
        break;
    default:
        break;
    }
    return edit;
}

size_t ssh2_edit_len(struct ssh2_bytes input)
{
    struct ssh2_reader r = ssh2_reader(input);

    (void)read_edit(&r);
    return r.status == SSH2_OK ? r.pos : input.len;
}

struct ssh2_edits ssh2_edits(struct ssh2_bytes input)
{
    struct ssh2_edits e = { .left = input };

    return e;
}

/* A changed copy of packet. */
static void emit_changed(const struct edit *edit, struct ssh2_bytes packet, ssh2_edits_emit *emit,
                         void *context)
{
    bool is_append = edit->kind == SSH2_EDIT_APPEND;
    size_t at = is_append ? packet.len : edit->place;
    size_t len = packet.len + (is_append ? edit->content.len : 0);
    uint8_t *copy = malloc(len > 0 ? len : 1);

    if (copy == NULL)
        abort();
    if (packet.len > 0)
        memcpy(copy, packet.data, packet.len);
    for (size_t i = 0; i < edit->content.len && at + i < len; i++)
        copy[at + i] = edit->content.data[i];
    emit(context, ssh2_bytes(copy, len));
    free(copy);
}

static void apply(const struct edit *edit, struct ssh2_bytes packet, ssh2_edits_emit *emit,
                  void *context)
{
    switch (edit->kind) {
    case SSH2_EDIT_REPLACE:
        emit(context, edit->content);
        break;
    case SSH2_EDIT_DROP:
        break;
    case SSH2_EDIT_CUT:
        emit(context, ssh2_bytes(packet.data, edit->place < packet.len ? edit->place : packet.len));
        break;
    case SSH2_EDIT_REPEAT:
        emit(context, packet);
        emit(context, packet);
        break;
    case SSH2_EDIT_INSERT:
        emit(context, edit->content);
        emit(context, packet);
        break;
    default:
        emit_changed(edit, packet, emit, context);
        break;
    }
}

void ssh2_edits_apply(struct ssh2_edits *e, struct ssh2_bytes packet, ssh2_edits_emit *emit,
                      void *context)
{
    struct ssh2_reader r = ssh2_reader(e->left);
    struct edit edit = read_edit(&r);

    if (!e->is_waiting)
        e->skip = edit.skip;
    e->is_waiting = true;
    if (e->left.len < SSH2_EDIT_HEAD_BYTES || e->skip > 0) {
        e->skip -= e->skip > 0;
        emit(context, packet);
        return;
    }
    apply(&edit, packet, emit, context);
    e->is_waiting = false;
    e->left = ssh2_bytes(e->left.data + r.pos, r.len - r.pos);
}
