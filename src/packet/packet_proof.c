/* The proof of every packet type that has a list of fields: PACKET is its name, PACKET_HEADER its
 * header. Linked with the field engine, and with tape.c in place of reader, writer and elements. */
#include <assert.h>

#include PACKET_HEADER
#include "src/packet/tape.h"

#define JOIN(a, b, c) a##b##c
#define EXPAND_AND_JOIN(a, b, c) JOIN(a, b, c)
#define PACKET_STRUCT struct EXPAND_AND_JOIN(ssh2_, PACKET, )
#define PACKET_TYPE EXPAND_AND_JOIN(ssh2_, PACKET, _type)()

size_t nondet_size(void);

static bool accepts(struct ssh2_verdict verdict)
{
    return verdict.status == SSH2_OK || verdict.status == SSH2_NOT_CANONICAL;
}

static void assert_views_inside(const struct ssh2_packet_type *type, const void *packet)
{
    for (size_t i = 0; i < type->field_count; i++) {
        const struct ssh2_field *field = &type->fields[i];
        const void *member = (const uint8_t *)packet + field->offset;

        if (field->kind == SSH2_KIND_NESTED)
            assert_views_inside(field->element(), member);
        else if (field->kind > SSH2_KIND_UINT64)
            assert(ssh2_tape_holds(*(const struct ssh2_bytes *)member));
    }
}

static void assert_within(const struct ssh2_field *field, uint64_t value)
{
    assert(value >= field->min && (field->max == 0 || value <= field->max));
}

/* The limits that the declaration sets, of fields that are always there. */
static void assert_limits(const struct ssh2_packet_type *type, const void *packet)
{
    for (size_t i = 0; i < type->field_count; i++) {
        const struct ssh2_field *field = &type->fields[i];
        const void *member = (const uint8_t *)packet + field->offset;

        if (field->when != 0 || field->may_be_missing)
            continue;
        if (field->kind == SSH2_KIND_NESTED)
            assert_limits(field->element(), member);
        else if (field->kind > SSH2_KIND_UINT64)
            assert_within(field, ((const struct ssh2_bytes *)member)->len);
        else if (field->fixed)
            assert(ssh2_load_integer(field->kind, member) == field->value);
        else
            assert_within(field, ssh2_load_integer(field->kind, member));
    }
}

static void assert_zero(const struct ssh2_packet_type *type, const void *packet)
{
    for (size_t i = 0; i < type->field_count; i++) {
        const struct ssh2_field *field = &type->fields[i];
        const void *member = (const uint8_t *)packet + field->offset;

        if (field->kind == SSH2_KIND_NESTED) {
            assert_zero(field->element(), member);
        } else if (field->kind <= SSH2_KIND_UINT64) {
            assert(ssh2_load_integer(field->kind, member) == 0);
        } else {
            const struct ssh2_bytes *view = member;

            assert(view->data == NULL && view->len == 0);
        }
    }
}

/* What a constant's view holds was asserted by the parser. */
static void assert_equal_views(const struct ssh2_field *field, struct ssh2_bytes a,
                               struct ssh2_bytes b)
{
    assert(a.len == b.len);
    assert(field->constant.data != NULL || a.data == b.data);
}

static void assert_equal(const struct ssh2_packet_type *type, const void *a, const void *b)
{
    for (size_t i = 0; i < type->field_count; i++) {
        const struct ssh2_field *field = &type->fields[i];
        const void *x = (const uint8_t *)a + field->offset;
        const void *y = (const uint8_t *)b + field->offset;

        if (field->kind == SSH2_KIND_NESTED)
            assert_equal(field->element(), x, y);
        else if (field->kind <= SSH2_KIND_UINT64)
            assert(ssh2_load_integer(field->kind, x) == ssh2_load_integer(field->kind, y));
        else
            assert_equal_views(field, *(const struct ssh2_bytes *)x, *(const struct ssh2_bytes *)y);
    }
}

static bool takes_a_byte(const struct ssh2_packet_type *type)
{
    bool takes = type->number != SSH2_NO_NUMBER;

    for (size_t i = 0; i < type->field_count; i++) {
        const struct ssh2_field *field = &type->fields[i];

        if (field->when != 0 || field->may_be_missing)
            continue;
        if (field->kind == SSH2_KIND_NESTED)
            takes = takes || takes_a_byte(field->element());
        else if (field->kind == SSH2_KIND_BYTES)
            takes = takes || field->size > 0;
        else
            takes = takes || field->kind < SSH2_KIND_BYTES;
    }
    return takes;
}

/* Else the loop over elements need not end: see src/wire/elements.h. */
static void assert_elements_take_a_byte(void)
{
    for (size_t i = 0; i < PACKET_TYPE->field_count; i++) {
        const struct ssh2_field *field = &PACKET_TYPE->fields[i];

        if (field->kind == SSH2_KIND_REPEAT || (field->element != NULL && field->repeated))
            assert(takes_a_byte(field->element()));
    }
}

/* Any packet of any bytes, whatever its fields' lengths: it is refused, and leaves zeros only; or
 * it is accepted, its views are its fields, within their limits, and once written
 *   - it is the same as was read, field by field, if that was canonical;
 *   - it is accepted again, as canonical unless what its strings hold is not, with the same fields.
 * That nothing undefined happens on the way is asserted by CBMC's own checks. */
void prove_packet(void)
{
    assert_elements_take_a_byte();

    struct ssh2_bytes input = ssh2_tape_any();
    PACKET_STRUCT packet;
    struct ssh2_verdict verdict = ssh2_packet_judge(PACKET_TYPE, input, &packet);

    if (!accepts(verdict)) {
        assert_zero(PACKET_TYPE, &packet);
        return;
    }
    assert_views_inside(PACKET_TYPE, &packet);
    assert_limits(PACKET_TYPE, &packet);

    struct ssh2_writer w = ssh2_measuring_writer();

    ssh2_packet_write(PACKET_TYPE, &w, &packet);
    assert(w.status == SSH2_OK);
    if (verdict.status == SSH2_OK)
        assert(w.len == input.len && ssh2_tape_same(w.len));

    PACKET_STRUCT again;
    struct ssh2_verdict verdict_again =
        ssh2_packet_judge(PACKET_TYPE, ssh2_tape_rewind(w.len), &again);

    assert(accepts(verdict_again));
    assert(verdict_again.status == SSH2_OK || ssh2_tape_has_odd_content());
    assert_equal(PACKET_TYPE, &packet, &again);
    __CPROVER_assert(verdict.status != SSH2_OK, "REACHED: a canonical packet is accepted");
}
