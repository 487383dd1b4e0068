# shellcheck shell=bash
# Sourced by the tests and the demo: SSH servers in containers, on 127.0.0.1. OpenSSH's, unless
# SERVER_PROGRAM says dropbear.
#
#   server_setup                        keys and passwords of this run, in a new directory
#   server_start NAME SUITE [LINE ...]  starts a server; LINEs go to the head of its sshd_config,
#                                       for example "${SERVER_OLD_ALGORITHMS[@]}"
#   server_log NAME                     prints what it has logged
#   server_stop NAME                    stops that one
#   server_cleanup                      stops all and removes the directory; safe to repeat
#
# server_setup sets these, and server_start SERVER_PORT:
#   SERVER_DIR          the directory; keys/ in it has the user's keys, user_TYPE and user_TYPE.pub
#   SERVER_USER, SERVER_PASSWORD
#   SERVER_KNOWN_HOSTS  the host keys of all servers started, as OpenSSH's client writes them
#
# SERVER_PACKAGES names further Debian packages for the servers, separated by commas.
# SSH2_RUNTIME=podman|docker|bwrap picks the kind of container; by default the first
# of these that works.

# shellcheck source=interop/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
# shellcheck source=interop/runtimes.sh
. "$INTEROP_DIR/runtimes.sh"

SERVER_DIR=""
SERVER_PACKAGES=""
SERVER_PROGRAM=sshd
SERVER_USER=tester
SERVER_NAMES=()
HOST_KEYS=(ed25519: ecdsa:256 ecdsa:384 ecdsa:521 rsa:3072)

# Lines for a server that does what OpenSSH knows, not only what it likes.
# shellcheck disable=SC2034  # for the tests
SERVER_OLD_ALGORITHMS=(
    'KexAlgorithms +diffie-hellman-group-exchange-sha256,diffie-hellman-group14-sha256,diffie-hellman-group16-sha512,diffie-hellman-group18-sha512,diffie-hellman-group14-sha1,diffie-hellman-group1-sha1,diffie-hellman-group-exchange-sha1'
    'Ciphers +aes128-cbc,aes192-cbc,aes256-cbc,3des-cbc'
    'MACs +hmac-sha1-96,hmac-md5,hmac-md5-96'
)

# make_key FILE TYPE:BITS [ssh-keygen's options ...]
make_key()
{
    local file=$1 type=${2%%:*} bits=${2#*:}
    shift 2
    ssh-keygen -q -t "$type" ${bits:+-b "$bits"} -N '' -C "$(basename "$file")" -f "$file" "$@"
}

make_keys()
{
    local kind
    for kind in "${HOST_KEYS[@]}"; do
        make_key "$SERVER_DIR/host/host_${kind/:/}" "$kind"
        make_key "$SERVER_DIR/keys/user_${kind/:/}" "$kind"
    done
    cat "$SERVER_DIR"/keys/*.pub >"$SERVER_DIR/host/authorized_keys"
}

# A password that nobody chose, and its hash for the server's shadow file.
make_password()
{
    local salt
    SERVER_PASSWORD=$(python3 -c 'import secrets; print(secrets.token_hex(12))')
    salt=$(python3 -c 'import secrets; print(secrets.token_hex(8))')
    printf '%s' "$SERVER_PASSWORD" |
        perl -e 'local $/; print crypt(<STDIN>, "\$6\$$ARGV[0]\$")' "$salt" \
            >"$SERVER_DIR/host/password.hash"
}

server_setup()
{
    SERVER_DIR=$(mktemp -d "${TMPDIR:-/tmp}/libssh2-interop.XXXXXXXX")
    mkdir "$SERVER_DIR/host" "$SERVER_DIR/keys"
    SERVER_KNOWN_HOSTS=$SERVER_DIR/known_hosts
    : >"$SERVER_KNOWN_HOSTS"
    make_keys
    make_password
    export SERVER_DIR SERVER_USER SERVER_PASSWORD SERVER_KNOWN_HOSTS
}

# What every server has. The finite field groups are no longer among the defaults of OpenSSH 10.
# The first value of a keyword counts, so that a test's own lines come first.
write_config()
{
    local file=$1 port=$2 kind
    shift 2
    {
        printf '%s\n' "$@"
        for kind in "${HOST_KEYS[@]}"; do
            printf 'HostKey /mnt/host/host_%s\n' "${kind/:/}"
        done
        cat <<CONFIG
ListenAddress 127.0.0.1
Port $port
KexAlgorithms +diffie-hellman-group14-sha256,diffie-hellman-group16-sha512,diffie-hellman-group18-sha512
UsePAM no
PasswordAuthentication yes
KbdInteractiveAuthentication no
MaxAuthTries 20
MaxStartups 200
MaxSessions 1000
UseDNS no
PidFile none
Subsystem sftp internal-sftp
CONFIG
    } >"$file"
}

# The name of the first runtime that can run SUITE; asked once, it costs a container start.
find_runtime()
{
    local runtime
    for runtime in ${SSH2_RUNTIME:-podman docker bwrap}; do
        if "${runtime}_works" "$1"; then
            SSH2_RUNTIME=$runtime
            return 0
        fi
    done
    die "no container could be started (tried: ${SSH2_RUNTIME:-podman docker bwrap}); are you root?"
}

container_id()
{
    printf 'libssh2-interop-%s-%s\n' "$$" "$1"
}

add_known_hosts()
{
    local file
    for file in "$SERVER_DIR"/host/host_*.pub; do
        printf '[127.0.0.1]:%s %s\n' "$1" "$(cut -d ' ' -f 1,2 "$file")"
    done >>"$SERVER_KNOWN_HOSTS"
}

server_start()
{
    local name=$1 suite=$2 id
    shift 2
    id=$(container_id "$name")
    find_runtime "$suite"
    SERVER_PORT=$(free_port)
    mkdir "$SERVER_DIR/$id"
    write_config "$SERVER_DIR/$id/sshd_config" "$SERVER_PORT" "$@"
    printf '%s' "$SERVER_PROGRAM" >"$SERVER_DIR/$id/program"
    printf '%s' "$SERVER_PORT" >"$SERVER_DIR/$id/port"
    SERVER_NAMES+=("$name")
    "${SSH2_RUNTIME}_run" "$id" "$suite" "$SERVER_DIR"
    if ! wait_for_ssh "$SERVER_PORT"; then
        server_log "$name" >&2 || true
        die "the server '$name' ($SERVER_PROGRAM of $suite, $SSH2_RUNTIME) does not answer; its log is above"
    fi
    add_known_hosts "$SERVER_PORT"
}

server_log()
{
    "${SSH2_RUNTIME}_log" "$(container_id "$1")" "$SERVER_DIR"
}

server_stop()
{
    local id
    id=$(container_id "$1")
    [ -d "$SERVER_DIR/$id" ] || return 0
    "${SSH2_RUNTIME}_remove" "$id" "$SERVER_DIR" || true
    as_root rm -rf --one-file-system "${SERVER_DIR:?}/$id"
}

server_cleanup()
{
    local name
    [ -n "$SERVER_DIR" ] || return 0
    for name in "${SERVER_NAMES[@]}"; do
        server_stop "$name"
    done
    as_root rm -rf --one-file-system "$SERVER_DIR"
    SERVER_DIR=""
}
