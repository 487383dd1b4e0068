#include "src/oracle/remains.h"

#include <fcntl.h>
#include <inttypes.h>
#include <openssl/crypto.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "src/crypto/secret.h"

#define ARENA_BYTES (64u << 20)
#define ALIGNMENT 16u
#define MASK 0xa5u
#define SECRET_MAX_COUNT 1024u
#define WINDOW_BYTES 65536u
#define MAPPING_MAX_BYTES (UINT64_C(160) << 20) /* the sanitizers' own mappings are larger */

/* Memory that is never used twice */

struct arena {
    uint8_t *data;
    size_t len;
};

static struct arena session_arena, openssl_arena;

static bool make_arena(struct arena *arena)
{
    void *p = mmap(NULL, ARENA_BYTES, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    arena->data = p == MAP_FAILED ? NULL : p;
    return arena->data != NULL;
}

static void *keep_alloc(struct arena *arena, size_t len)
{
    size_t whole = ALIGNMENT + (len + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    uint8_t *p = arena->data + arena->len;

    if (whole > ARENA_BYTES - arena->len)
        return NULL;
    arena->len += whole;
    memcpy(p, &len, sizeof(len));
    return p + ALIGNMENT;
}

static void *keep_realloc(struct arena *arena, void *p, size_t len)
{
    size_t former = 0;
    void *moved = keep_alloc(arena, len);

    if (p == NULL || moved == NULL)
        return moved;
    memcpy(&former, (uint8_t *)p - ALIGNMENT, sizeof(former));
    memcpy(moved, p, former < len ? former : len);
    return moved;
}

static LIBSSH2_ALLOC_FUNC(session_alloc)
{
    (void)abstract;
    return keep_alloc(&session_arena, count);
}

static LIBSSH2_REALLOC_FUNC(session_realloc)
{
    (void)abstract;
    return keep_realloc(&session_arena, ptr, count);
}

static LIBSSH2_FREE_FUNC(session_free)
{
    (void)ptr;
    (void)abstract;
}

static void *openssl_alloc(size_t len, const char *file, int line)
{
    (void)file;
    (void)line;
    return keep_alloc(&openssl_arena, len);
}

static void *openssl_realloc(void *p, size_t len, const char *file, int line)
{
    (void)file;
    (void)line;
    return keep_realloc(&openssl_arena, p, len);
}

static void openssl_free(void *p, const char *file, int line)
{
    (void)p;
    (void)file;
    (void)line;
}

const struct ssh2_wire_memory ssh2_remains_memory = { session_alloc, session_free,
                                                      session_realloc };

bool ssh2_remains_keep_all(void)
{
    return make_arena(&session_arena) && make_arena(&openssl_arena) &&
           CRYPTO_set_mem_functions(openssl_alloc, openssl_realloc, openssl_free) == 1;
}

/* Secrets */

struct secret {
    const char *name;
    uint8_t masked[SSH2_REMAINS_MIN_BYTES];
    bool is_found;
};

static struct secret secrets[SECRET_MAX_COUNT];
static size_t secret_count;

static void remember(const char *name, const uint8_t *bytes, bool turned)
{
    struct secret *secret = &secrets[secret_count];

    if (secret_count == SECRET_MAX_COUNT)
        return;
    secret->name = name;
    for (size_t i = 0; i < SSH2_REMAINS_MIN_BYTES; i++)
        secret->masked[i] = bytes[turned ? SSH2_REMAINS_MIN_BYTES - 1 - i : i] ^ MASK;
    secret_count++;
}

void ssh2_remains_look_for(const char *name, const void *secret, size_t len)
{
    const uint8_t *bytes = secret;

    if (len < SSH2_REMAINS_MIN_BYTES)
        return;
    for (int turned = 0; turned < 2; turned++) {
        remember(name, bytes, turned == 1);
        if (len > SSH2_REMAINS_MIN_BYTES)
            remember(name, bytes + len - SSH2_REMAINS_MIN_BYTES, turned == 1);
    }
}

size_t ssh2_remains_count(void)
{
    return secret_count;
}

/* The search */

static uint8_t window[WINDOW_BYTES];

static bool is_here(const struct secret *secret, const uint8_t *bytes)
{
    for (size_t i = 0; i < SSH2_REMAINS_MIN_BYTES; i++)
        if ((bytes[i] ^ MASK) != secret->masked[i])
            return false;
    return true;
}

static void look_for_one(struct secret *secret, size_t len, uint64_t address, const char *where)
{
    const uint8_t *at = window;
    const uint8_t *last = window + len - SSH2_REMAINS_MIN_BYTES;

    while (!secret->is_found && at <= last) {
        at = memchr(at, secret->masked[0] ^ MASK, (size_t)(last - at) + 1);
        if (at == NULL)
            return;
        if (is_here(secret, at)) {
            secret->is_found = true;
            fprintf(stderr, "%s is still at %#" PRIx64 " (%s)\n", secret->name,
                    address + (uint64_t)(at - window), where);
        }
        at++;
    }
}

/* Windows overlap by one secret less a byte, so that none is missed between two. */
static void look_through(int memory, uint64_t begin, uint64_t end, const char *where)
{
    const uint64_t step = WINDOW_BYTES - SSH2_REMAINS_MIN_BYTES + 1;

    for (uint64_t address = begin; address < end; address += step) {
        uint64_t left = end - address;
        size_t wanted = left < WINDOW_BYTES ? (size_t)left : WINDOW_BYTES;
        ssize_t len = pread(memory, window, wanted, (off_t)address);

        if (len < (ssize_t)SSH2_REMAINS_MIN_BYTES)
            return;
        for (size_t i = 0; i < secret_count; i++)
            look_for_one(&secrets[i], (size_t)len, address, where);
    }
    ssh2_wipe(window, sizeof(window));
}

/* What is not looked at. */
struct hole {
    uint64_t begin, end;
};

#define HOLE_COUNT 3u

static struct hole hole_at(const uint8_t *begin, const uint8_t *end)
{
    return (struct hole){ (uint64_t)(uintptr_t)begin, (uint64_t)(uintptr_t)end };
}

/* What is in the window is a copy, and behind the ends of the arenas nothing was ever written. In
 * the order of their addresses. */
static void find_holes(struct hole *holes, bool openssl_too)
{
    holes[0] = hole_at(window, window + sizeof(window));
    holes[1] = hole_at(session_arena.data + session_arena.len, session_arena.data + ARENA_BYTES);
    holes[2] = hole_at(openssl_arena.data + (openssl_too ? openssl_arena.len : 0),
                       openssl_arena.data + ARENA_BYTES);
    for (size_t i = 1; i < HOLE_COUNT; i++)
        for (size_t k = i; k > 0 && holes[k].begin < holes[k - 1].begin; k--) {
            struct hole larger = holes[k - 1];

            holes[k - 1] = holes[k];
            holes[k] = larger;
        }
}

static void look_around(int memory, uint64_t begin, uint64_t end, const struct hole *holes,
                        const char *where)
{
    for (size_t i = 0; i < HOLE_COUNT && begin < end; i++) {
        if (holes[i].begin > begin)
            look_through(memory, begin, holes[i].begin < end ? holes[i].begin : end, where);
        if (holes[i].end > begin)
            begin = holes[i].end;
    }
    look_through(memory, begin, end, where);
}

bool ssh2_remains_can_look(void)
{
    static const char known[] = "something to look at";
    char seen[sizeof(known)] = "";
    int memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    ssize_t len = memory < 0 ? -1 : pread(memory, seen, sizeof(seen), (off_t)(uintptr_t)known);

    if (memory >= 0)
        close(memory);
    return len == (ssize_t)sizeof(known) && memcmp(seen, known, sizeof(known)) == 0;
}

size_t ssh2_remains_find(bool openssl_too)
{
    FILE *maps = fopen("/proc/self/maps", "re");
    int memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    char line[512];
    struct hole holes[HOLE_COUNT];
    size_t found = 0;

    find_holes(holes, openssl_too);
    for (size_t i = 0; i < secret_count; i++)
        secrets[i].is_found = false;
    while (maps != NULL && memory >= 0 && fgets(line, sizeof(line), maps) != NULL) {
        uint64_t begin = 0, end = 0;
        char rights[5] = "";

        if (sscanf(line, "%" SCNx64 "-%" SCNx64 " %4s", &begin, &end, rights) == 3 &&
            rights[0] == 'r' && rights[1] == 'w' && end - begin <= MAPPING_MAX_BYTES) {
            line[strcspn(line, "\n")] = '\0';
            look_around(memory, begin, end, holes, line);
        }
    }
    if (maps == NULL || memory < 0)
        fprintf(stderr, "this process cannot look at its own memory\n");
    if (maps != NULL)
        fclose(maps);
    if (memory >= 0)
        close(memory);
    for (size_t i = 0; i < secret_count; i++)
        found += secrets[i].is_found;
    return maps == NULL || memory < 0 ? SIZE_MAX : found;
}
