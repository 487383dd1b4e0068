#!/bin/bash
# usage: interop/tests/matrix.sh [OPTION ...]
#
# Every cipher, MAC, key exchange and host key with every other, against two releases of OpenSSH:
# a file goes up and down in each combination. OPTIONs are those of interop/clients/matrix.c,
# for example: -x curve25519-sha256 -c aes256-ctr
set -euo pipefail
# shellcheck source=interop/tests/harness.sh
. "$(dirname "$0")/harness.sh"

main()
{
    local suite pids=() pid
    harness_start
    for suite in bookworm trixie; do
        server_start "$suite" "$suite"
        run_program "$suite: matrix" client matrix -k "$SERVER_KNOWN_HOSTS" "$@" &
        pids+=($!)
    done
    for pid in "${pids[@]}"; do
        wait "$pid" || FAILED=1
    done
    harness_end
}

main "$@"
