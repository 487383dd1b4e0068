# shellcheck shell=bash
# Sourced by every script in this directory: messages, root, the cache and scratch space.

INTEROP_DIR=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
REPO_DIR=$(dirname "$INTEROP_DIR")
CACHE_DIR=${SSH2_CACHE:-${XDG_CACHE_HOME:-${HOME:-/var/tmp}/.cache}}/libssh2-interop
export INTEROP_DIR REPO_DIR CACHE_DIR

say()
{
    printf '%s\n' "$*" >&2
}

die()
{
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

# Runs a command as root: directly, or through sudo.
as_root()
{
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        die "'$1' needs root: run this as root or install sudo"
    fi
}

# Prints the sentences at the head of the calling script: they are its usage text.
usage_from_head()
{
    sed -n '2,/^[^#]/{s/^# \{0,1\}//p}' "$0"
}

# Prints a TCP port of 127.0.0.1 that nobody listens on.
free_port()
{
    python3 -c 'import socket
s = socket.socket()
s.bind(("127.0.0.1", 0))
print(s.getsockname()[1])'
}

# Waits until something greets with "SSH-" on port $1 of 127.0.0.1, at most $2 seconds (15).
wait_for_ssh()
{
    python3 - "$1" "${2:-15}" <<'PYTHON'
import socket, sys, time
end = time.monotonic() + float(sys.argv[2])
while time.monotonic() < end:
    try:
        with socket.create_connection(("127.0.0.1", int(sys.argv[1])), 1) as s:
            s.settimeout(2)
            if s.recv(4) == b"SSH-":
                sys.exit(0)
    except OSError:
        pass
    time.sleep(0.05)
sys.exit(1)
PYTHON
}
