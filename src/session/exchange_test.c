#include "src/session/exchange.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const struct ssh2_memory *const memory = &ssh2_memory_default;
static struct ssh2_error error;

static void expect(struct ssh2_exchange *x, struct ssh2_exchange_queue *queue)
{
    assert_int_equal(ssh2_exchange_begin(x, x, &error), 0);
    ssh2_exchange_expect(x, queue);
    assert_int_equal(ssh2_exchange_result(x), LIBSSH2_ERROR_EAGAIN);
}

static void answer(struct ssh2_exchange_queue *queue, const char *text)
{
    assert_int_equal(ssh2_exchange_answer(queue, memory, &error, ssh2_text(text)), 0);
}

static void has_answer(struct ssh2_exchange *x, const char *text)
{
    assert_int_equal(ssh2_exchange_result(x), 0);
    assert_true(ssh2_bytes_equal(x->answer, ssh2_text(text)));
    ssh2_exchange_end(x, memory);
}

static void answers_come_in_the_order_of_the_requests(void **state)
{
    struct ssh2_exchange_queue queue = { 0 };
    struct ssh2_exchange a = { 0 }, b = { 0 };

    (void)state;
    expect(&a, &queue);
    expect(&b, &queue);
    answer(&queue, "one");
    assert_int_equal(ssh2_exchange_result(&b), LIBSSH2_ERROR_EAGAIN);
    answer(&queue, "two");
    has_answer(&a, "one");
    has_answer(&b, "two");
}

static void an_answer_that_nobody_waits_for_is_dropped(void **state)
{
    struct ssh2_exchange_queue queue = { 0 };
    struct ssh2_exchange a = { 0 };

    (void)state;
    for (int i = 0; i < 10000; i++)
        answer(&queue, "unasked");
    expect(&a, &queue);
    answer(&queue, "asked");
    has_answer(&a, "asked");
}

static void an_unwanted_answer_is_not_taken_for_the_next_one(void **state)
{
    struct ssh2_exchange_queue queue = { 0 };
    struct ssh2_exchange a = { 0 };

    (void)state;
    ssh2_exchange_expect_nothing(&queue);
    expect(&a, &queue);
    answer(&queue, "of the keepalive");
    answer(&queue, "ours");
    has_answer(&a, "ours");
}

/* Whoever leaves, first, middle or last: the others get their own answers. */
static void an_abandoned_exchange_leaves_the_order_intact(void **state)
{
    (void)state;
    for (size_t gone = 0; gone < 3; gone++) {
        static const char *const texts[] = { "one", "two", "three" };
        struct ssh2_exchange_queue queue = { 0 };
        struct ssh2_exchange x[3] = { { 0 } }, late = { 0 };

        for (size_t i = 0; i < 3; i++)
            expect(&x[i], &queue);
        ssh2_exchange_abandon(&x[gone], &queue, memory);
        expect(&late, &queue);
        for (size_t i = 0; i < 3; i++)
            answer(&queue, texts[i]);
        answer(&queue, "late");
        for (size_t i = 0; i < 3; i++)
            if (i != gone)
                has_answer(&x[i], texts[i]);
        has_answer(&late, "late");
    }
}

static void another_operation_is_told_to_wait_its_turn(void **state)
{
    struct ssh2_exchange x = { 0 };
    int one = 0, other = 0;

    (void)state;
    assert_int_equal(ssh2_exchange_begin(&x, &one, &error), 0);
    assert_int_equal(ssh2_exchange_begin(&x, &one, &error), 0);
    assert_int_equal(ssh2_exchange_begin(&x, &other, &error), LIBSSH2_ERROR_BAD_USE);
    ssh2_exchange_end(&x, memory);
    assert_int_equal(ssh2_exchange_begin(&x, &other, &error), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_come_in_the_order_of_the_requests),
        cmocka_unit_test(an_answer_that_nobody_waits_for_is_dropped),
        cmocka_unit_test(an_unwanted_answer_is_not_taken_for_the_next_one),
        cmocka_unit_test(an_abandoned_exchange_leaves_the_order_intact),
        cmocka_unit_test(another_operation_is_told_to_wait_its_turn),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
