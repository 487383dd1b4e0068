#include "src/transport/buffers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct ssh2_buffer empty(void)
{
    struct ssh2_buffer buffer = { .memory = &ssh2_memory_default };

    return buffer;
}

static void append(struct ssh2_buffer *buffer, uint8_t first, size_t len)
{
    uint8_t *room = ssh2_buffer_reserve(buffer, len);

    assert_non_null(room);
    for (size_t i = 0; i < len; i++)
        room[i] = (uint8_t)(first + i);
    ssh2_buffer_extend(buffer, len);
}

static void take(struct ssh2_buffer *buffer, uint8_t first, size_t len)
{
    struct ssh2_bytes held = ssh2_buffer_held(buffer);

    assert_true(held.len >= len);
    for (size_t i = 0; i < len; i++)
        assert_int_equal(held.data[i], (uint8_t)(first + i));
    ssh2_buffer_consume(buffer, len);
}

/* Bytes in and out in a pattern of sizes that makes it wrap, move and grow. */
static void bytes_come_out_in_the_order_they_went_in(void **state)
{
    struct ssh2_buffer buffer = empty();
    size_t written = 0, taken = 0;

    (void)state;
    for (size_t round = 0; round < 5000; round++) {
        size_t in = 1 + round * 7919 % 3000, held = written - taken;
        size_t out = round % 10 == 0 ? held : round * 104729 % (held + 1);

        append(&buffer, (uint8_t)written, in);
        written += in;
        take(&buffer, (uint8_t)taken, out);
        taken += out;
    }
    take(&buffer, (uint8_t)taken, written - taken);
    assert_int_equal(ssh2_buffer_held(&buffer).len, 0);
    ssh2_buffer_free(&buffer);
}

static void the_capacity_is_bounded_by_what_was_held(void **state)
{
    const size_t held = 10000, len = 3000;
    struct ssh2_buffer buffer = empty();

    (void)state;
    append(&buffer, 0, held);
    for (size_t i = 0; i < 10000; i++) {
        append(&buffer, 0, len);
        ssh2_buffer_consume(&buffer, len);
        assert_true(buffer.capacity < 4 * (held + len));
    }
    ssh2_buffer_free(&buffer);
}

static void a_length_that_no_memory_has_changes_nothing(void **state)
{
    struct ssh2_buffer buffer = empty();

    (void)state;
    append(&buffer, 3, 100);
    assert_null(ssh2_buffer_reserve(&buffer, SIZE_MAX));
    assert_null(ssh2_buffer_reserve(&buffer, SIZE_MAX / 2 + 2));
    take(&buffer, 3, 100);
    ssh2_buffer_free(&buffer);
}

static void only_an_empty_buffer_is_given_back(void **state)
{
    struct ssh2_buffer buffer = empty();

    (void)state;
    append(&buffer, 0, 10);
    ssh2_buffer_trim(&buffer);
    take(&buffer, 0, 10);
    assert_non_null(buffer.data);
    ssh2_buffer_trim(&buffer);
    assert_null(buffer.data);
    append(&buffer, 0, 10);
    ssh2_buffer_free(&buffer);
}

static void the_room_to_receive_grows_while_it_is_filled(void **state)
{
    struct ssh2_input input = { .buffer = empty() };
    size_t len = 0, receives = 0;

    (void)state;
    assert_non_null(ssh2_input_space(&input, &len));
    assert_int_equal(len, SSH2_BUFFER_START_BYTES);
    while (len < SSH2_INPUT_FLOW_BYTES) {
        assert_true(++receives < 10);
        ssh2_input_filled(&input, len);
        ssh2_buffer_consume(&input.buffer, len);
        assert_non_null(ssh2_input_space(&input, &len));
    }
    assert_int_equal(len, SSH2_INPUT_FLOW_BYTES);
    ssh2_input_filled(&input, len);
    ssh2_buffer_consume(&input.buffer, len);
    ssh2_input_trim(&input);
    assert_non_null(ssh2_input_space(&input, &len));
    assert_int_equal(len, SSH2_BUFFER_START_BYTES);
    ssh2_buffer_free(&input.buffer);
}

static void the_room_stays_small_while_little_comes(void **state)
{
    struct ssh2_input input = { .buffer = empty() };
    size_t len;

    (void)state;
    for (int i = 0; i < 1000; i++) {
        assert_non_null(ssh2_input_space(&input, &len));
        assert_true(len > 100 && len <= SSH2_BUFFER_START_BYTES);
        ssh2_input_filled(&input, 100);
        ssh2_buffer_consume(&input.buffer, 100);
    }
    ssh2_buffer_free(&input.buffer);
}

static void there_is_room_for_all_that_is_needed(void **state)
{
    struct ssh2_input input = { .buffer = empty(), .needed = 100000 };
    size_t len, held = 0;

    (void)state;
    while (held < input.needed) {
        assert_non_null(ssh2_input_space(&input, &len));
        assert_true(held + len >= input.needed);
        len = len < 999 ? len : 999;
        ssh2_input_filled(&input, len);
        held += len;
    }
    ssh2_buffer_free(&input.buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_come_out_in_the_order_they_went_in),
        cmocka_unit_test(the_capacity_is_bounded_by_what_was_held),
        cmocka_unit_test(a_length_that_no_memory_has_changes_nothing),
        cmocka_unit_test(only_an_empty_buffer_is_given_back),
        cmocka_unit_test(the_room_to_receive_grows_while_it_is_filled),
        cmocka_unit_test(the_room_stays_small_while_little_comes),
        cmocka_unit_test(there_is_room_for_all_that_is_needed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
