#!/bin/bash
# usage: interop/test.sh [-v]
#
# All tests: Bazel's, the same under the sanitizers, and those against real OpenSSH servers.
# Installs what is missing first. Shows each suite with its result, failures in full, and with
# -v every case of the long suites. The last line is "N passed, N failed"; the exit status
# is 0 only if nothing failed.
#
# SSH2_LIBDIR names the directory of another libssh2.so.1 for the tests against servers.
# SSH2_WYCHEPROOF_DIR names a folder of Wycheproof's vectors for the crypto adapters; without it
# the tests that use them are skipped, unless ../shared/wycheproof is there.
set -euo pipefail
# shellcheck source=interop/common.sh
. "$(dirname "$0")/common.sh"

WYCHEPROOF_DIR=${SSH2_WYCHEPROOF_DIR:-$REPO_DIR/../shared/wycheproof}
[ ! -d "$WYCHEPROOF_DIR" ] || export SSH2_WYCHEPROOF_DIR=$WYCHEPROOF_DIR
SUITE_TIMEOUT=25m
KILL_AFTER=1m

VERBOSE=""
PASSED=0
FAILED=0
CHILD=""
SCRATCH=$(mktemp -d "${TMPDIR:-/tmp}/libssh2-test.XXXXXXXX")

finish()
{
    if [ -n "$CHILD" ]; then
        kill -TERM "$CHILD" 2>/dev/null || true
        wait "$CHILD" 2>/dev/null || true
    fi
    rm -rf "$SCRATCH"
}

# One suite of the tree under test: bazel_suite NAME [OPTION ...]. Prints its cases.
bazel_suite()
{
    local name=$1 events=$SCRATCH/events status=0 cases
    shift
    rm -f "$events"
    [ ! -d "$WYCHEPROOF_DIR" ] || set -- "$@" --test_env=SSH2_WYCHEPROOF_DIR="$WYCHEPROOF_DIR"
    (cd "$REPO_DIR" && bazel test "$@" --keep_going --color=no --curses=no --noshow_progress \
        --build_event_json_file="$events" //...) || status=$?
    cases=$("$INTEROP_DIR/bazel_results.py" "$events" || true)
    [ -z "$cases" ] || printf '%s\n' "$cases"
    if [ "$status" != 0 ] && ! grep -q '^FAIL ' <<<"$cases"; then
        printf 'FAIL %s: bazel ended with status %s\n' "$name" "$status"
    elif [ -z "$cases" ]; then
        printf 'FAIL %s: there are no tests\n' "$name"
    fi
}

# The lines worth showing: of a suite in which something failed, all but the passes.
show_suite()
{
    local log=$1 failed=$2 kind=$3
    if [ -n "$VERBOSE" ] || [ "$kind" = listed ]; then
        grep '^PASS ' "$log" || true
    fi
    if [ "$failed" != 0 ]; then
        grep -v '^PASS ' "$log" || true
    fi
}

# suite NAME listed|counted COMMAND ...: runs it, shows and counts its cases. A listed suite
# shows its passes one by one.
suite()
{
    local name=$1 kind=$2 log=$SCRATCH/log status=0 passed failed start=$SECONDS
    shift 2
    printf '\n== %s\n' "$name"
    "$@" >"$log" 2>&1 &
    CHILD=$!
    wait "$CHILD" || status=$?
    CHILD=""
    passed=$(grep -c '^PASS ' "$log") || true
    failed=$(grep -c '^FAIL ' "$log") || true
    if [ "$failed" = 0 ] && { [ "$status" != 0 ] || [ "$passed" = 0 ]; }; then
        printf 'FAIL %s: ended with status %s after %s cases\n' "$name" "$status" "$passed" >>"$log"
        failed=1
    fi
    show_suite "$log" "$failed" "$kind"
    printf '== %s: %s passed, %s failed (%s s)\n' "$name" "$passed" "$failed" $((SECONDS - start))
    PASSED=$((PASSED + passed))
    FAILED=$((FAILED + failed))
}

# Its own process group, so that all of it ends when it takes too long.
interop_suite()
{
    suite "$1" "$2" timeout --kill-after="$KILL_AFTER" "$SUITE_TIMEOUT" "$INTEROP_DIR/tests/$3"
}

setup_suite()
{
    "$INTEROP_DIR/setup.sh" && printf 'PASS set-up\n'
}

# Everything compiles with the other compiler too.
clang_suite()
{
    (cd "$REPO_DIR" && bazel build --config=clang --noshow_progress //...) &&
        printf 'PASS build with clang\n'
}

# Three of the faults of fuzz/mutations.py, which show that the checks can fail; all of them are one
# command: docs/fuzzing.md.
faults_suite()
{
    "$REPO_DIR/fuzz/mutations.py" --first-catch read_one_too_many deviate_forgotten fields_swapped
}

read_options()
{
    case "${1:-}" in
    '') ;;
    -v) VERBOSE=yes ;;
    -h | --help) usage_from_head; exit 0 ;;
    *) usage_from_head >&2; exit 2 ;;
    esac
}

main()
{
    read_options "$@"
    suite "set-up" counted setup_suite
    suite "unit tests" listed bazel_suite "unit tests"
    suite "unit tests with sanitizers" listed bazel_suite "unit tests with sanitizers" --config=asan
    suite "build with clang" counted clang_suite
    suite "proofs" counted timeout --kill-after="$KILL_AFTER" "$SUITE_TIMEOUT" \
        "$INTEROP_DIR/proofs.sh" --quick
    suite "deliberate faults" counted faults_suite
    interop_suite "other machines" counted portability.sh
    interop_suite "floors" counted floors.sh
    interop_suite "installation" counted install.sh
    interop_suite "differential" listed differential.sh
    interop_suite "bad input" listed bad_input.sh
    interop_suite "curl" listed curl.sh
    interop_suite "SCP" listed scp.sh
    interop_suite "login" listed login.sh
    interop_suite "channels and forwarding" listed channels.sh
    interop_suite "sftp" listed sftp.sh
    interop_suite "other servers" counted servers.sh
    interop_suite "curl: login" counted curl_login.sh
    interop_suite "curl: files" counted curl_files.sh
    interop_suite "libgit2" counted git.sh
    interop_suite "php-ssh2" counted php.sh
    interop_suite "Net::SSH2" counted perl.sh
    interop_suite "other programs" counted programs.sh
    interop_suite "rekeying" counted rekey.sh
    interop_suite "algorithms" counted matrix.sh
    interop_suite "old algorithms" listed old_algorithms.sh
    printf '\n%s passed, %s failed\n' "$PASSED" "$FAILED"
    [ "$FAILED" = 0 ]
}

trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
main "$@"
