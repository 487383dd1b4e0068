#include "src/packet/file/pem_pkcs8.h"

#include "src/packet/file/der.h"

void ssh2_pem_pkcs8_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_pem_pkcs8 key;
    struct ssh2_reader content = ssh2_enter_der(r, SSH2_DER_SEQUENCE);

    size_t start = content.pos;

    key.version = ssh2_read_der_version(&content, 1);
    key.algorithm_identifier = ssh2_read_der_key_algorithm(&content);
    key.private_key = ssh2_read_der(&content, SSH2_DER_OCTET_STRING);
    key.attributes = ssh2_read_der_optional(&content, SSH2_DER_CONTEXT_0);
    key.public_key = ssh2_read_der_optional(&content, SSH2_DER_CONTEXT_1_PRIMITIVE);
    if (key.version != (key.public_key.len > 0 ? 1u : 0u))
        ssh2_refuse(&content, SSH2_BAD_VALUE, start);
    ssh2_leave_der(r, &content);
    if (out != NULL)
        *(struct ssh2_pem_pkcs8 *)out = key;
}

static void write_content(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_pem_pkcs8 *key = in;

    ssh2_write_der_version(w, key->public_key.len > 0 ? 1 : 0);
    ssh2_write_der(w, SSH2_DER_SEQUENCE, key->algorithm_identifier);
    ssh2_write_der(w, SSH2_DER_OCTET_STRING, key->private_key);
    if (key->attributes.len > 0)
        ssh2_write_der(w, SSH2_DER_CONTEXT_0, key->attributes);
    if (key->public_key.len > 0)
        ssh2_write_der(w, SSH2_DER_CONTEXT_1_PRIMITIVE, key->public_key);
}

void ssh2_pem_pkcs8_write_by_hand(struct ssh2_writer *w, const void *in)
{
    ssh2_write_der_around(w, SSH2_DER_SEQUENCE, write_content, in);
}
