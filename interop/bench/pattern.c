#include "interop/bench/pattern.h"

#include <stdlib.h>
#include <string.h>

#include "interop/bench/bench.h"

unsigned char *pool;

static uint64_t word_at(uint64_t off)
{
    uint64_t z = (off % PERIOD) / 8 + 0x9e3779b97f4a7c15ull;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    z ^= z >> 31;
    if (opt.text) /* 16 different letters: packs to about half */
        z = (z & 0x0f0f0f0f0f0f0f0full) + 0x6161616161616161ull;
    return z;
}

void make_pool(void)
{
    size_t len = PERIOD + (opt.buf > POOL_EXTRA ? opt.buf : POOL_EXTRA);
    len = (len + 7) & ~(size_t)7;
    pool = malloc(len);
    if (!pool)
        die("no memory");
    for (size_t i = 0; i < len; i += 8) {
        uint64_t w = word_at(i);
        memcpy(pool + i, &w, 8);
    }
}

void check(const unsigned char *p, size_t n, uint64_t off)
{
    uint64_t step = opt.full_verify ? 8 : 1024;
    uint64_t o = (off + step - 1) / step * step;
    for (; o + 8 <= off + n; o += step) {
        uint64_t w, e = word_at(o);
        memcpy(&w, p + (o - off), 8);
        if (w != e)
            die("wrong data at offset %llu", (unsigned long long)o);
    }
}
