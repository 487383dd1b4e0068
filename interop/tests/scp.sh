#!/bin/bash
# usage: interop/tests/scp.sh [SUITE ...]
#
# Files there and back by SCP, and what an OpenSSH server refuses: interop/clients/scp.c.
# SUITE: whose OpenSSH servers to use; bookworm and trixie by default.
set -euo pipefail
# shellcheck source=interop/tests/harness.sh
. "$(dirname "$0")/harness.sh"

main()
{
    local suite
    [ $# -gt 0 ] || set -- bookworm trixie
    harness_start
    for suite in "$@"; do
        server_start "$suite" "$suite"
        run_program "$suite: scp" client scp || FAILED=1
        server_stop "$suite"
    done
    harness_end
}

main "$@"
