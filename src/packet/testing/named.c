#include "src/packet/testing/registry.h"

#include <string.h>

const struct ssh2_packet_type *ssh2_packet_type_named(const char *name)
{
    for (size_t i = 0; i < ssh2_packet_type_count; i++)
        if (strcmp(ssh2_all_packet_types[i].name, name) == 0)
            return ssh2_all_packet_types[i].type();
    return NULL;
}
