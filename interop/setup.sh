#!/bin/bash
# usage: interop/setup.sh [build]
#
# Installs the Debian packages that are missing here: what builds the library, what its tests
# need, and what runs OpenSSH in a container; with the word "build" only the first. Says what it
# installs; installs nothing and is done at once when all is there. Needs root or sudo only if
# something is missing.
set -euo pipefail
# shellcheck source=interop/common.sh
. "$(dirname "$0")/common.sh"

BUILD_PACKAGES=(bazel-bootstrap bazel-rules-java bazel-rules-proto gcc g++ libc6-dev
    libsodium-dev libssl-dev python3 zlib1g-dev)
TEST_PACKAGES=(clang libclang-rt-dev llvm afl++ libcmocka-dev libjansson-dev man-db mandoc
    shellcheck valgrind strace gcc-s390x-linux-gnu gcc-i686-linux-gnu qemu-user)
INTEROP_PACKAGES=(cmake curl make openssh-client openssh-server mmdebstrap pkg-config podman runc
    bubblewrap debian-archive-keyring ca-certificates perl-base python3-asyncssh python3-paramiko
    golang-go golang-golang-x-crypto-dev golang-github-pkg-sftp-dev)
# Programs that use libssh2, for the tests in which they use ours.
PROGRAM_PACKAGES=(aria2 freefilesync gfal2-plugin-file gfal2-plugin-sftp libnet-ssh2-perl libvirt-clients
    mc medusa nmap php-cli php-ssh2 python3-gfal2 python3-pygit2 xauth xvfb)

missing_packages()
{
    local package
    for package in "$@"; do
        dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed ||
            printf '%s\n' "$package"
    done
}

# Java, which Bazel needs, does not install where slim images have left out this directory.
make_room_for_java()
{
    [ -d /usr/share/man/man1 ] || as_root mkdir -p /usr/share/man/man1
}

# An index that cannot be fetched may belong to a source that has nothing to do with Debian;
# whether it matters shows when the packages are installed.
install_packages()
{
    say "installing: $*"
    make_room_for_java
    as_root apt-get -q update >&2 || say "warning: apt-get update failed for some source"
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -q install -y --no-install-recommends "$@" >&2 ||
        die "apt-get could not install: $*"
}

main()
{
    local missing packages=("${BUILD_PACKAGES[@]}")
    case "${1:-}" in
    '') packages+=("${TEST_PACKAGES[@]}" "${INTEROP_PACKAGES[@]}" "${PROGRAM_PACKAGES[@]}") ;;
    build) ;;
    -h | --help) usage_from_head; return 0 ;;
    *) usage_from_head >&2; return 2 ;;
    esac
    command -v apt-get >/dev/null || die "this is not Debian: install what the script lists by hand"
    mapfile -t missing < <(missing_packages "${packages[@]}")
    [ "${#missing[@]}" = 0 ] || install_packages "${missing[@]}"
    if ! command -v bazel >/dev/null; then
        die "there is no 'bazel' command although bazel-bootstrap is installed"
    fi
}

main "$@"
