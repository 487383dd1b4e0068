#include "src/packet/testing/json.h"

#include <inttypes.h>
#include <stdio.h>

#include "src/wire/text.h"

static bool is_printable(struct ssh2_bytes bytes)
{
    for (size_t i = 0; i < bytes.len; i++)
        if (bytes.data[i] < 0x20 || bytes.data[i] > 0x7e)
            return false;
    return true;
}

static json_t *hex_to_json(struct ssh2_bytes bytes)
{
    static const char digits[] = "0123456789abcdef";
    struct ssh2_arena arena = { NULL };
    char *hex = ssh2_arena_take(&arena, bytes.len * 2 + 1);

    for (size_t i = 0; i < bytes.len; i++) {
        hex[2 * i] = digits[bytes.data[i] >> 4];
        hex[2 * i + 1] = digits[bytes.data[i] & 0xf];
    }

    json_t *json = json_pack("{s:s}", "hex", hex);

    ssh2_arena_free(&arena);
    return json;
}

static json_t *text_to_json(struct ssh2_bytes bytes)
{
    return json_stringn(bytes.len > 0 ? (const char *)bytes.data : "", bytes.len);
}

static json_t *names_to_json(struct ssh2_bytes list)
{
    json_t *names = json_array();
    struct ssh2_bytes name;

    while (ssh2_name_list_next(&list, &name))
        json_array_append_new(names, text_to_json(name));
    return names;
}

static json_t *elements_to_json(const struct ssh2_packet_type *element, struct ssh2_bytes elements)
{
    struct ssh2_arena arena = { NULL };
    void *each = ssh2_arena_take(&arena, element->struct_size);
    json_t *array = json_array();

    while (ssh2_packet_next(element, &elements, each))
        json_array_append_new(array, ssh2_packet_to_json(element, each));
    ssh2_arena_free(&arena);
    return array;
}

/* The only element of a string's content. */
static json_t *content_to_json(const struct ssh2_packet_type *element, struct ssh2_bytes content)
{
    json_t *array = elements_to_json(element, content);
    json_t *only = json_incref(json_array_get(array, 0));

    json_decref(array);
    return only;
}

static json_t *view_to_json(const struct ssh2_field *field, struct ssh2_bytes view)
{
    if (field->kind == SSH2_KIND_REPEAT || field->repeated)
        return elements_to_json(field->element(), view);
    if (field->element != NULL)
        return content_to_json(field->element(), view);
    if (field->kind == SSH2_KIND_NAME_LIST)
        return names_to_json(view);
    return field->kind != SSH2_KIND_MPINT && is_printable(view) ? text_to_json(view)
                                                                : hex_to_json(view);
}

static json_t *uint64_to_json(uint64_t value)
{
    char digits[24];

    snprintf(digits, sizeof(digits), "%" PRIu64, value);
    return json_string(digits);
}

static json_t *member_to_json(const struct ssh2_field *field, const void *member)
{
    switch (field->kind) {
    case SSH2_KIND_BYTE:
    case SSH2_KIND_UINT32:
        return json_integer((json_int_t)ssh2_load_integer(field->kind, member));
    case SSH2_KIND_BOOLEAN:
        return json_boolean(*(const bool *)member);
    case SSH2_KIND_UINT64:
        return uint64_to_json(*(const uint64_t *)member);
    case SSH2_KIND_NESTED:
        return ssh2_packet_to_json(field->element(), member);
    default:
        return view_to_json(field, *(const struct ssh2_bytes *)member);
    }
}

json_t *ssh2_packet_to_json(const struct ssh2_packet_type *type, const void *in)
{
    json_t *object = json_object();
    struct ssh2_walk walk = { 0 };

    for (size_t i = 0; i < type->field_count; i++) {
        const struct ssh2_field *field = &type->fields[i];
        const void *member = (const uint8_t *)in + field->offset;

        if (!ssh2_field_is_present(&walk, field))
            continue;
        if (field->selects)
            ssh2_walk_past(&walk, field, ssh2_load_integer(field->kind, member));
        json_object_set_new(object, field->name, member_to_json(field, member));
    }
    return object;
}
