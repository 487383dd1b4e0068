#include "src/packet/testing/equal.h"

#include <string.h>

#include "src/packet/testing/arena.h"

static bool elements_equal(const struct ssh2_packet_type *element, struct ssh2_bytes a,
                           struct ssh2_bytes b)
{
    struct ssh2_arena arena = { NULL };
    void *one = ssh2_arena_take(&arena, element->struct_size);
    void *other = ssh2_arena_take(&arena, element->struct_size);
    bool equal = true;

    while (equal && a.len > 0 && b.len > 0)
        equal = ssh2_packet_next(element, &a, one) && ssh2_packet_next(element, &b, other) &&
                ssh2_packet_equal(element, one, other);
    ssh2_arena_free(&arena);
    return equal && a.len == 0 && b.len == 0;
}

static bool members_equal(const struct ssh2_field *field, const void *a, const void *b)
{
    if (field->kind == SSH2_KIND_NESTED)
        return ssh2_packet_equal(field->element(), a, b);
    if (field->kind <= SSH2_KIND_UINT64)
        return ssh2_load_integer(field->kind, a) == ssh2_load_integer(field->kind, b);

    const struct ssh2_bytes *x = a;
    const struct ssh2_bytes *y = b;

    return field->element == NULL ? ssh2_bytes_equal(*x, *y)
                                  : elements_equal(field->element(), *x, *y);
}

bool ssh2_packet_equal(const struct ssh2_packet_type *type, const void *a, const void *b)
{
    for (size_t i = 0; i < type->field_count; i++) {
        size_t offset = type->fields[i].offset;

        if (!members_equal(&type->fields[i], (const uint8_t *)a + offset,
                           (const uint8_t *)b + offset))
            return false;
    }
    return true;
}
