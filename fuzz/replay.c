/* Stands in for a fuzzing engine: runs the target on every file named and on its prefixes. Needs no
 * particular compiler. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/fuzz.h"

#define PREFIXES_MAX_COUNT 128u    /* of one file; a longer one gets so many, evenly spread */
#define INPUT_MAX_BYTES (1u << 20) /* more than any packet that is accepted */

/* For targets that need no beginning. */
__attribute__((weak)) int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    return 0;
}

/* A heap block of exactly this size lets a sanitizer see any read past it. */
static void run(const uint8_t *data, size_t size)
{
    uint8_t *copy = malloc(size > 0 ? size : 1);

    if (copy == NULL)
        abort();
    memcpy(copy, data, size);
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
}

static int replay(const char *path)
{
    static uint8_t input[INPUT_MAX_BYTES];
    FILE *file = fopen(path, "rb");

    if (file == NULL) {
        perror(path);
        return 1;
    }

    size_t size = fread(input, 1, sizeof(input), file);

    fclose(file);
    for (size_t prefix = 0; prefix < size; prefix += size / PREFIXES_MAX_COUNT + 1)
        run(input, prefix);
    run(input, size);
    return 0;
}

int main(int argc, char **argv)
{
    int failures = 0;

    LLVMFuzzerInitialize(&argc, &argv);
    for (int i = 1; i < argc; i++)
        failures += replay(argv[i]);
    printf("%d files and their prefixes\n", argc - 1);
    return failures == 0 && argc > 1 ? 0 : 1;
}
