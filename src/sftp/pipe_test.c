#include "src/sftp/pipe.h"

#include "src/crypto/testing.h"

static const struct ssh2_memory *const memory = &ssh2_memory_default;

static void push(struct ssh2_sftp_pipe *pipe, uint64_t offset)
{
    struct ssh2_sftp_flight *flight = ssh2_sftp_pipe_push(pipe, memory);

    assert_non_null(flight);
    assert_int_equal(flight->state, SSH2_SFTP_AWAITED);
    assert_null(flight->kept);
    flight->offset = offset;
}

static void flights_leave_in_the_order_in_which_they_came(void **state)
{
    struct ssh2_sftp_pipe pipe = { 0 };

    (void)state;
    assert_null(ssh2_sftp_pipe_first(&pipe));
    for (uint64_t i = 0; i < 10; i++)
        push(&pipe, i);
    assert_int_equal(ssh2_sftp_pipe_count(&pipe), 10);
    for (uint64_t i = 0; i < 10; i++) {
        assert_int_equal(ssh2_sftp_pipe_first(&pipe)->offset, i);
        ssh2_sftp_pipe_pop(&pipe, memory);
    }
    assert_null(ssh2_sftp_pipe_first(&pipe));
    ssh2_sftp_pipe_free(&pipe, memory);
}

/* Numbers wrap at 2^32, places long before: a flight keeps its number while it is there. */
static void numbers_stay_valid_while_the_pipe_grows_and_wraps(void **state)
{
    struct ssh2_sftp_pipe pipe = { .first = UINT32_MAX - 5, .end = UINT32_MAX - 5 };

    (void)state;
    for (uint64_t i = 0; i < SSH2_SFTP_PIPE_MAX_COUNT; i++)
        push(&pipe, i);
    for (uint32_t number = pipe.first; number != pipe.end; number++)
        assert_int_equal(ssh2_sftp_pipe_at(&pipe, number)->offset, number - pipe.first);
    ssh2_sftp_pipe_free(&pipe, memory);
}

static void places_are_used_again(void **state)
{
    struct ssh2_sftp_pipe pipe = { 0 };

    (void)state;
    for (uint64_t i = 0; i < 1000; i++) {
        push(&pipe, i);
        push(&pipe, i);
        ssh2_sftp_pipe_pop(&pipe, memory);
        ssh2_sftp_pipe_pop(&pipe, memory);
    }
    assert_int_equal(pipe.capacity, 4);
    ssh2_sftp_pipe_free(&pipe, memory);
}

static void a_push_can_be_taken_back(void **state)
{
    struct ssh2_sftp_pipe pipe = { 0 };

    (void)state;
    push(&pipe, 1);
    push(&pipe, 2);
    ssh2_sftp_pipe_unpush(&pipe);
    push(&pipe, 3);
    assert_int_equal(ssh2_sftp_pipe_count(&pipe), 2);
    assert_int_equal(ssh2_sftp_pipe_at(&pipe, pipe.end - 1)->offset, 3);
    ssh2_sftp_pipe_free(&pipe, memory);
}

/* What was kept is freed with its flight: the sanitizers watch. */
static void what_flights_keep_goes_with_them(void **state)
{
    struct ssh2_sftp_pipe pipe = { 0 };

    (void)state;
    for (unsigned i = 0; i < 6; i++) {
        push(&pipe, i);
        ssh2_sftp_pipe_at(&pipe, pipe.end - 1)->kept = ssh2_alloc(memory, 8);
    }
    ssh2_sftp_pipe_pop(&pipe, memory);
    ssh2_sftp_pipe_clear(&pipe, memory);
    assert_int_equal(ssh2_sftp_pipe_count(&pipe), 0);
    assert_int_equal(pipe.capacity, 8);
    push(&pipe, 9);
    assert_int_equal(ssh2_sftp_pipe_first(&pipe)->offset, 9);
    ssh2_sftp_pipe_free(&pipe, memory);
    assert_int_equal(pipe.capacity, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(flights_leave_in_the_order_in_which_they_came),
        cmocka_unit_test(numbers_stay_valid_while_the_pipe_grows_and_wraps),
        cmocka_unit_test(places_are_used_again),
        cmocka_unit_test(a_push_can_be_taken_back),
        cmocka_unit_test(what_flights_keep_goes_with_them),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
