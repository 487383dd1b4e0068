#!/bin/bash
# usage: interop/tests/rekey.sh [OPTION ...]
#
# First the server, then the client wants new keys after each MiB, in the middle of transfers both
# ways: with a cipher of each kind, a MAC of each kind, and each compression. OPTIONs are those of
# interop/clients/matrix.c.
set -euo pipefail
# shellcheck source=interop/tests/harness.sh
. "$(dirname "$0")/harness.sh"

CIPHERS=chacha20-poly1305@openssh.com,aes128-gcm@openssh.com,aes256-ctr,aes128-cbc,3des-cbc
MACS=hmac-sha2-256,hmac-sha2-512-etm@openssh.com,hmac-sha1-96

# Key exchanges that the server took part in, by its own log.
count_key_exchanges()
{
    server_log "$1" | grep -c 'SSH2_MSG_NEWKEYS received'
}

# Each combination moves 3 MiB up and 3 MiB down: one exchange at the start and at least 3 more. What is
# on its way when an exchange begins still goes under the old keys, so that a slow machine has fewer.
check_count()
{
    local suite=$1 who=$2 combinations=$3 exchanges
    exchanges=$(count_key_exchanges "$suite") || true
    if [ "$combinations" -gt 0 ] && [ "$exchanges" -ge $((4 * combinations)) ]; then
        pass "$suite: rekey by the $who: the server counts $exchanges key exchanges"
    else
        fail "$suite: rekey by the $who: the server counts the key exchanges" \
            "$exchanges in $combinations sessions"
    fi
}

# cases_against SUITE WHO PROGRAM REKEYLIMIT [OPTION ...]
cases_against()
{
    local suite=$1 who=$2 program=$3 limit=$4
    shift 4
    server_start "$suite" "$suite" "RekeyLimit $limit" 'LogLevel DEBUG1' \
        "${SERVER_OLD_ALGORITHMS[@]}"
    run_program "$suite: rekey by the $who" client "$program" -k "$SERVER_KNOWN_HOSTS" \
        -x curve25519-sha256 -H ssh-ed25519 -c "$CIPHERS" -m "$MACS" "$@" >"$SERVER_DIR/cases" || FAILED=1
    cat "$SERVER_DIR/cases"
    check_count "$suite" "$who" "$(grep -c '^PASS ' "$SERVER_DIR/cases")"
    server_stop "$suite"
}

main()
{
    local suite
    harness_start
    for suite in bookworm trixie; do
        cases_against "$suite" server matrix 1M "$@"
        cases_against "$suite" client matrix_own_rekey default "$@"
    done
    harness_end
}

main "$@"
