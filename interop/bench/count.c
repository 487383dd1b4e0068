/*
 * count.c - an LD_PRELOAD library that counts the copies, allocations and
 * random requests of a benchmark run, and prints them at exit.
 * Build: cc -O2 -fno-builtin -shared -fPIC -o count.so count.c -ldl
 * Use: LD_PRELOAD=./count.so bench ... (fixed-size copies that the compiler
 * made into plain loads and stores are not seen)
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static uint64_t copies, copied, small, allocs, allocated, frees;
extern void *__libc_malloc(size_t);
extern void __libc_free(void *);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_calloc(size_t, size_t);

void *memcpy(void *restrict d, const void *restrict s, size_t n)
{
    void *r = d;
    copies++;
    copied += n;
    if (n <= 64)
        small++;
    __asm__ volatile("rep movsb" : "+D"(d), "+S"(s), "+c"(n) : : "memory");
    return r;
}

void *memmove(void *d, const void *s, size_t n)
{
    unsigned char *a = d;
    const unsigned char *b = s;
    if (a <= b || a >= b + n)
        return memcpy(d, s, n);
    copies++;
    copied += n;
    if (n <= 64)
        small++;
    while (n--)
        a[n] = b[n];
    return d;
}

void *malloc(size_t n)
{
    allocs++;
    allocated += n;
    return __libc_malloc(n);
}

void *calloc(size_t a, size_t b)
{
    allocs++;
    allocated += a * b;
    return __libc_calloc(a, b);
}

void *realloc(void *p, size_t n)
{
    allocs++;
    allocated += n;
    return __libc_realloc(p, n);
}

void free(void *p)
{
    frees += p != NULL;
    __libc_free(p);
}

__attribute__((destructor)) static void show(void)
{
    fprintf(stderr,
            "{\"copies\":%llu,\"copied\":%llu,\"copies_to_64\":%llu,"
            "\"allocs\":%llu,\"allocated\":%llu,\"frees\":%llu}\n",
            (unsigned long long)copies, (unsigned long long)copied, (unsigned long long)small,
            (unsigned long long)allocs, (unsigned long long)allocated, (unsigned long long)frees);
}
