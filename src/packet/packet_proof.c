/* The proof of every packet type: PACKET is its name, PACKET_HEADER its header. */
#include <assert.h>
#include <stdlib.h>

#include PACKET_HEADER

size_t ssh2_proof_index; /* left open by the checker: it stands for every index */

#define JOIN(a, b, c) a##b##c
#define EXPAND_AND_JOIN(a, b, c) JOIN(a, b, c)
#define PACKET_STRUCT struct EXPAND_AND_JOIN(ssh2_, PACKET, )
#define PACKET_TYPE EXPAND_AND_JOIN(ssh2_, PACKET, _type)()

size_t nondet_size(void);

/* A block of any length up to the bound, with any content. */
static struct ssh2_bytes any_bytes(void)
{
    size_t len = nondet_size();

    __CPROVER_assume(len <= SSH2_PROOF_MAX_BYTES);

    uint8_t *data = malloc(len);

    __CPROVER_assume(data != NULL);
    return ssh2_bytes(data, len);
}

static void assert_views_inside(const struct ssh2_packet_type *type, const void *packet,
                                struct ssh2_bytes input)
{
    for (size_t i = 0; i < type->field_count; i++) {
        const struct ssh2_field *field = &type->fields[i];
        const uint8_t *member = (const uint8_t *)packet + field->offset;

        if (field->kind == SSH2_KIND_NESTED) {
            assert_views_inside(field->element(), member, input);
        } else if (field->kind > SSH2_KIND_UINT64) {
            const struct ssh2_bytes *view = (const struct ssh2_bytes *)member;

            assert(view->len <= input.len);
            if (view->len > 0) {
                assert(__CPROVER_same_object(view->data, input.data));
                assert((size_t)(view->data - input.data) <= input.len - view->len);
            }
        }
    }
}

/* Any input of any length: nothing undefined happens (CBMC's own checks), the verdict lies within
 * the input, accepted views do too, and a refusal leaves zeros only. */
void judge_any_input(void)
{
    struct ssh2_bytes input = any_bytes();
    PACKET_STRUCT packet;
    struct ssh2_verdict verdict = ssh2_packet_judge(PACKET_TYPE, input, &packet);

    assert(verdict.offset <= input.len);
    if (verdict.status == SSH2_OK || verdict.status == SSH2_NOT_CANONICAL) {
        assert_views_inside(PACKET_TYPE, &packet, input);
    } else {
        size_t i = nondet_size();

        __CPROVER_assume(i < sizeof(packet));
        assert(((const uint8_t *)&packet)[i] == 0);
    }
}

/* Not vacuous: something is accepted. This one has to fail. */
void accepts_nothing(void)
{
    struct ssh2_bytes input = any_bytes();
    PACKET_STRUCT packet;

    assert(ssh2_packet_parse(PACKET_TYPE, input, &packet) != SSH2_OK);
}
