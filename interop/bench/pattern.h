#ifndef BENCH_PATTERN_H
#define BENCH_PATTERN_H

#include <stddef.h>
#include <stdint.h>

/* Every 8-byte word of test data is a function of its offset, with a period that is no multiple
 * of any usual buffer size, so that lost, repeated or moved pieces show. */
#define PERIOD ((size_t)(8u << 20) + 8u * 1009u)
#define POOL_EXTRA ((size_t)16 << 20)

/* PERIOD bytes of it and more behind: at least a buffer's length can be taken from any offset
 * within the period. NULL before make_pool(). */
extern unsigned char *pool;
void make_pool(void);

/* Ends the program if these n bytes are not what belongs at that offset: looks at one word in
 * 1024 bytes, or at all (-V). */
void check(const unsigned char *p, size_t n, uint64_t off);

#endif
