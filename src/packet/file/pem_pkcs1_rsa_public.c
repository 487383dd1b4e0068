#include "src/packet/file/pem_pkcs1_rsa_public.h"

#include "src/packet/file/der.h"

void ssh2_pem_pkcs1_rsa_public_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_pem_pkcs1_rsa_public key;
    struct ssh2_reader content = ssh2_enter_der(r, SSH2_DER_SEQUENCE);

    key.n = ssh2_read_der_integer(&content);
    key.e = ssh2_read_der_integer(&content);
    ssh2_leave_der(r, &content);
    if (out != NULL)
        *(struct ssh2_pem_pkcs1_rsa_public *)out = key;
}

static void write_content(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_pem_pkcs1_rsa_public *key = in;

    ssh2_write_der_integer(w, key->n);
    ssh2_write_der_integer(w, key->e);
}

void ssh2_pem_pkcs1_rsa_public_write_by_hand(struct ssh2_writer *w, const void *in)
{
    ssh2_write_der_around(w, SSH2_DER_SEQUENCE, write_content, in);
}
