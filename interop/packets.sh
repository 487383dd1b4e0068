#!/bin/bash
# usage: interop/packets.sh [-q]
#
# Prints a table of all packet types: whether each is in the catalogue (docs/spec/packets.tsv),
# declared, and proven, how many vectors it has and whether there is a fuzz target. -q prints only
# the lines with a hole, and the sums. The exit status is 1 if there is a hole.
set -euo pipefail
# shellcheck source=interop/common.sh
. "$(dirname "$0")/common.sh"

TARGETS=(//src/packet/testing:describe //fuzz:packet_fuzz)
SCRATCH=$(mktemp -d "${TMPDIR:-/tmp}/libssh2-packets.XXXXXXXX")
trap 'rm -rf "$SCRATCH"' EXIT

# The names of what is proven, or "-" as long as nobody can say.
proofs_list()
{
    if [ -x "$INTEROP_DIR/proofs.sh" ]; then
        "$INTEROP_DIR/proofs.sh" --list-packets >"$SCRATCH/proofs"
        printf '%s\n' "$SCRATCH/proofs"
    else
        printf '%s\n' -
    fi
}

main()
{
    local quiet=() proofs
    case "${1:-}" in
    '') ;;
    -q) quiet=(-q) ;;
    -h | --help) usage_from_head; return 0 ;;
    *) usage_from_head >&2; return 2 ;;
    esac
    cd "$REPO_DIR"
    bazel build --noshow_progress --ui_event_filters=-info "${TARGETS[@]}" >&2 ||
        die "what lists the packet types does not build"
    proofs=$(proofs_list)
    python3 src/packet/testing/table.py "${quiet[@]}" docs/spec/packets.tsv \
        bazel-bin/src/packet/testing/describe bazel-bin/fuzz/packet_fuzz "$proofs" \
        testvectors/*/*.json
}

main "$@"
