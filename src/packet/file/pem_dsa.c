#include "src/packet/file/pem_dsa.h"

#include "src/packet/file/der.h"

void ssh2_pem_dsa_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_pem_dsa key;
    struct ssh2_reader content = ssh2_enter_der(r, SSH2_DER_SEQUENCE);

    key.version = ssh2_read_der_version(&content, 0);
    key.p = ssh2_read_der_integer(&content);
    key.q = ssh2_read_der_integer(&content);
    key.g = ssh2_read_der_integer(&content);
    key.y = ssh2_read_der_integer(&content);
    key.x = ssh2_read_der_integer(&content);
    ssh2_leave_der(r, &content);
    if (out != NULL)
        *(struct ssh2_pem_dsa *)out = key;
}

static void write_content(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_pem_dsa *key = in;

    ssh2_write_der_version(w, 0);
    ssh2_write_der_integer(w, key->p);
    ssh2_write_der_integer(w, key->q);
    ssh2_write_der_integer(w, key->g);
    ssh2_write_der_integer(w, key->y);
    ssh2_write_der_integer(w, key->x);
}

void ssh2_pem_dsa_write_by_hand(struct ssh2_writer *w, const void *in)
{
    ssh2_write_der_around(w, SSH2_DER_SEQUENCE, write_content, in);
}
