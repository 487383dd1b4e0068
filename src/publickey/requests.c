/* Requests that change keys, and what all requests share: RFC 4819, sections 4.1 and 4.2. */
#include "src/publickey/requests.h"

#include "src/packet/publickey/pkss_add.h"
#include "src/packet/publickey/pkss_add_v1.h"
#include "src/packet/publickey/pkss_remove.h"
#include "src/wire/writer.h"

/* Every request */

int ssh2_publickey_begin(struct ssh2_publickey *pk, const void *operation)
{
    int rc = ssh2_publickey_check(pk);

    if (rc == 0)
        rc = ssh2_exchange_begin(&pk->exchange, operation, pk->session->error);
    if (rc == 0)
        pk->is_refusal = false;
    return rc;
}

int ssh2_publickey_end(struct ssh2_publickey *pk, int rc)
{
    if (rc == LIBSSH2_ERROR_EAGAIN)
        return rc;
    /* What the server still says would be taken for the answer to the next request. */
    if (rc != 0 && !pk->is_refusal && pk->exchange.state == SSH2_EXCHANGE_AWAITING)
        pk->fault = *pk->session->error;
    ssh2_exchange_end(&pk->exchange, pk->session->memory);
    return rc;
}

static int await_status(struct ssh2_publickey *pk, const char *what)
{
    struct ssh2_bytes packet;
    int rc = ssh2_publickey_send(pk);

    if (rc == 0)
        rc = ssh2_publickey_receive(pk, &packet);
    if (rc != 0)
        return rc;
    rc = ssh2_publickey_on_status(pk, what, packet);
    ssh2_publickey_drop(pk);
    return rc;
}

/* Adding */

static bool is_named(const libssh2_publickey_attribute *attribute, const char *name)
{
    return ssh2_bytes_equal(ssh2_bytes(attribute->name, attribute->name_len), ssh2_text(name));
}

/* The first of that name; count if there is none. */
static size_t find(const libssh2_publickey_attribute *attributes, size_t count, const char *name)
{
    size_t i = 0;

    while (i < count && !is_named(&attributes[i], name))
        i++;
    return i;
}

static void write_attribute(struct ssh2_writer *w, const libssh2_publickey_attribute *attribute)
{
    struct ssh2_pkss_add_attribute packet = {
        .attribute_name = ssh2_bytes(attribute->name, attribute->name_len),
        .attribute_value = ssh2_bytes(attribute->value, attribute->value_len),
        .critical = attribute->mandatory != 0,
    };

    ssh2_packet_write(ssh2_pkss_add_attribute_type(), w, &packet);
}

/* In the caller's order; but a comment's language comes right behind it, as it must. */
static void write_attributes(struct ssh2_writer *w, const libssh2_publickey_attribute *attributes,
                             size_t count)
{
    size_t comment = find(attributes, count, "comment");
    size_t language = find(attributes, count, "comment-language");

    for (size_t i = 0; i < count; i++) {
        if (i != language || comment == count)
            write_attribute(w, &attributes[i]);
        if (i == comment && language < count)
            write_attribute(w, &attributes[language]);
    }
}

static int put_add(struct ssh2_publickey *pk, const struct ssh2_publickey_key *key, bool overwrite,
                   const libssh2_publickey_attribute *attributes, size_t count)
{
    struct ssh2_writer measure = ssh2_measuring_writer();

    write_attributes(&measure, attributes, count);

    uint8_t *data = ssh2_alloc(pk->session->memory, measure.len);
    struct ssh2_writer w = ssh2_writer(data, measure.len);

    if (data == NULL && measure.len > 0)
        return ssh2_fail_memory(pk->session->error, "the key's attributes");
    if (measure.len > 0)
        write_attributes(&w, attributes, count);

    struct ssh2_pkss_add add = { .public_key_algorithm_name = key->name,
                                 .public_key_blob = key->blob,
                                 .overwrite = overwrite,
                                 .attribute_count = (uint32_t)count,
                                 .attributes = ssh2_bytes(data, measure.len) };
    int rc = ssh2_publickey_put(pk, ssh2_pkss_add_type(), &add);

    ssh2_free(pk->session->memory, data);
    return rc;
}

/* Version 1 knows a comment and nothing else. */
static int put_add_v1(struct ssh2_publickey *pk, const struct ssh2_publickey_key *key,
                      const libssh2_publickey_attribute *attributes, size_t count)
{
    struct ssh2_pkss_add_v1 add = { .public_key_algorithm_name = key->name,
                                    .public_key_blob = key->blob };
    size_t comment = find(attributes, count, "comment");

    for (size_t i = 0; i < count; i++) {
        if (attributes[i].mandatory == 0 || is_named(&attributes[i], "comment"))
            continue;
        pk->is_refusal = true;
        return ssh2_fail(pk->session->error, LIBSSH2_ERROR_PUBLICKEY_PROTOCOL,
                         "the server has version 1, which has no attribute %.*s: it is mandatory",
                         (int)attributes[i].name_len, attributes[i].name);
    }
    if (comment < count)
        add.comment = ssh2_bytes(attributes[comment].value, attributes[comment].value_len);
    return ssh2_publickey_put(pk, ssh2_pkss_add_v1_type(), &add);
}

static int check_part(struct ssh2_publickey *pk, const char *what, size_t len)
{
    if (len <= SSH2_PUBLICKEY_PART_MAX_BYTES)
        return 0;
    return ssh2_fail(pk->session->error, LIBSSH2_ERROR_OUT_OF_BOUNDARY,
                     "the %s has %zu bytes: at most %u can be sent", what, len,
                     SSH2_PUBLICKEY_PART_MAX_BYTES);
}

static int check_key(struct ssh2_publickey *pk, const struct ssh2_publickey_key *key)
{
    int rc = check_part(pk, "algorithm's name", key->name.len);

    return rc == 0 ? check_part(pk, "key", key->blob.len) : rc;
}

static int check_attributes(struct ssh2_publickey *pk,
                            const libssh2_publickey_attribute *attributes, size_t count)
{
    int rc = 0;

    if (count > SSH2_PKSS_ATTRIBUTES_MAX_COUNT)
        return ssh2_fail(pk->session->error, LIBSSH2_ERROR_OUT_OF_BOUNDARY,
                         "%zu attributes: at most %u can be sent", count,
                         SSH2_PKSS_ATTRIBUTES_MAX_COUNT);
    for (size_t i = 0; i < count && rc == 0; i++) {
        rc = check_part(pk, "attribute's name", attributes[i].name_len);
        if (rc == 0)
            rc = check_part(pk, "attribute's value", attributes[i].value_len);
    }
    return rc;
}

int ssh2_publickey_add(struct ssh2_publickey *pk, const struct ssh2_publickey_key *key,
                       bool overwrite, const libssh2_publickey_attribute *attributes, size_t count)
{
    static const char operation[] = "add";
    int rc = check_key(pk, key);

    if (rc == 0)
        rc = check_attributes(pk, attributes, count);
    if (rc == 0)
        rc = ssh2_publickey_begin(pk, operation);
    if (rc != 0)
        return rc;
    if (pk->exchange.state == SSH2_EXCHANGE_IDLE) {
        rc = pk->version == 1 ? put_add_v1(pk, key, attributes, count)
                              : put_add(pk, key, overwrite, attributes, count);
        if (rc == 0)
            ssh2_exchange_expect(&pk->exchange, NULL);
    }
    return ssh2_publickey_end(pk, rc == 0 ? await_status(pk, "add the key") : rc);
}

/* Removing */

int ssh2_publickey_remove(struct ssh2_publickey *pk, const struct ssh2_publickey_key *key)
{
    static const char operation[] = "remove";
    struct ssh2_pkss_remove remove = { .public_key_algorithm_name = key->name,
                                       .public_key_blob = key->blob };
    int rc = check_key(pk, key);

    if (rc == 0)
        rc = ssh2_publickey_begin(pk, operation);
    if (rc != 0)
        return rc;
    if (pk->exchange.state == SSH2_EXCHANGE_IDLE) {
        rc = ssh2_publickey_put(pk, ssh2_pkss_remove_type(), &remove);
        if (rc == 0)
            ssh2_exchange_expect(&pk->exchange, NULL);
    }
    return ssh2_publickey_end(pk, rc == 0 ? await_status(pk, "remove the key") : rc);
}
