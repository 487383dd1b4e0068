#!/bin/bash
# usage: interop/proofs.sh [--list | --list-packets] [--quick | --all] [NAME ...]
#
# Proves with CBMC what docs/proofs.md tells: one line a proof, with the number of checks and the
# time, and a sum. Makes a root file system with CBMC first, once. NAME: only these proofs;
# --quick, which is the default: those that take seconds; --all: every one; --list: the names
# of all; --list-packets: of those that are a packet type's.
#
# What was proven and has not changed since is not proven again; that is remembered in
# ${SSH2_CACHE:-~/.cache}/libssh2-interop/proofs. SSH2_PROOF_JOBS: how many at a time, instead
# of one a processor. The exit status is 0 only if everything holds.
set -euo pipefail
# shellcheck source=interop/common.sh
. "$(dirname "$0")/common.sh"

PACKAGES=cbmc,gcc,libc6-dev,python3

check_options()
{
    local word
    for word in "$@"; do
        case "$word" in
        --list | --list-packets | --quick | --all) ;;
        -h | --help) usage_from_head; exit 0 ;;
        -*) usage_from_head >&2; exit 2 ;;
        esac
    done
}

main()
{
    local tree proven=$CACHE_DIR/proofs
    check_options "$@"
    if [[ " $* " == *" --list"* ]]; then
        exec python3 -B "$INTEROP_DIR/proofs.py" "$REPO_DIR" "$proven" "$@"
    fi
    command -v bwrap >/dev/null || die "bubblewrap is missing: run interop/setup.sh"
    tree=$("$INTEROP_DIR/rootfs.sh" --with "$PACKAGES" trixie)
    mkdir -p "$proven"
    as_root bwrap --die-with-parent --unshare-pid --unshare-net --ro-bind "$tree" / --dev /dev \
        --proc /proc --tmpfs /tmp --tmpfs /mnt --ro-bind "$REPO_DIR" /mnt/libssh2 \
        --bind "$proven" /mnt/proven --setenv SSH2_PROOF_JOBS "${SSH2_PROOF_JOBS:-}" \
        python3 -B /mnt/libssh2/interop/proofs.py /mnt/libssh2 /mnt/proven "$@"
}

main "$@"
