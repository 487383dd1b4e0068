#include "src/transport/pair.h"

#include <stdlib.h>
#include <string.h>

#include <openssl/evp.h>
#include <openssl/pem.h>

#include "src/crypto/pem.h"
#include "src/packet/connection/channel_data.h"
#include "src/wire/reader.h"
#include "src/wire/writer.h"

/* --- keys ----------------------------------------------------------------------------------- */

#define KEY_KINDS (SSH2_KEY_RSA + 1)

static EVP_PKEY *generate(enum ssh2_key_kind kind)
{
    switch (kind) {
    case SSH2_KEY_ED25519:
        return EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
    case SSH2_KEY_ECDSA_P256:
        return EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
    case SSH2_KEY_ECDSA_P384:
        return EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-384");
    case SSH2_KEY_ECDSA_P521:
        return EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-521");
    case SSH2_KEY_RSA:
        return EVP_PKEY_Q_keygen(NULL, NULL, "RSA", (size_t)2048);
    case SSH2_KEY_DSA: /* we have no private keys of this kind */
        break;
    }
    return NULL;
}

/* The key as PEM text, made when first asked for. */
static struct ssh2_bytes pem_of(enum ssh2_key_kind kind)
{
    static BIO *texts[KEY_KINDS];
    char *text;

    if (texts[kind] == NULL) {
        EVP_PKEY *key = generate(kind);
        BIO *bio = BIO_new(BIO_s_mem());

        if (key == NULL || bio == NULL ||
            !PEM_write_bio_PrivateKey(bio, key, NULL, NULL, 0, NULL, NULL))
            abort();
        texts[kind] = bio;
        EVP_PKEY_free(key);
    }

    long len = BIO_get_mem_data(texts[kind], &text);

    return ssh2_bytes(text, (size_t)len);
}

struct ssh2_private_key *ssh2_pair_host_key(const struct ssh2_memory *memory,
                                            enum ssh2_key_kind kind)
{
    struct ssh2_private_key *key;

    ssh2_pem_load(memory, pem_of(kind), ssh2_bytes(NULL, 0), SSH2_RSA_MIN_BITS_DEFAULT, &key);
    return key;
}

/* --- life ----------------------------------------------------------------------------------- */

bool ssh2_pair_init_with_key(struct ssh2_pair *pair, const struct ssh2_memory *memory,
                             enum ssh2_key_kind kind)
{
    struct ssh2_private_key *key = ssh2_pair_host_key(memory, kind);

    *pair = (struct ssh2_pair){ .client.rc = LIBSSH2_ERROR_EAGAIN,
                                .server.rc = LIBSSH2_ERROR_EAGAIN };
    pair->client.transport = ssh2_transport_new(SSH2_CLIENT, memory, &pair->client.error);
    pair->server.transport = ssh2_transport_new(SSH2_SERVER, memory, &pair->server.error);
    if (key != NULL && pair->server.transport != NULL &&
        ssh2_transport_add_host_key(pair->server.transport, key) == 0)
        return pair->client.transport != NULL;
    ssh2_private_key_free(key);
    return false;
}

bool ssh2_pair_init(struct ssh2_pair *pair, const struct ssh2_memory *memory)
{
    return ssh2_pair_init_with_key(pair, memory, SSH2_KEY_ED25519);
}

void ssh2_pair_free(struct ssh2_pair *pair)
{
    ssh2_transport_free(pair->client.transport);
    ssh2_transport_free(pair->server.transport);
    free(pair->client.events);
    free(pair->server.events);
}

/* --- events --------------------------------------------------------------------------------- */

static void keep_event(struct ssh2_pair_end *end, struct ssh2_bytes payload)
{
    size_t len = end->events_len + 4 + payload.len;

    end->events = realloc(end->events, len);
    if (end->events == NULL)
        abort();

    struct ssh2_writer w = ssh2_writer(end->events + end->events_len, 4 + payload.len);

    ssh2_write_string(&w, payload);
    end->events_len = len;
    end->event_count++;
}

struct ssh2_bytes ssh2_pair_event(const struct ssh2_pair_end *end, size_t index)
{
    struct ssh2_reader r = ssh2_reader(ssh2_bytes(end->events, end->events_len));
    struct ssh2_bytes payload = { NULL, 0 };

    for (size_t i = 0; i <= index && i < end->event_count; i++)
        payload = ssh2_read_string(&r);
    return index < end->event_count ? payload : ssh2_bytes(NULL, 0);
}

/* --- the wire ------------------------------------------------------------------------------- */

static void work(struct ssh2_pair_end *end)
{
    struct ssh2_bytes payload;

    while ((end->rc = ssh2_transport_next(end->transport, &payload)) == 0)
        keep_event(end, payload);
}

size_t ssh2_pair_inject(struct ssh2_pair_end *to, struct ssh2_bytes bytes)
{
    size_t taken = 0;

    while (taken < bytes.len && !ssh2_transport_is_dead(to->transport)) {
        size_t len;
        uint8_t *space = ssh2_transport_input_space(to->transport, &len);

        if (space == NULL) {
            to->rc = to->error.code;
            return taken;
        }
        if (len > bytes.len - taken)
            len = bytes.len - taken;
        memcpy(space, bytes.data + taken, len);
        ssh2_transport_input_filled(to->transport, len);
        taken += len;
        work(to);
    }
    return taken;
}

size_t ssh2_pair_deliver(struct ssh2_pair_end *from, struct ssh2_pair_end *to, size_t count)
{
    struct ssh2_bytes output = ssh2_transport_output(from->transport);

    if (count > output.len)
        count = output.len;
    count = ssh2_pair_inject(to, ssh2_bytes(output.data, count));
    ssh2_transport_output_sent(from->transport, count);
    return count;
}

void ssh2_pair_run(struct ssh2_pair *pair, size_t chunk)
{
    while (ssh2_pair_deliver(&pair->client, &pair->server, chunk) +
               ssh2_pair_deliver(&pair->server, &pair->client, chunk) >
           0)
        ;
}

bool ssh2_pair_shake_hands(struct ssh2_pair *pair, enum ssh2_stage stage)
{
    pair->client.rc = ssh2_transport_start(pair->client.transport);
    pair->server.rc = ssh2_transport_start(pair->server.transport);
    ssh2_pair_run(pair, SIZE_MAX);
    ssh2_transport_set_stage(pair->client.transport, stage);
    ssh2_transport_set_stage(pair->server.transport, stage);
    return ssh2_transport_is_established(pair->client.transport) &&
           ssh2_transport_is_established(pair->server.transport);
}

/* --- data ----------------------------------------------------------------------------------- */

#define DATA_MAX_BYTES 32768u

static uint8_t data_byte(size_t serial)
{
    return (uint8_t)(serial % 251); /* a prime, so that no power of two hides a mistake */
}

int ssh2_pair_send_data(struct ssh2_pair_end *from, size_t serial, size_t len)
{
    uint8_t header[9], data[DATA_MAX_BYTES];
    struct ssh2_writer w = ssh2_writer(header, sizeof(header));

    if (len > sizeof(data))
        abort();
    memset(data, data_byte(serial), len);
    ssh2_write_byte(&w, SSH_MSG_CHANNEL_DATA);
    ssh2_write_uint32(&w, (uint32_t)serial);
    ssh2_write_uint32(&w, (uint32_t)len);

    struct ssh2_bytes parts[] = { ssh2_written(&w), { data, len } };

    return ssh2_transport_send(from->transport, parts, 2);
}

bool ssh2_pair_is_data(struct ssh2_bytes payload, size_t serial, size_t len)
{
    struct ssh2_channel_data message;
    bool is_data = ssh2_channel_data_parse(payload, &message) == SSH2_OK &&
                   message.recipient_channel == serial && message.data.len == len;

    for (size_t i = 0; is_data && i < len; i++)
        is_data = message.data.data[i] == data_byte(serial);
    return is_data;
}
