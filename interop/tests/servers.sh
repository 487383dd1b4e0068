#!/bin/bash
# usage: interop/tests/servers.sh
#
# A server that is not OpenSSH's: Dropbear. Files by SFTP and SCP, and everything that it negotiates.
set -euo pipefail
# shellcheck source=interop/tests/harness.sh
. "$(dirname "$0")/harness.sh"

# dropbear LABEL COMMAND ...
dropbear()
{
    run_program "Dropbear: $1" client "${@:2}" || FAILED=1
}

main()
{
    harness_start
    SERVER_PROGRAM=dropbear
    SERVER_PACKAGES=dropbear-bin
    server_start dropbear trixie
    dropbear sftp files
    dropbear scp scp
    dropbear "no preference" matrix -k "$SERVER_KNOWN_HOSTS" -D
    dropbear matrix matrix -k "$SERVER_KNOWN_HOSTS" \
        -x curve25519-sha256,curve25519-sha256@libssh.org,ecdh-sha2-nistp256,ecdh-sha2-nistp384,ecdh-sha2-nistp521,diffie-hellman-group14-sha256 \
        -H ssh-ed25519,ecdsa-sha2-nistp256,rsa-sha2-256 \
        -c chacha20-poly1305@openssh.com,aes128-ctr,aes256-ctr -m hmac-sha2-256 -z none
    harness_end
}

main "$@"
