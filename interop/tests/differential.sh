#!/bin/bash
# usage: interop/tests/differential.sh
#
# Compares our packets with those of Debian's Paramiko and AsyncSSH and of Go's x/crypto/ssh and
# pkg/sftp: what they write has to be read as they meant it, and we have to write the same bytes.
# interop/tests/differential/ does it.
set -euo pipefail
# shellcheck source=interop/common.sh
. "$(dirname "$0")/../common.sh"

PYTHON=/usr/bin/python3 # Debian's own, which finds Debian's packages

main()
{
    case "${1:-}" in
    '') ;;
    -h | --help) usage_from_head; return 0 ;;
    *) usage_from_head >&2; return 2 ;;
    esac
    cd "$REPO_DIR"
    bazel build --noshow_progress --ui_event_filters=-info //src/packet/testing:codec >&2 ||
        die "the engine's command does not build"
    "$PYTHON" -B interop/tests/differential/differential.py bazel-bin/src/packet/testing/codec
}

main "$@"
