#include "src/oracle/publickey_peer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/packet/publickey/pkss_add.h"
#include "src/packet/publickey/pkss_add_v1.h"
#include "src/packet/publickey/pkss_attribute.h"
#include "src/packet/publickey/pkss_list.h"
#include "src/packet/publickey/pkss_listattributes.h"
#include "src/packet/publickey/pkss_publickey.h"
#include "src/packet/publickey/pkss_publickey_v1.h"
#include "src/packet/publickey/pkss_remove.h"
#include "src/packet/publickey/pkss_status.h"
#include "src/packet/publickey/pkss_unknown_request.h"
#include "src/packet/publickey/pkss_version.h"
#include "src/wire/reader.h"
#include "src/wire/writer.h"

#define OUR_VERSION 2u
#define PACKET_MAX_BYTES (1u << 20)
#define NUMBERED_MAX_BYTES 32u

struct key {
    uint8_t *packet;           /* memory of the views below; NULL: there is no key here */
    struct ssh2_pkss_add form; /* name, blob and attributes; a comment of version 1 is one */
};

struct peer {
    struct ssh2_publickey_peer_settings settings;
    uint32_t version; /* spoken; 0 before the client told its own */
    bool is_over;
    struct key keys[SSH2_PUBLICKEY_PEER_KEYS_MAX_COUNT];
    struct ssh2_outgoing input, output;
};

/* Responses */

static void say_bytes(struct peer *p, struct ssh2_bytes bytes)
{
    p->is_over |= !ssh2_outgoing_add(&p->output, bytes);
}

static void say(struct peer *p, const struct ssh2_packet_type *type, const void *packet)
{
    size_t len = ssh2_packet_len(type, packet);
    uint8_t *data = calloc(1, sizeof(uint32_t) + len);
    struct ssh2_writer w = ssh2_writer(data, sizeof(uint32_t) + len);

    if (data == NULL) {
        p->is_over = true;
        return;
    }
    ssh2_write_uint32(&w, (uint32_t)len);
    ssh2_packet_write(type, &w, packet);
    say_bytes(p, ssh2_written(&w));
    free(data);
}

static void say_status(struct peer *p, uint32_t code)
{
    struct ssh2_pkss_status status = { .status_code = code,
                                       .description = ssh2_text(code == 0 ? "done" : "no"),
                                       .language_tag = SSH2_TEXT("en") };

    say(p, ssh2_pkss_status_type(), &status);
}

/* Keys */

static struct key *find_key(struct peer *p, struct ssh2_bytes name, struct ssh2_bytes blob)
{
    for (size_t i = 0; i < SSH2_PUBLICKEY_PEER_KEYS_MAX_COUNT; i++)
        if (p->keys[i].packet != NULL &&
            ssh2_bytes_equal(p->keys[i].form.public_key_algorithm_name, name) &&
            ssh2_bytes_equal(p->keys[i].form.public_key_blob, blob))
            return &p->keys[i];
    return NULL;
}

static void forget_key(struct key *key)
{
    free(key->packet);
    memset(key, 0, sizeof(*key));
}

/* Keeps a key by keeping the packet that would add it. */
static uint32_t keep_key(struct peer *p, const struct ssh2_pkss_add *add)
{
    size_t len = ssh2_packet_len(ssh2_pkss_add_type(), add), i = 0;
    struct ssh2_writer w;

    while (i < SSH2_PUBLICKEY_PEER_KEYS_MAX_COUNT && p->keys[i].packet != NULL)
        i++;
    if (i == SSH2_PUBLICKEY_PEER_KEYS_MAX_COUNT)
        return SSH_PUBLICKEY_STORAGE_EXCEEDED;
    p->keys[i].packet = malloc(len);
    if (p->keys[i].packet == NULL)
        return SSH_PUBLICKEY_GENERAL_FAILURE;
    w = ssh2_writer(p->keys[i].packet, len);
    ssh2_packet_write(ssh2_pkss_add_type(), &w, add);
    (void)ssh2_pkss_add_parse(ssh2_written(&w), &p->keys[i].form);
    return SSH_PUBLICKEY_SUCCESS;
}

/* A server may not ignore what is critical: RFC 4819, section 4.1. */
static bool knows_attributes(struct ssh2_bytes attributes)
{
    struct ssh2_pkss_add_attribute attribute;

    while (ssh2_pkss_add_attribute_next(&attributes, &attribute))
        if (attribute.critical && !ssh2_bytes_equal(attribute.attribute_name, ssh2_text("comment")))
            return false;
    return true;
}

static uint32_t add_key(struct peer *p, const struct ssh2_pkss_add *add)
{
    struct key *old = find_key(p, add->public_key_algorithm_name, add->public_key_blob);

    if (!knows_attributes(add->attributes))
        return SSH_PUBLICKEY_ATTRIBUTE_NOT_SUPPORTED;
    if (old != NULL && !add->overwrite)
        return SSH_PUBLICKEY_KEY_ALREADY_PRESENT;
    if (old != NULL)
        forget_key(old);
    return keep_key(p, add);
}

static uint32_t add_key_v1(struct peer *p, const struct ssh2_pkss_add_v1 *v1)
{
    struct ssh2_pkss_add_attribute comment = { .attribute_name = SSH2_TEXT("comment"),
                                               .attribute_value = v1->comment };
    size_t len = ssh2_packet_len(ssh2_pkss_add_attribute_type(), &comment);
    uint8_t *data = malloc(len);
    struct ssh2_writer w = ssh2_writer(data, len);
    uint32_t code;

    if (data == NULL)
        return SSH_PUBLICKEY_GENERAL_FAILURE;
    ssh2_packet_write(ssh2_pkss_add_attribute_type(), &w, &comment);
    code = add_key(p, &(struct ssh2_pkss_add){
                          .public_key_algorithm_name = v1->public_key_algorithm_name,
                          .public_key_blob = v1->public_key_blob,
                          .attribute_count = 1,
                          .attributes = ssh2_written(&w),
                      });
    free(data);
    return code;
}

static void list_key_v1(struct peer *p, const struct key *key)
{
    struct ssh2_bytes attributes = key->form.attributes;
    struct ssh2_pkss_add_attribute comment = { .critical = false };
    struct ssh2_pkss_publickey_v1 response = {
        .public_key_algorithm_name = key->form.public_key_algorithm_name,
        .public_key_blob = key->form.public_key_blob,
    };

    (void)ssh2_pkss_add_attribute_next(&attributes, &comment);
    response.comment = comment.attribute_value;
    say(p, ssh2_pkss_publickey_v1_type(), &response);
}

/* Attributes are listed without saying whether they were critical. */
static void list_key(struct peer *p, const struct key *key)
{
    size_t capacity = key->form.attributes.len + 1;
    uint8_t *data = malloc(capacity);
    struct ssh2_writer w = ssh2_writer(data, capacity);
    struct ssh2_bytes left = key->form.attributes;
    struct ssh2_pkss_add_attribute attribute;

    while (data != NULL && ssh2_pkss_add_attribute_next(&left, &attribute)) {
        struct ssh2_pkss_attribute_names pair = { attribute.attribute_name,
                                                  attribute.attribute_value };

        ssh2_packet_write(ssh2_pkss_attribute_names_type(), &w, &pair);
    }

    struct ssh2_pkss_publickey response = {
        .public_key_algorithm_name = key->form.public_key_algorithm_name,
        .public_key_blob = key->form.public_key_blob,
        .attribute_count = key->form.attribute_count,
        .attributes = ssh2_written(&w),
    };

    say(p, ssh2_pkss_publickey_type(), &response);
    free(data);
}

static void list_keys(struct peer *p)
{
    for (size_t i = 0; i < SSH2_PUBLICKEY_PEER_KEYS_MAX_COUNT; i++)
        if (p->keys[i].packet != NULL)
            (p->version == 1 ? list_key_v1 : list_key)(p, &p->keys[i]);
    say_status(p, SSH_PUBLICKEY_SUCCESS);
}

static void list_attributes(struct peer *p)
{
    struct ssh2_pkss_attribute comment = { .attribute_name = SSH2_TEXT("comment") };

    say(p, ssh2_pkss_attribute_type(), &comment);
    say_status(p, SSH_PUBLICKEY_SUCCESS);
}

/* Requests */

static uint32_t remove_key(struct peer *p, const struct ssh2_pkss_remove *request)
{
    struct key *key = find_key(p, request->public_key_algorithm_name, request->public_key_blob);

    if (key == NULL)
        return SSH_PUBLICKEY_KEY_NOT_FOUND;
    forget_key(key);
    return SSH_PUBLICKEY_SUCCESS;
}

static void on_version(struct peer *p, struct ssh2_bytes packet)
{
    uint32_t ours = p->settings.version == 0 ? OUR_VERSION : p->settings.version;
    struct ssh2_pkss_version version;

    if (ssh2_pkss_version_parse(packet, &version) != SSH2_OK)
        p->is_over = true;
    else
        p->version =
            version.protocol_version_number < ours ? version.protocol_version_number : ours;
}

static bool is_named(const struct ssh2_pkss_unknown_request *request, const char *name)
{
    return ssh2_bytes_equal(request->name, ssh2_text(name));
}

static void on_request(struct peer *p, struct ssh2_bytes packet,
                       const struct ssh2_pkss_unknown_request *request)
{
    struct ssh2_pkss_add add;
    struct ssh2_pkss_add_v1 add_v1;
    struct ssh2_pkss_remove remove;

    if (p->settings.fails_with != 0)
        say_status(p, p->settings.fails_with);
    else if (is_named(request, "list"))
        list_keys(p);
    else if (is_named(request, "listattributes"))
        list_attributes(p);
    else if (p->version == 1 && ssh2_pkss_add_v1_parse(packet, &add_v1) == SSH2_OK)
        say_status(p, add_key_v1(p, &add_v1));
    else if (p->version != 1 && ssh2_pkss_add_parse(packet, &add) == SSH2_OK)
        say_status(p, add_key(p, &add));
    else if (ssh2_pkss_remove_parse(packet, &remove) == SSH2_OK)
        say_status(p, remove_key(p, &remove));
    else if (is_named(request, "add") || is_named(request, "remove"))
        say_status(p, SSH_PUBLICKEY_GENERAL_FAILURE);
    else
        say_status(p, SSH_PUBLICKEY_REQUEST_NOT_SUPPORTED);
}

/* The service */

/* One whole packet of the input, its length before it; false if there is none. */
static bool act_on_packet(struct peer *p)
{
    struct ssh2_bytes input =
        ssh2_bytes(p->input.data + p->input.sent, ssh2_outgoing_len(&p->input));
    struct ssh2_reader r = ssh2_reader(input), at = r;
    uint32_t len = ssh2_read_uint32(&at);
    struct ssh2_bytes packet = ssh2_read_string(&r);
    struct ssh2_pkss_unknown_request request;

    if (at.status == SSH2_OK && len > PACKET_MAX_BYTES)
        p->is_over = true;
    if (r.status != SSH2_OK || p->is_over)
        return false;
    if (p->version == 0)
        on_version(p, packet);
    else if (ssh2_pkss_unknown_request_parse(packet, &request) == SSH2_OK)
        on_request(p, packet, &request);
    else
        p->is_over = true;
    p->input.sent += sizeof(uint32_t) + packet.len;
    if (p->input.sent == p->input.len)
        p->input.sent = p->input.len = 0;
    return true;
}

static bool receive(void *self, struct ssh2_bytes bytes)
{
    struct peer *p = self;

    p->is_over |= !ssh2_outgoing_add(&p->input, bytes);
    while (!p->is_over && act_on_packet(p))
        continue;
    return !p->is_over;
}

static bool is_over(const void *self)
{
    return ((const struct peer *)self)->is_over;
}

static size_t output(void *self, uint8_t *out, size_t len)
{
    return ssh2_outgoing_take(&((struct peer *)self)->output, out, len);
}

static size_t output_len(const void *self)
{
    return ssh2_outgoing_len(&((const struct peer *)self)->output);
}

static uint32_t exit_status(const void *self)
{
    (void)self;
    return 0;
}

static void free_peer(void *self)
{
    struct peer *p = self;

    for (size_t i = 0; i < SSH2_PUBLICKEY_PEER_KEYS_MAX_COUNT; i++)
        forget_key(&p->keys[i]);
    ssh2_outgoing_free(&p->input);
    ssh2_outgoing_free(&p->output);
    free(p);
}

static const struct ssh2_peer_service_type service_type = {
    receive, is_over, output, output_len, exit_status, free_peer,
};

/* Life */

static void keep_numbered_key(struct peer *p, unsigned number)
{
    char name[NUMBERED_MAX_BYTES], blob[NUMBERED_MAX_BYTES];
    struct ssh2_pkss_add add;

    snprintf(name, sizeof(name), "key-%u", number);
    snprintf(blob, sizeof(blob), "blob-%u", number);
    add = (struct ssh2_pkss_add){ .public_key_algorithm_name = ssh2_text(name),
                                  .public_key_blob = ssh2_text(blob) };
    p->is_over |= keep_key(p, &add) != SSH_PUBLICKEY_SUCCESS;
}

struct ssh2_peer_service
ssh2_publickey_peer_new(const struct ssh2_publickey_peer_settings *settings)
{
    struct peer *p = calloc(1, sizeof(*p));
    struct ssh2_pkss_version version;

    if (p == NULL)
        return (struct ssh2_peer_service){ NULL, NULL };
    p->settings = *settings;
    version.protocol_version_number = settings->version == 0 ? OUR_VERSION : settings->version;
    for (unsigned i = 0; i < settings->key_count; i++)
        keep_numbered_key(p, i);
    if (settings->script.data != NULL) {
        say_bytes(p, settings->script);
        p->is_over = true;
    } else {
        say(p, ssh2_pkss_version_type(), &version);
    }
    return (struct ssh2_peer_service){ &service_type, p };
}
