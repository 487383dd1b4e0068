#!/bin/bash
# usage: interop/demo.sh [MEGABYTES]
#
# Shows the library at work: installs what is missing, builds it, starts OpenSSH in a container
# and lets docs/examples/sftp_transfer.c move a file of MEGABYTES (100) there and back.
# Everything is removed at the end, also after Ctrl-C; the packages stay.
#
# SSH2_SUITE picks the Debian release that the server comes from (trixie).
set -euo pipefail
# shellcheck source=interop/server.sh
. "$(dirname "$0")/server.sh"
# shellcheck source=interop/library.sh
. "$(dirname "$0")/library.sh"

step()
{
    printf '\n== %s\n' "$*"
}

# A second opinion about what lies on the server, from OpenSSH's own client.
sum_on_server()
{
    ssh -F none -o IdentitiesOnly=yes -o UserKnownHostsFile="$SERVER_KNOWN_HOSTS" \
        -i "$SERVER_DIR/keys/user_ed25519" -p "$SERVER_PORT" "$SERVER_USER@127.0.0.1" \
        sha256sum demo.bin | cut -d ' ' -f 1
}

compare_sums()
{
    local sent stored received
    sent=$(sha256sum <"$SERVER_DIR/demo.bin" | cut -d ' ' -f 1)
    stored=$(sum_on_server)
    received=$(sha256sum <"$SERVER_DIR/demo.bin.copy" | cut -d ' ' -f 1)
    printf '%-14s %s\n' 'sent' "$sent" 'on the server' "$stored" 'received back' "$received"
    if [ "$sent" != "$stored" ] || [ "$sent" != "$received" ]; then
        die "the SHA-256 sums differ"
    fi
    printf 'All three are equal.\n'
}

transfer()
{
    with_library "$EXAMPLE_DIR/sftp_transfer" -p "$SERVER_PORT" -k "$SERVER_KNOWN_HOSTS" \
        -i "$SERVER_DIR/keys/user_ed25519" "$SERVER_USER@127.0.0.1" "$SERVER_DIR/demo.bin"
}

main()
{
    local megabytes=${1:-100}
    case "$megabytes" in
    -h | --help) usage_from_head; return 0 ;;
    '' | *[!0-9]*) usage_from_head >&2; return 2 ;;
    esac
    step "Installing what is missing"
    "$INTEROP_DIR/setup.sh"
    step "Building the library"
    library_build
    step "Starting OpenSSH (Debian ${SSH2_SUITE:-trixie}) in a container"
    server_setup
    server_start demo "${SSH2_SUITE:-trixie}"
    printf 'It listens on 127.0.0.1, port %s (%s).\n' "$SERVER_PORT" "$SSH2_RUNTIME"
    step "Moving $megabytes MB there and back"
    head -c "${megabytes}000000" /dev/urandom >"$SERVER_DIR/demo.bin"
    transfer
    step "Comparing SHA-256 sums"
    compare_sums
}

trap server_cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
main "$@"
