#include "src/wire/packet.h"

#include <string.h>

#include "src/wire/elements.h"

bool ssh2_field_is_present(const struct ssh2_walk *walk, const struct ssh2_field *field)
{
    return field->when == 0 || (walk->selector & field->when) != 0;
}

void ssh2_walk_past(struct ssh2_walk *walk, const struct ssh2_field *field, uint64_t value)
{
    walk->previous = value;
    if (field->selects)
        walk->selector = value;
}

/* Members */

uint64_t ssh2_load_integer(enum ssh2_kind kind, const void *member)
{
    switch (kind) {
    case SSH2_KIND_BYTE:
        return *(const uint8_t *)member;
    case SSH2_KIND_BOOLEAN:
        return *(const bool *)member;
    case SSH2_KIND_UINT32:
        return *(const uint32_t *)member;
    default:
        return *(const uint64_t *)member;
    }
}

void ssh2_store_integer(enum ssh2_kind kind, void *member, uint64_t value)
{
    switch (kind) {
    case SSH2_KIND_BYTE:
        *(uint8_t *)member = (uint8_t)value;
        break;
    case SSH2_KIND_BOOLEAN:
        *(bool *)member = value != 0;
        break;
    case SSH2_KIND_UINT32:
        *(uint32_t *)member = (uint32_t)value;
        break;
    default:
        *(uint64_t *)member = value;
        break;
    }
}

/* Reading */

static void check_integer(struct ssh2_reader *r, const struct ssh2_field *field, uint64_t value,
                          size_t start)
{
    bool right = field->fixed ? value == field->value
                              : value >= field->min && (field->max == 0 || value <= field->max);

    if (!right && field->tolerated)
        ssh2_deviate(r, start);
    else if (!right)
        ssh2_refuse(r, SSH2_BAD_VALUE, start);
}

static uint64_t read_integer(struct ssh2_reader *r, const struct ssh2_field *field)
{
    size_t start = r->pos;
    uint64_t value = 0;

    switch (field->kind) {
    case SSH2_KIND_BYTE:
        value = ssh2_read_byte(r);
        break;
    case SSH2_KIND_BOOLEAN:
        value = ssh2_read_boolean(r);
        break;
    case SSH2_KIND_UINT32:
        value = ssh2_read_uint32(r);
        break;
    default:
        value = ssh2_read_uint64(r);
        break;
    }
    check_integer(r, field, value, start);
    return field->fixed ? field->value : value;
}

static struct ssh2_bytes read_repeat(struct ssh2_reader *r, const struct ssh2_field *field,
                                     uint64_t count)
{
    size_t start = r->pos;

    ssh2_check_elements(r, field->element, field->counted, count);

    struct ssh2_bytes none = { NULL, 0 };

    return r->status == SSH2_OK && r->pos > start ? ssh2_bytes(r->data + start, r->pos - start)
                                                  : none;
}

static struct ssh2_bytes read_view(struct ssh2_reader *r, const struct ssh2_field *field,
                                   uint64_t count)
{
    switch (field->kind) {
    case SSH2_KIND_UTF8:
        return ssh2_read_utf8(r);
    case SSH2_KIND_NAME_LIST:
        return ssh2_read_name_list(r);
    case SSH2_KIND_MPINT:
        return ssh2_read_mpint(r);
    case SSH2_KIND_BYTES:
        return ssh2_read_bytes(r, field->size);
    case SSH2_KIND_REST:
        return ssh2_read_rest(r);
    case SSH2_KIND_REPEAT:
        return read_repeat(r, field, count);
    default:
        return ssh2_read_string(r);
    }
}

/* The content of a string{...}: it has to parse as a whole. */
static void check_content(struct ssh2_reader *r, const struct ssh2_field *field,
                          struct ssh2_bytes content)
{
    if (field->kind != SSH2_KIND_STRING || field->element == NULL || r->status != SSH2_OK)
        return;

    struct ssh2_reader inner = ssh2_reader(content);
    size_t start = r->pos - content.len;

    ssh2_check_elements(&inner, field->element, !field->repeated, 1);

    struct ssh2_verdict verdict = ssh2_read_end(&inner);

    if (verdict.status == SSH2_NOT_CANONICAL)
        ssh2_deviate(r, start + verdict.offset);
    else if (verdict.status != SSH2_OK)
        ssh2_refuse(r, verdict.status, start + verdict.offset);
}

static void check_view(struct ssh2_reader *r, const struct ssh2_field *field,
                       struct ssh2_bytes view, size_t start)
{
    if (field->constant.data != NULL && !ssh2_bytes_equal(view, field->constant))
        ssh2_refuse(r, SSH2_BAD_VALUE, start);
    if (view.len < field->min || (field->max != 0 && view.len > field->max))
        ssh2_refuse(r, SSH2_BAD_LENGTH, start);
    check_content(r, field, view);
}

/* Whether the input ends before a field that some peers leave out. */
static bool is_missing(struct ssh2_reader *r, const struct ssh2_field *field)
{
    bool missing = field->may_be_missing && r->pos == r->len;

    if (missing)
        ssh2_deviate(r, r->pos);
    return missing;
}

/* member NULL: the field is checked and not kept. */
static void read_field(struct ssh2_reader *r, const struct ssh2_field *field, void *member,
                       struct ssh2_walk *walk)
{
    size_t start = r->pos;

    if (!ssh2_field_is_present(walk, field) || is_missing(r, field))
        return;
    if (field->kind == SSH2_KIND_NESTED) {
        ssh2_packet_read(field->element(), r, member);
    } else if (field->kind <= SSH2_KIND_UINT64) {
        uint64_t value = read_integer(r, field);

        ssh2_walk_past(walk, field, value);
        if (member != NULL)
            ssh2_store_integer(field->kind, member, value);
    } else {
        struct ssh2_bytes view = read_view(r, field, walk->previous);

        check_view(r, field, view, start);
        if (member != NULL)
            *(struct ssh2_bytes *)member = view;
    }
}

static void clear(const struct ssh2_packet_type *type, void *out)
{
    if (out != NULL)
        memset(out, 0, type->struct_size);
}

static void read_fields(const struct ssh2_packet_type *type, struct ssh2_reader *r, void *out)
{
    struct ssh2_walk walk = { 0 };

    for (size_t i = 0; i < type->field_count && r->status == SSH2_OK; i++) {
        const struct ssh2_field *field = &type->fields[i];

        read_field(r, field, out == NULL ? NULL : (uint8_t *)out + field->offset, &walk);
    }
}

void ssh2_packet_read(const struct ssh2_packet_type *type, struct ssh2_reader *r, void *out)
{
    size_t start = r->pos;

    clear(type, out);
    if (type->number != SSH2_NO_NUMBER && ssh2_read_byte(r) != type->number)
        ssh2_refuse(r, SSH2_BAD_NUMBER, start);
    if (type->read != NULL)
        type->read(r, out);
    else
        read_fields(type, r, out);
    if (r->status != SSH2_OK)
        clear(type, out);
}

struct ssh2_verdict ssh2_packet_judge(const struct ssh2_packet_type *type, struct ssh2_bytes input,
                                      void *out)
{
    struct ssh2_reader r = ssh2_reader(input);

    ssh2_packet_read(type, &r, out);

    struct ssh2_verdict verdict = ssh2_read_end(&r);

    if (verdict.status != SSH2_OK && verdict.status != SSH2_NOT_CANONICAL)
        clear(type, out);
    return verdict;
}

enum ssh2_status ssh2_packet_parse(const struct ssh2_packet_type *type, struct ssh2_bytes input,
                                   void *out)
{
    enum ssh2_status status = ssh2_packet_judge(type, input, out).status;

    return status == SSH2_NOT_CANONICAL ? SSH2_OK : status;
}

bool ssh2_packet_next(const struct ssh2_packet_type *type, struct ssh2_bytes *elements, void *out)
{
    struct ssh2_reader r = ssh2_reader(*elements);

    if (elements->len == 0)
        return false;
    ssh2_packet_read(type, &r, out);
    *elements = ssh2_read_rest(&r);
    return r.status == SSH2_OK;
}

/* Writing */

static void write_integer(struct ssh2_writer *w, enum ssh2_kind kind, uint64_t value)
{
    switch (kind) {
    case SSH2_KIND_BYTE:
        ssh2_write_byte(w, (uint8_t)value);
        break;
    case SSH2_KIND_BOOLEAN:
        ssh2_write_boolean(w, value != 0);
        break;
    case SSH2_KIND_UINT32:
        ssh2_write_uint32(w, (uint32_t)value);
        break;
    default:
        ssh2_write_uint64(w, value);
        break;
    }
}

static void write_view(struct ssh2_writer *w, const struct ssh2_field *field,
                       struct ssh2_bytes view)
{
    struct ssh2_bytes bytes = field->constant.data != NULL ? field->constant : view;

    switch (field->kind) {
    case SSH2_KIND_MPINT:
        ssh2_write_mpint(w, bytes);
        break;
    case SSH2_KIND_BYTES:
    case SSH2_KIND_REST:
    case SSH2_KIND_REPEAT:
        ssh2_write_bytes(w, bytes);
        break;
    default:
        ssh2_write_string(w, bytes);
        break;
    }
}

static void write_field(struct ssh2_writer *w, const struct ssh2_field *field, const void *member,
                        struct ssh2_walk *walk)
{
    if (!ssh2_field_is_present(walk, field))
        return;
    if (field->kind == SSH2_KIND_NESTED) {
        ssh2_packet_write(field->element(), w, member);
    } else if (field->kind <= SSH2_KIND_UINT64) {
        uint64_t value = field->fixed ? field->value : ssh2_load_integer(field->kind, member);

        ssh2_walk_past(walk, field, value);
        write_integer(w, field->kind, value);
    } else {
        write_view(w, field, *(const struct ssh2_bytes *)member);
    }
}

void ssh2_packet_write(const struct ssh2_packet_type *type, struct ssh2_writer *w, const void *in)
{
    struct ssh2_walk walk = { 0 };

    if (type->number != SSH2_NO_NUMBER)
        ssh2_write_byte(w, (uint8_t)type->number);
    if (type->write != NULL) {
        type->write(w, in);
        return;
    }
    for (size_t i = 0; i < type->field_count; i++)
        write_field(w, &type->fields[i], (const uint8_t *)in + type->fields[i].offset, &walk);
}

size_t ssh2_packet_len(const struct ssh2_packet_type *type, const void *in)
{
    struct ssh2_writer w = ssh2_measuring_writer();

    ssh2_packet_write(type, &w, in);
    return w.status == SSH2_OK ? w.len : SIZE_MAX;
}
