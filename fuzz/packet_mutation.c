#include "fuzz/packet_mutation.h"

#include <string.h>

#include "src/packet/testing/arena.h"
#include "src/packet/testing/random.h"

static bool one_in(struct ssh2_random *random, uint64_t n)
{
    return ssh2_random_below(random, n) == 0;
}

/* A number beside a limit, or beside the one that was there. */
static void break_integer(struct ssh2_random *random, const struct ssh2_field *field, void *member)
{
    const uint64_t values[] = {
        (uint64_t)field->min - 1,
        (uint64_t)field->max + 1,
        UINT64_MAX,
        ssh2_load_integer(field->kind, member) + 1,
        ssh2_load_integer(field->kind, member) - 1,
    };

    ssh2_store_integer(field->kind, member,
                       values[ssh2_random_below(random, sizeof(values) / sizeof(values[0]))]);
}

/* A view one byte too short or too long for its field, or of its own length but for one byte. */
static void break_view(struct ssh2_random *random, const struct ssh2_field *field,
                       struct ssh2_arena *arena, struct ssh2_bytes *view)
{
    const size_t lengths[] = {
        field->min > 0 ? field->min - 1 : 0,
        field->max > 0 ? (size_t)field->max + 1 : view->len + 1,
        view->len > 0 ? view->len - 1 : 0,
        view->len + 1,
        view->len,
    };
    size_t len = lengths[ssh2_random_below(random, sizeof(lengths) / sizeof(lengths[0]))];
    uint8_t *bytes = ssh2_arena_take(arena, len);

    if (view->len > 0)
        memcpy(bytes, view->data, len < view->len ? len : view->len);
    if (len > 0)
        bytes[ssh2_random_below(random, len)] = (uint8_t)ssh2_random_below(random, 256);
    *view = ssh2_bytes(bytes, len);
}

static void break_member(struct ssh2_random *random, const struct ssh2_field *field,
                         struct ssh2_arena *arena, void *member)
{
    if (field->kind <= SSH2_KIND_UINT64)
        break_integer(random, field, member);
    else if (field->kind != SSH2_KIND_NESTED)
        break_view(random, field, arena, member);
}

/* Makes the integer before a repetition say how many elements there are. */
static void count_elements(const struct ssh2_field *field, struct ssh2_arena *arena, void *packet)
{
    const struct ssh2_packet_type *element = field->element();
    struct ssh2_bytes elements = *(struct ssh2_bytes *)((uint8_t *)packet + field->offset);
    const struct ssh2_field *counter = field - 1;
    void *each = ssh2_arena_take(arena, element->struct_size);
    uint64_t count = 0;

    while (ssh2_packet_next(element, &elements, each))
        count++;
    ssh2_store_integer(counter->kind, (uint8_t *)packet + counter->offset, count);
}

static void change_a_field(struct ssh2_random *random, const struct ssh2_packet_type *type,
                           struct ssh2_arena *arena, void *packet)
{
    const struct ssh2_field *field = &type->fields[ssh2_random_below(random, type->field_count)];
    void *member = (uint8_t *)packet + field->offset;

    /* Inside a nested packet or among elements as likely as instead of it. */
    if (field->kind == SSH2_KIND_NESTED && one_in(random, 2) && field->element()->field_count > 0) {
        change_a_field(random, field->element(), arena, member);
        return;
    }
    if (one_in(random, 4)) {
        break_member(random, field, arena, member);
        return;
    }
    ssh2_random_member(random, field, arena, member);
    if (field->counted && !one_in(random, 4))
        count_elements(field, arena, packet);
}

size_t ssh2_fuzz_mutate_packet(const struct ssh2_packet_type *type, uint8_t *data, size_t size,
                               size_t capacity, uint64_t seed)
{
    struct ssh2_random random = ssh2_random_from(seed);
    struct ssh2_arena arena = { NULL };
    void *packet = ssh2_arena_take(&arena, type->struct_size);
    struct ssh2_bytes input = ssh2_arena_copy(&arena, ssh2_bytes(data, size));

    if (ssh2_packet_parse(type, input, packet) != SSH2_OK)
        ssh2_random_packet(&random, type, &arena, packet);
    else if (type->field_count > 0)
        change_a_field(&random, type, &arena, packet);

    struct ssh2_writer w = ssh2_writer(data, capacity);

    ssh2_packet_write(type, &w, packet);
    ssh2_arena_free(&arena);
    return w.status == SSH2_OK ? w.len : 0;
}
