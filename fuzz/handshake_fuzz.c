/* A client up to its first keys: the server's lines and unencrypted packets. Input: the stream's
 * beginning as a string, up to the identification, and then payloads as strings, which are framed.
 */
#include "fuzz/keyless.h"
#include "fuzz/require.h"
#include "src/transport/transport.h"

#define ANY_INPUT_BYTES 65536u /* ours: a transport and its buffers */
#define PAYLOADS_MAX_COUNT 8u /* ours: a handshake has three */

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
    size_t len = 0;
    uint8_t *packet = ssh2_keyless_packet(payload, &len);

    if (packet != NULL)
        ssh2_keyless_receive(t, ssh2_bytes(packet, len));
    free(packet);
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
    ssh2_keyless_receive(t, ssh2_read_string(&r));
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
