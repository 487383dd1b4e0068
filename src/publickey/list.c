/* The list of all keys: RFC 4819, section 4.3. */
#include <string.h>

#include "src/packet/publickey/pkss_list.h"
#include "src/packet/publickey/pkss_publickey.h"
#include "src/packet/publickey/pkss_publickey_v1.h"
#include "src/publickey/requests.h"

#define ENTRIES_FIRST_COUNT 8u

static const struct ssh2_bytes comment_name = SSH2_TEXT("comment");

/* Entries */

void ssh2_publickey_list_free(const struct ssh2_memory *memory, libssh2_publickey_list *list)
{
    if (list == NULL)
        return;
    for (libssh2_publickey_list *entry = list; entry->packet != NULL; entry++) {
        ssh2_free(memory, entry->attrs);
        ssh2_free(memory, entry->packet);
    }
    ssh2_free(memory, list);
}

/* Room for another entry, and for the one behind it that ends the list. */
static int reserve(struct ssh2_publickey *pk)
{
    struct ssh2_publickey_keys *keys = &pk->keys;
    size_t capacity = keys->capacity == 0 ? ENTRIES_FIRST_COUNT : 2 * keys->capacity;

    if (keys->count + 1 < keys->capacity)
        return 0;

    libssh2_publickey_list *entries =
        ssh2_realloc(pk->session->memory, keys->entries, capacity * sizeof(*entries));

    if (entries == NULL)
        return ssh2_fail_memory(pk->session->error, "the list of keys");
    memset(entries + keys->count, 0, (capacity - keys->count) * sizeof(*entries));
    keys->entries = entries;
    keys->capacity = capacity;
    return 0;
}

static int bound(struct ssh2_publickey *pk, size_t packet_len, uint32_t attribute_count)
{
    struct ssh2_publickey_keys *keys = &pk->keys;

    keys->cost += packet_len + attribute_count * sizeof(libssh2_publickey_attribute) +
                  2 * sizeof(libssh2_publickey_list);
    if (keys->count < SSH2_PUBLICKEY_KEYS_MAX_COUNT && keys->cost <= SSH2_PUBLICKEY_LIST_MAX_BYTES)
        return 0;
    return ssh2_publickey_refuse(pk, "the server lists too much: after %zu keys more than %u bytes",
                                 keys->count, SSH2_PUBLICKEY_LIST_MAX_BYTES);
}

/* Both versions come to this: the attributes are views into packet. */
static int parse_key(struct ssh2_publickey *pk, struct ssh2_bytes packet,
                     struct ssh2_pkss_publickey *key, struct ssh2_bytes *comment)
{
    struct ssh2_pkss_publickey_v1 v1;

    if (pk->version != 1)
        return ssh2_publickey_parse(pk, ssh2_pkss_publickey_type(), packet, key);

    int rc = ssh2_publickey_parse(pk, ssh2_pkss_publickey_v1_type(), packet, &v1);

    *key = (struct ssh2_pkss_publickey){ .public_key_algorithm_name = v1.public_key_algorithm_name,
                                         .public_key_blob = v1.public_key_blob,
                                         .attribute_count = v1.comment.len > 0 };
    *comment = v1.comment;
    return rc;
}

static libssh2_publickey_attribute attribute_of(struct ssh2_bytes name, struct ssh2_bytes value)
{
    return (libssh2_publickey_attribute){ .name = (const char *)name.data,
                                          .name_len = name.len,
                                          .value = (const char *)value.data,
                                          .value_len = value.len };
}

static int make_attributes(struct ssh2_publickey *pk, const struct ssh2_pkss_publickey *key,
                           struct ssh2_bytes comment, libssh2_publickey_attribute **attributes)
{
    struct ssh2_bytes left = key->attributes;
    struct ssh2_pkss_attribute_names pair;

    *attributes = ssh2_calloc(pk->session->memory, key->attribute_count, sizeof(**attributes));
    if (*attributes == NULL && key->attribute_count > 0)
        return ssh2_fail_memory(pk->session->error, "a key's attributes");
    if (comment.len > 0)
        (*attributes)[0] = attribute_of(comment_name, comment);
    for (size_t i = 0; ssh2_pkss_attribute_names_next(&left, &pair); i++)
        (*attributes)[i] = attribute_of(pair.attribute_name, pair.attribute_value);
    return 0;
}

int ssh2_publickey_keys_add(struct ssh2_publickey *pk, struct ssh2_bytes packet)
{
    struct ssh2_pkss_publickey key;
    struct ssh2_bytes comment = { NULL, 0 };
    libssh2_publickey_attribute *attributes = NULL;
    int rc = parse_key(pk, packet, &key, &comment);

    if (rc == 0)
        rc = bound(pk, packet.len, key.attribute_count);
    if (rc == 0)
        rc = reserve(pk);
    if (rc == 0)
        rc = make_attributes(pk, &key, comment, &attributes);
    if (rc != 0)
        return rc;
    pk->keys.entries[pk->keys.count++] = (libssh2_publickey_list){
        .packet = pk->input.packet,
        .name = key.public_key_algorithm_name.data,
        .name_len = key.public_key_algorithm_name.len,
        .blob = key.public_key_blob.data,
        .blob_len = key.public_key_blob.len,
        .num_attrs = key.attribute_count,
        .attrs = attributes,
    };
    pk->input.packet = NULL; /* the entry's from now on */
    return 0;
}

/* The request */

/* Until the status: what came before EAGAIN stays. */
static int take_keys(struct ssh2_publickey *pk)
{
    for (;;) {
        struct ssh2_bytes packet;
        int rc = ssh2_publickey_receive(pk, &packet);
        bool is_key = rc == 0 && ssh2_publickey_is(packet, "publickey");

        if (rc != 0)
            return rc;
        rc = is_key ? ssh2_publickey_keys_add(pk, packet)
                    : ssh2_publickey_on_status(pk, "list the keys", packet);
        ssh2_publickey_drop(pk);
        if (rc != 0 || !is_key)
            return rc;
    }
}

int ssh2_publickey_list(struct ssh2_publickey *pk, libssh2_publickey_list **list, size_t *count)
{
    static const char operation[] = "list";
    struct ssh2_pkss_list request = { .name = { NULL, 0 } };
    int rc = ssh2_publickey_begin(pk, operation);

    if (rc != 0)
        return rc;
    if (pk->exchange.state == SSH2_EXCHANGE_IDLE) {
        rc = ssh2_publickey_put(pk, ssh2_pkss_list_type(), &request);
        if (rc == 0)
            ssh2_exchange_expect(&pk->exchange, NULL);
    }
    if (rc == 0)
        rc = ssh2_publickey_send(pk);
    if (rc == 0)
        rc = take_keys(pk);
    if (rc == 0) {
        *list = pk->keys.entries;
        *count = pk->keys.count;
    } else if (rc != LIBSSH2_ERROR_EAGAIN) {
        ssh2_publickey_list_free(pk->session->memory, pk->keys.entries);
    }
    if (rc != LIBSSH2_ERROR_EAGAIN)
        pk->keys = (struct ssh2_publickey_keys){ .entries = NULL };
    return ssh2_publickey_end(pk, rc);
}
