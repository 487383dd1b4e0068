#!/bin/bash
# usage: interop/tests/login.sh
#
# Handshakes and logins with two releases of OpenSSH, an agent's among them: interop/clients/login.c.
set -euo pipefail
# shellcheck source=interop/tests/harness.sh
. "$(dirname "$0")/harness.sh"

main()
{
    local suite
    harness_start
    agent_start "$SERVER_DIR/keys/user_ed25519"
    export SSH_AUTH_SOCK=$SERVER_AGENT
    for suite in bookworm trixie; do
        server_start "$suite" "$suite"
        run_program "$suite: login" client login || FAILED=1
    done
    harness_end
}

main "$@"
