# shellcheck shell=bash
# Sourced by the tests and the demo: builds the library and the programs that try it out.
#
#   library_build   sets LIBRARY_DIR, which holds libssh2.so.1, and CLIENT_DIR, EXAMPLE_DIR and
#                   BENCH_DIR, which hold the programs
#
# SSH2_LIBDIR names the directory of another libssh2.so.1 to be tried out instead.

# shellcheck source=interop/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

library_build()
{
    local bin
    (cd "$REPO_DIR" && bazel build --config=release --noshow_progress --ui_event_filters=-info \
        //:libssh2.so.1 //interop/clients:matrix //interop/clients:matrix_own_rekey \
        //interop/clients:bad_input //interop/clients:channels //interop/clients:files \
        //interop/clients:forwarding \
        //docs/examples:sftp_transfer //interop/bench:bench >&2) ||
        die "the library does not build; Bazel's messages are above"
    bin=$(cd "$REPO_DIR" && bazel info --config=release bazel-bin 2>/dev/null)
    LIBRARY_DIR=$(cd "${SSH2_LIBDIR:-$bin}" && pwd)
    CLIENT_DIR=$bin/interop/clients
    EXAMPLE_DIR=$bin/docs/examples
    BENCH_DIR=$bin/interop/bench
    [ -e "$LIBRARY_DIR/libssh2.so.1" ] || die "there is no libssh2.so.1 in $LIBRARY_DIR"
    export LIBRARY_DIR CLIENT_DIR EXAMPLE_DIR BENCH_DIR
}

# Runs a command with the library under test.
with_library()
{
    LD_LIBRARY_PATH=$LIBRARY_DIR "$@"
}
