/* The engine's step over real bytes: a field of any description at all, read anywhere in an input of
 * any length. A packet of any list of fields follows: each field finds the reader as the one before
 * has left it. Linked with text_model.c and elements_model.c in place of the loops over bytes. */
#include <assert.h>
#include <stdlib.h>

#include "src/wire/packet.c" /* a step is the engine's own business */

#define ANY_STRUCT_BYTES 64u

struct ssh2_reader nondet_reader(void);
struct ssh2_field nondet_field(void);
struct ssh2_walk nondet_walk(void);
size_t nondet_size(void);
int nondet_int(void);
bool nondet_bool(void);

/* Constants are of any length, so their comparison is not walked through. */
int memcmp(const void *a, const void *b, size_t len)
{
    assert(__CPROVER_r_ok(a, len) && __CPROVER_r_ok(b, len));
    return nondet_int();
}

static struct ssh2_bytes any_bytes(void)
{
    size_t len = nondet_size();

    __CPROVER_assume(len <= SSH2_PROOF_MAX_BYTES);

    uint8_t *data = malloc(len);

    __CPROVER_assume(data != NULL);
    return ssh2_bytes(data, len);
}

static struct ssh2_reader any_reader(struct ssh2_bytes input)
{
    struct ssh2_reader r = nondet_reader();

    r.data = input.data;
    r.len = input.len;
    r.deviates = nondet_bool();
    __CPROVER_assume(r.status <= SSH2_NO_SPACE && SSH2_READER_IS_INSIDE(&r));
    return r;
}

/* Stands for every nested packet type: it goes forward, and leaves what it likes. */
static void read_anything(struct ssh2_reader *r, void *out)
{
    struct ssh2_reader after = any_reader(ssh2_bytes(r->data, r->len));

    (void)out;
    __CPROVER_assume(after.pos >= r->pos);
    if (r->status == SSH2_OK)
        *r = after;
}

static const struct ssh2_packet_type *any_type(void)
{
    static const struct ssh2_packet_type type = { .number = SSH2_NO_NUMBER,
                                                  .struct_size = ANY_STRUCT_BYTES,
                                                  .read = read_anything };

    return &type;
}

static struct ssh2_field any_field(void)
{
    struct ssh2_field field = nondet_field();

    __CPROVER_assume((unsigned)field.kind <= SSH2_KIND_NESTED);
    field.constant = any_bytes();
    if (nondet_bool())
        field.constant.data = NULL;
    field.fixed = nondet_bool();
    field.tolerated = nondet_bool();
    field.selects = nondet_bool();
    field.may_be_missing = nondet_bool();
    field.counted = nondet_bool();
    field.repeated = nondet_bool();
    field.element = any_type;
    if (field.kind < SSH2_KIND_REPEAT && nondet_bool())
        field.element = NULL;
    return field;
}

static void assert_inside(struct ssh2_bytes view, struct ssh2_reader before, struct ssh2_reader r)
{
    assert(view.len <= r.pos - before.pos);
    if (view.len > 0) {
        assert(__CPROVER_same_object(view.data, r.data));
        assert((size_t)(view.data - r.data) >= before.pos);
        assert((size_t)(view.data - r.data) <= r.pos - view.len);
    }
}

static void prove_step(struct ssh2_field field)
{
    struct ssh2_reader r = any_reader(any_bytes());
    struct ssh2_reader before = r;
    struct ssh2_walk walk = nondet_walk();
    union {
        uint64_t integer;
        struct ssh2_bytes view;
        uint8_t nested[ANY_STRUCT_BYTES];
    } member = { .nested = { 0 } };

    read_field(&r, &field, nondet_bool() ? &member : NULL, &walk);
    assert(r.data == before.data && r.len == before.len);
    assert(SSH2_READER_IS_INSIDE(&r) && r.pos >= before.pos);
    assert(before.status == SSH2_OK || (r.status == before.status && r.pos == before.pos));
    if (field.kind > SSH2_KIND_UINT64 && field.kind != SSH2_KIND_NESTED && r.status == SSH2_OK)
        assert_inside(member.view, before, r);
    __CPROVER_assert(r.status != SSH2_OK, "REACHED: a field is read");
}

void any_integer_field_is_read_safely(void)
{
    static const uint64_t max[] = { UINT8_MAX, 1, UINT32_MAX, UINT64_MAX };
    struct ssh2_field field = any_field();

    __CPROVER_assume(field.kind <= SSH2_KIND_UINT64);
    __CPROVER_assume(!field.fixed || field.value <= max[field.kind]);
    prove_step(field);
}

void any_string_field_is_read_safely(void)
{
    struct ssh2_field field = any_field();

    __CPROVER_assume(field.kind >= SSH2_KIND_STRING && field.kind <= SSH2_KIND_MPINT);
    prove_step(field);
}

void any_other_field_is_read_safely(void)
{
    struct ssh2_field field = any_field();

    __CPROVER_assume(field.kind > SSH2_KIND_MPINT);
    prove_step(field);
}
