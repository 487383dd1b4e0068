#!/bin/bash
# usage: interop/tests/perl.sh
#
# Perl's Net::SSH2 with the library under test: interop/programs/net_ssh2.pl.
set -euo pipefail
# shellcheck source=interop/tests/harness.sh
. "$(dirname "$0")/harness.sh"

net_ssh2()
{
    SSH_AUTH_SOCK=$SERVER_AGENT HOME=$SERVER_DIR/scratch run_program "Net::SSH2" with_library \
        timeout 300 perl "$INTEROP_DIR/programs/net_ssh2.pl" "$SERVER_PORT" "$SERVER_USER" \
        "$SERVER_PASSWORD" "$SERVER_DIR/keys" "$SERVER_KNOWN_HOSTS" "$SERVER_DIR/scratch" \
        "$LIBRARY_DIR/libssh2.so.1" "$@" || FAILED=1
}

main()
{
    harness_start
    mkdir "$SERVER_DIR/scratch"
    server_start perl trixie
    agent_start "$SERVER_DIR/keys/user_ed25519"
    net_ssh2
    server_stop perl
    server_start keyboard trixie 'UsePAM yes' 'KbdInteractiveAuthentication yes' \
        'AuthenticationMethods keyboard-interactive'
    net_ssh2 keyboard
    harness_end
}

main "$@"
