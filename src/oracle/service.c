#include "src/oracle/service.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_BYTES 1024u

bool ssh2_outgoing_add(struct ssh2_outgoing *out, struct ssh2_bytes bytes)
{
    size_t capacity = out->capacity == 0 ? FIRST_BYTES : out->capacity;

    while (capacity - out->len < bytes.len)
        capacity *= 2;
    if (capacity > out->capacity) {
        uint8_t *data = realloc(out->data, capacity);

        if (data == NULL)
            return false;
        out->data = data;
        out->capacity = capacity;
    }
    if (bytes.len > 0)
        memcpy(out->data + out->len, bytes.data, bytes.len);
    out->len += bytes.len;
    return true;
}

size_t ssh2_outgoing_len(const struct ssh2_outgoing *out)
{
    return out->len - out->sent;
}

size_t ssh2_outgoing_take(struct ssh2_outgoing *out, uint8_t *to, size_t len)
{
    if (len > ssh2_outgoing_len(out))
        len = ssh2_outgoing_len(out);
    if (len > 0)
        memcpy(to, out->data + out->sent, len);
    out->sent += len;
    if (out->sent == out->len)
        out->sent = out->len = 0;
    return len;
}

void ssh2_outgoing_free(struct ssh2_outgoing *out)
{
    free(out->data);
    memset(out, 0, sizeof(*out));
}
