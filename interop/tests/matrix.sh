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

# unit_tests_by LABEL COMMAND ...: those of what this machine's OpenSSL may lack.
unit_tests_by()
{
    local program
    for program in crypto/kex_hybrid_test crypto/wycheproof_test transport/kex_run_test \
        oracle/secrets_test oracle/hybrid_test; do
        expect "$1: $program" 0 in_tree "${@:2}" "$UNIT_TEST_DIR/$program"
    done
}

hybrids()
{
    unit_tests_by "trixie's OpenSSL" with_newer_system trixie
    server_start hybrid trixie "${SERVER_DEFAULT[@]}"
    hybrids_by "trixie's OpenSSL: hybrids" mlkem768x25519-sha256 'with_newer_system trixie'
    run_program "trixie's OpenSSL: no preference" newer_client matrix -k "$SERVER_KNOWN_HOSTS" -D ||
        FAILED=1
    server_stop hybrid
}

out_of_the_box()
{
    server_start "default-$1" "$1" "${SERVER_DEFAULT[@]}"
    matrix "$1 out of the box" -D
    server_stop "default-$1"
}

# Debian's sid cannot be installed every day, and its libraries may one day be too new for this machine.
sid_is_there()
{
    "$INTEROP_DIR/rootfs.sh" sid >/dev/null && newer_sodium >/dev/null &&
        [ -z "$(with_newer_sodium true 2>&1)" ] && return
    say "Debian's sid cannot be used now: nothing is tried with it"
    return 1
}

# OpenSSH 10.5 and later have a second hybrid, on request.
newest()
{
    local names=mlkem768nistp256-sha256,mlkem768x25519-sha256
    unit_tests_by "sid's libsodium" with_newer_sodium
    out_of_the_box sid
    server_start newest sid 'KexAlgorithms +mlkem768nistp256-sha256'
    hybrids_by "sid's OpenSSH, trixie's OpenSSL" "$names" 'with_newer_system trixie'
    hybrids_by "sid's OpenSSH, sid's libsodium" "$names" with_newer_sodium
    server_stop newest
}

main()
{
    local suite
    harness_start
    everything "$@"
    if [ $# = 0 ]; then
        for suite in bullseye bookworm trixie; do
            out_of_the_box "$suite"
        done
        hybrids
        if sid_is_there; then newest; fi
    fi
    harness_end
}

main "$@"
