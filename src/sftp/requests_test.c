#include "src/sftp/requests.h"

#include "src/crypto/testing.h"

static const struct ssh2_memory *const memory = &ssh2_memory_default;

static void a_request_is_found_by_its_id_until_it_is_removed(void **state)
{
    struct ssh2_sftp_requests requests = { 0 };
    struct ssh2_sftp_request *request = ssh2_sftp_requests_add(&requests, memory);
    uint32_t id = request->id;

    (void)state;
    assert_ptr_equal(ssh2_sftp_requests_find(&requests, id), request);
    assert_null(ssh2_sftp_requests_find(&requests, id + 1));
    ssh2_sftp_requests_remove(&requests, request);
    assert_null(ssh2_sftp_requests_find(&requests, id));
    assert_int_equal(requests.count, 0);
    ssh2_sftp_requests_free(&requests, memory);
}

static void nothing_is_found_before_there_is_anything(void **state)
{
    struct ssh2_sftp_requests requests = { 0 };

    (void)state;
    assert_null(ssh2_sftp_requests_find(&requests, 0));
    ssh2_sftp_requests_disown(&requests, &requests);
    ssh2_sftp_requests_free(&requests, memory);
}

/* Threat S9: an id with the same low bits, but others above them, is another request. */
static void an_id_that_was_never_issued_finds_nothing(void **state)
{
    struct ssh2_sftp_requests requests = { 0 };
    uint32_t id = ssh2_sftp_requests_add(&requests, memory)->id;

    (void)state;
    for (unsigned bit = 0; bit < 32; bit++)
        assert_null(ssh2_sftp_requests_find(&requests, id ^ (UINT32_C(1) << bit)));
    ssh2_sftp_requests_free(&requests, memory);
}

static void all_places_can_be_taken_and_all_are_found(void **state)
{
    struct ssh2_sftp_requests requests = { .next_id = UINT32_MAX - 100 }; /* ids wrap in the middle */
    static uint32_t ids[SSH2_SFTP_REQUESTS_MAX_COUNT];

    (void)state;
    for (size_t i = 0; i < SSH2_SFTP_REQUESTS_MAX_COUNT; i++) {
        struct ssh2_sftp_request *request = NULL;

        assert_false(ssh2_sftp_requests_are_full(&requests));
        request = ssh2_sftp_requests_add(&requests, memory);
        assert_non_null(request);
        ids[i] = request->id;
        request->tag = (uint32_t)i;
    }
    assert_true(ssh2_sftp_requests_are_full(&requests));
    for (size_t i = 0; i < SSH2_SFTP_REQUESTS_MAX_COUNT; i++)
        assert_int_equal(ssh2_sftp_requests_find(&requests, ids[i])->tag, i);
    ssh2_sftp_requests_free(&requests, memory);
}

/* The first request is never answered; the ids of the others go round its place many times. */
static void a_slow_request_keeps_its_place(void **state)
{
    struct ssh2_sftp_requests requests = { 0 };
    uint32_t slow = ssh2_sftp_requests_add(&requests, memory)->id;

    (void)state;
    for (unsigned i = 0; i < 1000; i++) {
        struct ssh2_sftp_request *request = ssh2_sftp_requests_add(&requests, memory);

        assert_non_null(request);
        assert_int_not_equal(request->id, slow);
        ssh2_sftp_requests_remove(&requests, request);
    }
    assert_non_null(ssh2_sftp_requests_find(&requests, slow));
    assert_int_equal(requests.capacity, 16);
    ssh2_sftp_requests_free(&requests, memory);
}

static void replies_to_a_disowned_request_go_to_nobody(void **state)
{
    struct ssh2_sftp_requests requests = { 0 };
    static const struct ssh2_sftp_receiver receiver = { .reply = NULL };
    int owner = 0, other = 0;
    uint32_t ids[2];

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct ssh2_sftp_request *request = ssh2_sftp_requests_add(&requests, memory);

        request->receiver = &receiver;
        request->owner = i == 0 ? &owner : &other;
        ids[i] = request->id;
    }
    ssh2_sftp_requests_disown(&requests, &owner);
    assert_ptr_equal(ssh2_sftp_requests_find(&requests, ids[0])->receiver, &ssh2_sftp_nobody);
    assert_null(ssh2_sftp_requests_find(&requests, ids[0])->owner);
    assert_ptr_equal(ssh2_sftp_requests_find(&requests, ids[1])->receiver, &receiver);
    ssh2_sftp_requests_free(&requests, memory);
}

static void what_is_put_back_is_found_again(void **state)
{
    struct ssh2_sftp_requests requests = { 0 };
    struct ssh2_sftp_request *place = ssh2_sftp_requests_add(&requests, memory);
    struct ssh2_sftp_request request = *place;

    (void)state;
    ssh2_sftp_requests_remove(&requests, place);
    ssh2_sftp_requests_put_back(&requests, &request);
    assert_non_null(ssh2_sftp_requests_find(&requests, request.id));
    assert_int_equal(requests.count, 1);
    ssh2_sftp_requests_free(&requests, memory);
}

static void *no_memory(size_t len, void **abstract)
{
    (void)len;
    (void)abstract;
    return NULL;
}

static void without_memory_nothing_is_added(void **state)
{
    const struct ssh2_memory none = { .alloc = no_memory };
    struct ssh2_sftp_requests requests = { 0 };

    (void)state;
    assert_null(ssh2_sftp_requests_add(&requests, &none));
    assert_int_equal(requests.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_request_is_found_by_its_id_until_it_is_removed),
        cmocka_unit_test(nothing_is_found_before_there_is_anything),
        cmocka_unit_test(an_id_that_was_never_issued_finds_nothing),
        cmocka_unit_test(all_places_can_be_taken_and_all_are_found),
        cmocka_unit_test(a_slow_request_keeps_its_place),
        cmocka_unit_test(replies_to_a_disowned_request_go_to_nobody),
        cmocka_unit_test(what_is_put_back_is_found_again),
        cmocka_unit_test(without_memory_nothing_is_added),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
