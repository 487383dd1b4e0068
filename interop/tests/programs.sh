#!/bin/bash
# usage: interop/tests/programs.sh
#
# Programs of Debian for which libssh2 is one library among many, with the library under test: nmap's
# SSH scripts, aria2, medusa, Midnight Commander, libvirt, GFAL2 and FreeFileSync.
# shellcheck disable=SC2317  # many functions are called through expect
set -euo pipefail
# shellcheck source=interop/tests/harness.sh
. "$(dirname "$0")/harness.sh"

KEY=""

# prints PATTERN COMMAND ...: the command's output has a line that matches.
prints()
{
    local pattern=$1 output
    shift
    output=$("$@" 2>&1) || true
    grep -Eq -- "$pattern" <<<"$output" && return
    printf '%s\n' "$output"
    return 1
}

# nmap_script NAME ARGUMENTS
nmap_script()
{
    with_library timeout 60 nmap -Pn -n -p "$SERVER_PORT" --script "+$1" --script-args "$2" 127.0.0.1
}

nmap_cases()
{
    local user=$SERVER_USER password=$SERVER_PASSWORD
    expect "nmap: uses the library under test" 0 loads_library "$(command -v nmap)"
    expect "nmap: ssh-auth-methods" 0 prints '^\|_? +password' \
        nmap_script ssh-auth-methods "ssh.user=$user"
    expect "nmap: ssh-run" 0 prints 'Hello from the server' nmap_script ssh-run \
        "ssh-run.cmd=cat hello.txt,ssh-run.username=$user,ssh-run.password=$password,ssh-run.port=$SERVER_PORT"
    expect "nmap: ssh-publickey-acceptance" 0 prints 'Key .* accepted for user' nmap_script \
        ssh-publickey-acceptance "ssh.usernames={'$user'},ssh.privatekeys={'$KEY'}"
    printf '%s\n' wrong "$password" >"$SERVER_DIR/passwords"
    printf '%s\n' "$user" >"$SERVER_DIR/users"
    expect "nmap: ssh-brute" 0 prints "$user:$password - Valid credentials" nmap_script ssh-brute \
        "userdb=$SERVER_DIR/users,passdb=$SERVER_DIR/passwords,brute.threads=4"
}

aria2_gets()
{
    local name=$1
    shift
    rm -f "$SERVER_DIR/scratch/$name"
    with_library timeout 60 aria2c -q -d "$SERVER_DIR/scratch" -o "$name" \
        --ftp-user="$SERVER_USER" --ftp-passwd="$SERVER_PASSWORD" "$@" \
        "sftp://127.0.0.1:$SERVER_PORT/home/$SERVER_USER/sample" &&
        on_server cat sample | cmp - "$SERVER_DIR/scratch/$name"
}

# aria2 tells a wrong host key by its own status 1, and a wrong password by it too.
aria2_cases()
{
    local digest
    digest=$(cut -d ' ' -f 2 "$SERVER_DIR/host/host_ed25519.pub" | base64 -d | sha1sum |
        cut -d ' ' -f 1)
    expect "aria2: uses the library under test" 0 loads_library "$(command -v aria2c)"
    expect "aria2: SFTP" 0 aria2_gets plain
    expect "aria2: SFTP in four connections" 0 aria2_gets split -x 4 -s 4 -k 1M
    expect "aria2: the right host key" 0 aria2_gets checked --ssh-host-key-md="sha-1=$digest"
    expect "aria2: a wrong host key" 1 aria2_gets wrong --ssh-host-key-md="sha-1=${digest//[0-8]/9}"
}

medusa_cases()
{
    expect "medusa: SSH" 0 prints 'ACCOUNT FOUND.*SUCCESS' with_library timeout 60 \
        medusa -h 127.0.0.1 -n "$SERVER_PORT" -u "$SERVER_USER" -p "$SERVER_PASSWORD" -M ssh
}

# Its file viewer, in a terminal that nobody sees; a second later F10 ends it.
mc_views()
{
    (sleep 4; printf '\033[21~'; sleep 2) |
        HOME=$SERVER_DIR/scratch TERM=xterm with_library timeout 30 script -qec \
            "mcview '/sftp://$SERVER_USER:$SERVER_PASSWORD@127.0.0.1:$SERVER_PORT/home/$SERVER_USER/$1'" \
            /dev/null
}

mc_cases()
{
    mkdir -p "$SERVER_DIR/scratch/.ssh"
    cp "$SERVER_KNOWN_HOSTS" "$SERVER_DIR/scratch/.ssh/known_hosts"
    expect "mc: uses the library under test" 0 loads_library "$(command -v mc)"
    expect "mc: views a file by SFTP" 0 prints 'Hello from the server' mc_views hello.txt
}

# There is no libvirt on the server: what comes back is the status of the server's shell, or nothing that
# virsh has words for if it sees the end of the output before the status.
virsh_lists()
{
    with_library timeout 60 virsh -c "qemu+libssh2://$SERVER_USER@127.0.0.1:$SERVER_PORT/system?known_hosts=$1&keyfile=$2&sshauth=privkey&no_tty=1&netcat=nc" list
}

virsh_cases()
{
    local library
    library=$STOCK_DIR/libvirt.so.0
    : >"$SERVER_DIR/nobody"
    expect "libvirt: uses the library under test" 0 loads_library "$library"
    expect "libvirt: logs in and runs its command" 0 \
        prints 'non-zero code: 127|the cause is unknown' virsh_lists "$SERVER_KNOWN_HOSTS" "$KEY"
    expect "libvirt: refuses an unknown host" 0 prints '[Hh]ost key' \
        virsh_lists "$SERVER_DIR/nobody" "$KEY"
}

# /usr/bin/python3 is the one that Debian's packages are for.
grid_cases()
{
    on_server mkdir grid
    run_program "GFAL2" with_library timeout 60 /usr/bin/python3 "$INTEROP_DIR/programs/grid.py" \
        "sftp://127.0.0.1:$SERVER_PORT/home/$SERVER_USER/grid" "$SERVER_USER" "$KEY" \
        "$SERVER_DIR/scratch" "$LIBRARY_DIR/libssh2.so.1" || FAILED=1
}

# mirrors FROM TO: with FreeFileSync, which uses four connections with four SFTP sessions in each.
mirrors()
{
    local batch=$SERVER_DIR/scratch/mirror.ffs_batch
    sed "s#@FROM@#$1#; s#@TO@#$2#" "$INTEROP_DIR/programs/mirror.ffs_batch" >"$batch"
    HOME=$SERVER_DIR/scratch with_library timeout 120 xvfb-run -a FreeFileSync "$batch"
}

mirror_cases()
{
    local tree=$SERVER_DIR/scratch/tree remote i
    remote="sftp://$SERVER_USER@127.0.0.1:$SERVER_PORT/home/$SERVER_USER/mirror"
    remote+="|chan=4|pass64=$(printf '%s' "$SERVER_PASSWORD" | base64)"
    for i in $(seq 200); do
        mkdir -p "$tree/$((i % 7))/$((i % 3))"
        head -c $((i * 977)) /dev/urandom >"$tree/$((i % 7))/$((i % 3))/$i"
    done
    on_server mkdir mirror
    mkdir "$tree.back"
    expect "FreeFileSync: uses the library under test" 0 loads_library "$(command -v FreeFileSync)"
    expect "FreeFileSync: mirrors a tree to the server" 0 mirrors "$tree" "$remote"
    expect "FreeFileSync: mirrors it back" 0 mirrors "$remote" "$tree.back"
    expect "FreeFileSync: both trees are the same" 0 diff -r "$tree" "$tree.back"
    rm -r "$tree/3" "$tree/5"
    expect "FreeFileSync: removes from the server" 0 mirrors "$tree" "$remote"
    expect "FreeFileSync: all that was to be removed" 0 \
        [ "$(on_server 'find mirror -type f' | wc -l)" = "$(find "$tree" -type f | wc -l)" ]
}

main()
{
    harness_start
    KEY=$SERVER_DIR/keys/user_ed25519
    mkdir "$SERVER_DIR/scratch"
    server_start programs trixie
    on_server 'head -c 6000000 /dev/urandom >sample'
    nmap_cases
    aria2_cases
    medusa_cases
    mc_cases
    virsh_cases
    grid_cases
    mirror_cases
    harness_end
}

main "$@"
