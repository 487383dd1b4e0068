#!/bin/bash
# usage: interop/bench/compare.sh [SUITE [OPTION ...]]
#
# Measures our library against Debian's libssh2 and prints the ratios side by side.
# SUITE: trixie (libssh2 1.11.1, OpenSSL 3.5; the default) or bookworm (1.10.0, OpenSSL 3.0).
# OPTIONs are those of interop/bench/run-all, for example: --only '^sftp-(get|put) gcm' --pairs 9
#
# Both libraries, the benchmark and the OpenSSH server run in the same root file system of SUITE,
# so that they share everything else: OpenSSL, the C library, the kernel. Ours is the same file
# everywhere: built on Debian 12, it finds libcrypto.so.3 and libsodium.so.23 there as well.
set -euo pipefail
# shellcheck source=interop/library.sh
. "$(dirname "$0")/../library.sh"

COMMON_PACKAGES=libsodium23,zlib1g,python3,openssh-client,valgrind
DEBIAN_LIBRARY_DIR=/usr/lib/x86_64-linux-gnu

debian_package()
{
    case "$1" in
    trixie) printf 'libssh2-1t64\n' ;;
    bookworm) printf 'libssh2-1\n' ;;
    esac
}

# A network of its own, and all data in memory: neither the machine's other servers nor its disk
# are measured.
run_inside()
{
    local tree=$1 scratch=$2
    shift 2
    as_root bwrap --unshare-pid --die-with-parent --cap-add ALL --ro-bind "$tree" / \
        --dev /dev --proc /proc --tmpfs /run --tmpfs /tmp --tmpfs /mnt \
        --ro-bind "$INTEROP_DIR/bench" /mnt/bench --ro-bind "$scratch" /mnt/built \
        --setenv PATH /usr/sbin:/usr/bin:/sbin:/bin --chdir /tmp --unshare-net \
        "$@"
}

compare()
{
    local suite=$1 tree scratch
    shift
    library_build
    tree=$("$INTEROP_DIR/rootfs.sh" --with "$(debian_package "$suite"),$COMMON_PACKAGES" "$suite")
    scratch=$(mktemp -d "${TMPDIR:-/tmp}/libssh2-bench.XXXXXXXX")
    # shellcheck disable=SC2064  # the name is wanted as it is now
    trap "rm -rf '$scratch'" EXIT
    cp -L "$LIBRARY_DIR/libssh2.so.1" "$scratch/"
    cp "$BENCH_DIR/bench" "$scratch/"
    run_inside "$tree" "$scratch" python3 /mnt/bench/run-all --bench /mnt/built/bench \
        --work /tmp/work --data /tmp/data "$@" ours=/mnt/built "debian=$DEBIAN_LIBRARY_DIR"
}

main()
{
    case "${1:-trixie}" in
    trixie | bookworm) compare "${1:-trixie}" "${@:2}" ;;
    -h | --help) usage_from_head ;;
    *) usage_from_head >&2; return 2 ;;
    esac
}

main "$@"
