/* The peer's identification line: however its bytes come, the same is made of them. Input: a byte
 * whose lowest bit says who the peer is, the size of pieces, the stream. */
#include "fuzz/require.h"
#include "src/transport/identification.h"

struct outcome {
    struct ssh2_identification id;
    enum ssh2_identification_status status;
    size_t consumed;
};

static void take(struct outcome *o, enum ssh2_role peer, struct ssh2_bytes stream, size_t piece)
{
    memset(o, 0, sizeof(*o));
    o->id.peer = peer;
    while (o->status == SSH2_IDENTIFICATION_MORE && o->consumed < stream.len) {
        size_t left = stream.len - o->consumed;
        struct ssh2_bytes input =
            ssh2_bytes(stream.data + o->consumed, left < piece ? left : piece);
        size_t consumed = 0;

        o->status = ssh2_identification_take(&o->id, input, &consumed);
        SSH2_FUZZ_REQUIRE(consumed <= input.len, "no more is taken than was given");
        SSH2_FUZZ_REQUIRE(o->status != SSH2_IDENTIFICATION_MORE || consumed == input.len,
                          "who wants more has taken all");
        o->consumed += consumed;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ssh2_reader r = ssh2_reader(ssh2_bytes(data, size));
    enum ssh2_role peer = ssh2_read_byte(&r) % 2 == 0 ? SSH2_SERVER : SSH2_CLIENT;
    size_t piece = (size_t)ssh2_read_byte(&r) + 1;
    struct ssh2_bytes stream = ssh2_read_rest(&r);
    uint8_t *block = ssh2_fuzz_block(stream);
    struct outcome whole, pieces;

    take(&whole, peer, ssh2_bytes(block, stream.len), stream.len);
    take(&pieces, peer, ssh2_bytes(block, stream.len), piece);
    free(block);

    struct ssh2_bytes line = ssh2_identification_line(&whole.id);
    struct ssh2_bytes first = ssh2_identification_first_line(&whole.id);

    SSH2_FUZZ_REQUIRE(whole.status == pieces.status && whole.consumed == pieces.consumed &&
                          ssh2_bytes_equal(line, ssh2_identification_line(&pieces.id)) &&
                          ssh2_bytes_equal(first, ssh2_identification_first_line(&pieces.id)),
                      "pieces make no difference");
    SSH2_FUZZ_REQUIRE(line.len == 0 || line.data[line.len] == 0, "a NUL follows the line");
    if (whole.status == SSH2_IDENTIFICATION_DONE)
        SSH2_FUZZ_REQUIRE(line.len >= 8 && line.len <= SSH2_IDENTIFICATION_MAX_BYTES &&
                              memcmp(line.data, "SSH-", 4) == 0,
                          "a line that is accepted is one");
    return 0;
}
