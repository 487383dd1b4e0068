#!/bin/bash
# usage: interop/tests/php.sh
#
# Debian's php-ssh2 with the library under test: interop/programs/ssh2.php.
set -euo pipefail
# shellcheck source=interop/tests/harness.sh
. "$(dirname "$0")/harness.sh"

# The digest of the server's Ed25519 key, in hexadecimal.
digest_of_host_key()
{
    cut -d ' ' -f 2 "$SERVER_DIR/host/host_ed25519.pub" | base64 -d | "$1" | cut -d ' ' -f 1
}

main()
{
    harness_start
    server_start php trixie
    agent_start "$SERVER_DIR/keys/user_ed25519"
    SSH_AUTH_SOCK=$SERVER_AGENT run_program "php-ssh2" with_library timeout 300 \
        php "$INTEROP_DIR/programs/ssh2.php" "$SERVER_PORT" "$SERVER_USER" "$SERVER_PASSWORD" \
        "$SERVER_DIR/keys" "$(digest_of_host_key md5sum)" "$(digest_of_host_key sha1sum)" \
        "$LIBRARY_DIR/libssh2.so.1" || FAILED=1
    harness_end
}

main "$@"
