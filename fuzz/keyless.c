#include "fuzz/keyless.h"

#include "fuzz/require.h"
#include "src/transport/machine.h"

void ssh2_keyless_begin(struct ssh2_transport *t)
{
    ssh2_key_exchange_free(t);
    ssh2_transport_output_sent(t, ssh2_transport_output(t).len);
    t->is_started = true;
    t->is_established = true;
    t->strict_kex = true;
    t->state = SSH2_STATE_SERVICE;
    t->session_id_len = 32;
    memset(t->session_id, 's', t->session_id_len);
}

uint8_t *ssh2_keyless_packet(struct ssh2_bytes payload, size_t *len)
{
    struct ssh2_packet_protection plain;
    struct ssh2_random_pool pool = { .unused_len = 0 };

    if (payload.len == 0 || payload.len > SSH2_PAYLOAD_MAX_BYTES)
        return NULL;
    ssh2_protection_init_plain(&plain, &ssh2_memory_default);
    *len = ssh2_protection_sealed_len(&plain, payload.len);

    uint8_t *packet = malloc(*len);

    SSH2_FUZZ_REQUIRE(packet != NULL && ssh2_protection_seal(&plain, &pool, &payload, 1, packet) ==
                                            SSH2_PROTECTION_OK,
                      "a payload can be framed");
    return packet;
}

void ssh2_keyless_receive(struct ssh2_transport *t, struct ssh2_bytes bytes)
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
