#!/bin/bash
# usage: interop/tests/floors.sh
#
# The floors are held apart by the build: on each one a file that looks upward is put beside the
# others, once with the dependency that it would need and once without, and neither may build.
set -euo pipefail
# shellcheck source=interop/tests/harness.sh
. "$(dirname "$0")/harness.sh"

# A floor, the target above it that it must not know, and a header of that target.
WRONG_LOOKS='
wire //src/packet src/packet/packet.h
packet //src/crypto src/crypto/hash.h
protocol //src/crypto src/crypto/hash.h
crypto //src/transport src/transport/transport.h
crypto //src/packet src/packet/packet.h
transport //src/session src/session/session.h
session //src/sftp src/sftp/sftp.h
session //src/io src/io/socket.h
sftp //src/io src/io/socket.h
knownhost //src/io src/io/file.h
io //src/api src/api/session.h
'

# A package of one file on the given floor, in a tree that Bazel lays over ours.
put_wrong_file()
{
    local floor=$1 dependency=$2 header=$3 place=$OVERLAY/src/$1/wrong
    mkdir -p "$place"
    printf '#include "%s"\n\nextern int wrong;\n' "$header" >"$place/wrong.c"
    cat >"$place/BUILD" <<END
load("@rules_cc//cc:defs.bzl", "cc_library")

cc_library(
    name = "wrong",
    srcs = ["wrong.c"],
    deps = [$dependency],
)
END
    printf '//src/%s/wrong\n' "$floor"
}

# must_fail NAME MESSAGE TARGET: it does not build, and for this reason.
must_fail()
{
    local name=$1 message=$2 target=$3 log=$OVERLAY/log
    if (cd "$REPO_DIR" && bazel build --package_path="%workspace%:$OVERLAY" --noshow_progress \
        "$target" >"$log" 2>&1); then
        fail "$name" "it builds"
    elif grep -q "$message" "$log"; then
        pass "$name"
    else
        fail "$name" "it fails for another reason: $(grep -m 1 -i error "$log" || tail -n 1 "$log")"
    fi
}

main()
{
    local floor above header target
    OVERLAY=$(mktemp -d "${TMPDIR:-/tmp}/libssh2-floors.XXXXXXXX")
    trap 'rm -rf "$OVERLAY"' EXIT
    while read -r floor above header; do
        [ -n "$floor" ] || continue
        target=$(put_wrong_file "$floor" "\"$above\"" "$header")
        must_fail "floors: src/$floor may not depend on $above" 'is not visible from' "$target"
        target=$(put_wrong_file "$floor" "" "$header")
        must_fail "floors: src/$floor cannot include $header" 'No such file or directory' "$target"
        rm -rf "${OVERLAY:?}/src"
    done <<<"$WRONG_LOOKS"
    harness_end
}

main "$@"
