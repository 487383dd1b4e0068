#include "src/session/channel_queue.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct ssh2_memory *const memory = &ssh2_memory_default;

static void add(struct ssh2_channel_queue *q, uint32_t stream, const char *text)
{
    assert_int_equal(ssh2_channel_queue_add(q, memory, stream, ssh2_text(text)), 0);
}

static void takes(struct ssh2_channel_queue *q, uint64_t streams, size_t len, const char *expected)
{
    uint8_t out[256];
    size_t taken = ssh2_channel_queue_take(q, memory, streams, out, len);

    assert_int_equal(taken, strlen(expected));
    assert_memory_equal(out, expected, taken);
}

static void each_stream_comes_out_as_it_went_in(void **state)
{
    struct ssh2_channel_queue q = { 0 };

    (void)state;
    add(&q, 0, "out");
    add(&q, 1, "err");
    add(&q, 0, "put");
    assert_int_equal(ssh2_channel_queue_len(&q, 0), 6);
    assert_int_equal(ssh2_channel_queue_len(&q, 1), 3);
    takes(&q, 1, 100, "err");
    takes(&q, 0, 4, "outp");
    takes(&q, 0, 100, "ut");
    assert_int_equal(ssh2_channel_queue_len(&q, SSH2_ANY_STREAM), 0);
    ssh2_channel_queue_free(&q, memory);
}

static void all_streams_together_come_in_the_order_of_arrival(void **state)
{
    struct ssh2_channel_queue q = { 0 };

    (void)state;
    add(&q, 0, "a");
    add(&q, 1, "b");
    add(&q, 0, "c");
    takes(&q, SSH2_ANY_STREAM, 100, "abc");
    ssh2_channel_queue_free(&q, memory);
}

static void dropping_counts_what_it_dropped(void **state)
{
    struct ssh2_channel_queue q = { 0 };

    (void)state;
    add(&q, 0, "keep");
    add(&q, 1, "drop");
    assert_int_equal(ssh2_channel_queue_take(&q, memory, 1, NULL, 100), 4);
    takes(&q, 0, 100, "keep");
    ssh2_channel_queue_free(&q, memory);
}

/* Pieces of every size, taken in other sizes: the same bytes in the same order. */
static void bytes_survive_any_cutting(void **state)
{
    struct ssh2_channel_queue q = { 0 };
    uint8_t next_in = 0, next_out = 0;

    (void)state;
    for (size_t size = 1; size < 9000; size = size * 3 + 1) {
        uint8_t *data = malloc(size);

        assert_non_null(data);
        for (size_t i = 0; i < size; i++)
            data[i] = next_in++;
        assert_int_equal(ssh2_channel_queue_add(&q, memory, 0, ssh2_bytes(data, size)), 0);
        free(data);
    }
    while (ssh2_channel_queue_len(&q, 0) > 0) {
        uint8_t out[97];
        size_t taken = ssh2_channel_queue_take(&q, memory, 0, out, sizeof(out));

        for (size_t i = 0; i < taken; i++)
            assert_int_equal(out[i], next_out++);
    }
    assert_int_equal(next_in, next_out);
    ssh2_channel_queue_free(&q, memory);
}

static void *no_memory(size_t len, void **abstract)
{
    (void)len;
    (void)abstract;
    return NULL;
}

static void without_memory_nothing_is_added(void **state)
{
    struct ssh2_channel_queue q = { 0 };
    struct ssh2_memory none = ssh2_memory_default;

    (void)state;
    none.alloc = no_memory;
    assert_int_equal(ssh2_channel_queue_add(&q, &none, 0, ssh2_text("x")), -1);
    assert_int_equal(ssh2_channel_queue_len(&q, 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_stream_comes_out_as_it_went_in),
        cmocka_unit_test(all_streams_together_come_in_the_order_of_arrival),
        cmocka_unit_test(dropping_counts_what_it_dropped),
        cmocka_unit_test(bytes_survive_any_cutting),
        cmocka_unit_test(without_memory_nothing_is_added),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
