# shellcheck shell=bash
# Sourced by server.sh: three ways to run container/serve.sh in a container of its own.
# Each has the functions NAME_works SUITE, NAME_run ID SUITE DIR, NAME_log ID DIR and
# NAME_remove ID DIR. In the container DIR/host is /mnt/host, DIR/ID is /mnt/server, both
# read-only. It shares the machine's network, so that the server can listen on 127.0.0.1.
# What the container writes is thrown away with it.

# runc refuses the higher limits that podman would hand on.
PODMAN_LIMITS=(--ulimit nofile=1024:1024 --ulimit nproc=4096:4096)

# The mounts for docker and podman, one word a line: volumes ID DIR
volumes()
{
    printf '%s\n' --volume "$2/host:/mnt/host:ro" --volume "$2/$1:/mnt/server:ro" \
        --volume "$INTEROP_DIR/container:/mnt/interop:ro"
}

# The root file system of a suite, with what else the servers are to have.
server_tree()
{
    "$INTEROP_DIR/rootfs.sh" ${SERVER_PACKAGES:+--with "$SERVER_PACKAGES"} "$1"
}

podman_works()
{
    local tree
    command -v podman runc >/dev/null || return 1
    tree=$(server_tree "$1") || return 1
    as_root podman --runtime runc run --rm "${PODMAN_LIMITS[@]}" --network host \
        --rootfs "$tree:O" true >/dev/null 2>&1
}

podman_run()
{
    local tree mounts
    tree=$(server_tree "$2")
    mapfile -t mounts < <(volumes "$1" "$3")
    as_root podman --runtime runc run --detach --name "$1" "${PODMAN_LIMITS[@]}" \
        --network host "${mounts[@]}" --rootfs "$tree:O" /bin/sh /mnt/interop/serve.sh >/dev/null
}

podman_log()
{
    as_root podman logs "$1" 2>&1
}

podman_remove()
{
    as_root podman --runtime runc rm --force --time 1 "$1" >/dev/null 2>&1
}

docker_image()
{
    printf 'libssh2-interop:%s%s\n' "$1" "${SERVER_PACKAGES:+-${SERVER_PACKAGES//,/-}}"
}

docker_works()
{
    command -v docker >/dev/null && as_root docker info >/dev/null 2>&1 || return 1
    as_root docker build --quiet --build-arg "SUITE=$1" \
        --build-arg "PACKAGES=${SERVER_PACKAGES//,/ }" --tag "$(docker_image "$1")" \
        --file "$INTEROP_DIR/Containerfile" "$INTEROP_DIR/container" >/dev/null
}

docker_run()
{
    local mounts
    mapfile -t mounts < <(volumes "$1" "$3")
    as_root docker run --detach --name "$1" --network host "${mounts[@]}" \
        "$(docker_image "$2")" /bin/sh /mnt/interop/serve.sh >/dev/null
}

docker_log()
{
    as_root docker logs "$1" 2>&1
}

docker_remove()
{
    as_root docker rm --force "$1" >/dev/null 2>&1
}

bwrap_works()
{
    local tree
    command -v bwrap >/dev/null || return 1
    tree=$(server_tree "$1") || return 1
    as_root bwrap --ro-bind "$tree" / --dev /dev --proc /proc true 2>/dev/null
}

# Bubblewrap knows no overlay: what serve.sh writes to is a copy or lies in memory.
bwrap_run()
{
    local tree here=$3/$1
    tree=$(server_tree "$2")
    as_root cp -a "$tree/etc" "$here/etc"
    as_root bwrap --unshare-pid --unshare-ipc --cap-add ALL --die-with-parent \
        --ro-bind "$tree" / --bind "$here/etc" /etc --dev /dev --proc /proc \
        --tmpfs /run --tmpfs /tmp --tmpfs /home --tmpfs /var/log --tmpfs /var/mail --tmpfs /mnt \
        --ro-bind "$3/host" /mnt/host --ro-bind "$here" /mnt/server \
        --ro-bind "$INTEROP_DIR/container" /mnt/interop \
        /bin/sh /mnt/interop/serve.sh >"$here/log" 2>&1 &
    printf '%s\n' "$!" >"$here/pid"
}

bwrap_log()
{
    cat "$2/$1/log"
}

bwrap_remove()
{
    local pid
    pid=$(cat "$2/$1/pid") || return 0
    as_root kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
}
