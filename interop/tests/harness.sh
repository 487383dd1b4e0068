# shellcheck shell=bash
# Sourced by every test in this directory. A test prints one line a case, "PASS name" or
# "FAIL name: reason", and ends with status 1 if one failed.

TESTS_DIR=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=interop/server.sh
. "$TESTS_DIR/../server.sh"
# shellcheck source=interop/library.sh
. "$TESTS_DIR/../library.sh"

# Where Debian's package has its library.
STOCK_DIR=/usr/lib/$(gcc -print-multiarch)

FAILED=0
AGENT_PID=""
SERVER_AGENT=""

pass()
{
    printf 'PASS %s\n' "$1"
}

fail()
{
    FAILED=1
    printf 'FAIL %s: %s\n' "$1" "$2"
}

# expect NAME STATUS COMMAND ...: the command must end with that exit status.
expect()
{
    local name=$1 expected=$2 output status=0
    shift 2
    output=$("$@" 2>&1 </dev/null) || status=$?
    if [ "$status" = "$expected" ]; then
        pass "$name"
    else
        fail "$name" "exit status $status, expected $expected: ${output//$'\n'/ | }"
    fi
}

# run_program LABEL COMMAND ...: a program that prints PASS and FAIL lines itself; LABEL goes
# in front of the names. One that dies without a word counts as a failure. Returns its status.
run_program()
{
    local label=$1 status=0 output=$SERVER_DIR/output.$BASHPID
    shift
    "$@" >"$output" || status=$?
    sed "s/^\(PASS\|FAIL\) /&$label: /" "$output"
    if [ "$status" -gt 1 ] || { [ "$status" = 1 ] && ! grep -q '^FAIL ' "$output"; }; then
        fail "$label" "$1 ended with status $status"
    fi
    return "$status"
}

# loads_library FILE: the program or library takes libssh2 from where the one under test is.
loads_library()
{
    local path
    path=$(with_library ldd "$1" | awk '$1 == "libssh2.so.1" { print $3 }')
    [ "$path" = "$LIBRARY_DIR/libssh2.so.1" ]
}

# same_as_stock COMMAND ...: the command prints the same and ends with the same status with
# Debian's own library. It has to call with_library.
same_as_stock()
{
    local ours theirs status=0
    ours=$("$@" 2>&1) || status=$?
    ours+="; status $status" status=0
    theirs=$(LIBRARY_DIR=$STOCK_DIR "$@" 2>&1) || status=$?
    theirs+="; status $status"
    [ "$ours" = "$theirs" ] || { diff <(printf '%s' "$theirs") <(printf '%s' "$ours") && false; }
}

# on_server COMMAND: has the shell of the server started last run it, by OpenSSH's own client.
on_server()
{
    ssh -F none -o IdentitiesOnly=yes -o UserKnownHostsFile="$SERVER_KNOWN_HOSTS" \
        -i "$SERVER_DIR/keys/user_ed25519" -p "$SERVER_PORT" "$SERVER_USER@127.0.0.1" "$@"
}

# An agent of the test's own, which listens at SERVER_AGENT: agent_start KEY ...
agent_start()
{
    agent_stop
    SERVER_AGENT=$SERVER_DIR/agent
    ssh-agent -D -a "$SERVER_AGENT" >/dev/null 2>&1 &
    AGENT_PID=$!
    for _ in $(seq 100); do
        ! SSH_AUTH_SOCK=$SERVER_AGENT ssh-add -q "$@" 2>/dev/null || return 0
        sleep 0.05
    done
    die "no ssh-agent could be started"
}

agent_stop()
{
    [ -n "$AGENT_PID" ] || return 0
    kill "$AGENT_PID" 2>/dev/null || true
    wait "$AGENT_PID" 2>/dev/null || true
    AGENT_PID=""
    rm -f "$SERVER_AGENT"
}

harness_cleanup()
{
    agent_stop
    server_cleanup
}

harness_start()
{
    trap harness_cleanup EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    library_build
    server_setup
}

# client NAME ARGUMENTS ...: one of our programs, logging in to the server started last.
client()
{
    client_by with_library "$@"
}

# The same with the system libraries of Debian 13.
newer_client()
{
    client_by "with_newer_system trixie" "$@"
}

client_by()
{
    local by name=$2
    read -ra by <<<"$1"
    shift 2
    "${by[@]}" "$CLIENT_DIR/$name" -p "$SERVER_PORT" -u "$SERVER_USER" \
        -i "$SERVER_DIR/keys/user_ed25519" "$@"
}

# matrix LABEL OPTION ...: combinations of algorithms, with the server started last.
matrix()
{
    run_program "$1" client matrix -k "$SERVER_KNOWN_HOSTS" "${@:2}" || FAILED=1
}

harness_end()
{
    exit "$FAILED"
}
