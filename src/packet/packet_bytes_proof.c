/* The proof of every packet type that is read and written by hand: PACKET is its name,
 * PACKET_HEADER its header. Such functions look at bytes, so they are proven on bytes, for every
 * input of at most BOUND of them. */
#include <assert.h>

#include PACKET_HEADER

#define JOIN(a, b, c) a##b##c
#define EXPAND_AND_JOIN(a, b, c) JOIN(a, b, c)
#define PACKET_STRUCT struct EXPAND_AND_JOIN(ssh2_, PACKET, )
#define PACKET_TYPE EXPAND_AND_JOIN(ssh2_, PACKET, _type)()

#define WRITTEN_MAX_BYTES (4u * BOUND + 32u) /* what is not canonical may grow a little */

size_t nondet_size(void);

/* CBMC's library has none. */
void *memchr(const void *text, int byte, size_t len)
{
    const uint8_t *c = text;

    for (size_t i = 0; i < len; i++)
        if (c[i] == (uint8_t)(byte & 0xff))
            return (void *)(c + i);
    return NULL;
}

static bool accepts(struct ssh2_verdict verdict)
{
    return verdict.status == SSH2_OK || verdict.status == SSH2_NOT_CANONICAL;
}

static const void *member_of(const void *packet, const struct ssh2_field *field)
{
    return (const uint8_t *)packet + field->offset;
}

static void assert_zero(const void *packet)
{
    for (size_t i = 0; i < PACKET_TYPE->field_count; i++) {
        const struct ssh2_field *field = &PACKET_TYPE->fields[i];
        const struct ssh2_bytes *view = member_of(packet, field);

        if (field->kind <= SSH2_KIND_UINT64)
            assert(ssh2_load_integer(field->kind, view) == 0);
        else
            assert(view->data == NULL && view->len == 0);
    }
}

static void assert_views_inside(const void *packet, struct ssh2_bytes input)
{
    for (size_t i = 0; i < PACKET_TYPE->field_count; i++) {
        const struct ssh2_field *field = &PACKET_TYPE->fields[i];
        const struct ssh2_bytes *view = member_of(packet, field);

        if (field->kind <= SSH2_KIND_UINT64 || view->len == 0)
            continue;
        assert(view->len <= input.len && __CPROVER_same_object(view->data, input.data));
        assert((size_t)(view->data - input.data) <= input.len - view->len);
    }
}

static void assert_equal(struct ssh2_bytes a, struct ssh2_bytes b)
{
    size_t any = nondet_size();

    assert(a.len == b.len);
    if (any < a.len)
        assert(a.data[any] == b.data[any]);
}

static void assert_equal_fields(const void *a, const void *b)
{
    for (size_t i = 0; i < PACKET_TYPE->field_count; i++) {
        const struct ssh2_field *field = &PACKET_TYPE->fields[i];
        const void *x = member_of(a, field);
        const void *y = member_of(b, field);

        if (field->kind <= SSH2_KIND_UINT64)
            assert(ssh2_load_integer(field->kind, x) == ssh2_load_integer(field->kind, y));
        else
            assert_equal(*(const struct ssh2_bytes *)x, *(const struct ssh2_bytes *)y);
    }
}

/* Any bytes: they are refused within, and leave zeros only; or they are accepted, the views lie
 * inside, and once written
 *   - they are the same bytes, if they were canonical;
 *   - they are accepted again, with the same fields.
 * That nothing undefined happens on the way is asserted by CBMC's own checks. */
void prove_packet(void)
{
    uint8_t bytes[BOUND]; /* any */
    struct ssh2_bytes input = ssh2_bytes(bytes, nondet_size());
    PACKET_STRUCT packet;

    __CPROVER_assume(input.len <= BOUND);

    struct ssh2_verdict verdict = ssh2_packet_judge(PACKET_TYPE, input, &packet);

    assert(verdict.offset <= input.len);
    if (!accepts(verdict)) {
        assert_zero(&packet);
        return;
    }
    assert_views_inside(&packet, input);

#ifndef REFUSALS_ONLY
    uint8_t written[WRITTEN_MAX_BYTES];
    struct ssh2_writer w = ssh2_writer(written, sizeof(written));

    ssh2_packet_write(PACKET_TYPE, &w, &packet);
    assert(w.status == SSH2_OK);
    if (verdict.status == SSH2_OK)
        assert_equal(ssh2_written(&w), input);

    PACKET_STRUCT again;

    assert(accepts(ssh2_packet_judge(PACKET_TYPE, ssh2_written(&w), &again)));
    assert_equal_fields(&packet, &again);
    __CPROVER_assert(verdict.status != SSH2_OK, "REACHED: a canonical packet is accepted");
#endif
}
