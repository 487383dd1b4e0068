#include "src/packet/file/pem_encrypted_headers.h"

#include "src/packet/text/parts.h"
#include "src/packet/text/words.h"

static const struct ssh2_bytes proc_type = SSH2_TEXT("Proc-Type: 4,ENCRYPTED");
static const struct ssh2_bytes dek_info = SSH2_TEXT("DEK-Info: ");

static const struct {
    struct ssh2_bytes name;
    size_t iv_len; /* bytes */
} ciphers[] = {
    { SSH2_TEXT("AES-128-CBC"), 16 },
    { SSH2_TEXT("AES-192-CBC"), 16 },
    { SSH2_TEXT("AES-256-CBC"), 16 },
    { SSH2_TEXT("DES-EDE3-CBC"), 8 },
};

/* How long the cipher's IV is in hex; 0 for a cipher that is not known. */
static size_t iv_hex_len(struct ssh2_bytes cipher)
{
    for (size_t i = 0; i < sizeof(ciphers) / sizeof(ciphers[0]); i++)
        if (ssh2_bytes_equal(ciphers[i].name, cipher))
            return ciphers[i].iv_len * 2;
    return 0;
}

/* Offset of the first byte that is no hex digit, or text.len. */
static size_t hex_fault(struct ssh2_bytes text)
{
    size_t i = 0;

    while (i < text.len && ssh2_has_byte(ssh2_text("0123456789ABCDEFabcdef"), text.data[i]))
        i++;
    return i;
}

static void read_proc_type(struct ssh2_reader *r)
{
    size_t start = r->pos;
    size_t left = r->len - r->pos;

    if (!ssh2_bytes_equal(ssh2_read_line(r), proc_type))
        ssh2_refuse(r, left < proc_type.len ? SSH2_TRUNCATED : SSH2_BAD_VALUE, start);
}

void ssh2_pem_encrypted_headers_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_pem_encrypted_headers headers;

    read_proc_type(r);
    ssh2_expect(r, dek_info);

    size_t cipher_start = r->pos;

    headers.dek_info = ssh2_read_until(r, ',');

    size_t wanted = iv_hex_len(headers.dek_info);
    size_t iv_start = r->pos;

    if (wanted == 0)
        ssh2_refuse(r, SSH2_BAD_VALUE, cipher_start);
    headers.iv_hex = ssh2_read_line(r);
    if (hex_fault(headers.iv_hex) < headers.iv_hex.len)
        ssh2_refuse(r, SSH2_BAD_VALUE, iv_start + hex_fault(headers.iv_hex));
    if (headers.iv_hex.len != wanted)
        ssh2_refuse(r, SSH2_BAD_LENGTH, iv_start);
    if (out != NULL)
        *(struct ssh2_pem_encrypted_headers *)out = headers;
}

void ssh2_pem_encrypted_headers_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_pem_encrypted_headers *headers = in;
    size_t wanted = iv_hex_len(headers->dek_info);

    ssh2_write_only_if(w, wanted != 0 && headers->iv_hex.len == wanted &&
                              hex_fault(headers->iv_hex) == wanted);
    ssh2_write_bytes(w, proc_type);
    ssh2_write_byte(w, '\n');
    ssh2_write_bytes(w, dek_info);
    ssh2_write_bytes(w, headers->dek_info);
    ssh2_write_byte(w, ',');
    ssh2_write_bytes(w, headers->iv_hex);
    ssh2_write_byte(w, '\n');
}
