#include "src/packet/file/pem_sec1_ec.h"

#include "src/packet/file/der.h"

/* RFC 5480, section 2.1.1.1. The order has as many bytes as a coordinate. */
static const struct {
    struct ssh2_bytes oid;
    size_t order_len;
} curves[] = {
    { SSH2_TEXT("\x2a\x86\x48\xce\x3d\x03\x01\x07"), 32 }, /* prime256v1 */
    { SSH2_TEXT("\x2b\x81\x04\x00\x22"), 48 },             /* secp384r1 */
    { SSH2_TEXT("\x2b\x81\x04\x00\x23"), 66 },             /* secp521r1 */
};

#define CURVE_COUNT (sizeof(curves) / sizeof(curves[0]))

static void check_private_key(struct ssh2_reader *r, struct ssh2_bytes private_key, size_t start)
{
    size_t i = 0;

    while (i < CURVE_COUNT && curves[i].order_len != private_key.len)
        i++;
    if (i == CURVE_COUNT)
        ssh2_refuse(r, SSH2_BAD_LENGTH, start);
}

/* The curve, if it is named here; the key has its length. */
static struct ssh2_bytes read_parameters(struct ssh2_reader *r, struct ssh2_bytes private_key)
{
    struct ssh2_bytes none = { NULL, 0 };

    if (!ssh2_der_is_next(r, SSH2_DER_CONTEXT_0))
        return none;

    struct ssh2_reader content = ssh2_enter_der(r, SSH2_DER_CONTEXT_0);
    size_t start = content.pos;
    struct ssh2_bytes oid = ssh2_read_der(&content, SSH2_DER_OID);
    size_t i = 0;

    while (i < CURVE_COUNT &&
           !(ssh2_bytes_equal(curves[i].oid, oid) && curves[i].order_len == private_key.len))
        i++;
    if (i == CURVE_COUNT)
        ssh2_refuse(&content, SSH2_BAD_VALUE, start);
    ssh2_leave_der(r, &content);
    return oid;
}

static struct ssh2_bytes read_public_key(struct ssh2_reader *r)
{
    struct ssh2_bytes none = { NULL, 0 };

    if (!ssh2_der_is_next(r, SSH2_DER_CONTEXT_1))
        return none;

    struct ssh2_reader content = ssh2_enter_der(r, SSH2_DER_CONTEXT_1);
    struct ssh2_bytes public_key = ssh2_read_der_bits(&content);

    ssh2_leave_der(r, &content);
    return public_key;
}

void ssh2_pem_sec1_ec_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_pem_sec1_ec key;
    struct ssh2_reader content = ssh2_enter_der(r, SSH2_DER_SEQUENCE);

    size_t start = content.pos;

    key.version = ssh2_read_der_version(&content, 1);
    if (key.version != 1)
        ssh2_refuse(&content, SSH2_BAD_VALUE, start);
    start = content.pos;
    key.private_key = ssh2_read_der(&content, SSH2_DER_OCTET_STRING);
    check_private_key(&content, key.private_key, start);
    key.parameters = read_parameters(&content, key.private_key);
    key.public_key = read_public_key(&content);
    ssh2_leave_der(r, &content);
    if (out != NULL)
        *(struct ssh2_pem_sec1_ec *)out = key;
}

static void write_parameters(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_pem_sec1_ec *key = in;

    ssh2_write_der(w, SSH2_DER_OID, key->parameters);
}

static void write_public_key(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_pem_sec1_ec *key = in;

    ssh2_write_der_bits(w, key->public_key);
}

static void write_content(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_pem_sec1_ec *key = in;

    ssh2_write_der_version(w, 1);
    ssh2_write_der(w, SSH2_DER_OCTET_STRING, key->private_key);
    if (key->parameters.len > 0)
        ssh2_write_der_around(w, SSH2_DER_CONTEXT_0, write_parameters, key);
    if (key->public_key.len > 0)
        ssh2_write_der_around(w, SSH2_DER_CONTEXT_1, write_public_key, key);
}

void ssh2_pem_sec1_ec_write_by_hand(struct ssh2_writer *w, const void *in)
{
    ssh2_write_der_around(w, SSH2_DER_SEQUENCE, write_content, in);
}
