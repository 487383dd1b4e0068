/* Binary packets: whatever comes, and what an honest end sealed, changed on its way. Input: numbers
 * of cipher and MAC, a payload as a string, and bytes that are opened as they are and also laid
 * over the sealed packet. */
#include "fuzz/require.h"
#include "src/transport/protection.h"

#define PAYLOAD_MAX_BYTES 4096u /* ours: the length changes nothing in the code */

struct ends {
    struct ssh2_packet_protection sender, receiver;
    struct ssh2_random_pool pool;
    bool is_plain;
};

static const struct ssh2_algorithm *pick(enum ssh2_algorithm_kind kind, uint8_t number)
{
    size_t count = 0;

    while (ssh2_algorithm_at(kind, count) != NULL)
        count++;
    /* One number more than there are algorithms: none. */
    return ssh2_algorithm_at(kind, number % (count + 1));
}

static void init(struct ssh2_packet_protection *p, enum ssh2_cipher_direction direction,
                 const struct ssh2_algorithm *cipher, const struct ssh2_algorithm *mac)
{
    uint8_t bytes[64];

    for (size_t i = 0; i < sizeof(bytes); i++) /* the three keys of 3DES have to differ */
        bytes[i] = (uint8_t)(i * 7 + 1);

    struct ssh2_protection_keys keys = {
        .iv = { bytes, cipher->cipher.iv_len },
        .key = { bytes, cipher->cipher.key_len },
        .mac_key = { bytes, ssh2_hash_len(mac->mac.hash) },
    };

    SSH2_FUZZ_REQUIRE(ssh2_protection_init(p, &ssh2_memory_default, direction, cipher, mac, &keys),
                      "every cipher goes with every MAC");
}

static void open_ends(struct ends *e, uint8_t cipher_number, uint8_t mac_number)
{
    const struct ssh2_algorithm *cipher = pick(SSH2_ALGORITHM_CIPHER, cipher_number);
    const struct ssh2_algorithm *mac = pick(SSH2_ALGORITHM_MAC, mac_number);

    memset(e, 0, sizeof(*e));
    e->is_plain = cipher == NULL || mac == NULL ||
                  !ssh2_algorithm_is_available(SSH2_ALGORITHM_CIPHER, cipher);
    ssh2_protection_init_plain(&e->sender, &ssh2_memory_default);
    ssh2_protection_init_plain(&e->receiver, &ssh2_memory_default);
    if (!e->is_plain) {
        init(&e->sender, SSH2_CIPHER_ENCRYPT, cipher, mac);
        init(&e->receiver, SSH2_CIPHER_DECRYPT, cipher, mac);
    }
}

static void close_ends(struct ends *e)
{
    ssh2_protection_free(&e->sender);
    ssh2_protection_free(&e->receiver);
}

/* Opens the packet at the head of a copy of wire, first of its beginning and then of all of it. */
static enum ssh2_protection_status receive(struct ends *e, struct ssh2_bytes wire, size_t beginning,
                                           struct ssh2_bytes expected)
{
    uint8_t *block = ssh2_fuzz_block(wire);
    struct ssh2_opened_packet packet;
    enum ssh2_protection_status status =
        ssh2_protection_open(&e->receiver, block, beginning, &packet);

    SSH2_FUZZ_REQUIRE(status != SSH2_PROTECTION_MORE || packet.needed > beginning,
                      "who wants more says how much");
    if (status == SSH2_PROTECTION_MORE)
        status = ssh2_protection_open(&e->receiver, block, wire.len, &packet);
    if (status == SSH2_PROTECTION_OK)
        SSH2_FUZZ_REQUIRE(packet.payload.len > 0 && packet.packet_len <= wire.len &&
                              ssh2_fuzz_is_inside(packet.payload, ssh2_bytes(block, wire.len)),
                          "the payload lies inside the input");
    if (expected.data != NULL)
        SSH2_FUZZ_REQUIRE(status == SSH2_PROTECTION_OK &&
                              ssh2_bytes_equal(packet.payload, expected),
                          "what was sealed is opened");
    free(block);
    return status;
}

/* The next packet of the sender, as it is and then another one with changes over it. */
static void exchange(struct ends *e, struct ssh2_bytes payload, struct ssh2_bytes changes)
{
    size_t len = ssh2_protection_sealed_len(&e->sender, payload.len);
    struct ssh2_bytes nothing = { NULL, 0 };
    uint8_t *wire = malloc(len);
    bool is_changed = false;

    SSH2_FUZZ_REQUIRE(wire != NULL, "there is memory");
    SSH2_FUZZ_REQUIRE(ssh2_protection_seal(&e->sender, &e->pool, &payload, 1, wire) ==
                          SSH2_PROTECTION_OK,
                      "a payload can be sealed");
    (void)receive(e, ssh2_bytes(wire, len), changes.len < len ? changes.len : len, payload);
    SSH2_FUZZ_REQUIRE(ssh2_protection_seal(&e->sender, &e->pool, &payload, 1, wire) ==
                          SSH2_PROTECTION_OK,
                      "a second payload can be sealed");
    for (size_t i = 0; i < len && i < changes.len; i++) {
        wire[i] ^= changes.data[i];
        is_changed |= changes.data[i] != 0;
    }

    enum ssh2_protection_status status =
        receive(e, ssh2_bytes(wire, len), 0, is_changed ? nothing : payload);

    SSH2_FUZZ_REQUIRE(!is_changed || e->is_plain || status != SSH2_PROTECTION_OK,
                      "what was changed is refused");
    free(wire);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ssh2_reader r = ssh2_reader(ssh2_bytes(data, size));
    uint8_t cipher = ssh2_read_byte(&r);
    uint8_t mac = ssh2_read_byte(&r);
    struct ssh2_bytes payload = ssh2_read_string(&r);
    struct ssh2_bytes hostile = ssh2_read_rest(&r);
    struct ssh2_bytes nothing = { NULL, 0 };
    struct ends e;

    open_ends(&e, cipher, mac);
    (void)receive(&e, hostile, payload.len < hostile.len ? payload.len : hostile.len, nothing);
    close_ends(&e);
    if (payload.len == 0 || payload.len > PAYLOAD_MAX_BYTES)
        return 0;
    open_ends(&e, cipher, mac);
    exchange(&e, payload, hostile);
    close_ends(&e);
    return 0;
}
