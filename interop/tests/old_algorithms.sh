#!/bin/bash
# usage: interop/tests/old_algorithms.sh
#
# What is on request only, and what OpenSSH's last releases no longer speak: SHA-1 signatures, DSA keys
# of hosts and of users, and rijndael-cbc with OpenSSH 8.4; Blowfish, CAST-128, RC4, RIPEMD-160 and zlib
# before the login with AsyncSSH. A file goes up and down in each combination.
set -euo pipefail
# shellcheck source=interop/tests/harness.sh
. "$(dirname "$0")/harness.sh"

PYTHON=/usr/bin/python3 # Debian's own, which finds Debian's packages
QUICK=(-b 100000 -z none -x curve25519-sha256 -H ssh-ed25519 -c aes128-ctr -m hmac-sha2-256)

# A newer ssh-keygen does not make such keys any more: they are those of the unit tests then.
make_dsa_key()
{
    make_key "$1" dsa: 2>/dev/null && return 0
    cp "$REPO_DIR/src/session/keyfile_data/dsa" "$1"
    cp "$REPO_DIR/src/session/keyfile_data/dsa.pub" "$1.pub"
    chmod 600 "$1"
}

make_dsa_keys()
{
    local form
    make_dsa_key "$SERVER_DIR/host/host_dsa"
    make_dsa_key "$SERVER_DIR/keys/user_dsa"
    cat "$SERVER_DIR/keys/user_dsa.pub" >>"$SERVER_DIR/host/authorized_keys"
    for form in PEM PKCS8; do
        cp "$SERVER_DIR/keys/user_dsa" "$SERVER_DIR/keys/user_dsa_$form"
        ssh-keygen -q -p -P '' -N '' -m "$form" -f "$SERVER_DIR/keys/user_dsa_$form" >/dev/null
    done
}

dsa_users()
{
    local file
    for file in "$SERVER_DIR"/keys/user_dsa "$SERVER_DIR"/keys/user_dsa_*; do
        matrix "$1: $(basename "$file")" "${QUICK[@]}" -i "$file" -s ssh-dss
    done
    expect "$1: a DSA key that was not asked for" 1 client matrix -k "$SERVER_KNOWN_HOSTS" \
        "${QUICK[@]}" -i "$SERVER_DIR/keys/user_dsa"
}

# OpenSSH 8.4 has them all; 9.2 no longer rijndael-cbc.
with_openssh()
{
    server_start old bullseye 'HostKey /mnt/host/host_dsa' \
        'HostKeyAlgorithms ssh-dss,ssh-rsa,ssh-ed25519' 'PubkeyAcceptedKeyTypes +ssh-dss,ssh-rsa' \
        'Ciphers +rijndael-cbc@lysator.liu.se,3des-cbc' "${SERVER_OLD_ALGORITHMS[@]}"
    matrix 'OpenSSH 8.4: SHA-1 and DSA host keys' "${QUICK[@]}" -H ssh-dss,ssh-rsa -c 3des-cbc \
        -m hmac-sha1 -x curve25519-sha256,diffie-hellman-group1-sha1
    matrix 'OpenSSH 8.4: rijndael-cbc' "${QUICK[@]}" -c rijndael-cbc@lysator.liu.se \
        -m hmac-sha2-256,hmac-sha1-96,hmac-md5
    matrix 'OpenSSH 8.4: a SHA-1 signature' "${QUICK[@]}" -i "$SERVER_DIR/keys/user_rsa3072" -s ssh-rsa
    dsa_users 'OpenSSH 8.4'
    server_stop old
}

# It ends when this shell closes its standard input, by whatever way.
with_asyncssh()
{
    local ready=$SERVER_DIR/asyncssh.port
    mkfifo "$ready"
    mkdir "$SERVER_DIR/files"
    exec {ASYNCSSH}> >(exec "$PYTHON" -B -W ignore "$TESTS_DIR/old_algorithms/server.py" \
        "$SERVER_DIR" >"$ready" 2>"$SERVER_DIR/asyncssh.log")
    read -r -t 30 SERVER_PORT <"$ready" || die "AsyncSSH does not start: $(cat "$SERVER_DIR/asyncssh.log")"
    add_known_hosts "$SERVER_PORT"
    matrix 'AsyncSSH: ciphers' "${QUICK[@]}" -c blowfish-cbc,cast128-cbc,arcfour128,arcfour,3des-cbc \
        -m hmac-sha2-256,hmac-sha2-256-etm@openssh.com,hmac-sha1-96,hmac-md5-96
    matrix 'AsyncSSH: MACs' "${QUICK[@]}" -m hmac-ripemd160,hmac-ripemd160@openssh.com,hmac-md5,hmac-sha1
    matrix 'AsyncSSH: compression' "${QUICK[@]}" -c aes256-ctr,arcfour -z zlib,zlib@openssh.com
    matrix 'AsyncSSH: key exchanges' "${QUICK[@]}" \
        -x diffie-hellman-group1-sha1,diffie-hellman-group14-sha1,diffie-hellman-group-exchange-sha1
    matrix 'AsyncSSH: a DSA host key' "${QUICK[@]}" -H ssh-dss
    dsa_users AsyncSSH
    exec {ASYNCSSH}>&-
}

main()
{
    harness_start
    make_dsa_keys
    with_openssh
    with_asyncssh
    harness_end
}

main "$@"
