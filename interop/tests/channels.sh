#!/bin/bash
# usage: interop/tests/channels.sh
#
# Channels and forwarding with two releases of OpenSSH: interop/clients/channels.c and
# interop/clients/forwarding.c. A real ssh-agent has the key that is forwarded.
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
        # sshd wants an xauth, of whatever kind, before it forwards X11
        server_start "$suite" "$suite" "AcceptEnv SSH2_TEST" "X11Forwarding yes" \
            "XAuthLocation /bin/true"
        run_program "$suite: channels" client channels || FAILED=1
        run_program "$suite: forwarding" client forwarding || FAILED=1
    done
    harness_end
}

main "$@"
