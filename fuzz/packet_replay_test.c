/* Runs the fuzz target of each packet type on its vectors, on what fuzzing has found
 * (fuzz/corpus/<packet>/...), on all their prefixes and on mutants of them. The files are the
 * arguments. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/packet_mutation.h"
#include "fuzz/packet_target.h"
#include "src/packet/testing/registry.h"
#include "src/packet/testing/vectors.h"

#define MUTANTS_COUNT 64u          /* a chain of so many from each input */
#define PREFIXED_MAX_BYTES 4096u   /* of a longer input only the last so many prefixes */
#define MUTANT_MAX_BYTES (1u << 14)

static size_t executions;

static void run(const struct ssh2_packet_type *type, struct ssh2_bytes input)
{
    ssh2_fuzz_packet(type, input);
    executions++;
}

static void run_mutants(const struct ssh2_packet_type *type, struct ssh2_bytes input)
{
    static uint8_t mutant[MUTANT_MAX_BYTES];
    size_t size = input.len;

    if (type->read != NULL || size > sizeof(mutant))
        return;
    if (size > 0)
        memcpy(mutant, input.data, size);
    for (unsigned seed = 0; seed < MUTANTS_COUNT; seed++) {
        size = ssh2_fuzz_mutate_packet(type, mutant, size, sizeof(mutant), seed);
        run(type, ssh2_bytes(mutant, size));
    }
}

static void run_all(const struct ssh2_packet_type *type, struct ssh2_bytes input)
{
    size_t from = input.len > PREFIXED_MAX_BYTES ? input.len - PREFIXED_MAX_BYTES : 0;

    for (size_t len = from; len <= input.len; len++)
        run(type, ssh2_bytes(input.data, len));
    run_mutants(type, input);
}

static const struct ssh2_packet_type *type_named(const char *name, const char *path)
{
    const struct ssh2_packet_type *type = ssh2_packet_type_named(name);

    if (type == NULL) {
        fprintf(stderr, "%s: there is no packet type %s\n", path, name);
        exit(1);
    }
    return type;
}

static void replay_vectors(const char *path)
{
    struct ssh2_vector_file file = ssh2_vector_file_read(path);

    for (size_t i = 0; i < file.count; i++)
        run_all(type_named(file.packet, path), file.vectors[i].bytes);
    ssh2_vector_file_free(&file);
}

/* path is .../<packet>/<file>. */
static const struct ssh2_packet_type *type_of_folder(const char *path)
{
    char name[256];
    const char *end = strrchr(path, '/');
    const char *start = end;

    while (start != NULL && start > path && start[-1] != '/')
        start--;
    snprintf(name, sizeof(name), "%.*s", start == NULL ? 0 : (int)(end - start),
             start == NULL ? "" : start);
    return type_named(name, path);
}

static void replay_finding(const char *path)
{
    static uint8_t input[1u << 20];
    FILE *file = fopen(path, "rb");

    if (file == NULL) {
        perror(path);
        exit(1);
    }

    size_t size = fread(input, 1, sizeof(input), file);

    fclose(file);
    run_all(type_of_folder(path), ssh2_bytes(input, size));
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        size_t len = strlen(argv[i]);

        if (len > 5 && strcmp(argv[i] + len - 5, ".json") == 0)
            replay_vectors(argv[i]);
        else
            replay_finding(argv[i]);
    }
    printf("%d files, %zu executions\n", argc - 1, executions);
    return executions > 0 ? 0 : 1;
}
