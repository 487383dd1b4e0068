/* What libFuzzer and AFL++'s driver for it call; the names are theirs. */
#ifndef SSH2_FUZZ_FUZZ_H
#define SSH2_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* Called once before the first input. */
int LLVMFuzzerInitialize(int *argc, char ***argv);

/* One input. Returns 0; what is wrong aborts. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Mutates data[0..size) within max_size and returns the new size. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed);

/* The engine's own mutation of plain bytes. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);

#endif
