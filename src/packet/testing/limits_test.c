/* Every bound of every field is exact: the value at it is accepted, the one beyond it refused, by
 * the verdict that names it and at the field's first byte. Bounds that would make vectors large are
 * shown only here. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "src/packet/testing/arena.h"
#include "src/packet/testing/random.h"
#include "src/packet/testing/registry.h"

#define BOUNDS_MIN_COUNT 250u /* fewer would mean that this test does not see them */

struct probe {
    const struct ssh2_packet_type *type;
    const struct ssh2_field *field;
    struct ssh2_arena *arena;
    void *packet;
    size_t offset; /* of the field in the encoded packet */
};

static bool is_integer(const struct ssh2_field *field)
{
    return field->kind <= SSH2_KIND_UINT64;
}

/* Of structured content and of repetitions the length cannot be chosen. */
static bool is_looked_at(const struct ssh2_packet_type *type, size_t i)
{
    const struct ssh2_field *field = &type->fields[i];
    bool counts = i + 1 < type->field_count && type->fields[i + 1].counted;

    return type->read == NULL && !field->fixed && field->constant.data == NULL && !counts &&
           field->element == NULL && field->kind != SSH2_KIND_BYTES;
}

static struct ssh2_bytes bytes_of_length(struct ssh2_arena *arena, size_t len)
{
    uint8_t *bytes = ssh2_arena_take(arena, len);

    if (len > 0)
        memset(bytes, 'a', len); /* a name, text and a number > 0 at once */
    return ssh2_bytes(bytes, len);
}

/* What the parser has to say of the packet with the field of this value or length. */
static struct ssh2_verdict judge(const struct probe *probe, uint64_t value)
{
    void *member = (uint8_t *)probe->packet + probe->field->offset;
    void *out = ssh2_arena_take(probe->arena, probe->type->struct_size);

    if (is_integer(probe->field))
        ssh2_store_integer(probe->field->kind, member, value);
    else
        *(struct ssh2_bytes *)member = bytes_of_length(probe->arena, (size_t)value);
    return ssh2_packet_judge(probe->type,
                             ssh2_arena_encode(probe->arena, probe->type, probe->packet), out);
}

static void assert_accepted(const struct probe *probe, uint64_t value)
{
    struct ssh2_verdict verdict = judge(probe, value);

    if (verdict.status != SSH2_OK)
        fail_msg("%s.%s: %llu is %s", probe->type->name, probe->field->name,
                 (unsigned long long)value, ssh2_status_name(verdict.status));
}

static void assert_refused(const struct probe *probe, uint64_t value)
{
    struct ssh2_verdict verdict = judge(probe, value);
    enum ssh2_status expected = is_integer(probe->field) ? SSH2_BAD_VALUE : SSH2_BAD_LENGTH;

    if (verdict.status != expected || verdict.offset != probe->offset)
        fail_msg("%s.%s: %llu is %s at %zu, not %s at %zu", probe->type->name, probe->field->name,
                 (unsigned long long)value, ssh2_status_name(verdict.status), verdict.offset,
                 ssh2_status_name(expected), probe->offset);
}

static uint64_t largest(const struct ssh2_field *field)
{
    return field->kind == SSH2_KIND_BYTE ? UINT8_MAX : UINT32_MAX;
}

/* How many bounds the field has; each is tried from both sides. */
static size_t try_bounds(const struct probe *probe)
{
    const struct ssh2_field *field = probe->field;
    size_t count = 0;

    if (field->min > 0) {
        assert_accepted(probe, field->min);
        assert_refused(probe, field->min - 1);
        count++;
    }
    if (field->max > 0 && (!is_integer(field) || field->max < largest(field))) {
        assert_accepted(probe, field->max);
        assert_refused(probe, (uint64_t)field->max + 1);
        count++;
    }
    return count;
}

static size_t try_field(const struct ssh2_packet_type *type, size_t i)
{
    struct ssh2_random random = ssh2_random_from(i);
    struct ssh2_arena arena = { NULL };
    struct probe probe = { type, &type->fields[i], &arena,
                           ssh2_arena_take(&arena, type->struct_size), 0 };
    struct ssh2_packet_type before = *type;

    before.field_count = (uint16_t)i;
    ssh2_random_packet(&random, type, &arena, probe.packet);
    probe.offset = ssh2_packet_len(&before, probe.packet);

    size_t count = is_looked_at(type, i) ? try_bounds(&probe) : 0;

    ssh2_arena_free(&arena);
    return count;
}

static void every_bound_is_exact(void **state)
{
    size_t count = 0;

    (void)state;
    for (size_t t = 0; t < ssh2_packet_type_count; t++) {
        const struct ssh2_packet_type *type = ssh2_all_packet_types[t].type();

        for (size_t i = 0; i < type->field_count; i++)
            count += try_field(type, i);
    }
    print_message("%zu bounds\n", count);
    assert_true(count >= BOUNDS_MIN_COUNT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_bound_is_exact),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
