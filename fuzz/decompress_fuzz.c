/* Compressed payloads of a hostile peer, one after the other in one context, as the transport hands
 * them over. Input: a byte that says which method and how often the keys change, and payloads as
 * strings. */
#include "fuzz/require.h"
#include "src/transport/compression.h"
#include "src/transport/protection.h"

#define RETURNED_MAX_BYTES 2048u /* ours: longer ones are compressed no differently, but slowly */
#define OUTPUT_MAX_BYTES \
    SSH2_PAYLOAD_MAX_BYTES /* ours: of one input; more bombs show nothing new */
#define ANY_INPUT_BYTES \
    (2u * SSH2_PAYLOAD_MAX_BYTES) /* ours: the longest payload, in a buffer that has grown */

static const struct ssh2_memory bounded = SSH2_FUZZ_MEMORY, *const memory = &bounded;

struct both_ways {
    struct ssh2_decompressor hostile; /* hears the input */
    struct ssh2_compressor compressor;
    struct ssh2_decompressor honest; /* hears the compressor */
    size_t output_len;
};

static void change_keys(struct both_ways *b, enum ssh2_compression_kind kind)
{
    SSH2_FUZZ_REQUIRE(ssh2_decompressor_rekey(&b->hostile, kind, true),
                      "there is memory for a context");
    ssh2_compressor_free(&b->compressor);
}

/* What came out is compressed by ourselves, and decompresses to the same. */
static void return_it(struct both_ways *b, struct ssh2_bytes plain)
{
    struct ssh2_bytes compressed, again;

    if (b->compressor.deflate == NULL) /* which takes its time */
        SSH2_FUZZ_REQUIRE(ssh2_compressor_rekey(&b->compressor, SSH2_COMPRESSION_ZLIB, true) &&
                              ssh2_decompressor_rekey(&b->honest, SSH2_COMPRESSION_ZLIB, true),
                          "there is memory for contexts");
    SSH2_FUZZ_REQUIRE(ssh2_compress(&b->compressor, &plain, 1, &compressed) == SSH2_COMPRESSION_OK,
                      "a payload can be compressed");
    SSH2_FUZZ_REQUIRE(ssh2_decompress(&b->honest, compressed, &again) == SSH2_COMPRESSION_OK &&
                          ssh2_bytes_equal(again, plain),
                      "what was compressed decompresses to the same");
}

/* Whether the connection goes on. */
static bool take(struct both_ways *b, struct ssh2_bytes payload)
{
    uint8_t *block = ssh2_fuzz_block(payload);
    struct ssh2_bytes plain = { NULL, 0 };
    enum ssh2_compression_status status =
        ssh2_decompress(&b->hostile, ssh2_bytes(block, payload.len), &plain);

    free(block);
    SSH2_FUZZ_REQUIRE(status != SSH2_COMPRESSION_FAILED && status != SSH2_COMPRESSION_NO_MEMORY,
                      "it is the peer's fault");
    if (status != SSH2_COMPRESSION_OK)
        return false;
    SSH2_FUZZ_REQUIRE(plain.len > 0 && plain.len <= SSH2_PAYLOAD_MAX_BYTES,
                      "a payload is as long as one may be");
    if (plain.len <= RETURNED_MAX_BYTES)
        return_it(b, plain);
    b->output_len += plain.len;
    return b->output_len <= OUTPUT_MAX_BYTES;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ssh2_reader r = ssh2_reader(ssh2_bytes(data, size));
    uint8_t how = ssh2_read_byte(&r);
    enum ssh2_compression_kind kind =
        how % 2 == 0 ? SSH2_COMPRESSION_ZLIB : SSH2_COMPRESSION_ZLIB_DELAYED;
    unsigned lasts = 1 + how / 2; /* payloads between changes of keys */
    struct both_ways b = { .hostile.plain.memory = memory,
                           .honest.plain.memory = memory,
                           .compressor.compressed.memory = memory,
                           .compressor.plain.memory = memory };

    ssh2_fuzz_bound_allocations(size, ANY_INPUT_BYTES);
    for (unsigned i = 0; r.status == SSH2_OK && r.pos < r.len; i++) {
        struct ssh2_bytes payload = ssh2_read_string(&r);

        if (i % lasts == 0)
            change_keys(&b, kind);
        if (r.status != SSH2_OK || payload.len == 0 || !take(&b, payload))
            break;
    }
    ssh2_decompressor_free(&b.hostile);
    ssh2_decompressor_free(&b.honest);
    ssh2_compressor_free(&b.compressor);
    return 0;
}
