#!/bin/bash
# usage: interop/tests/git.sh
#
# libgit2 clones, fetches and pushes over ssh with the library under test: interop/programs/git.py.
# shellcheck disable=SC2016  # the server's shell has to see the expressions
set -euo pipefail
# shellcheck source=interop/tests/harness.sh
. "$(dirname "$0")/harness.sh"

SERVER_PACKAGES=git

make_repository()
{
    on_server 'git init -q --bare -b master repository.git && git init -q -b master work && cd work &&
        echo first >file && git add file &&
        git -c user.name=Tester -c user.email=tester@localhost commit -q -m first &&
        git push -q ../repository.git master'
}

# /usr/bin/python3 is the one that Debian's packages are for.
main()
{
    harness_start
    server_start git trixie
    make_repository
    agent_start "$SERVER_DIR/keys/user_ed25519"
    mkdir -p "$SERVER_DIR/scratch" "$SERVER_DIR/home/.ssh"
    cp "$SERVER_KNOWN_HOSTS" "$SERVER_DIR/home/.ssh/known_hosts"
    HOME=$SERVER_DIR/home SSH_AUTH_SOCK=$SERVER_AGENT run_program "libgit2" with_library \
        timeout 300 /usr/bin/python3 "$INTEROP_DIR/programs/git.py" \
        "ssh://$SERVER_USER@127.0.0.1:$SERVER_PORT/home/$SERVER_USER/repository.git" "$SERVER_USER" \
        "$SERVER_DIR/keys" "$SERVER_DIR/scratch" "$SERVER_PASSWORD" "$LIBRARY_DIR/libssh2.so.1" \
        || FAILED=1
    harness_end
}

main "$@"
