#!/bin/bash
# usage: interop/tests/matrix.sh [OPTION ...]
#
# Every key exchange with every host key, and every cipher with every MAC and compression, against
# two releases of OpenSSH in which all that they know is turned on: a file goes up and down in each
# combination. OPTIONs are those of interop/clients/matrix.c, for example -A, which tries everything
# with everything: 19008 sessions.
#
# Without OPTIONs also: the ML-KEM hybrids, with the OpenSSL of Debian 13 and the libsodium of sid; and
# servers of all releases as they are out of the box, with a client that has no preference: they have to
# find common ground.
set -euo pipefail
# shellcheck source=interop/tests/harness.sh
. "$(dirname "$0")/harness.sh"

SERVER_DEFAULT=('KexAlgorithms +curve25519-sha256') # says nothing that is not so anyway

everything()
{
    local suite pids=() pid
    for suite in bookworm trixie; do
        server_start "$suite" "$suite" "${SERVER_OLD_ALGORITHMS[@]}"
        run_program "$suite: matrix" client matrix -k "$SERVER_KNOWN_HOSTS" "$@" &
        pids+=($!)
    done
    for pid in "${pids[@]}"; do
        wait "$pid" || FAILED=1
    done
    server_stop bookworm
    server_stop trixie
}

# Tests name their data from the top folder.
in_tree()
{
    (cd "$REPO_DIR" && "$@")
}

# hybrids_by LABEL NAMES COMMAND ...: sessions with the server started last, by client_by COMMAND.
hybrids_by()
{
    run_program "$1" client_by "$3" matrix -k "$SERVER_KNOWN_HOSTS" -x "$2" -z none \
        -c aes128-gcm@openssh.com || FAILED=1
}

# What this machine's OpenSSL may lack: the key exchange's own tests, and sessions.
hybrids()
{
    local program
    server_start hybrid trixie "${SERVER_DEFAULT[@]}"
    for program in crypto/kex_hybrid_test crypto/wycheproof_test transport/kex_run_test \
        oracle/secrets_test oracle/hybrid_test; do
        expect "trixie's OpenSSL: $program" 0 in_tree with_newer_system trixie "$UNIT_TEST_DIR/$program"
        expect "sid's libsodium: $program" 0 in_tree with_newer_sodium "$UNIT_TEST_DIR/$program"
    done
    hybrids_by "trixie's OpenSSL: hybrids" mlkem768x25519-sha256 'with_newer_system trixie'
    hybrids_by "sid's libsodium: hybrids" mlkem768x25519-sha256 with_newer_sodium
    run_program "trixie's OpenSSL: no preference" newer_client matrix -k "$SERVER_KNOWN_HOSTS" -D ||
        FAILED=1
    server_stop hybrid
}

# OpenSSH 10.5 and later have a second one, on request.
newest_hybrids()
{
    local names=mlkem768nistp256-sha256,mlkem768x25519-sha256
    server_start newest sid 'KexAlgorithms +mlkem768nistp256-sha256'
    hybrids_by "sid's OpenSSH, trixie's OpenSSL" "$names" 'with_newer_system trixie'
    hybrids_by "sid's OpenSSH, sid's libsodium" "$names" with_newer_sodium
    server_stop newest
}

defaults()
{
    local suite
    for suite in bullseye bookworm trixie sid; do
        server_start "default-$suite" "$suite" "${SERVER_DEFAULT[@]}"
        matrix "$suite out of the box" -D
        server_stop "default-$suite"
    done
}

main()
{
    harness_start
    everything "$@"
    if [ $# = 0 ]; then
        hybrids
        newest_hybrids
        defaults
    fi
    harness_end
}

main "$@"
