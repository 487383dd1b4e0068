#include "src/transport/protection.h"

#include <string.h>

#include "src/crypto/secret.h"
#include "src/transport/protection_modes.h"
#include "src/wire/reader.h"
#include "src/wire/writer.h"

/* What the modes have in common: keys, lengths, padding, counting. */

/* The least value of packet_length: padding_length, one byte of payload, the least padding. */
#define PACKET_LENGTH_MIN_BYTES (1u + 1u + SSH2_PADDING_MIN_BYTES)

void ssh2_protection_init_plain(struct ssh2_packet_protection *p, const struct ssh2_memory *memory)
{
    *p = (struct ssh2_packet_protection){ .memory = memory,
                                          .mode = &ssh2_mode_plain,
                                          .alignment = SSH2_PACKET_ALIGNMENT,
                                          .head_len = SSH2_LENGTH_FIELD_BYTES };
}

static bool init_with_mac(struct ssh2_packet_protection *p, enum ssh2_cipher_direction direction,
                          enum ssh2_cipher_kind kind, const struct ssh2_algorithm *mac,
                          const struct ssh2_protection_keys *keys)
{
    if (mac->mac.encrypt_then_mac) {
        p->mode = &ssh2_mode_encrypt_then_mac;
    } else {
        p->mode = ssh2_cipher_is_chained(kind) ? &ssh2_mode_encrypt_and_mac_cbc
                                               : &ssh2_mode_encrypt_and_mac;
        p->head_len = p->alignment; /* the length is in the first block */
    }
    p->tag_len = mac->mac.tag_len;
    if (keys->mac_key.len != ssh2_hash_len(mac->mac.hash))
        return false;
    p->cipher = ssh2_cipher_new(p->memory, kind, direction, keys->key, keys->iv);
    p->mac = ssh2_mac_new(p->memory, mac->mac.hash, keys->mac_key);
    return p->cipher != NULL && p->mac != NULL;
}

static bool init_gcm(struct ssh2_packet_protection *p, enum ssh2_cipher_direction direction,
                     const struct ssh2_protection_keys *keys)
{
    if (keys->iv.len != sizeof(p->nonce))
        return false;
    memcpy(p->nonce, keys->iv.data, sizeof(p->nonce));
    p->mode = &ssh2_mode_gcm;
    p->tag_len = SSH2_GCM_TAG_BYTES;
    p->gcm = ssh2_gcm_new(p->memory, direction, keys->key);
    return p->gcm != NULL;
}

static bool init_chachapoly(struct ssh2_packet_protection *p,
                            const struct ssh2_protection_keys *keys)
{
    if (keys->key.len != SSH2_CHACHAPOLY_KEY_BYTES)
        return false;
    p->mode = &ssh2_mode_chachapoly;
    p->tag_len = SSH2_CHACHAPOLY_TAG_BYTES;
    p->chachapoly = ssh2_chachapoly_new(p->memory, keys->key.data);
    return p->chachapoly != NULL;
}

static bool init_by_algorithm(struct ssh2_packet_protection *p,
                              enum ssh2_cipher_direction direction,
                              const struct ssh2_algorithm *cipher,
                              const struct ssh2_algorithm *mac,
                              const struct ssh2_protection_keys *keys)
{
    switch (cipher->cipher.protection) {
    case SSH2_PROTECTION_GCM:
        return init_gcm(p, direction, keys);
    case SSH2_PROTECTION_CHACHAPOLY:
        return init_chachapoly(p, keys);
    case SSH2_PROTECTION_CIPHER_AND_MAC:
        return init_with_mac(p, direction, cipher->cipher.kind, mac, keys);
    }
    return false;
}

bool ssh2_protection_init(struct ssh2_packet_protection *p, const struct ssh2_memory *memory,
                          enum ssh2_cipher_direction direction,
                          const struct ssh2_algorithm *cipher, const struct ssh2_algorithm *mac,
                          const struct ssh2_protection_keys *keys)
{
    ssh2_protection_init_plain(p, memory);
    p->alignment = cipher->cipher.block_len;
    if (init_by_algorithm(p, direction, cipher, mac, keys))
        return true;
    ssh2_protection_free(p);
    return false;
}

void ssh2_protection_free(struct ssh2_packet_protection *p)
{
    ssh2_cipher_free(p->cipher);
    ssh2_mac_free(p->mac);
    ssh2_gcm_free(p->gcm);
    ssh2_chachapoly_free(p->chachapoly);
    ssh2_wipe(p->nonce, sizeof(p->nonce));
    ssh2_protection_init_plain(p, p->memory);
}

void ssh2_protection_replace(struct ssh2_packet_protection *p, struct ssh2_packet_protection *next,
                             bool restart_sequence)
{
    struct ssh2_packet_protection previous = *p;

    *p = *next;
    p->sequence_number = restart_sequence ? 0 : previous.sequence_number;
    p->accept_bad_mac = previous.accept_bad_mac;
    p->accept_context = previous.accept_context;
    ssh2_wipe(next->nonce, sizeof(next->nonce));
    ssh2_protection_init_plain(next, p->memory);
    ssh2_protection_free(&previous);
}

static void count_packet(struct ssh2_packet_protection *p, size_t packet_len)
{
    p->sequence_number++; /* modulo 2^32: RFC 4253, 6.4 */
    p->packet_count++;
    p->byte_count += packet_len;
}

/* What of the length field counts towards the alignment. */
static size_t aligned_length_field(const struct ssh2_packet_protection *p)
{
    return p->mode->length_is_apart ? 0 : SSH2_LENGTH_FIELD_BYTES;
}

/* --- sealing -------------------------------------------------------------------------------- */

static size_t padding_len(const struct ssh2_packet_protection *p, size_t payload_len)
{
    size_t unpadded = aligned_length_field(p) + 1 + payload_len;
    size_t padding = p->alignment - unpadded % p->alignment;

    return padding < SSH2_PADDING_MIN_BYTES ? padding + p->alignment : padding;
}

static size_t packet_len(const struct ssh2_packet_protection *p, size_t packet_length)
{
    return SSH2_LENGTH_FIELD_BYTES + packet_length + p->tag_len;
}

size_t ssh2_protection_sealed_len(const struct ssh2_packet_protection *p, size_t payload_len)
{
    return packet_len(p, 1 + payload_len + padding_len(p, payload_len));
}

enum ssh2_protection_status ssh2_protection_seal(struct ssh2_packet_protection *p,
                                                 struct ssh2_random_pool *pool,
                                                 const struct ssh2_bytes *parts, size_t part_count,
                                                 uint8_t *out)
{
    uint8_t padding[SSH2_PADDING_MIN_BYTES + SSH2_CIPHER_BLOCK_MAX_BYTES];
    struct ssh2_unsealed_packet packet;
    size_t payload_len = 0;

    if (p->packet_count >= SSH2_PACKETS_PER_KEY_MAX_COUNT)
        return SSH2_PROTECTION_EXHAUSTED;
    packet.span_count = 1;
    for (size_t i = 0; i < part_count; i++) {
        packet.spans[packet.span_count++] = parts[i];
        payload_len += parts[i].len;
    }

    size_t padding_length = padding_len(p, payload_len);

    if (!ssh2_random_pool_take(pool, padding, padding_length))
        return SSH2_PROTECTION_FAILED;
    packet.spans[packet.span_count++] = ssh2_bytes(padding, padding_length);
    packet.packet_length = 1 + payload_len + padding_length;

    struct ssh2_writer header = ssh2_writer(packet.header, sizeof(packet.header));

    ssh2_write_uint32(&header, (uint32_t)packet.packet_length);
    ssh2_write_byte(&header, (uint8_t)padding_length);
    if (!p->mode->seal(p, &packet, out))
        return SSH2_PROTECTION_FAILED;
    count_packet(p, packet_len(p, packet.packet_length));
    return SSH2_PROTECTION_OK;
}

/* --- opening -------------------------------------------------------------------------------- */

/* Threats P1, P2, P6: the length is judged before anything is added to it or waited for. */
static bool length_is_good(const struct ssh2_packet_protection *p)
{
    return p->packet_length >= PACKET_LENGTH_MIN_BYTES &&
           p->packet_length <= SSH2_PACKET_LENGTH_MAX_BYTES &&
           (aligned_length_field(p) + p->packet_length) % p->alignment == 0;
}

static enum ssh2_protection_status learn_length(struct ssh2_packet_protection *p, uint8_t *data)
{
    uint8_t length[SSH2_LENGTH_FIELD_BYTES];

    if (!p->mode->open_length(p, data, length))
        return SSH2_PROTECTION_FAILED;

    struct ssh2_reader r = ssh2_reader(ssh2_bytes(length, sizeof(length)));

    p->packet_length = ssh2_read_uint32(&r);
    p->length_is_known = true;
    return length_is_good(p) ? SSH2_PROTECTION_OK : SSH2_PROTECTION_BAD_LENGTH;
}

/* RFC 4253, 6: at least 4 bytes of padding; threats P3 to P5, P9 and P10. */
static enum ssh2_protection_status find_payload(const struct ssh2_packet_protection *p,
                                                const uint8_t *data, struct ssh2_bytes *payload)
{
    size_t padding_length = data[SSH2_LENGTH_FIELD_BYTES];
    size_t both = p->packet_length - 1; /* payload and padding; length_is_good() keeps it above 0 */

    if (padding_length < SSH2_PADDING_MIN_BYTES || padding_length >= both)
        return SSH2_PROTECTION_BAD_PADDING;
    *payload = ssh2_bytes(data + SSH2_PACKET_HEADER_BYTES, both - padding_length);
    return SSH2_PROTECTION_OK;
}

static enum ssh2_protection_status open_whole(struct ssh2_packet_protection *p, uint8_t *data,
                                              struct ssh2_bytes *payload)
{
    enum ssh2_protection_status verdict = p->mode->open(p, data);
    bool is_disputed = verdict == SSH2_PROTECTION_BAD_MAC && p->mac != NULL &&
                       p->accept_bad_mac != NULL;

    if (verdict == SSH2_PROTECTION_OK)
        return find_payload(p, data, payload);
    if (is_disputed && find_payload(p, data, payload) == SSH2_PROTECTION_OK &&
        p->accept_bad_mac(p->accept_context, *payload))
        return SSH2_PROTECTION_OK;
    return verdict;
}

/* Threat P11: what the peer sees of a changed CBC block must not tell what it decrypts to. So the
 * packet is refused only when as much as the largest packet has come in, and always for its MAC.
 * (In CTR mode the change is known to whoever makes it: nothing to hide.) */
static enum ssh2_protection_status condemn(struct ssh2_packet_protection *p, const uint8_t *data,
                                           size_t len, struct ssh2_opened_packet *out)
{
    size_t limit = packet_len(p, SSH2_PACKET_LENGTH_MAX_BYTES);

    *out = (struct ssh2_opened_packet){ 0 };
    p->is_condemned = true;
    if (len < limit) {
        out->needed = limit;
        return SSH2_PROTECTION_MORE;
    }
    /* As much work as a packet of that size would be; what it finds does not matter. */
    (void)ssh2_protection_check_mac(p, data, limit - p->tag_len);
    return SSH2_PROTECTION_BAD_MAC;
}

static enum ssh2_protection_status try_to_open(struct ssh2_packet_protection *p, uint8_t *data,
                                               size_t len, struct ssh2_opened_packet *out)
{
    enum ssh2_protection_status status = SSH2_PROTECTION_OK;

    out->needed = p->head_len;
    if (!p->length_is_known && len < p->head_len)
        return SSH2_PROTECTION_MORE;
    if (!p->length_is_known)
        status = learn_length(p, data);
    if (status != SSH2_PROTECTION_OK)
        return status;

    out->needed = packet_len(p, p->packet_length);
    if (len < out->needed)
        return SSH2_PROTECTION_MORE;
    return open_whole(p, data, &out->payload);
}

enum ssh2_protection_status ssh2_protection_open(struct ssh2_packet_protection *p, uint8_t *data,
                                                 size_t len, struct ssh2_opened_packet *out)
{
    *out = (struct ssh2_opened_packet){ 0 };
    if (p->is_condemned)
        return condemn(p, data, len, out);
    if (p->packet_count >= SSH2_PACKETS_PER_KEY_MAX_COUNT)
        return SSH2_PROTECTION_EXHAUSTED;

    enum ssh2_protection_status status = try_to_open(p, data, len, out);

    if (status == SSH2_PROTECTION_MORE)
        return status;
    if (p->mode->hides_errors &&
        (status == SSH2_PROTECTION_BAD_LENGTH || status == SSH2_PROTECTION_BAD_MAC))
        return condemn(p, data, len, out);
    if (status != SSH2_PROTECTION_OK) {
        *out = (struct ssh2_opened_packet){ 0 };
        return status;
    }
    out->sequence_number = p->sequence_number;
    out->packet_len = out->needed;
    out->needed = 0;
    p->length_is_known = false;
    count_packet(p, out->packet_len);
    return SSH2_PROTECTION_OK;
}
