/* Properties of all packet types, on random packets of each. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "src/packet/testing/check.h"
#include "src/packet/testing/equal.h"
#include "src/packet/testing/random.h"
#include "src/packet/testing/registry.h"

#define PACKETS_COUNT 100u  /* of each type and property: seconds in all */
#define STRUCTS_COUNT 1000u /* of each type by hand */
#define STRUCT_MAX_BYTES (1u << 16)
#define SPOILT_MAX_BYTES 400u /* more than any short limit */
#define MUTATIONS_COUNT 8u     /* of each packet */
#define PREFIXES_MAX_COUNT 64u /* of each packet: all of a short one */

typedef void property(struct ssh2_random *random, const struct ssh2_packet_type *type,
                      const void *packet, struct ssh2_bytes bytes, struct ssh2_arena *arena);

/* Shows a property random packets of every type. */
static void for_random_packets(property *holds)
{
    for (size_t t = 0; t < ssh2_packet_type_count; t++) {
        const struct ssh2_packet_type *type = ssh2_all_packet_types[t].type();

        if (type->read != NULL) /* their field lists do not tell all that they demand */
            continue;
        for (uint64_t seed = 0; seed < PACKETS_COUNT; seed++) {
            struct ssh2_random random = ssh2_random_from(t * PACKETS_COUNT + seed);
            struct ssh2_arena arena = { NULL };
            void *packet = ssh2_arena_take(&arena, type->struct_size);

            ssh2_random_packet(&random, type, &arena, packet);
            holds(&random, type, packet, ssh2_arena_encode(&arena, type, packet), &arena);
            ssh2_arena_free(&arena);
        }
    }
}

static bool accepts(struct ssh2_verdict verdict)
{
    return verdict.status == SSH2_OK || verdict.status == SSH2_NOT_CANONICAL;
}

static void fail_for(const struct ssh2_packet_type *type, const char *complaint)
{
    if (complaint != NULL)
        fail_msg("%s: %s", type->name, complaint);
}

static void is_read_back(struct ssh2_random *random, const struct ssh2_packet_type *type,
                         const void *packet, struct ssh2_bytes bytes, struct ssh2_arena *arena)
{
    void *again = ssh2_arena_take(arena, type->struct_size);
    struct ssh2_verdict verdict = ssh2_packet_judge(type, bytes, again);

    (void)random;
    if (verdict.status != SSH2_OK || verdict.offset != bytes.len)
        fail_msg("%s: %s at %zu of %zu", type->name, ssh2_status_name(verdict.status),
                 verdict.offset, bytes.len);
    if (!ssh2_packet_equal(type, packet, again))
        fail_for(type, "other fields than were written");
}

static void parse_gives_back_what_encode_wrote(void **state)
{
    (void)state;
    for_random_packets(is_read_back);
}

static void keeps_every_promise(struct ssh2_random *random, const struct ssh2_packet_type *type,
                                const void *packet, struct ssh2_bytes bytes,
                                struct ssh2_arena *arena)
{
    (void)random;
    (void)packet;
    (void)arena;
    fail_for(type, ssh2_packet_complaint(type, bytes));
}

static void encode_gives_back_what_parse_read(void **state)
{
    (void)state;
    for_random_packets(keeps_every_promise);
}

static void prefixes_differ(struct ssh2_random *random, const struct ssh2_packet_type *type,
                            const void *packet, struct ssh2_bytes bytes, struct ssh2_arena *arena)
{
    void *other = ssh2_arena_take(arena, type->struct_size);

    for (size_t i = 0; i < bytes.len && i < PREFIXES_MAX_COUNT; i++) {
        size_t len = i;

        if (bytes.len > PREFIXES_MAX_COUNT)
            len = (size_t)ssh2_random_below(random, bytes.len);

        struct ssh2_bytes prefix = ssh2_arena_copy(arena, ssh2_bytes(bytes.data, len));

        if (ssh2_packet_judge(type, prefix, other).status == SSH2_OK &&
            ssh2_packet_equal(type, packet, other))
            fail_for(type, "a prefix is taken for the whole");
    }
}

/* Threat P18, for each packet type. */
static void every_strict_prefix_is_refused_or_another_packet(void **state)
{
    (void)state;
    for_random_packets(prefixes_differ);
}

/* Whether the packet ends in a field that takes whatever is left. */
static bool is_open_ended(const struct ssh2_packet_type *type)
{
    if (type->field_count == 0)
        return false;

    const struct ssh2_field *last = &type->fields[type->field_count - 1];

    if (last->kind == SSH2_KIND_NESTED)
        return is_open_ended(last->element());
    return last->kind == SSH2_KIND_REST || (last->kind == SSH2_KIND_REPEAT && !last->counted);
}

static void refuses_a_byte_more(struct ssh2_random *random, const struct ssh2_packet_type *type,
                                const void *packet, struct ssh2_bytes bytes,
                                struct ssh2_arena *arena)
{
    uint8_t *longer = ssh2_arena_take(arena, bytes.len + 1);
    void *other = ssh2_arena_take(arena, type->struct_size);

    if (bytes.len > 0)
        memcpy(longer, bytes.data, bytes.len);
    longer[bytes.len] = (uint8_t)ssh2_random_below(random, 256);

    struct ssh2_verdict verdict = ssh2_packet_judge(type, ssh2_bytes(longer, bytes.len + 1), other);

    if (!is_open_ended(type) && (verdict.status != SSH2_TRAILING || verdict.offset != bytes.len))
        fail_for(type, "a trailing byte is not refused as one");
    if (accepts(verdict) && ssh2_packet_equal(type, packet, other))
        fail_for(type, "a trailing byte is ignored");
}

/* Threat P17, for each packet type. */
static void a_trailing_byte_is_refused_unless_the_end_is_open(void **state)
{
    (void)state;
    for_random_packets(refuses_a_byte_more);
}

static void survives_mutations(struct ssh2_random *random, const struct ssh2_packet_type *type,
                               const void *packet, struct ssh2_bytes bytes,
                               struct ssh2_arena *arena)
{
    (void)packet;
    for (unsigned i = 0; i < MUTATIONS_COUNT && bytes.len > 0; i++) {
        uint8_t *mutant = ssh2_arena_take(arena, bytes.len);

        memcpy(mutant, bytes.data, bytes.len);
        for (unsigned k = 0; k <= i; k++)
            mutant[ssh2_random_below(random, bytes.len)] ^=
                (uint8_t)(1u << ssh2_random_below(random, 8));
        fail_for(type, ssh2_packet_complaint(type, ssh2_bytes(mutant, bytes.len)));
    }
}

static void flipped_bits_break_no_promise(void **state)
{
    (void)state;
    for_random_packets(survives_mutations);
}

static void writes_its_constants(struct ssh2_random *random, const struct ssh2_packet_type *type,
                                 const void *packet, struct ssh2_bytes bytes,
                                 struct ssh2_arena *arena)
{
    uint8_t *other = ssh2_arena_take(arena, type->struct_size);

    (void)random;
    memcpy(other, packet, type->struct_size);
    for (size_t i = 0; i < type->field_count; i++) {
        const struct ssh2_field *field = &type->fields[i];
        struct ssh2_bytes none = { NULL, 0 };

        if (field->fixed)
            ssh2_store_integer(field->kind, other + field->offset, ~field->value);
        else if (field->constant.data != NULL)
            memcpy(other + field->offset, &none, sizeof(none));
    }
    if (!ssh2_bytes_equal(ssh2_arena_encode(arena, type, other), bytes))
        fail_for(type, "a constant is taken from the struct");
}

static void constants_are_written_whatever_the_struct_says(void **state)
{
    (void)state;
    for_random_packets(writes_its_constants);
}

/* Whose views hold a structure of their own, which is written as it stands. */
static bool writes_structured_views(const struct ssh2_packet_type *type)
{
    static const char *const prefixes[] = { "pem_", "pty_modes", "rfc4716_" };

    for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++)
        if (strncmp(type->name, prefixes[i], strlen(prefixes[i])) == 0)
            return true;
    return false;
}

/* What no list would allow: the largest number, or bytes of any length and kind. */
static void spoil_member(struct ssh2_random *random, const struct ssh2_field *field,
                         struct ssh2_arena *arena, void *member)
{
    size_t len = (size_t)ssh2_random_below(random, SPOILT_MAX_BYTES);
    uint8_t *bytes = ssh2_arena_take(arena, len);

    for (size_t i = 0; i < len; i++)
        bytes[i] = (uint8_t)ssh2_random_below(random, 256);
    if (field->kind <= SSH2_KIND_UINT64)
        ssh2_store_integer(field->kind, member, UINT64_MAX);
    else if (field->kind != SSH2_KIND_NESTED)
        *(struct ssh2_bytes *)member = ssh2_bytes(bytes, len);
}

/* Any value in each field: a list cannot tell what a writer by hand takes. */
static void *random_struct(struct ssh2_random *random, const struct ssh2_packet_type *type,
                           struct ssh2_arena *arena)
{
    uint8_t *packet = ssh2_arena_take(arena, type->struct_size);

    for (size_t i = 0; i < type->field_count; i++) {
        void *member = packet + type->fields[i].offset;

        ssh2_random_member(random, &type->fields[i], arena, member);
        if (ssh2_random_below(random, 8) == 0)
            spoil_member(random, &type->fields[i], arena, member);
    }
    return packet;
}

static void check_writer_by_hand(struct ssh2_random *random, const struct ssh2_packet_type *type)
{
    struct ssh2_arena arena = { NULL };
    struct ssh2_writer w = ssh2_writer(ssh2_arena_take(&arena, STRUCT_MAX_BYTES), STRUCT_MAX_BYTES);

    ssh2_packet_write(type, &w, random_struct(random, type, &arena));
    /* Text that is not UTF-8 may be written, and is then not canonical. */
    if (w.status == SSH2_OK && !accepts(ssh2_packet_judge(type, ssh2_written(&w), NULL)))
        fail_for(type, "bytes are written that would be refused");
    ssh2_arena_free(&arena);
}

static void writers_by_hand_refuse_what_their_readers_would(void **state)
{
    (void)state;
    for (size_t t = 0; t < ssh2_packet_type_count; t++) {
        const struct ssh2_packet_type *type = ssh2_all_packet_types[t].type();

        if (type->write == NULL || writes_structured_views(type))
            continue;
        for (uint64_t seed = 0; seed < STRUCTS_COUNT; seed++) {
            struct ssh2_random random = ssh2_random_from(t * STRUCTS_COUNT + seed);

            check_writer_by_hand(&random, type);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writers_by_hand_refuse_what_their_readers_would),
        cmocka_unit_test(parse_gives_back_what_encode_wrote),
        cmocka_unit_test(encode_gives_back_what_parse_read),
        cmocka_unit_test(every_strict_prefix_is_refused_or_another_packet),
        cmocka_unit_test(a_trailing_byte_is_refused_unless_the_end_is_open),
        cmocka_unit_test(flipped_bits_break_no_promise),
        cmocka_unit_test(constants_are_written_whatever_the_struct_says),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
