#include "src/packet/testing/json.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static int hex_digit(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *found = c == '\0' ? NULL : strchr(digits, c);

    return found == NULL ? -1 : (int)(found - digits);
}

bool ssh2_bytes_from_hex(const char *hex, struct ssh2_arena *arena, struct ssh2_bytes *out)
{
    size_t len = strlen(hex) / 2;
    uint8_t *bytes = ssh2_arena_take(arena, len);

    for (size_t i = 0; i < len; i++) {
        int high = hex_digit(hex[2 * i]);
        int low = hex_digit(hex[2 * i + 1]);

        if (high < 0 || low < 0)
            return false;
        bytes[i] = (uint8_t)(high << 4 | low);
    }
    *out = ssh2_bytes(bytes, len);
    return strlen(hex) % 2 == 0;
}

static bool bytes_from_json(json_t *json, struct ssh2_arena *arena, struct ssh2_bytes *out)
{
    json_t *hex = json_object_get(json, "hex");

    if (json_is_string(json)) {
        *out = ssh2_arena_copy(arena, ssh2_bytes(json_string_value(json),
                                                 json_string_length(json)));
        return true;
    }
    return json_is_string(hex) && json_object_size(json) == 1 &&
           ssh2_bytes_from_hex(json_string_value(hex), arena, out);
}

static bool names_from_json(json_t *json, struct ssh2_arena *arena, struct ssh2_bytes *out)
{
    size_t count = json_array_size(json);
    size_t len = count > 0 ? count - 1 : 0;

    if (!json_is_array(json))
        return false;
    for (size_t i = 0; i < count; i++)
        len += json_string_length(json_array_get(json, i));

    struct ssh2_writer w = ssh2_writer(ssh2_arena_take(arena, len), len);

    for (size_t i = 0; i < count; i++) {
        json_t *name = json_array_get(json, i);

        if (!json_is_string(name))
            return false;
        if (i > 0)
            ssh2_write_byte(&w, ',');
        ssh2_write_bytes(&w, ssh2_bytes(json_string_value(name), json_string_length(name)));
    }
    *out = ssh2_written(&w);
    return true;
}

/* Encodes one object as an element; adds it to *out, which grows. */
static bool append_element(const struct ssh2_packet_type *element, json_t *json,
                           struct ssh2_arena *arena, struct ssh2_bytes *out, const char **fault)
{
    void *each = ssh2_arena_take(arena, element->struct_size);

    if (!ssh2_packet_from_json(element, json, arena, each, fault))
        return false;

    struct ssh2_bytes encoded = ssh2_arena_encode(arena, element, each);
    size_t len = out->len + encoded.len;
    struct ssh2_writer w = ssh2_writer(ssh2_arena_take(arena, len), len);

    ssh2_write_bytes(&w, *out);
    ssh2_write_bytes(&w, encoded);
    *out = ssh2_written(&w);
    return true;
}

static bool elements_from_json(const struct ssh2_field *field, json_t *json,
                               struct ssh2_arena *arena, struct ssh2_bytes *out,
                               const char **fault)
{
    bool several = field->kind == SSH2_KIND_REPEAT || field->repeated;
    const struct ssh2_packet_type *element = field->element();

    *out = ssh2_bytes(NULL, 0);
    if (!several)
        return append_element(element, json, arena, out, fault);
    for (size_t i = 0; i < json_array_size(json); i++)
        if (!append_element(element, json_array_get(json, i), arena, out, fault))
            return false;
    return json_is_array(json);
}

static bool uint64_from_json(json_t *json, uint64_t *out)
{
    const char *digits = json_string_value(json);
    char *end = NULL;

    if (digits == NULL || digits[0] < '0' || digits[0] > '9')
        return false;
    errno = 0;
    *out = strtoull(digits, &end, 10);
    return errno == 0 && *end == '\0';
}

static bool integer_from_json(json_t *json, json_int_t max, enum ssh2_kind kind, void *out)
{
    json_int_t value = json_integer_value(json);

    if (!json_is_integer(json) || value < 0 || value > max)
        return false;
    ssh2_store_integer(kind, out, (uint64_t)value);
    return true;
}

static bool member_from_json(const struct ssh2_field *field, json_t *json,
                             struct ssh2_arena *arena, void *member, const char **fault)
{
    switch (field->kind) {
    case SSH2_KIND_BYTE:
        return integer_from_json(json, UINT8_MAX, field->kind, member);
    case SSH2_KIND_BOOLEAN:
        *(bool *)member = json_is_true(json);
        return json_is_boolean(json);
    case SSH2_KIND_UINT32:
        return integer_from_json(json, UINT32_MAX, field->kind, member);
    case SSH2_KIND_UINT64:
        return uint64_from_json(json, member);
    case SSH2_KIND_NESTED:
        return ssh2_packet_from_json(field->element(), json, arena, member, fault);
    case SSH2_KIND_NAME_LIST:
        return names_from_json(json, arena, member);
    default:
        return field->element != NULL ? elements_from_json(field, json, arena, member, fault)
                                      : bytes_from_json(json, arena, member);
    }
}

/* The first member of the object that no field has as its name, or NULL. */
static const char *unknown_member(const struct ssh2_packet_type *type, json_t *json)
{
    const char *name;
    json_t *value;

    json_object_foreach(json, name, value)
    {
        size_t i = 0;

        while (i < type->field_count && strcmp(type->fields[i].name, name) != 0)
            i++;
        if (i == type->field_count)
            return name;
    }
    return NULL;
}

bool ssh2_packet_from_json(const struct ssh2_packet_type *type, json_t *json,
                           struct ssh2_arena *arena, void *out, const char **fault)
{
    struct ssh2_walk walk = { 0 };

    memset(out, 0, type->struct_size);
    *fault = unknown_member(type, json);
    for (size_t i = 0; i < type->field_count && *fault == NULL; i++) {
        const struct ssh2_field *field = &type->fields[i];
        json_t *value = json_object_get(json, field->name);
        void *member = (uint8_t *)out + field->offset;
        bool present = ssh2_field_is_present(&walk, field);

        if (present != (value != NULL) ||
            (present && !member_from_json(field, value, arena, member, fault)))
            *fault = *fault == NULL ? field->name : *fault;
        if (field->selects)
            ssh2_walk_past(&walk, field, ssh2_load_integer(field->kind, member));
    }
    return *fault == NULL && json_is_object(json);
}
