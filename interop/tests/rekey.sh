#!/bin/bash
# usage: interop/tests/rekey.sh [OPTION ...]
#
# The server wants new keys after each MiB, in the middle of transfers both ways, with every
# cipher and MAC. OPTIONs are those of interop/clients/matrix.c.
set -euo pipefail
# shellcheck source=interop/tests/harness.sh
. "$(dirname "$0")/harness.sh"

# Key exchanges that the server took part in, by its own log.
count_key_exchanges()
{
    server_log "$1" | grep -c 'SSH2_MSG_NEWKEYS received'
}

# Each combination moves 3 MiB up and 3 MiB down: one exchange at the start and at least 4 more.
check_count()
{
    local suite=$1 combinations=$2 exchanges
    exchanges=$(count_key_exchanges "$suite") || true
    if [ "$combinations" -gt 0 ] && [ "$exchanges" -ge $((5 * combinations)) ]; then
        pass "$suite: rekey: the server counts $exchanges key exchanges"
    else
        fail "$suite: rekey: the server counts the key exchanges" \
            "$exchanges in $combinations sessions"
    fi
}

cases_against()
{
    local suite=$1
    shift
    server_start "$suite" "$suite" 'RekeyLimit 1M' 'LogLevel DEBUG1'
    run_program "$suite: rekey" client matrix -k "$SERVER_KNOWN_HOSTS" \
        -x curve25519-sha256 -H ssh-ed25519 "$@" >"$SERVER_DIR/cases" || FAILED=1
    cat "$SERVER_DIR/cases"
    check_count "$suite" "$(grep -c '^PASS ' "$SERVER_DIR/cases")"
    server_stop "$suite"
}

main()
{
    local suite
    harness_start
    for suite in bookworm trixie; do
        cases_against "$suite" "$@"
    done
    harness_end
}

main "$@"
