#include "src/packet/file/pem_pkcs1_rsa.h"

#include "src/packet/file/der.h"

void ssh2_pem_pkcs1_rsa_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_pem_pkcs1_rsa key;
    struct ssh2_reader content = ssh2_enter_der(r, SSH2_DER_SEQUENCE);

    key.version = ssh2_read_der_version(&content, 0);
    key.n = ssh2_read_der_integer(&content);
    key.e = ssh2_read_der_integer(&content);
    key.d = ssh2_read_der_integer(&content);
    key.p = ssh2_read_der_integer(&content);
    key.q = ssh2_read_der_integer(&content);
    key.dp = ssh2_read_der_integer(&content);
    key.dq = ssh2_read_der_integer(&content);
    key.qinv = ssh2_read_der_integer(&content);
    ssh2_leave_der(r, &content);
    if (out != NULL)
        *(struct ssh2_pem_pkcs1_rsa *)out = key;
}

static void write_content(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_pem_pkcs1_rsa *key = in;

    ssh2_write_der_version(w, 0);
    ssh2_write_der_integer(w, key->n);
    ssh2_write_der_integer(w, key->e);
    ssh2_write_der_integer(w, key->d);
    ssh2_write_der_integer(w, key->p);
    ssh2_write_der_integer(w, key->q);
    ssh2_write_der_integer(w, key->dp);
    ssh2_write_der_integer(w, key->dq);
    ssh2_write_der_integer(w, key->qinv);
}

void ssh2_pem_pkcs1_rsa_write_by_hand(struct ssh2_writer *w, const void *in)
{
    ssh2_write_der_around(w, SSH2_DER_SEQUENCE, write_content, in);
}
