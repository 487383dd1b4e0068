/* SFTP's handles in an honest session, and a server whose SFTP is not. Input: a play's number, and
 * edits of the server's SFTP packets, from VERSION on. */
#include "fuzz/keyless_pair.h"
#include "fuzz/plays.h"
#include "fuzz/require.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ssh2_keyless_pair pair;

    if (size == 0)
        return 0;
    ssh2_keyless_pair_open(&pair, ssh2_bytes(data + 1, size - 1), true);
    ssh2_play_sftp(pair.session, data[0]);
    ssh2_keyless_pair_close(&pair);
    return 0;
}
