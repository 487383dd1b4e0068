#!/bin/bash
# usage: interop/tests/sftp.sh
#
# Every function of SFTP with two releases of OpenSSH: interop/clients/files.c.
set -euo pipefail
# shellcheck source=interop/tests/harness.sh
. "$(dirname "$0")/harness.sh"

main()
{
    local suite
    harness_start
    for suite in bookworm trixie; do
        server_start "$suite" "$suite"
        run_program "$suite: sftp" client files || FAILED=1
    done
    harness_end
}

main "$@"
