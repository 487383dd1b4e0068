/* A client up to its first keys: the server's lines and unencrypted packets. Input: the stream's
 * beginning as a string, up to the identification, and then payloads as strings, which are framed.
 */
#include "fuzz/require.h"
#include "src/transport/protection.h"
#include "src/transport/transport.h"

#define ANY_INPUT_BYTES 65536u /* ours: a transport and its buffers */
#define PAYLOADS_MAX_COUNT 8u /* ours: a handshake has three */

static void receive(struct ssh2_transport *t, struct ssh2_bytes bytes)
{
    while (bytes.len > 0) {
        size_t space = 0;
        uint8_t *data = ssh2_transport_input_space(t, &space);

        SSH2_FUZZ_REQUIRE(data != NULL && space > 0, "there is room for input");
        if (space > bytes.len)
            space = bytes.len;
        memcpy(data, bytes.data, space);
        ssh2_transport_input_filled(t, space);
        bytes = ssh2_bytes(bytes.data + space, bytes.len - space);
    }
}

static int work(struct ssh2_transport *t)
{
    struct ssh2_bytes payload;
    int rc;

    do {
        rc = ssh2_transport_next(t, &payload);
    } while (rc == 0);
    ssh2_transport_output_sent(t, ssh2_transport_output(t).len);
    return rc;
}

static void receive_packet(struct ssh2_transport *t, struct ssh2_bytes payload)
{
    struct ssh2_packet_protection plain;
    struct ssh2_random_pool pool = { .unused_len = 0 };

    if (payload.len == 0 || payload.len > SSH2_PAYLOAD_MAX_BYTES)
        return;
    ssh2_protection_init_plain(&plain, &ssh2_memory_default);

    size_t len = ssh2_protection_sealed_len(&plain, payload.len);
    uint8_t *wire = malloc(len);

    SSH2_FUZZ_REQUIRE(wire != NULL && ssh2_protection_seal(&plain, &pool, &payload, 1, wire) ==
                                          SSH2_PROTECTION_OK,
                      "a payload can be framed");
    receive(t, ssh2_bytes(wire, len));
    free(wire);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct ssh2_memory bounded = SSH2_FUZZ_MEMORY;

    ssh2_fuzz_bound_allocations(size, ANY_INPUT_BYTES);

    struct ssh2_error error = { 0 };
    struct ssh2_transport *t = ssh2_transport_new(SSH2_CLIENT, &bounded, &error);
    struct ssh2_reader r = ssh2_reader(ssh2_bytes(data, size));
    int rc;

    SSH2_FUZZ_REQUIRE(t != NULL && ssh2_transport_start(t) == 0, "a transport starts");
    receive(t, ssh2_read_string(&r));
    rc = work(t);
    for (unsigned i = 0; i < PAYLOADS_MAX_COUNT && rc == LIBSSH2_ERROR_EAGAIN && r.pos < r.len &&
                         r.status == SSH2_OK;
         i++) {
        receive_packet(t, ssh2_read_string(&r));
        rc = work(t);
    }
    SSH2_FUZZ_REQUIRE(rc == LIBSSH2_ERROR_EAGAIN || (rc < 0 && error.code == rc),
                      "what ends a connection is told");
    SSH2_FUZZ_REQUIRE(!ssh2_transport_is_established(t),
                      "nobody is let in who cannot sign this session");
    (void)ssh2_transport_input_ended(t);
    ssh2_transport_free(t);
    return 0;
}
