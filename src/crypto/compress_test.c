#define _GNU_SOURCE /* memmem */
#include "src/crypto/compress.h"

#include <limits.h>

#include <zlib.h>

#include "src/crypto/testing.h"
#include "src/crypto/zlib_memory.h"

#define LARGE 300000u

/* Text that compresses, and bytes that do not. */
static void fill(uint8_t *out, size_t len, bool is_random)
{
    uint32_t state = 12345;

    for (size_t i = 0; i < len; i++) {
        state = state * 1103515245u + 12345u;
        out[i] = is_random ? (uint8_t)(state >> 16) : (uint8_t)("the quick brown fox "[i % 20]);
    }
}

struct pipe {
    struct ssh2_deflate *deflate;
    struct ssh2_inflate *inflate;
    uint8_t *wire, *out;
};

static struct pipe open_pipe(void)
{
    struct pipe p = { ssh2_deflate_new(&ssh2_memory_default),
                      ssh2_inflate_new(&ssh2_memory_default), malloc(2 * LARGE),
                      malloc(2 * LARGE) };

    assert_true(p.deflate != NULL && p.inflate != NULL && p.wire != NULL && p.out != NULL);
    return p;
}

static void close_pipe(struct pipe *p)
{
    ssh2_deflate_free(p->deflate);
    ssh2_inflate_free(p->inflate);
    free(p->wire);
    free(p->out);
}

/* All of a payload, however little room there is for a step. */
static enum ssh2_inflate_status inflate_all(struct pipe *p, size_t wire_len, size_t step,
                                            size_t *len)
{
    enum ssh2_inflate_status status = SSH2_INFLATE_MORE;

    *len = 0;
    ssh2_inflate_begin(p->inflate, ssh2_bytes(p->wire, wire_len));
    while (status == SSH2_INFLATE_MORE && *len + step <= 2 * LARGE) {
        size_t written;

        status = ssh2_inflate_next(p->inflate, p->out + *len, step, &written);
        *len += written;
    }
    return status;
}

static void assert_goes_through(struct pipe *p, const struct ssh2_bytes *parts, size_t count,
                                size_t step)
{
    size_t wire_len, len, at = 0, payload_len = 0;

    for (size_t i = 0; i < count; i++)
        payload_len += parts[i].len;

    size_t bound = ssh2_deflate_bound(p->deflate, payload_len);

    assert_true(bound <= 2 * LARGE);
    assert_true(ssh2_deflate_payload(p->deflate, parts, count, p->wire, &wire_len));
    assert_true(wire_len > 0 && wire_len <= bound);
    assert_int_equal(inflate_all(p, wire_len, step, &len), SSH2_INFLATE_DONE);
    assert_int_equal(len, payload_len);
    for (size_t i = 0; i < count; i++) {
        assert_memory_equal(p->out + at, parts[i].data, parts[i].len);
        at += parts[i].len;
    }
}

static void what_goes_in_comes_out_payload_by_payload(void **state)
{
    static const size_t lengths[] = { 1, 2, 5, 100, 1000, 16384, 32768, 65536, 200000 };
    static uint8_t bytes[LARGE];
    struct pipe p = open_pipe();

    (void)state;
    for (int is_random = 0; is_random < 2; is_random++)
        for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++)
            for (size_t step = 1000; step <= 50000; step *= 7) {
                struct ssh2_bytes parts[] = { { bytes, 1 },
                                              { bytes + 1, lengths[i] / 3 },
                                              { bytes + 7, 0 },
                                              { bytes + 9, lengths[i] } };

                fill(bytes, sizeof(bytes), is_random);
                assert_goes_through(&p, parts, 4, step);
                assert_goes_through(&p, parts, 1, step);
            }
    close_pipe(&p);
}

/* RFC 4253, 6.2: the context is passed on, so that what was said before costs little. */
static void a_payload_said_again_is_short(void **state)
{
    static uint8_t bytes[2000], out[4000];
    struct ssh2_deflate *deflate = ssh2_deflate_new(&ssh2_memory_default);
    struct ssh2_bytes payload = { bytes, sizeof(bytes) };
    size_t first, second;

    (void)state;
    fill(bytes, sizeof(bytes), true);
    assert_true(ssh2_deflate_payload(deflate, &payload, 1, out, &first));
    assert_true(ssh2_deflate_payload(deflate, &payload, 1, out, &second));
    assert_true(first > 2000 && second < 100);
    ssh2_deflate_free(deflate);
}

/* A stream of zlib's own making, ended or not, to be spoilt. */
static size_t whole_stream(uint8_t *out, size_t capacity, size_t payload_len, int level)
{
    static uint8_t zeros[1u << 16];
    z_stream z = { .next_out = out, .avail_out = (uInt)capacity };

    assert_int_equal(deflateInit(&z, level), Z_OK);
    for (size_t done = 0; done < payload_len; done += sizeof(zeros)) {
        size_t rest = payload_len - done;

        z.next_in = zeros;
        z.avail_in = (uInt)(rest < sizeof(zeros) ? rest : sizeof(zeros));
        assert_int_equal(deflate(&z, Z_NO_FLUSH), Z_OK);
    }
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    deflateEnd(&z);
    return capacity - z.avail_out;
}

/* Threat Z3. */
static void what_is_no_stream_or_has_ended_is_bad(void **state)
{
    static const struct {
        const char *why, *hex;
    } cases[] = {
        { "no zlib header", "0000000000" },
        { "a preset dictionary", "78bb00000001" },
        { "a reserved block type", "789c07" },
        { "a distance too far back", "789c02020000" },
        { "a window that is too large", "889c0300000000" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct unhexed wire = unhex(cases[i].hex);
        struct pipe p = open_pipe();
        size_t len;

        memcpy(p.wire, wire.bytes, wire.len);
        if (inflate_all(&p, wire.len, 100, &len) != SSH2_INFLATE_BAD)
            fail_msg("%s is taken", cases[i].why);
        close_pipe(&p);
    }

    struct pipe p = open_pipe();
    size_t wire_len = whole_stream(p.wire, LARGE, 1000, 9), len;

    assert_int_equal(inflate_all(&p, wire_len, 2000, &len), SSH2_INFLATE_BAD);
    close_pipe(&p);
}

/* Threat Z3: it is whoever asked that says what nothing means. */
static void nothing_is_done_at_once(void **state)
{
    struct pipe p = open_pipe();
    size_t len;

    (void)state;
    assert_int_equal(inflate_all(&p, 0, 100, &len), SSH2_INFLATE_DONE);
    assert_int_equal(len, 0);
    close_pipe(&p);
}

/* Threat Z1: one step writes what there is room for, however much is behind it. */
static void a_bomb_fills_no_more_than_it_is_given(void **state)
{
    struct pipe p = open_pipe();
    size_t wire_len = whole_stream(p.wire, 2 * LARGE, 100u << 20, 9), written;

    (void)state;
    p.out[100] = 0xa5;
    ssh2_inflate_begin(p.inflate, ssh2_bytes(p.wire, wire_len));
    assert_int_equal(ssh2_inflate_next(p.inflate, p.out, 100, &written), SSH2_INFLATE_MORE);
    assert_int_equal(written, 100);
    assert_int_equal(p.out[100], 0xa5);
    close_pipe(&p);
}

static bool use(const struct ssh2_memory *memory)
{
    uint8_t bytes[100] = { 1 }, wire[400];
    struct ssh2_bytes payload = { bytes, sizeof(bytes) };
    struct ssh2_deflate *deflate = ssh2_deflate_new(memory);
    struct ssh2_inflate *inflate = ssh2_inflate_new(memory);
    size_t len = 0, written = 0;
    bool ok = deflate != NULL && inflate != NULL &&
              ssh2_deflate_payload(deflate, &payload, 1, wire, &len);

    if (ok) {
        ssh2_inflate_begin(inflate, ssh2_bytes(wire, len));
        ok = ssh2_inflate_next(inflate, bytes, sizeof(bytes), &written) != SSH2_INFLATE_NO_MEMORY;
    }
    ssh2_deflate_free(deflate);
    ssh2_inflate_free(inflate);
    return ok;
}

/* Threats L2 and Z2: all of zlib's memory is the session's, and each piece may be missing. */
static void every_allocation_may_fail(void **state)
{
    size_t allowance = 0;
    bool ok = false;

    (void)state;
    while (!ok) {
        struct stingy purse = { .allowance = allowance++ };
        void *holder = &purse;
        struct ssh2_memory memory = stingy_memory(&holder);

        ok = use(&memory);
        assert_int_equal(purse.in_use, 0);
        assert_true(allowance < 30);
    }
    assert_true(allowance > 6); /* two structs, and several pieces for each context */
}

/* Threat Z2: what the allocator is asked for is never less than what zlib wants. */
static size_t asked_for;
static bool was_asked;

static void *asking_alloc(size_t len, void **abstract)
{
    (void)abstract;
    was_asked = true;
    asked_for = len;
    return NULL;
}

static void sizes_do_not_wrap(void **state)
{
    static const struct {
        uInt items, size;
    } cases[] = { { 1, 1 },           { 65536, 65536 },       { UINT_MAX, 1 },
                  { 1, UINT_MAX },    { UINT_MAX, UINT_MAX }, { 0x80000000u, 2 },
                  { 3, 0x55555556u }, { 0x10000, 0x10001 } };
    struct ssh2_memory memory = { asking_alloc, NULL, NULL, NULL };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        was_asked = false;
        assert_null(ssh2_zlib_alloc(&memory, cases[i].items, cases[i].size));
        assert_true(was_asked || (uint64_t)cases[i].items * cases[i].size > SIZE_MAX / 2);
        assert_true(!was_asked || asked_for / cases[i].size >= cases[i].items);
    }
    ssh2_zlib_free(&memory, NULL);
}

/* An allocator that keeps what was given back, to be looked at. */
static struct kept {
    uint8_t *pieces[32];
    size_t lens[32], count;
} kept;

static void *keeping_alloc(size_t len, void **abstract)
{
    (void)abstract;
    assert_true(kept.count < 32);
    kept.lens[kept.count] = len;
    kept.pieces[kept.count] = malloc(len);
    return kept.pieces[kept.count++];
}

static void keeping_free(void *p, void **abstract)
{
    (void)p;
    (void)abstract;
}

static void what_was_said_is_wiped_when_memory_is_given_back(void **state)
{
    static const char secret[] = "correct horse battery staple";
    struct ssh2_memory memory = { keeping_alloc, NULL, keeping_free, NULL };
    struct ssh2_bytes payload = { (const uint8_t *)secret, sizeof(secret) };
    struct ssh2_deflate *deflate = ssh2_deflate_new(&memory);
    uint8_t wire[400];
    size_t len, found = 0;

    (void)state;
    assert_true(ssh2_deflate_payload(deflate, &payload, 1, wire, &len));
    for (int turn = 0; turn < 2; turn++) {
        for (size_t i = 0; i < kept.count; i++)
            found += memmem(kept.pieces[i], kept.lens[i], secret, sizeof(secret)) != NULL;
        assert_int_equal(found > 0, turn == 0); /* the window holds it as long as it is needed */
        found = 0;
        if (turn == 0)
            ssh2_deflate_free(deflate);
    }
    for (size_t i = 0; i < kept.count; i++)
        free(kept.pieces[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_goes_in_comes_out_payload_by_payload),
        cmocka_unit_test(a_payload_said_again_is_short),
        cmocka_unit_test(what_is_no_stream_or_has_ended_is_bad),
        cmocka_unit_test(nothing_is_done_at_once),
        cmocka_unit_test(a_bomb_fills_no_more_than_it_is_given),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(sizes_do_not_wrap),
        cmocka_unit_test(what_was_said_is_wiped_when_memory_is_given_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
