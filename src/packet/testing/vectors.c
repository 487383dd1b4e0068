#include "src/packet/testing/vectors.h"

#include <stdio.h>
#include <stdlib.h>

#include "src/packet/testing/json.h"

static void give_up(const char *path, const char *why)
{
    fprintf(stderr, "%s: %s\n", path, why);
    abort();
}

static struct ssh2_vector vector_of(json_t *json, struct ssh2_arena *arena, const char *path)
{
    const char *hex = json_string_value(json_object_get(json, "hex"));
    json_t *offset = json_object_get(json, "offset");
    struct ssh2_vector vector = {
        .id = json_string_value(json_object_get(json, "id")),
        .verdict = json_string_value(json_object_get(json, "verdict")),
        .offset = (size_t)json_integer_value(offset),
        .fields = json_object_get(json, "fields"),
    };

    if (vector.id == NULL || vector.verdict == NULL || hex == NULL || !json_is_integer(offset))
        give_up(path, "a vector without id, verdict, hex or offset");
    if (!ssh2_bytes_from_hex(hex, arena, &vector.bytes))
        give_up(path, "what should be hex is not");
    return vector;
}

struct ssh2_vector_file ssh2_vector_file_read(const char *path)
{
    json_error_t error;
    struct ssh2_vector_file file = { .root = json_load_file(path, JSON_REJECT_DUPLICATES, &error) };
    json_t *vectors = json_object_get(file.root, "vectors");

    if (file.root == NULL)
        give_up(path, error.text);
    file.packet = json_string_value(json_object_get(file.root, "packet"));
    file.layer = json_string_value(json_object_get(file.root, "layer"));
    file.count = json_array_size(vectors);
    if (file.packet == NULL || file.layer == NULL || file.count == 0)
        give_up(path, "no packet, no layer or no vectors");
    file.vectors = ssh2_arena_take(&file.arena, file.count * sizeof(struct ssh2_vector));
    for (size_t i = 0; i < file.count; i++)
        file.vectors[i] = vector_of(json_array_get(vectors, i), &file.arena, path);
    return file;
}

void ssh2_vector_file_free(struct ssh2_vector_file *file)
{
    json_decref(file->root);
    ssh2_arena_free(&file->arena);
}
