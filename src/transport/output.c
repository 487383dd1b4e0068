#include "src/transport/transport.h"

#include <stdio.h>

#include "src/crypto/secret.h"
#include "src/packet/transport/disconnect.h"
#include "src/transport/machine.h"
#include "src/transport/protection_modes.h"
#include "src/transport/trace.h"
#include "src/wire/reader.h"
#include "src/wire/writer.h"

/* --- into the output ------------------------------------------------------------------------ */

/* Seals the payload that the parts make into room that was reserved for it. */
static enum ssh2_protection_status seal(struct ssh2_transport *t, const struct ssh2_bytes *parts,
                                        size_t count, uint8_t *room, size_t sealed_len)
{
    if (ssh2_is_traced(t->error, SSH2_TRACE_PACKETS))
        ssh2_trace_packet(t->error->trace, SSH2_TRACE_SENT, parts, count);

    enum ssh2_protection_status status =
        ssh2_protection_seal(&t->out, &t->pool, parts, count, room);

    if (status == SSH2_PROTECTION_OK)
        ssh2_buffer_extend(&t->output, sealed_len);
    return status;
}

static int fail_to_seal(struct ssh2_transport *t, enum ssh2_protection_status status)
{
    if (status == SSH2_PROTECTION_EXHAUSTED)
        return ssh2_transport_fail(t, SSH2_FAULT_KEYS_WORN_OUT,
                                   "2^32 packets were sent without a new key exchange");
    return ssh2_transport_fail(t, SSH2_FAULT_CRYPTO, "encrypting a packet failed");
}

static size_t payload_len(const struct ssh2_bytes *parts, size_t count)
{
    size_t len = 0;

    for (size_t i = 0; i < count; i++)
        len += parts[i].len;
    return len;
}

static int compress(struct ssh2_transport *t, const struct ssh2_bytes *parts, size_t count,
                    struct ssh2_bytes *payload)
{
    switch (ssh2_compress(&t->compressor, parts, count, payload)) {
    case SSH2_COMPRESSION_OK:
        return 0;
    case SSH2_COMPRESSION_NO_MEMORY:
        return ssh2_transport_fail(t, SSH2_FAULT_MEMORY, "no memory to compress a payload");
    default:
        return ssh2_transport_fail(t, SSH2_FAULT_CRYPTO, "compressing a payload failed");
    }
}

int ssh2_transport_put(struct ssh2_transport *t, const struct ssh2_bytes *parts, size_t count)
{
    struct ssh2_bytes compressed;

    if (t->compressor.deflate != NULL) {
        int rc = compress(t, parts, count, &compressed);

        if (rc != 0)
            return rc;
        parts = &compressed;
        count = 1;
    }

    size_t sealed_len = ssh2_protection_sealed_len(&t->out, payload_len(parts, count));
    uint8_t *room = ssh2_buffer_reserve(&t->output, sealed_len);

    if (room == NULL)
        return ssh2_transport_fail(t, SSH2_FAULT_MEMORY, "no memory for a packet of %zu bytes",
                                   sealed_len);

    enum ssh2_protection_status status = seal(t, parts, count, room, sealed_len);

    return status == SSH2_PROTECTION_OK ? 0 : fail_to_seal(t, status);
}

/* Encodes the packet where its ciphertext will lie, so that there is no second place to wipe. */
static enum ssh2_protection_status seal_packet(struct ssh2_transport *t,
                                               const struct ssh2_packet_type *type,
                                               const void *packet, uint8_t *room, size_t len)
{
    struct ssh2_writer w = ssh2_writer(room + SSH2_PACKET_HEADER_BYTES, len);

    ssh2_packet_write(type, &w, packet);
    if (w.status != SSH2_OK)
        return SSH2_PROTECTION_FAILED;

    struct ssh2_bytes payload = ssh2_written(&w);

    return seal(t, &payload, 1, room, ssh2_protection_sealed_len(&t->out, len));
}

/* What is compressed has to lie somewhere else before; it is wiped there, as it may be a password.
 */
static int put_packet_compressed(struct ssh2_transport *t, const struct ssh2_packet_type *type,
                                 const void *packet)
{
    size_t len = ssh2_packet_len(type, packet);
    uint8_t *room = ssh2_buffer_reserve(&t->compressor.plain, len);

    if (room == NULL)
        return ssh2_transport_fail(t, SSH2_FAULT_MEMORY, "no memory for a %s of %zu bytes",
                                   type->name, len);

    struct ssh2_writer w = ssh2_writer(room, len);

    ssh2_packet_write(type, &w, packet);

    struct ssh2_bytes payload = ssh2_written(&w);
    int rc = ssh2_transport_put(t, &payload, 1);

    ssh2_wipe(room, len);
    return rc;
}

int ssh2_transport_put_packet(struct ssh2_transport *t, const struct ssh2_packet_type *type,
                              const void *packet)
{
    if (t->compressor.deflate != NULL)
        return put_packet_compressed(t, type, packet);

    size_t len = ssh2_packet_len(type, packet);
    uint8_t *room = ssh2_buffer_reserve(&t->output, ssh2_protection_sealed_len(&t->out, len));

    if (room == NULL)
        return ssh2_transport_fail(t, SSH2_FAULT_MEMORY, "no memory for a %s of %zu bytes",
                                   type->name, len);

    enum ssh2_protection_status status = seal_packet(t, type, packet, room, len);

    return status == SSH2_PROTECTION_OK ? 0 : fail_to_seal(t, status);
}

struct ssh2_bytes ssh2_transport_output(const struct ssh2_transport *t)
{
    return ssh2_buffer_held(&t->output);
}

void ssh2_transport_output_sent(struct ssh2_transport *t, size_t count)
{
    ssh2_buffer_consume(&t->output, count);
    if (t->death.code == 0)
        (void)ssh2_key_exchange_begin_if_due(t); /* a failure is remembered, here and below */
    if (t->posted_count > 0)
        ssh2_transport_flush_posted(t);
}

/* --- sending -------------------------------------------------------------------------------- */

/* RFC 4253, 7.1: between our KEXINIT and our NEWKEYS nothing but the exchange is sent; before the
 * first NEWKEYS there are no keys to send anything else with. */
static bool state_allows_sending(const struct ssh2_transport *t)
{
    return ssh2_transport_is_settled(t) || t->state == SSH2_STATE_FIRST_NEWKEYS ||
           t->state == SSH2_STATE_REKEY_NEWKEYS;
}

static bool output_is_high(const struct ssh2_transport *t)
{
    return ssh2_transport_output(t).len >= SSH2_OUTPUT_HIGH_WATER_BYTES;
}

bool ssh2_transport_can_send(const struct ssh2_transport *t)
{
    return state_allows_sending(t) && !output_is_high(t);
}

bool ssh2_transport_output_is_full(const struct ssh2_transport *t)
{
    return state_allows_sending(t) && output_is_high(t);
}

static int check_payload(struct ssh2_transport *t, size_t len, size_t part_count)
{
    if (len == 0 || len > SSH2_PAYLOAD_MAX_BYTES)
        return ssh2_fail(t->error, LIBSSH2_ERROR_INVAL,
                         "a payload of %zu bytes cannot be sent: 1 to %u are possible", len,
                         SSH2_PAYLOAD_MAX_BYTES);
    if (part_count > SSH2_PARTS_MAX_COUNT)
        return ssh2_fail(t->error, LIBSSH2_ERROR_INVAL,
                         "a payload of %zu parts cannot be sent: %u are possible", part_count,
                         SSH2_PARTS_MAX_COUNT);
    return 0;
}

/* Whether a payload of the caller's may be put into the output now: 0, EAGAIN or why not. No
 * rekeying begins and no high water counts here: who looked at ssh2_transport_can_send may send
 * several payloads and be sure that all of them go. */
static int prepare_to_send(struct ssh2_transport *t, size_t len, size_t part_count)
{
    if (t->death.code != 0)
        return ssh2_transport_fail_again(t);

    int rc = check_payload(t, len, part_count);

    return rc == 0 && !state_allows_sending(t) ? LIBSSH2_ERROR_EAGAIN : rc;
}

int ssh2_transport_send(struct ssh2_transport *t, const struct ssh2_bytes *parts, size_t count)
{
    int rc = prepare_to_send(t, payload_len(parts, count), count);

    return rc == 0 ? ssh2_transport_put(t, parts, count) : rc;
}

int ssh2_transport_send_packet(struct ssh2_transport *t, const struct ssh2_packet_type *type,
                               const void *packet)
{
    int rc = prepare_to_send(t, ssh2_packet_len(type, packet), 1);

    return rc == 0 ? ssh2_transport_put_packet(t, type, packet) : rc;
}

/* --- posting -------------------------------------------------------------------------------- */

/* A payload in the queue: its length as a uint32, then itself. */
static int queue(struct ssh2_transport *t, const struct ssh2_packet_type *type, const void *packet)
{
    size_t len = SSH2_LENGTH_FIELD_BYTES + ssh2_packet_len(type, packet);

    if (t->posted_count >= SSH2_POSTED_MAX_COUNT)
        return ssh2_transport_fail(t, SSH2_FAULT_FLOOD,
                                   "the peer asks for answers while it keeps %u from being sent",
                                   SSH2_POSTED_MAX_COUNT);

    uint8_t *room = ssh2_buffer_reserve(&t->posted, len);

    if (room == NULL)
        return ssh2_transport_fail(t, SSH2_FAULT_MEMORY, "no memory for a %s that waits",
                                   type->name);

    struct ssh2_writer w = ssh2_writer(room, len);

    ssh2_write_uint32(&w, (uint32_t)(len - SSH2_LENGTH_FIELD_BYTES));
    ssh2_packet_write(type, &w, packet);
    ssh2_buffer_extend(&t->posted, w.len);
    t->posted_count++;
    return 0;
}

int ssh2_transport_post_packet(struct ssh2_transport *t, const struct ssh2_packet_type *type,
                               const void *packet)
{
    if (t->death.code != 0)
        return ssh2_transport_fail_again(t);

    int rc = check_payload(t, ssh2_packet_len(type, packet), 1);

    if (rc != 0)
        return rc;
    if (t->posted_count == 0 && ssh2_transport_can_send(t))
        return ssh2_transport_put_packet(t, type, packet);
    return queue(t, type, packet);
}

int ssh2_transport_flush_posted(struct ssh2_transport *t)
{
    int rc = 0;

    while (rc == 0 && t->posted_count > 0 && ssh2_transport_can_send(t)) {
        struct ssh2_reader r = ssh2_reader(ssh2_buffer_held(&t->posted));
        struct ssh2_bytes payload = ssh2_read_string(&r);

        rc = ssh2_transport_put(t, &payload, 1);
        ssh2_buffer_consume(&t->posted, SSH2_LENGTH_FIELD_BYTES + payload.len);
        t->posted_count--;
    }
    return rc;
}

/* --- ending --------------------------------------------------------------------------------- */

int ssh2_transport_die(struct ssh2_transport *t)
{
    t->death = *t->error;
    t->state = SSH2_STATE_CLOSED;
    return t->death.code;
}

int ssh2_transport_fail_again(struct ssh2_transport *t)
{
    *t->error = t->death;
    return t->death.code;
}

/* The last packet, if it can be sent at all. The connection has ended already, so that a failure
 * changes nothing any more. */
static void try_to_put_disconnect(struct ssh2_transport *t,
                                  const struct ssh2_disconnect *disconnect)
{
    if (t->is_started && ssh2_disconnect_len(disconnect) <= SSH2_PAYLOAD_MAX_BYTES)
        (void)ssh2_transport_put_packet(t, ssh2_disconnect_type(), disconnect);
}

/* Ends the connection with what is in the error slot; the peer is told the same. */
static int end(struct ssh2_transport *t, uint32_t reason)
{
    struct ssh2_disconnect disconnect = { .reason_code = reason,
                                          .description = ssh2_text(t->error->message) };

    if (t->death.code != 0)
        return ssh2_transport_fail_again(t);
    ssh2_transport_die(t);
    try_to_put_disconnect(t, &disconnect);
    return t->death.code;
}

int ssh2_transport_fail(struct ssh2_transport *t, enum ssh2_fault fault, const char *format, ...)
{
    struct ssh2_fault_verdict verdict = ssh2_fault_verdict(fault);
    va_list arguments;

    va_start(arguments, format);
    ssh2_fail_v(t->error, verdict.code, format, arguments);
    va_end(arguments);
    return end(t, verdict.reason);
}

int ssh2_transport_fail_as_stored(struct ssh2_transport *t, enum ssh2_fault fault)
{
    if (t->error->code == LIBSSH2_ERROR_ALLOC)
        fault = SSH2_FAULT_MEMORY;

    struct ssh2_fault_verdict verdict = ssh2_fault_verdict(fault);

    t->error->code = verdict.code;
    return end(t, verdict.reason);
}

int ssh2_transport_refuse(struct ssh2_transport *t, int code, uint32_t reason, const char *format,
                          ...)
{
    va_list arguments;

    va_start(arguments, format);
    ssh2_fail_v(t->error, code, format, arguments);
    va_end(arguments);
    return end(t, reason);
}

int ssh2_transport_disconnect(struct ssh2_transport *t, uint32_t reason,
                              struct ssh2_bytes description, struct ssh2_bytes language_tag)
{
    struct ssh2_disconnect disconnect = { .reason_code = reason,
                                          .description = description,
                                          .language_tag = language_tag };

    if (t->death.code != 0)
        return 0;
    ssh2_fail(t->error, LIBSSH2_ERROR_SOCKET_DISCONNECT, "the connection was ended by this side");
    ssh2_transport_die(t);
    try_to_put_disconnect(t, &disconnect);
    return 0;
}
