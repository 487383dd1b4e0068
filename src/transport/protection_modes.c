#include "src/transport/protection_modes.h"

#include <string.h>

#include "src/crypto/secret.h"
#include "src/wire/writer.h"

/* The body: what is behind the length field and before the tag. */
static struct ssh2_bytes padding_length_field(const struct ssh2_unsealed_packet *packet)
{
    return ssh2_bytes(packet->header + SSH2_LENGTH_FIELD_BYTES, 1);
}

static bool length_is_plain(struct ssh2_packet_protection *p, uint8_t *data,
                            uint8_t length[SSH2_LENGTH_FIELD_BYTES])
{
    (void)p;
    memcpy(length, data, SSH2_LENGTH_FIELD_BYTES);
    return true;
}

/* --- no protection: before the first NEWKEYS ------------------------------------------------ */

static bool seal_plain(struct ssh2_packet_protection *p, struct ssh2_unsealed_packet *packet,
                       uint8_t *out)
{
    (void)p;
    packet->spans[0] = ssh2_bytes(packet->header, sizeof(packet->header));
    for (size_t i = 0; i < packet->span_count; i++) {
        if (packet->spans[i].len > 0)
            memcpy(out, packet->spans[i].data, packet->spans[i].len);
        out += packet->spans[i].len;
    }
    return true;
}

static enum ssh2_protection_status open_plain(struct ssh2_packet_protection *p, uint8_t *data)
{
    (void)p;
    (void)data;
    return SSH2_PROTECTION_OK;
}

/* --- the MAC: RFC 4253, 6.4 ----------------------------------------------------------------- */

/* MAC(key, sequence_number || spans) to out, which takes the longest. */
static bool make_mac(struct ssh2_packet_protection *p, const struct ssh2_bytes *spans,
                     size_t span_count, uint8_t out[SSH2_HASH_MAX_BYTES])
{
    uint8_t number[4];
    struct ssh2_writer w = ssh2_writer(number, sizeof(number));

    ssh2_write_uint32(&w, p->sequence_number);
    if (!ssh2_mac_start(p->mac) || !ssh2_mac_update(p->mac, ssh2_written(&w)))
        return false;
    for (size_t i = 0; i < span_count; i++)
        if (!ssh2_mac_update(p->mac, spans[i]))
            return false;
    return ssh2_mac_final(p->mac, out);
}

/* As much of it as is sent. */
static bool append_mac(struct ssh2_packet_protection *p, const struct ssh2_bytes *spans,
                       size_t span_count, uint8_t *out)
{
    uint8_t mac[SSH2_HASH_MAX_BYTES];
    bool ok = make_mac(p, spans, span_count, mac);

    if (ok)
        memcpy(out, mac, p->tag_len);
    return ok;
}

enum ssh2_protection_status ssh2_protection_check_mac(struct ssh2_packet_protection *p,
                                                      const uint8_t *data, size_t len)
{
    struct ssh2_bytes span = { data, len };
    uint8_t expected[SSH2_HASH_MAX_BYTES];
    enum ssh2_protection_status status = SSH2_PROTECTION_FAILED;

    if (make_mac(p, &span, 1, expected))
        status = ssh2_secret_equal(expected, data + len, p->tag_len) ? SSH2_PROTECTION_OK
                                                                     : SSH2_PROTECTION_BAD_MAC;
    ssh2_wipe(expected, sizeof(expected));
    return status;
}

/* Whether a packet with this verdict on its MAC is decrypted. */
static bool is_decrypted(const struct ssh2_packet_protection *p,
                         enum ssh2_protection_status mac_verdict)
{
    return mac_verdict == SSH2_PROTECTION_OK ||
           (mac_verdict == SSH2_PROTECTION_BAD_MAC && p->accept_bad_mac != NULL);
}

/* --- encrypt and MAC ------------------------------------------------------------------------ */

static bool seal_encrypt_and_mac(struct ssh2_packet_protection *p,
                                 struct ssh2_unsealed_packet *packet, uint8_t *out)
{
    packet->spans[0] = ssh2_bytes(packet->header, sizeof(packet->header));
    return append_mac(p, packet->spans, packet->span_count,
                      out + SSH2_LENGTH_FIELD_BYTES + packet->packet_length) &&
           ssh2_cipher_crypt_spans(p->cipher, packet->spans, packet->span_count, out);
}

static bool decrypt_head(struct ssh2_packet_protection *p, uint8_t *data,
                         uint8_t length[SSH2_LENGTH_FIELD_BYTES])
{
    return ssh2_cipher_crypt(p->cipher, data, data, p->head_len) &&
           length_is_plain(p, data, length);
}

static enum ssh2_protection_status open_encrypt_and_mac(struct ssh2_packet_protection *p,
                                                        uint8_t *data)
{
    size_t len = SSH2_LENGTH_FIELD_BYTES + p->packet_length;

    if (len > p->head_len &&
        !ssh2_cipher_crypt(p->cipher, data + p->head_len, data + p->head_len, len - p->head_len))
        return SSH2_PROTECTION_FAILED;
    return ssh2_protection_check_mac(p, data, len);
}

/* --- encrypt, then MAC: OpenSSH's PROTOCOL, 1.5 --------------------------------------------- */

static bool seal_encrypt_then_mac(struct ssh2_packet_protection *p,
                                  struct ssh2_unsealed_packet *packet, uint8_t *out)
{
    struct ssh2_bytes sealed = { out, SSH2_LENGTH_FIELD_BYTES + packet->packet_length };

    packet->spans[0] = padding_length_field(packet);
    memcpy(out, packet->header, SSH2_LENGTH_FIELD_BYTES);
    return ssh2_cipher_crypt_spans(p->cipher, packet->spans, packet->span_count,
                                   out + SSH2_LENGTH_FIELD_BYTES) &&
           append_mac(p, &sealed, 1, out + sealed.len);
}

static enum ssh2_protection_status open_encrypt_then_mac(struct ssh2_packet_protection *p,
                                                         uint8_t *data)
{
    uint8_t *body = data + SSH2_LENGTH_FIELD_BYTES;
    enum ssh2_protection_status verdict =
        ssh2_protection_check_mac(p, data, SSH2_LENGTH_FIELD_BYTES + p->packet_length);

    if (is_decrypted(p, verdict) && !ssh2_cipher_crypt(p->cipher, body, body, p->packet_length))
        return SSH2_PROTECTION_FAILED;
    return verdict;
}

/* --- AES-GCM: RFC 5647, 7 ------------------------------------------------------------------- */

/* RFC 5647, 7.1: the last 8 bytes count the packets; the first 4 are fixed, also when the counter
 * wraps (threat P16). A connection ends or changes keys before the counter comes round. */
static void advance_nonce(uint8_t nonce[SSH2_GCM_NONCE_BYTES])
{
    const size_t fixed_len = 4;

    for (size_t i = SSH2_GCM_NONCE_BYTES; i > fixed_len; i--)
        if (++nonce[i - 1] != 0)
            return;
}

static bool seal_gcm(struct ssh2_packet_protection *p, struct ssh2_unsealed_packet *packet,
                     uint8_t *out)
{
    struct ssh2_bytes length = { packet->header, SSH2_LENGTH_FIELD_BYTES };

    packet->spans[0] = padding_length_field(packet);
    memcpy(out, length.data, length.len);
    if (!ssh2_gcm_seal(p->gcm, p->nonce, length, packet->spans, packet->span_count,
                       out + length.len))
        return false;
    advance_nonce(p->nonce);
    return true;
}

static enum ssh2_protection_status open_gcm(struct ssh2_packet_protection *p, uint8_t *data)
{
    struct ssh2_bytes length = { data, SSH2_LENGTH_FIELD_BYTES };
    uint8_t *body = data + length.len;

    if (!ssh2_gcm_open(p->gcm, p->nonce, length,
                       ssh2_bytes(body, p->packet_length + SSH2_GCM_TAG_BYTES), body))
        return SSH2_PROTECTION_BAD_MAC;
    advance_nonce(p->nonce);
    return SSH2_PROTECTION_OK;
}

/* --- ChaCha20 and Poly1305 ------------------------------------------------------------------ */

static bool seal_chachapoly(struct ssh2_packet_protection *p, struct ssh2_unsealed_packet *packet,
                            uint8_t *out)
{
    packet->spans[0] = padding_length_field(packet);
    return ssh2_chachapoly_seal(p->chachapoly, p->sequence_number, packet->header, packet->spans,
                                packet->span_count, out);
}

static bool decrypt_length(struct ssh2_packet_protection *p, uint8_t *data,
                           uint8_t length[SSH2_LENGTH_FIELD_BYTES])
{
    return ssh2_chachapoly_decrypt_length(p->chachapoly, p->sequence_number, data, length);
}

static enum ssh2_protection_status open_chachapoly(struct ssh2_packet_protection *p, uint8_t *data)
{
    struct ssh2_bytes sealed = { data, SSH2_LENGTH_FIELD_BYTES + p->packet_length +
                                           SSH2_CHACHAPOLY_TAG_BYTES };

    return ssh2_chachapoly_open(p->chachapoly, p->sequence_number, sealed,
                                data + SSH2_LENGTH_FIELD_BYTES)
               ? SSH2_PROTECTION_OK
               : SSH2_PROTECTION_BAD_MAC;
}

/* --- the table ------------------------------------------------------------------------------ */

const struct ssh2_protection_mode ssh2_mode_plain = { false, false, seal_plain, length_is_plain,
                                                      open_plain };
const struct ssh2_protection_mode ssh2_mode_encrypt_and_mac = {
    false, false, seal_encrypt_and_mac, decrypt_head, open_encrypt_and_mac
};
const struct ssh2_protection_mode ssh2_mode_encrypt_and_mac_cbc = {
    false, true, seal_encrypt_and_mac, decrypt_head, open_encrypt_and_mac
};
const struct ssh2_protection_mode ssh2_mode_encrypt_then_mac = {
    true, false, seal_encrypt_then_mac, length_is_plain, open_encrypt_then_mac
};
const struct ssh2_protection_mode ssh2_mode_gcm = { true, false, seal_gcm, length_is_plain,
                                                    open_gcm };
const struct ssh2_protection_mode ssh2_mode_chachapoly = { true, false, seal_chachapoly,
                                                           decrypt_length, open_chachapoly };
