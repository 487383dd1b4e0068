#include "src/packet/key/sk_signed_message.h"

#define HASH_BYTES 32u /* SHA-256 */

void ssh2_sk_signed_message_read_by_hand(struct ssh2_reader *r, void *out)
{
    struct ssh2_sk_signed_message message;

    message.application_hash = ssh2_read_bytes(r, HASH_BYTES);
    message.flags = ssh2_read_byte(r);
    message.counter = ssh2_read_uint32(r);

    size_t left = r->len - r->pos;

    message.extensions = ssh2_read_bytes(r, left > HASH_BYTES ? left - HASH_BYTES : 0);
    message.message_hash = ssh2_read_bytes(r, HASH_BYTES);
    if (out != NULL)
        *(struct ssh2_sk_signed_message *)out = message;
}

void ssh2_sk_signed_message_write_by_hand(struct ssh2_writer *w, const void *in)
{
    const struct ssh2_sk_signed_message *message = in;

    if (w->status == SSH2_OK && (message->application_hash.len != HASH_BYTES ||
                                 message->message_hash.len != HASH_BYTES))
        w->status = SSH2_BAD_VALUE;
    ssh2_write_bytes(w, message->application_hash);
    ssh2_write_byte(w, message->flags);
    ssh2_write_uint32(w, message->counter);
    ssh2_write_bytes(w, message->extensions);
    ssh2_write_bytes(w, message->message_hash);
}
