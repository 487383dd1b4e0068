#include "src/packet/file/pem_pkcs8_encrypted.h"

#include "src/packet/file/der.h"

void ssh2_pem_pkcs8_encrypted_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_pem_pkcs8_encrypted key;
    struct ssh2_reader content = ssh2_enter_der(r, SSH2_DER_SEQUENCE);

    key.encryption_algorithm = ssh2_read_der_algorithm(&content);

    size_t start = content.pos;

    key.encrypted_data = ssh2_read_der(&content, SSH2_DER_OCTET_STRING);
    if (key.encrypted_data.len == 0)
        ssh2_refuse(&content, SSH2_BAD_LENGTH, start);
    ssh2_leave_der(r, &content);
    if (out != NULL)
        *(struct ssh2_pem_pkcs8_encrypted *)out = key;
}

static void write_content(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_pem_pkcs8_encrypted *key = in;

    ssh2_write_der(w, SSH2_DER_SEQUENCE, key->encryption_algorithm);
    ssh2_write_der(w, SSH2_DER_OCTET_STRING, key->encrypted_data);
}

void ssh2_pem_pkcs8_encrypted_write_by_hand(struct ssh2_writer *w, const void *in)
{
    ssh2_write_der_around(w, SSH2_DER_SEQUENCE, write_content, in);
}
