#!/bin/bash
# usage: interop/rootfs.sh [--with PACKAGE,... | --foreign ARCHITECTURE PACKAGE,...] SUITE
#
# Makes a small Debian root file system with an OpenSSH server, once, and prints its path.
# SUITE: bullseye (OpenSSH 8.4), bookworm (9.2), trixie (10.0), sid (newest).
# --with: further packages to put into it; each set has a tree of its own.
# --foreign: instead, only the unpacked packages of another architecture, to compile against.
#
# Debian's mirror is the one that this machine's apt uses. The trees stay in
# ${SSH2_CACHE:-~/.cache}/libssh2-interop; remove one there to have it made anew.
set -euo pipefail
# shellcheck source=interop/common.sh
. "$(dirname "$0")/common.sh"

# The mirror that apt has for this machine's own release; the first, if there are several.
# Nothing, if apt has never read its sources.
known_mirror()
{
    # shellcheck disable=SC2016  # apt's own variables
    apt-get indextargets --format '$(ORIGIN) $(SUITE) $(REPO_URI)' 'Created-By: Packages' |
        awk '$1 == "Debian" && $3 !~ /security/ && !found { found = 1; print $3 }'
}

debian_mirror()
{
    local mirror
    mirror=$(known_mirror)
    if [ -z "$mirror" ]; then
        as_root apt-get -q update >&2 || say "warning: apt-get update failed for some source"
        mirror=$(known_mirror)
    fi
    [ -n "$mirror" ] || die "apt's sources name no Debian mirror: is this a Debian machine?"
    printf '%s\n' "$mirror"
}

# sid is rebuilt all the time and mirrors lag: its Release file may be past its date.
make_tree()
{
    local suite=$1 packages=$2 target=$3 mirror
    shift 3
    mirror=$(debian_mirror)
    as_root mmdebstrap --quiet "$@" --include="$packages" \
        --aptopt='Acquire::Check-Valid-Until "false"' \
        --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
        "$suite" "$target" "$mirror" >&2
}

# Whole or not at all: the tree gets its name only when it is complete.
make_once()
{
    local suite=$1 packages=$2 target=$3 scratch
    shift 3
    [ ! -d "$target" ] || return 0
    command -v mmdebstrap >/dev/null || die "mmdebstrap is missing: run interop/setup.sh"
    say "making a Debian $suite root file system (once, about half a minute) ..."
    scratch=$(mktemp -d "$CACHE_DIR/tmp.XXXXXXXX")
    # shellcheck disable=SC2064  # the name is wanted as it is now
    trap "as_root rm -rf --one-file-system '$scratch'" EXIT
    make_tree "$suite" "$packages" "$scratch/root" "$@"
    as_root mv -T "$scratch/root" "$target"
}

main()
{
    local packages=openssh-server name="" kind=(--variant=minbase)
    case "${1:-}" in
    --with)
        name=+${2:?--with wants packages}
        packages+=,$2
        shift 2
        ;;
    --foreign)
        packages=${3:?--foreign wants an architecture and packages}
        name=+$2
        kind=(--variant=extract --architectures="$2")
        shift 3
        ;;
    esac
    case "${1:-}" in
    bullseye | bookworm | trixie | sid) ;;
    -h | --help) usage_from_head; return 0 ;;
    *) usage_from_head >&2; return 2 ;;
    esac
    local target="$CACHE_DIR/$1$name"
    mkdir -p "$CACHE_DIR"
    exec 9>"$target.lock"
    flock 9
    make_once "$1" "$packages" "$target" "${kind[@]}"
    printf '%s\n' "$target"
}

main "$@"
