/* The stream is cut by lengths that the server sends: threats S1, S2, S19. */
#include "src/sftp/input.h"

#include <stdio.h>

#include "src/crypto/testing.h"
#include "src/packet/sftp/sftp_limits.h"

/* What came of a stream, as text. */
struct heard {
    char text[512];
    size_t len;
    uint32_t data_len;
};

static void hear(struct heard *h, const char *what, size_t number)
{
    int len = snprintf(h->text + h->len, sizeof(h->text) - h->len, "%s%zu ", what, number);

    assert_true(len > 0 && (size_t)len < sizeof(h->text) - h->len);
    h->len += (size_t)len;
}

static int on_packet(void *context, struct ssh2_bytes packet)
{
    hear(context, "packet", packet.len);
    return packet.data[0] == 255 ? -1 : 0;
}

static int on_data_begin(void *context, uint32_t request_id, uint32_t len)
{
    hear(context, "id", request_id);
    hear(context, "begin", len);
    return 0;
}

static int on_data(void *context, struct ssh2_bytes piece)
{
    ((struct heard *)context)->data_len += (uint32_t)piece.len;
    return 0;
}

static int on_data_end(void *context)
{
    hear(context, "end", ((struct heard *)context)->data_len);
    return 0;
}

static const struct ssh2_sftp_events events = { on_packet, on_data_begin, on_data, on_data_end };

/* Feeds the stream in pieces; returns the last verdict. */
static int feed(struct heard *h, struct ssh2_bytes stream, size_t piece, struct ssh2_error *error)
{
    struct ssh2_sftp_input in;
    int rc = 0;

    memset(h, 0, sizeof(*h));
    ssh2_sftp_input_begin(&in, &ssh2_memory_default, error, &events, h);
    while (rc == 0 && stream.len > 0) {
        size_t len = piece < stream.len ? piece : stream.len;
        uint8_t *copy = ssh2_alloc(&ssh2_memory_default, len); /* so that over-reading is seen */

        assert_non_null(copy);
        memcpy(copy, stream.data, len);
        rc = ssh2_sftp_input_take(&in, ssh2_bytes(copy, len));
        ssh2_free(&ssh2_memory_default, copy);
        stream = ssh2_bytes(stream.data + len, stream.len - len);
    }
    ssh2_sftp_input_end(&in);
    return rc;
}

/* A status, data of 3 bytes, data of none, and a name packet of 6 bytes. */
static const uint8_t honest[] = { 0, 0, 0, 9,  101, 0, 0, 0, 1, 0, 0, 0, 2,
                                  0, 0, 0, 12, 103, 0, 0, 0, 7, 0, 0, 0, 3, 'a', 'b', 'c',
                                  0, 0, 0, 9,  103, 0, 0, 0, 8, 0, 0, 0, 0,
                                  0, 0, 0, 6,  104, 0, 0, 0, 9, 1 };

static void packets_are_found_however_the_stream_is_cut(void **state)
{
    struct ssh2_error error = { 0 };
    struct heard h;

    (void)state;
    for (size_t piece = 1; piece <= sizeof(honest); piece++) {
        assert_int_equal(feed(&h, ssh2_bytes(honest, sizeof(honest)), piece, &error), 0);
        assert_string_equal(h.text, "packet9 id7 begin3 end3 id8 begin0 end3 packet6 ");
    }
}

/* A stream that ends in the middle is no failure: the rest may come. */
static void a_packet_that_is_not_complete_is_not_told(void **state)
{
    struct ssh2_error error = { 0 };
    struct heard h;

    (void)state;
    for (size_t len = 0; len < 13; len++) {
        assert_int_equal(feed(&h, ssh2_bytes(honest, len), 1, &error), 0);
        assert_string_equal(h.text, "");
    }
}

static const struct {
    const char *why;
    uint8_t bytes[13];
} malformed[] = {
    { "a packet of no bytes (S1)", { 0, 0, 0, 0, 101 } },
    { "a packet of 1 byte (S1)", { 0, 0, 0, 1, 101 } },
    { "a packet of 4 bytes: type, and no whole id (S1)", { 0, 0, 0, 4, 101 } },
    { "one byte more than the limit (S2)", { 0, 4, 0, 1, 104 } },
    { "2^31 bytes (S2)", { 0x80, 0, 0, 0, 104 } },
    { "2^32-1 bytes (S2, S19)", { 0xff, 0xff, 0xff, 0xff, 104 } },
    { "data of 2^32-1 bytes (S19)", { 0xff, 0xff, 0xff, 0xff, 103 } },
    { "data whose packet ends before its length", { 0, 0, 0, 8, 103, 0, 0, 0, 1, 0, 0, 0, 0 } },
    { "data that is longer than its packet", { 0, 0, 0, 12, 103, 0, 0, 0, 1, 0, 0, 0, 4 } },
    { "data that is shorter than its packet", { 0, 0, 0, 12, 103, 0, 0, 0, 1, 0, 0, 0, 2 } },
    { "data of 2^32-1 bytes in a small packet", { 0, 0, 0, 12, 103, 0, 0, 0, 1, 255, 255, 255, 255 } },
};

static void impossible_lengths_are_refused_before_memory_is_asked_for(void **state)
{
    struct heard h;

    (void)state;
    for (size_t i = 0; i < sizeof(malformed) / sizeof(malformed[0]); i++)
        for (size_t piece = 1; piece <= sizeof(malformed[i].bytes); piece++) {
            struct ssh2_error error = { 0 };
            int rc = feed(&h, ssh2_bytes(malformed[i].bytes, sizeof(malformed[i].bytes)), piece, &error);

            if (rc != LIBSSH2_ERROR_SFTP_PROTOCOL || error.code != rc)
                fail_msg("%s: %d", malformed[i].why, rc);
            assert_string_equal(h.text, "");
        }
}

static void the_largest_packet_is_taken(void **state)
{
    static uint8_t stream[4 + SSH2_SFTP_PACKET_MAX_BYTES] = { 0, 4, 0, 0, 104 };
    struct ssh2_error error = { 0 };
    struct heard h;

    (void)state;
    assert_int_equal(feed(&h, ssh2_bytes(stream, sizeof(stream)), 4096, &error), 0);
    assert_string_equal(h.text, "packet262144 ");
}

static void an_event_that_fails_ends_the_reading(void **state)
{
    static const uint8_t stream[] = { 0, 0, 0, 5, 255, 0, 0, 0, 1, 0, 0, 0, 5, 101, 0, 0, 0, 2 };
    struct ssh2_error error = { 0 };
    struct heard h;

    (void)state;
    assert_int_equal(feed(&h, ssh2_bytes(stream, sizeof(stream)), sizeof(stream), &error), -1);
    assert_string_equal(h.text, "packet5 ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(packets_are_found_however_the_stream_is_cut),
        cmocka_unit_test(a_packet_that_is_not_complete_is_not_told),
        cmocka_unit_test(impossible_lengths_are_refused_before_memory_is_asked_for),
        cmocka_unit_test(the_largest_packet_is_taken),
        cmocka_unit_test(an_event_that_fails_ends_the_reading),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
