#include "fuzz/packet_target.h"

#include <stdio.h>
#include <stdlib.h>

#include "src/packet/testing/arena.h"
#include "src/packet/testing/check.h"
#include "src/packet/testing/registry.h"

static void list_packet_types(void)
{
    for (size_t i = 0; i < ssh2_packet_type_count; i++)
        printf("%s %s\n", ssh2_all_packet_types[i].layer, ssh2_all_packet_types[i].name);
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
