/* A whole session against a server that says what it should not. Input: a play's number, and edits
 * of the server's payloads. */
#include "fuzz/keyless_pair.h"
#include "fuzz/plays.h"
#include "fuzz/require.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ssh2_keyless_pair pair;

    if (size == 0)
        return 0;
    ssh2_keyless_pair_open(&pair, ssh2_bytes(data + 1, size - 1), false);
    ssh2_play_session(pair.session, data[0]);
    ssh2_keyless_pair_close(&pair);
    return 0;
}
