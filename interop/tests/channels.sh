#!/bin/bash
# usage: interop/tests/channels.sh
#
# Channels and forwarding with two releases of OpenSSH: interop/clients/channels.c and
# interop/clients/forwarding.c. A real ssh-agent has the key that is forwarded.
set -euo pipefail
# shellcheck source=interop/tests/harness.sh
. "$(dirname "$0")/harness.sh"

AGENT_PID=""

# shellcheck disable=SC2317  # the trap calls it
finish()
{
    [ -z "$AGENT_PID" ] || kill "$AGENT_PID" 2>/dev/null || true
    server_cleanup
}

start_agent()
{
    SSH_AUTH_SOCK=$SERVER_DIR/agent.socket
    export SSH_AUTH_SOCK
    ssh-agent -D -a "$SSH_AUTH_SOCK" >/dev/null 2>&1 &
    AGENT_PID=$!
    for _ in $(seq 100); do
        ! ssh-add -q "$SERVER_DIR/keys/user_ed25519" 2>/dev/null || return 0
        sleep 0.05
    done
    die "no ssh-agent could be started"
}

main()
{
    local suite
    harness_start
    trap finish EXIT
    start_agent
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
