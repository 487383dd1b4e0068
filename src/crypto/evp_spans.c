#include "src/crypto/evp_spans.h"

#include <limits.h>

size_t ssh2_spans_len(const struct ssh2_bytes *spans, size_t span_count)
{
    size_t sum = 0;

    for (size_t i = 0; i < span_count; i++)
        sum += spans[i].len;
    return sum;
}

bool ssh2_evp_spans(EVP_CIPHER_CTX *context, const struct ssh2_bytes *spans, size_t span_count,
                    uint8_t *out, size_t *written)
{
    *written = 0;
    for (size_t i = 0; i < span_count; i++) {
        int step = 0;

        if (spans[i].len == 0)
            continue;
        if (spans[i].len > INT_MAX)
            return false;
        if (EVP_CipherUpdate(context, out + *written, &step, spans[i].data, (int)spans[i].len) != 1)
            return false;
        *written += (size_t)step;
    }
    return true;
}
