#!/bin/bash
# usage: interop/tests/install.sh
#
# Installs the library with interop/install.sh and builds programs with what it has put there: by
# pkg-config and by CMake, in C and in C++, with the shared and with the static library.
# shellcheck disable=SC2317  # many functions are called through expect
set -euo pipefail
# shellcheck source=interop/tests/harness.sh
. "$(dirname "$0")/harness.sh"

CONSUMER=$REPO_DIR/interop/tests/consumer
ANSWER_PATTERN='^([^ ]+) \1 1 1 1$'

# What a program must say: twice the same version, and that all it tried went well.
answers()
{
    local answer
    answer=$("$@") && grep -Eqx "$ANSWER_PATTERN" <<<"$answer" && return
    printf '%s\n' "$answer"
    return 1
}

# linked shared|static PROGRAM: whether it is linked in that way.
linked()
{
    local needs=static
    ! objdump -p "$2" | grep 'NEEDED *libssh2.so.1$' >/dev/null || needs=shared
    [ "$needs" = "$1" ]
}

# pkg_config_flags PREFIX OPTION ...
pkg_config_flags()
{
    local prefix=$1
    shift
    PKG_CONFIG_LIBDIR=$prefix/$LIBDIR/pkgconfig:$SYSTEM_PKG_CONFIG pkg-config "$@" libssh2
}

# by_pkg_config shared|static COMPILER OPTION ...: builds the program and runs it.
by_pkg_config()
{
    local kind=$1 program=$SCRATCH/program flags options=()
    shift
    [ "$kind" = shared ] || options=(--static)
    flags=$(pkg_config_flags "$SCRATCH/prefix" "${options[@]}" --cflags --libs)
    [ "$kind" = shared ] || options=(-static)
    # shellcheck disable=SC2086  # many words
    "$@" -Wall -Wextra -Werror "$CONSUMER/consumer.c" -x none "${options[@]}" $flags \
        -o "$program" || return
    LD_LIBRARY_PATH=$SCRATCH/prefix/$LIBDIR answers "$program" && linked "$kind" "$program"
}

configure_and_build()
{
    cmake -S "$CONSUMER" -B "$SCRATCH/cmake" -DCMAKE_PREFIX_PATH="$SCRATCH/prefix" &&
        cmake --build "$SCRATCH/cmake" --parallel 2
}

cmake_program()
{
    local kind=shared
    [[ $1 != *_static-* ]] || kind=static
    answers "$SCRATCH/cmake/$1" && linked "$kind" "$SCRATCH/cmake/$1"
}

refuses_version()
{
    mkdir -p "$SCRATCH/refused"
    printf 'cmake_minimum_required(VERSION 3.13)\nproject(p C)\nfind_package(Libssh2 %s CONFIG)\n%s\n' \
        "$1" 'if(Libssh2_FOUND)' 'message(FATAL_ERROR "found")' 'endif()' \
        >"$SCRATCH/refused/CMakeLists.txt"
    cmake -S "$SCRATCH/refused" -B "$SCRATCH/refused/build" \
        -DCMAKE_PREFIX_PATH="$SCRATCH/prefix"
}

# Only what programs may use is global in the archive, as in the shared library.
static_names()
{
    [ "$(nm --defined-only --extern-only "$SCRATCH/prefix/$LIBDIR/libssh2.a" |
        awk 'NF == 3 { print $3 }' | sort)" = \
        "$(nm --dynamic --defined-only "$SCRATCH/prefix/$LIBDIR/libssh2.so" |
            awk '{ print $3 }' | sort)" ]
}

links_lead_to_the_library()
{
    [ "$(readlink "$SCRATCH/prefix/$LIBDIR/libssh2.so")" = libssh2.so.1 ] &&
        [ -L "$SCRATCH/prefix/$LIBDIR/libssh2.so.1" ] &&
        [ -f "$SCRATCH/prefix/$LIBDIR/libssh2.so" ]
}

# The same below DESTDIR, and no word of it in the files.
staged_like_installed()
{
    local prefix=$SCRATCH/prefix stage=$SCRATCH/stage
    DESTDIR=$stage "$INTEROP_DIR/install.sh" --libdir "$LIBDIR" "$prefix" &&
        diff -r "$stage$prefix" "$prefix"
}

page_is_found()
{
    man -M "$SCRATCH/prefix/share/man" 3 "$1" | grep "$1" >/dev/null
}

program_cases()
{
    local kind name space language
    for kind in shared static; do
        expect "install: C by pkg-config, $kind" 0 by_pkg_config "$kind" cc -std=c99 -pedantic
        expect "install: C++ by pkg-config, $kind" 0 \
            by_pkg_config "$kind" c++ -std=c++17 -pedantic -x c++
    done
    expect "install: CMake finds the package and builds with it" 0 configure_and_build
    for name in libssh2 libssh2_shared libssh2_static; do
        for space in Libssh2 libssh2; do
            for language in c cpp; do
                expect "install: $space::$name by CMake, $language" 0 \
                    cmake_program "$space-$name-$language"
            done
        done
    done
    expect "install: CMake does not take it for a later version" 0 refuses_version 1.99
    expect "install: CMake does not take it for version 2" 0 refuses_version 2.0
}

main()
{
    SCRATCH=$(mktemp -d "${TMPDIR:-/tmp}/libssh2-install.XXXXXXXX")
    trap 'rm -rf "$SCRATCH"' EXIT
    LIBDIR=lib/$(cc -print-multiarch)
    SYSTEM_PKG_CONFIG=$(pkg-config --variable pc_path pkg-config)
    expect "install: into a directory" 0 \
        "$INTEROP_DIR/install.sh" --libdir "$LIBDIR" "$SCRATCH/prefix"
    expect "install: the links lead to the library" 0 links_lead_to_the_library
    expect "install: the archive shows what the shared library shows" 0 static_names
    program_cases
    expect "install: the same with DESTDIR" 0 staged_like_installed
    expect "install: man finds the page of a function" 0 page_is_found libssh2_session_handshake
    expect "install: man finds the page of a macro" 0 page_is_found libssh2_channel_exec
    expect "install: a relative PREFIX is refused" 2 "$INTEROP_DIR/install.sh" prefix
    harness_end
}

main "$@"
