#!/bin/bash
# usage: [DESTDIR=DIR] interop/install.sh [--libdir DIR] PREFIX
#
# Builds the library and installs it below PREFIX, which is an absolute path: the headers, the
# shared and the static library, what pkg-config and CMake need to find them, and the manual.
# DIR is where libraries go, within PREFIX: lib, unless told otherwise (Debian's own have
# lib/x86_64-linux-gnu and the like). With DESTDIR all is put below that directory, as packages
# are made, and still says PREFIX. Installs the Debian packages that it needs and that are missing.
set -euo pipefail
# shellcheck source=interop/common.sh
. "$(dirname "$0")/common.sh"

SONAME=libssh2.so.1
TEMPLATES=$INTEROP_DIR/install
LIBDIR=lib
PREFIX=""

read_options()
{
    if [ "${1:-}" = --libdir ]; then
        LIBDIR=${2:?--libdir wants a directory}
        shift 2
    fi
    case "${1:-}" in
    -h | --help) usage_from_head; exit 0 ;;
    /*) PREFIX=$(realpath -ms "$1") ;;
    *) usage_from_head >&2; exit 2 ;;
    esac
    case "$LIBDIR" in
    /* | *..*) die "--libdir is a directory within PREFIX, not '$LIBDIR'" ;;
    esac
    [ $# = 1 ] || die "one PREFIX, not also '$2'"
}

# What libssh2.h says that it is.
header_constant()
{
    sed -n "s/^#define LIBSSH2_$1  *\"\{0,1\}\([^\" ]*\)\"\{0,1\}.*/\1/p" "$REPO_DIR/include/libssh2.h"
}

# fill TEMPLATE TARGET: puts what is known here in the place of @NAMES@.
fill()
{
    local text
    text=$(cat "$TEMPLATES/$1")
    text=${text//@PREFIX@/"$PREFIX"}
    text=${text//@LIBDIR@/"$PREFIX/$LIBDIR"}
    text=${text//@LIBDIR_TO_PREFIX@/"$(realpath -ms --relative-to="/$LIBDIR" /)"}
    text=${text//@SONAME@/"$SONAME"}
    text=${text//@VERSION@/"$(header_constant VERSION)"}
    text=${text//@NUMBERS@/"$NUMBERS"}
    text=${text//@MAJOR@/"${NUMBERS%%.*}"}
    printf '%s\n' "$text" >"$SCRATCH/text"
    install -m 644 "$SCRATCH/text" "$2"
}

install_headers()
{
    install -d "$ROOT/include"
    install -m 644 "$REPO_DIR"/include/*.h "$ROOT/include"
}

install_libraries()
{
    local bin
    bin=$(cd "$REPO_DIR" && bazel info --config=release bazel-bin 2>/dev/null)
    install -d "$ROOT/$LIBDIR"
    install -m 644 "$bin/libssh2.a" "$ROOT/$LIBDIR/libssh2.a"
    install -m 755 "$bin/$SONAME" "$ROOT/$LIBDIR/libssh2.so.$NUMBERS"
    ln -sf "libssh2.so.$NUMBERS" "$ROOT/$LIBDIR/$SONAME"
    ln -sf "$SONAME" "$ROOT/$LIBDIR/libssh2.so"
}

install_package_files()
{
    local cmake=$ROOT/$LIBDIR/cmake/libssh2
    install -d "$ROOT/$LIBDIR/pkgconfig" "$cmake"
    fill libssh2.pc.in "$ROOT/$LIBDIR/pkgconfig/libssh2.pc"
    fill libssh2-config.cmake.in "$cmake/libssh2-config.cmake"
    fill libssh2-config-version.cmake.in "$cmake/libssh2-config-version.cmake"
}

install_manual()
{
    (cd "$REPO_DIR" && python3 -B -m docs.man.man_pages "$SCRATCH/man3")
    install -d "$ROOT/share/man/man3"
    install -m 644 "$SCRATCH"/man3/*.3 "$ROOT/share/man/man3"
}

main()
{
    read_options "$@"
    ROOT=$(realpath -ms "${DESTDIR:-}$PREFIX")
    NUMBERS=$(header_constant VERSION_MAJOR).$(header_constant VERSION_MINOR)
    NUMBERS+=.$(header_constant VERSION_PATCH)
    SCRATCH=$(mktemp -d "${TMPDIR:-/tmp}/libssh2-install.XXXXXXXX")
    trap 'rm -rf "$SCRATCH"' EXIT
    "$INTEROP_DIR/setup.sh" build
    (cd "$REPO_DIR" && bazel build --config=release --noshow_progress --ui_event_filters=-info \
        //:libssh2 >&2) || die "the library does not build; Bazel's messages are above"
    install_headers
    install_libraries
    install_package_files
    install_manual
}

main "$@"
