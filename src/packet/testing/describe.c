/* Prints what is declared of every packet type, as one JSON object by name: layer, number, whether
 * it is read by hand, and its fields with their options, elements in full. */
#include <jansson.h>
#include <stdio.h>

#include "src/packet/testing/registry.h"

static const char *const kinds[] = {
    [SSH2_KIND_BYTE] = "byte",
    [SSH2_KIND_BOOLEAN] = "boolean",
    [SSH2_KIND_UINT32] = "uint32",
    [SSH2_KIND_UINT64] = "uint64",
    [SSH2_KIND_STRING] = "string",
    [SSH2_KIND_UTF8] = "utf8",
    [SSH2_KIND_NAME_LIST] = "name-list",
    [SSH2_KIND_MPINT] = "mpint",
    [SSH2_KIND_BYTES] = "bytes",
    [SSH2_KIND_REST] = "rest",
    [SSH2_KIND_REPEAT] = "repeat",
    [SSH2_KIND_NESTED] = "nested",
};

static json_t *describe_fields(const struct ssh2_packet_type *type);

static void set_number(json_t *object, const char *key, uint64_t value)
{
    if (value != 0)
        json_object_set_new(object, key, json_integer((json_int_t)value));
}

static void set_flag(json_t *object, const char *key, bool value)
{
    if (value)
        json_object_set_new(object, key, json_true());
}

/* The bytes of a constant in hex: not all of them are text. */
static json_t *hex_of(struct ssh2_bytes bytes)
{
    json_t *all = json_string("");

    for (size_t i = 0; i < bytes.len; i++) {
        json_t *longer = json_sprintf("%s%02x", json_string_value(all), bytes.data[i]);

        json_decref(all);
        all = longer;
    }
    return all;
}

static json_t *describe_field(const struct ssh2_field *field)
{
    json_t *object = json_pack("{s:s, s:s}", "name", field->name, "kind", kinds[field->kind]);

    set_number(object, "size", field->size);
    set_number(object, "min", field->min);
    set_number(object, "max", field->max);
    set_number(object, "when", field->when);
    set_flag(object, "tolerated", field->tolerated);
    set_flag(object, "selects", field->selects);
    set_flag(object, "may_be_missing", field->may_be_missing);
    set_flag(object, "counted", field->counted);
    set_flag(object, "repeated", field->repeated);
    if (field->fixed)
        json_object_set_new(object, "value", json_integer((json_int_t)field->value));
    if (field->constant.data != NULL)
        json_object_set_new(object, "constant", hex_of(field->constant));
    if (field->element != NULL) {
        json_object_set_new(object, "element", json_string(field->element()->name));
        json_object_set_new(object, "fields", describe_fields(field->element()));
    }
    return object;
}

static json_t *describe_fields(const struct ssh2_packet_type *type)
{
    json_t *fields = json_array();

    for (size_t i = 0; i < type->field_count; i++)
        json_array_append_new(fields, describe_field(&type->fields[i]));
    return fields;
}

int main(void)
{
    json_t *all = json_object();

    for (size_t i = 0; i < ssh2_packet_type_count; i++) {
        const struct ssh2_registered *entry = &ssh2_all_packet_types[i];
        const struct ssh2_packet_type *type = entry->type();
        json_t *packet = json_pack("{s:s, s:i, s:o}", "layer", entry->layer, "number",
                                   type->number, "fields", describe_fields(type));

        set_flag(packet, "by_hand", type->read != NULL);
        json_object_set_new(all, entry->name, packet);
    }
    json_dumpf(all, stdout, JSON_INDENT(1) | JSON_PRESERVE_ORDER);
    putchar('\n');
    json_decref(all);
    return 0;
}
