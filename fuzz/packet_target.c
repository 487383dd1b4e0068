#include "fuzz/packet_target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/packet/testing/arena.h"
#include "src/packet/testing/check.h"
#include "src/packet/testing/random.h"
#include "src/packet/testing/registry.h"

static void list_packet_types(void)
{
    for (size_t i = 0; i < ssh2_packet_type_count; i++)
        puts(ssh2_all_packet_types[i].name);
    exit(0);
}

const struct ssh2_packet_type *ssh2_fuzz_named_type(void)
{
    static const struct ssh2_packet_type *type;
    const char *name = type == NULL ? getenv("SSH2_FUZZ_PACKET") : NULL;

    if (name != NULL && strcmp(name, "list") == 0)
        list_packet_types();
    if (name != NULL)
        type = ssh2_packet_type_named(name);
    if (type == NULL) {
        fprintf(stderr,
                "SSH2_FUZZ_PACKET has to name a packet type; SSH2_FUZZ_PACKET=list tells them\n");
        exit(2);
    }
    return type;
}

void ssh2_fuzz_packet(const struct ssh2_packet_type *type, struct ssh2_bytes input)
{
    struct ssh2_arena arena = { NULL };
    const char *complaint = ssh2_packet_complaint(type, ssh2_arena_copy(&arena, input));

    ssh2_arena_free(&arena);
    if (complaint == NULL)
        return;
    fprintf(stderr, "%s: %s\n", type->name, complaint);
    abort();
}

/* Gives one field that is there another value. */
static void change_a_field(struct ssh2_random *random, const struct ssh2_packet_type *type,
                           struct ssh2_arena *arena, void *packet)
{
    const struct ssh2_field *field = &type->fields[ssh2_random_below(random, type->field_count)];
    void *member = (uint8_t *)packet + field->offset;

    /* Inside a nested packet or among elements as likely as instead of it. */
    if (field->kind == SSH2_KIND_NESTED && ssh2_random_below(random, 2) == 0 &&
        field->element()->field_count > 0)
        change_a_field(random, field->element(), arena, member);
    else
        ssh2_random_member(random, field, arena, member);
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
