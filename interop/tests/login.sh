#!/bin/bash
# usage: interop/tests/login.sh
#
# Handshakes and logins with two releases of OpenSSH, an agent's among them: interop/clients/login.c; by
# keys in memory, behind callbacks and in FIDO authenticators: keys.c.
set -euo pipefail
# shellcheck source=interop/tests/harness.sh
. "$(dirname "$0")/harness.sh"

main()
{
    local suite
    harness_start
    agent_start "$SERVER_DIR/keys/user_ed25519"
    export SSH_AUTH_SOCK=$SERVER_AGENT SSH2_KEYFILE_DATA=$REPO_DIR/src/session/keyfile_data
    cat "$SSH2_KEYFILE_DATA"/sk_{ed25519,ecdsa256}.pub >>"$SERVER_DIR/host/authorized_keys"
    echo 'Who goes there?' >"$SERVER_DIR/host/banner"
    for suite in bookworm trixie; do
        server_start "$suite" "$suite" 'Banner /mnt/host/banner'
        run_program "$suite: login" client login || FAILED=1
        run_program "$suite: keys" client keys || FAILED=1
    done
    harness_end
}

main "$@"
