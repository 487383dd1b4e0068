#include "src/packet/testing/check.h"

#include <string.h>

#include "src/packet/testing/arena.h"
#include "src/packet/testing/equal.h"

/* Neither zero nor a likely value: what is still there was not written. */
#define UNTOUCHED 0xa5

static bool accepts(struct ssh2_verdict verdict)
{
    return verdict.status == SSH2_OK || verdict.status == SSH2_NOT_CANONICAL;
}

static const char *refusal_complaint(const struct ssh2_packet_type *type,
                                     struct ssh2_verdict verdict, struct ssh2_bytes input,
                                     const uint8_t *out)
{
    if (verdict.offset > input.len)
        return "the fault lies behind the end of the input";
    for (size_t i = 0; i < type->struct_size; i++)
        if (out[i] != 0)
            return "a refused packet left something in its struct";
    return NULL;
}

static bool lies_inside(struct ssh2_bytes view, struct ssh2_bytes input)
{
    uintptr_t from = (uintptr_t)view.data;
    uintptr_t start = (uintptr_t)input.data;

    return view.len == 0 || (from >= start && view.len <= input.len &&
                             from - start <= input.len - view.len);
}

static bool views_lie_inside(const struct ssh2_packet_type *type, const void *packet,
                             struct ssh2_bytes input)
{
    for (size_t i = 0; i < type->field_count; i++) {
        const struct ssh2_field *field = &type->fields[i];
        const void *member = (const uint8_t *)packet + field->offset;

        if (field->kind == SSH2_KIND_NESTED) {
            if (!views_lie_inside(field->element(), member, input))
                return false;
        } else if (field->kind > SSH2_KIND_UINT64 &&
                   !lies_inside(*(const struct ssh2_bytes *)member, input)) {
            return false;
        }
    }
    return true;
}

static const char *small_buffer_complaint(const struct ssh2_packet_type *type, const void *packet,
                                          size_t len, struct ssh2_arena *arena)
{
    if (len == 0)
        return NULL;

    struct ssh2_writer w = ssh2_writer(ssh2_arena_take(arena, len - 1), len - 1);

    ssh2_packet_write(type, &w, packet);
    return w.status == SSH2_NO_SPACE ? NULL : "a buffer one byte too small was not refused";
}

/* What is not canonical is encoded in another way, which has to hold the same and to be final. */
static const char *other_encoding_complaint(const struct ssh2_packet_type *type,
                                            const void *packet, struct ssh2_bytes encoded,
                                            struct ssh2_arena *arena)
{
    void *again = ssh2_arena_take(arena, type->struct_size);

    if (!accepts(ssh2_packet_judge(type, encoded, again)))
        return "what was encoded is refused";
    if (!ssh2_packet_equal(type, packet, again))
        return "what was encoded holds other fields";
    if (!ssh2_bytes_equal(encoded, ssh2_arena_encode(arena, type, again)))
        return "encoding twice gives other bytes";
    return NULL;
}

static const char *acceptance_complaint(const struct ssh2_packet_type *type,
                                        struct ssh2_verdict verdict, struct ssh2_bytes input,
                                        const void *packet, struct ssh2_arena *arena)
{
    if (!views_lie_inside(type, packet, input))
        return "a view lies outside the input";
    if (verdict.status == SSH2_OK && verdict.offset != input.len)
        return "ok, but not up to the end";

    struct ssh2_bytes encoded = ssh2_arena_encode(arena, type, packet);

    if (ssh2_packet_len(type, packet) == SIZE_MAX)
        return "what was accepted cannot be encoded";
    if (encoded.len != ssh2_packet_len(type, packet))
        return "the length is not what is written";
    if (verdict.status == SSH2_NOT_CANONICAL) {
        const char *complaint = other_encoding_complaint(type, packet, encoded, arena);

        if (complaint != NULL)
            return complaint;
    } else if (!ssh2_bytes_equal(encoded, input)) {
        return "a canonical packet is encoded in another way";
    }
    return small_buffer_complaint(type, packet, encoded.len, arena);
}

const char *ssh2_packet_complaint(const struct ssh2_packet_type *type, struct ssh2_bytes input)
{
    struct ssh2_arena arena = { NULL };
    uint8_t *out = ssh2_arena_take(&arena, type->struct_size);

    memset(out, UNTOUCHED, type->struct_size);

    struct ssh2_verdict verdict = ssh2_packet_judge(type, input, out);
    const char *complaint = accepts(verdict)
                                ? acceptance_complaint(type, verdict, input, out, &arena)
                                : refusal_complaint(type, verdict, input, out);

    ssh2_arena_free(&arena);
    return complaint;
}
