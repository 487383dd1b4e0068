#!/bin/sh
# Runs inside the container: makes the test user, then becomes the server.
# /mnt/host holds the host keys, the user's public keys and the hash of his password;
# /mnt/server says which program the server is, and holds its port and its sshd_config.
set -eu

home=/home/tester
useradd --create-home --home-dir "$home" --shell /bin/bash --password "$(cat /mnt/host/password.hash)" tester

install -d -m 700 -o tester -g tester "$home/.ssh"
install -m 600 -o tester -g tester /mnt/host/authorized_keys "$home/.ssh/authorized_keys"
printf 'Hello from the server.\n' >"$home/hello.txt"
mkdir "$home/documents"
for name in alpha beta gamma; do
    printf 'This is %s.\n' "$name" >"$home/documents/$name.txt"
done
chown -R tester:tester "$home"

run_sshd()
{
    mkdir -p /run/sshd # sshd -t wants it too

    # OpenSSH 9.8 and later slow down a client that failed to log in; the tests fail on purpose.
    patient="-o PerSourcePenalties=no"
    # shellcheck disable=SC2086  # two words
    /usr/sbin/sshd -t $patient -f /mnt/server/sshd_config 2>/dev/null || patient=""

    # shellcheck disable=SC2086  # two words or none
    exec /usr/sbin/sshd -D -e $patient -f /mnt/server/sshd_config
}

run_dropbear()
{
    for type in ed25519 ecdsa256 rsa3072; do
        dropbearconvert openssh dropbear "/mnt/host/host_$type" "/run/host_$type"
    done
    exec dropbear -F -E -p "127.0.0.1:$(cat /mnt/server/port)" -r /run/host_ed25519 \
        -r /run/host_ecdsa256 -r /run/host_rsa3072
}

"run_$(cat /mnt/server/program)"
