#!/bin/bash
# usage: interop/tests/portability.sh [ARCHITECTURE ...]
#
# The unit tests on machines of another shape (threat L11), by emulation:
#
#     s390x    big-endian, and char is unsigned
#     i386     size_t and long have 32 bits (threat S19)
#
# Debian's cross compilers build everything from scratch against Debian's libraries for that
# architecture; qemu runs the tests. Both architectures by default.
set -euo pipefail
# shellcheck source=interop/common.sh
. "$(dirname "$0")/../common.sh"

LIBRARIES=libc6-dev,libssl-dev,libsodium-dev,zlib1g-dev,libcmocka-dev,libjansson-dev

compiler_of()
{
    case $1 in
    s390x) printf 's390x-linux-gnu-gcc\n' ;;
    i386) printf 'i686-linux-gnu-gcc\n' ;;
    *) die "no compiler is known for $1: s390x or i386" ;;
    esac
}

# Bazel asks the compiler where its headers are, so the root directory must be part of it.
make_compiler()
{
    local architecture=$1 root=$2 wrapper=$CACHE_DIR/cc-$1
    printf '#!/bin/sh\nexec %s --sysroot=%s "$@"\n' "$(compiler_of "$architecture")" "$root" \
        >"$wrapper"
    chmod +x "$wrapper"
    printf '%s\n' "$wrapper"
}

# Those tagged "exhaustive" do the same a thousand times over, which emulation is too slow for.
tests_to_run()
{
    (cd "$REPO_DIR" && bazel query --noshow_progress --ui_event_filters=-info \
        'kind(cc_test, //src/... + //fuzz/...) except attr(tags, exhaustive, //...)')
}

run_tests()
{
    local architecture=$1 root=$2 compiler=$3 events status=0 tests
    events=$(mktemp)
    mapfile -t tests < <(tests_to_run)
    (cd "$REPO_DIR" && bazel test --repo_env=CC="$compiler" --platform_suffix="-$architecture" \
        -c opt --run_under="qemu-$architecture -L $root" --test_timeout=600 --keep_going \
        --color=no --curses=no --noshow_progress --build_event_json_file="$events" \
        "${tests[@]}") >&2 || status=$?
    "$INTEROP_DIR/bazel_results.py" "$events" |
        sed "s/^\(PASS\|FAIL\) /&$architecture: /" || true
    rm -f "$events"
    return "$status"
}

main()
{
    local architecture root failed=0
    [ $# -gt 0 ] || set -- s390x i386
    for architecture in "$@"; do
        compiler_of "$architecture" >/dev/null
        root=$("$INTEROP_DIR/rootfs.sh" --foreign "$architecture" "$LIBRARIES" bookworm)
        run_tests "$architecture" "$root" "$(make_compiler "$architecture" "$root")" || failed=1
    done
    return "$failed"
}

main "$@"
