#!/bin/bash
# usage: interop/tests/bad_input.sh
#
# Servers, keys and passwords that are not as they should be: interop/clients/bad_input.c.
set -euo pipefail
# shellcheck source=interop/tests/harness.sh
. "$(dirname "$0")/harness.sh"

main()
{
    harness_start
    mkdir "$SERVER_DIR/scratch"
    server_start bookworm bookworm
    run_program "bad input" client bad_input -d "$SERVER_DIR/scratch" || FAILED=1
    harness_end
}

main "$@"
