/* Every vector in testvectors/, through judge and back. The files are the arguments. */
#include "src/packet/testing/vectors.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "src/packet/testing/check.h"
#include "src/packet/testing/equal.h"
#include "src/packet/testing/json.h"
#include "src/packet/testing/registry.h"

static unsigned complaints;

__attribute__((format(printf, 2, 3))) static void complain(const char *id, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    fprintf(stderr, "%s: ", id);
    vfprintf(stderr, format, arguments);
    fprintf(stderr, "\n");
    va_end(arguments);
    complaints++;
}

static void complain_of_fields(const struct ssh2_packet_type *type,
                               const struct ssh2_vector *vector, const void *packet)
{
    json_t *found = ssh2_packet_to_json(type, packet);
    char *expected_text = json_dumps(vector->fields, 0);
    char *found_text = json_dumps(found, 0);

    complain(vector->id, "fields %s expected, found %s", expected_text, found_text);
    free(expected_text);
    free(found_text);
    json_decref(found);
}

/* The vector's fields are what was parsed, and encode to the vector's bytes if those are canonical. */
static void check_fields(const struct ssh2_packet_type *type, const struct ssh2_vector *vector,
                         const void *packet, struct ssh2_arena *arena)
{
    void *expected = ssh2_arena_take(arena, type->struct_size);
    const char *fault;

    if (!ssh2_packet_from_json(type, vector->fields, arena, expected, &fault)) {
        complain(vector->id, "field %s is missing, unknown or of the wrong form",
                 fault == NULL ? "list" : fault);
        return;
    }
    if (!ssh2_packet_equal(type, expected, packet))
        complain_of_fields(type, vector, packet);
    if (strcmp(vector->verdict, "ok") == 0 &&
        !ssh2_bytes_equal(ssh2_arena_encode(arena, type, expected), vector->bytes))
        complain(vector->id, "the fields are encoded to other bytes");
}

/* What becomes JSON is read from JSON again. */
static void check_json(const struct ssh2_packet_type *type, const struct ssh2_vector *vector,
                       const void *packet, struct ssh2_arena *arena)
{
    json_t *json = ssh2_packet_to_json(type, packet);
    void *again = ssh2_arena_take(arena, type->struct_size);
    const char *fault;

    if (!ssh2_packet_from_json(type, json, arena, again, &fault) ||
        !ssh2_packet_equal(type, packet, again))
        complain(vector->id, "the fields change on their way through JSON");
    json_decref(json);
}

/* What is refused inside of something larger leaves nothing but zeros either. */
static void check_refusal(const struct ssh2_packet_type *type, const struct ssh2_vector *vector,
                          struct ssh2_arena *arena)
{
    struct ssh2_reader r = ssh2_reader(vector->bytes);
    uint8_t *out = ssh2_arena_take(arena, type->struct_size);

    ssh2_packet_read(type, &r, out);
    for (size_t i = 0; r.status != SSH2_OK && i < type->struct_size; i++)
        if (out[i] != 0) {
            complain(vector->id, "a refused element left something in its struct");
            return;
        }
}

/* Whoever keeps nothing comes to the same verdict, and the tolerant reader takes what is canonical
 * or not, and nothing else. */
static void check_parse(const struct ssh2_packet_type *type, const struct ssh2_vector *vector,
                        struct ssh2_verdict verdict, struct ssh2_arena *arena)
{
    enum ssh2_status expected = verdict.status == SSH2_NOT_CANONICAL ? SSH2_OK : verdict.status;
    enum ssh2_status found =
        ssh2_packet_parse(type, vector->bytes, ssh2_arena_take(arena, type->struct_size));

    struct ssh2_verdict unkept = ssh2_packet_judge(type, vector->bytes, NULL);

    if (unkept.status != verdict.status || unkept.offset != verdict.offset)
        complain(vector->id, "without a struct %s at %zu", ssh2_status_name(unkept.status),
                 unkept.offset);
    if (found != expected)
        complain(vector->id, "parse says %s where judge says %s", ssh2_status_name(found),
                 ssh2_status_name(verdict.status));
}

static void check_vector(const struct ssh2_packet_type *type, const struct ssh2_vector *vector)
{
    struct ssh2_arena arena = { NULL };
    void *packet = ssh2_arena_take(&arena, type->struct_size);
    struct ssh2_verdict verdict = ssh2_packet_judge(type, vector->bytes, packet);
    const char *complaint = ssh2_packet_complaint(type, vector->bytes);

    if (strcmp(ssh2_status_name(verdict.status), vector->verdict) != 0 ||
        verdict.offset != vector->offset) {
        complain(vector->id, "%s at %zu expected, found %s at %zu", vector->verdict,
                 vector->offset, ssh2_status_name(verdict.status), verdict.offset);
    } else if (vector->fields != NULL) {
        check_fields(type, vector, packet, &arena);
        check_json(type, vector, packet, &arena);
    }
    check_parse(type, vector, verdict, &arena);
    check_refusal(type, vector, &arena);
    if (complaint != NULL)
        complain(vector->id, "%s", complaint);
    ssh2_arena_free(&arena);
}

static size_t check_file(const char *path)
{
    struct ssh2_vector_file file = ssh2_vector_file_read(path);
    const struct ssh2_packet_type *type = ssh2_packet_type_named(file.packet);
    size_t count = file.count;

    if (type == NULL)
        complain(path, "no header declares a packet type %s", file.packet);
    for (size_t i = 0; type != NULL && i < file.count; i++)
        check_vector(type, &file.vectors[i]);
    ssh2_vector_file_free(&file);
    return count;
}

int main(int argc, char **argv)
{
    size_t count = 0;

    for (int i = 1; i < argc; i++)
        count += check_file(argv[i]);
    printf("%zu vectors of %d packet types, %u complaints\n", count, argc - 1, complaints);
    return complaints == 0 && count > 0 ? 0 : 1;
}
