# shellcheck shell=bash
# Sourced by the tests and the demo: builds the library and the programs that try it out.
#
#   library_build   sets LIBRARY_DIR, which holds libssh2.so.1, and CLIENT_DIR, EXAMPLE_DIR,
#                   BENCH_DIR and UNIT_TEST_DIR, which hold the programs
#
# SSH2_LIBDIR names the directory of another libssh2.so.1 to be tried out instead.

# shellcheck source=interop/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

library_build()
{
    local bin
    (cd "$REPO_DIR" && bazel build --config=release --noshow_progress --ui_event_filters=-info \
        //:libssh2.so.1 //interop/clients:matrix //interop/clients:matrix_own_rekey \
        //interop/clients:bad_input //interop/clients:scp \
        //interop/clients:channels //interop/clients:files \
        //interop/clients:forwarding \
        //interop/clients:keys //interop/clients:login \
        //src/crypto:kex_hybrid_test //src/crypto:wycheproof_test //src/transport:kex_run_test \
        //src/oracle:secrets_test //src/oracle:hybrid_test \
        //docs/examples:sftp_transfer //interop/bench:bench >&2) ||
        die "the library does not build; Bazel's messages are above"
    bin=$(cd "$REPO_DIR" && bazel info --config=release bazel-bin 2>/dev/null)
    LIBRARY_DIR=$(cd "${SSH2_LIBDIR:-$bin}" && pwd)
    CLIENT_DIR=$bin/interop/clients
    EXAMPLE_DIR=$bin/docs/examples
    BENCH_DIR=$bin/interop/bench
    UNIT_TEST_DIR=$bin/src
    [ -e "$LIBRARY_DIR/libssh2.so.1" ] || die "there is no libssh2.so.1 in $LIBRARY_DIR"
    export LIBRARY_DIR CLIENT_DIR EXAMPLE_DIR BENCH_DIR UNIT_TEST_DIR
}

# with_newer_system SUITE COMMAND ...: as with_library, but with the C library, OpenSSL and libsodium of
# a Debian that is newer than this machine's. That needs no container, only that suite's loader.
with_newer_system()
{
    local tree libs loader
    tree=$("$INTEROP_DIR/rootfs.sh" --with libsodium23,libcmocka0,libjansson4 "$1")
    libs=$tree/lib/$(uname -m)-linux-gnu
    loader=("$libs"/ld-linux-*.so.2)
    shift
    "${loader[0]}" --library-path "$LIBRARY_DIR:$libs" "$@"
}

# The root of Debian's sid's libsodium, made if need be.
newer_sodium()
{
    "$INTEROP_DIR/rootfs.sh" --foreign "$(dpkg --print-architecture)" libsodium-dev sid
}

# with_newer_sodium COMMAND ...: as with_library, with that libsodium in front of this machine's.
with_newer_sodium()
{
    local tree
    tree=$(newer_sodium)
    LD_PRELOAD=$(echo "$tree"/usr/lib/*/libsodium.so) with_library "$@"
}

# Runs a command with the library under test.
with_library()
{
    LD_LIBRARY_PATH=$LIBRARY_DIR "$@"
}
