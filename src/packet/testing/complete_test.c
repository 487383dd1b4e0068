/* Every declared packet type has its file of vectors. The files are the arguments. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "src/packet/testing/registry.h"

static bool ends_with(const char *text, const char *end)
{
    return strlen(text) >= strlen(end) && strcmp(text + strlen(text) - strlen(end), end) == 0;
}

/* Whether testvectors/<layer>/<name>.json is among the files. */
static bool has_file(const struct ssh2_registered *entry, int count, char **files)
{
    char end[256];

    snprintf(end, sizeof(end), "testvectors/%s/%s.json", entry->layer, entry->name);
    for (int i = 0; i < count; i++)
        if (ends_with(files[i], end))
            return true;
    return false;
}

int main(int argc, char **argv)
{
    size_t missing = 0;

    for (size_t i = 0; i < ssh2_packet_type_count; i++) {
        const struct ssh2_registered *entry = &ssh2_all_packet_types[i];

        if (has_file(entry, argc - 1, argv + 1))
            continue;
        fprintf(stderr, "no vectors: testvectors/%s/%s.json\n", entry->layer, entry->name);
        missing++;
    }
    printf("%zu packet types, %zu without vectors\n", ssh2_packet_type_count, missing);
    return missing == 0 && ssh2_packet_type_count > 0 ? 0 : 1;
}
