#include "src/packet/testing/random.h"

#include <string.h>

#define USUAL_MAX_BYTES 24u     /* most strings; short ones find as much and are quick */
#define LONG_MAX_BYTES 2048u    /* now and then, where the field has no smaller limit */
#define ELEMENTS_MAX_COUNT 4u   /* of a repetition */
#define ATTEMPTS_MAX_COUNT 100u /* at structured content within a field's limits */

struct ssh2_random ssh2_random_from(uint64_t seed)
{
    struct ssh2_random random = { seed * 0x9e3779b97f4a7c15u | 1 };

    return random;
}

static uint64_t next(struct ssh2_random *random)
{
    random->state ^= random->state >> 12;
    random->state ^= random->state << 25;
    random->state ^= random->state >> 27;
    return random->state * 0x2545f4914f6cdd1du;
}

uint64_t ssh2_random_below(struct ssh2_random *random, uint64_t bound)
{
    return next(random) % bound;
}

static bool one_in(struct ssh2_random *random, uint64_t n)
{
    return ssh2_random_below(random, n) == 0;
}

/* From low to high, both included, and rather one of the two than any other. */
static uint64_t between(struct ssh2_random *random, uint64_t low, uint64_t high)
{
    if (one_in(random, 4))
        return low;
    if (one_in(random, 4))
        return high;
    return high - low == UINT64_MAX ? next(random)
                                    : low + ssh2_random_below(random, high - low + 1);
}

static uint64_t random_integer(struct ssh2_random *random, const struct ssh2_field *field)
{
    static const uint64_t largest[] = {
        [SSH2_KIND_BYTE] = UINT8_MAX,
        [SSH2_KIND_BOOLEAN] = 1,
        [SSH2_KIND_UINT32] = UINT32_MAX,
        [SSH2_KIND_UINT64] = UINT64_MAX,
    };

    if (field->fixed)
        return field->value;
    return between(random, field->min, field->max != 0 ? field->max : largest[field->kind]);
}

static size_t random_len(struct ssh2_random *random, const struct ssh2_field *field)
{
    size_t usual = field->min + (one_in(random, 32) ? LONG_MAX_BYTES : USUAL_MAX_BYTES);

    if (field->kind == SSH2_KIND_BYTES)
        return field->size;
    return (size_t)between(random, field->min,
                           field->max != 0 && field->max < usual ? field->max : usual);
}

static void fill_bytes(struct ssh2_random *random, uint8_t *bytes, size_t len)
{
    bool text = one_in(random, 2);

    for (size_t i = 0; i < len; i++)
        bytes[i] = (uint8_t)(text ? 0x20 + ssh2_random_below(random, 0x5f) : next(random) >> 56);
}

static void fill_mpint(struct ssh2_random *random, uint8_t *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        bytes[i] = (uint8_t)(next(random) >> 56);
    if (len > 0 && bytes[0] == 0)
        bytes[0] = one_in(random, 2) ? 0x80 : 1;
}

static void fill_names(struct ssh2_random *random, uint8_t *bytes, size_t len)
{
    bool may_be_comma = false;

    for (size_t i = 0; i < len; i++) {
        bool comma = may_be_comma && i + 1 < len && one_in(random, 6);

        bytes[i] = (uint8_t)(comma ? ',' : 'a' + ssh2_random_below(random, 26));
        may_be_comma = !comma;
    }
}

static void fill_utf8(struct ssh2_random *random, uint8_t *bytes, size_t len)
{
    static const struct ssh2_bytes sequences[] = {
        SSH2_TEXT("\0"),
        SSH2_TEXT("\n"),
        SSH2_TEXT("~"),
        SSH2_TEXT("\xc2\x80"),
        SSH2_TEXT("\xdf\xbf"),
        SSH2_TEXT("\xe0\xa0\x80"),
        SSH2_TEXT("\xed\x9f\xbf"),
        SSH2_TEXT("\xef\xbf\xbf"),
        SSH2_TEXT("\xf0\x90\x80\x80"),
        SSH2_TEXT("\xf4\x8f\xbf\xbf"),
    };
    size_t i = 0;

    while (i < len) {
        struct ssh2_bytes s =
            sequences[ssh2_random_below(random, sizeof(sequences) / sizeof(sequences[0]))];

        if (s.len > len - i)
            continue; /* one of the short ones always fits */
        memcpy(bytes + i, s.data, s.len);
        i += s.len;
    }
}

static struct ssh2_bytes random_view(struct ssh2_random *random, const struct ssh2_field *field,
                                     struct ssh2_arena *arena)
{
    size_t len = random_len(random, field);
    uint8_t *bytes = ssh2_arena_take(arena, len);

    if (field->constant.data != NULL)
        return field->constant;
    switch (field->kind) {
    case SSH2_KIND_MPINT:
        fill_mpint(random, bytes, len);
        break;
    case SSH2_KIND_NAME_LIST:
        fill_names(random, bytes, len);
        break;
    case SSH2_KIND_UTF8:
        fill_utf8(random, bytes, len);
        break;
    default:
        fill_bytes(random, bytes, len);
        break;
    }
    return ssh2_bytes(bytes, len);
}

static struct ssh2_bytes random_elements(struct ssh2_random *random,
                                         const struct ssh2_packet_type *element, uint64_t count,
                                         struct ssh2_arena *arena)
{
    struct ssh2_bytes all = { NULL, 0 };
    void *each = ssh2_arena_take(arena, element->struct_size);

    for (uint64_t i = 0; i < count; i++) {
        ssh2_random_packet(random, element, arena, each);

        struct ssh2_bytes encoded = ssh2_arena_encode(arena, element, each);
        size_t len = all.len + encoded.len;
        struct ssh2_writer w = ssh2_writer(ssh2_arena_take(arena, len), len);

        ssh2_write_bytes(&w, all);
        ssh2_write_bytes(&w, encoded);
        all = ssh2_written(&w);
    }
    return all;
}

static uint64_t random_count(struct ssh2_random *random, const struct ssh2_field *field)
{
    if (field->kind == SSH2_KIND_REPEAT || field->repeated)
        return ssh2_random_below(random, ELEMENTS_MAX_COUNT + 1);
    return 1;
}

static bool fits(const struct ssh2_field *field, struct ssh2_bytes view)
{
    return view.len >= field->min && (field->max == 0 || view.len <= field->max);
}

static struct ssh2_bytes random_content(struct ssh2_random *random, const struct ssh2_field *field,
                                        struct ssh2_arena *arena)
{
    struct ssh2_bytes content = { NULL, 0 };

    for (unsigned i = 0; i == 0 || (i < ATTEMPTS_MAX_COUNT && !fits(field, content)); i++)
        content = random_elements(random, field->element(), random_count(random, field), arena);
    return content;
}

void ssh2_random_member(struct ssh2_random *random, const struct ssh2_field *field,
                        struct ssh2_arena *arena, void *out)
{
    if (field->kind == SSH2_KIND_NESTED)
        ssh2_random_packet(random, field->element(), arena, out);
    else if (field->kind <= SSH2_KIND_UINT64)
        ssh2_store_integer(field->kind, out, random_integer(random, field));
    else if (field->element != NULL)
        *(struct ssh2_bytes *)out = random_content(random, field, arena);
    else
        *(struct ssh2_bytes *)out = random_view(random, field, arena);
}

/* Whether this field says how many elements follow. */
static bool counts_next(const struct ssh2_packet_type *type, size_t i)
{
    return i + 1 < type->field_count && type->fields[i + 1].counted;
}

static uint64_t random_count_field(struct ssh2_random *random, const struct ssh2_field *field)
{
    uint64_t high = field->min + ELEMENTS_MAX_COUNT;

    if (field->fixed)
        return field->value;
    return between(random, field->min, field->max != 0 && field->max < high ? field->max : high);
}

void ssh2_random_packet(struct ssh2_random *random, const struct ssh2_packet_type *type,
                        struct ssh2_arena *arena, void *out)
{
    struct ssh2_walk walk = { 0 };

    memset(out, 0, type->struct_size);
    for (size_t i = 0; i < type->field_count; i++) {
        const struct ssh2_field *field = &type->fields[i];
        void *member = (uint8_t *)out + field->offset;

        if (!ssh2_field_is_present(&walk, field))
            continue;
        if (counts_next(type, i))
            ssh2_store_integer(field->kind, member, random_count_field(random, field));
        else if (field->counted)
            *(struct ssh2_bytes *)member =
                random_elements(random, field->element(), walk.previous, arena);
        else
            ssh2_random_member(random, field, arena, member);
        if (field->kind <= SSH2_KIND_UINT64)
            ssh2_walk_past(&walk, field, ssh2_load_integer(field->kind, member));
    }
}
