#!/bin/bash
# usage: interop/tests/curl_login.sh [SUITE ...]
#
# How Debian's curl makes sure of the server and logs in, with the library under test: host keys of
# each type, known_hosts in its forms, fingerprints; ssh-agent, keyboard-interactive, several
# methods in one login.
# SUITE: whose OpenSSH servers to use; bookworm and trixie by default.
# shellcheck disable=SC2317  # many functions are called through expect
set -euo pipefail
# shellcheck source=interop/tests/curl_common.sh
. "$(dirname "$0")/curl_common.sh"

url()
{
    printf 'sftp://127.0.0.1:%s/home/%s/hello.txt' "$SERVER_PORT" "$SERVER_USER"
}

# gets_hello CURL ...: what curl gets is the file that every server has.
gets_hello()
{
    [ "$("$@" "$(url)")" = "Hello from the server." ]
}

# known_as NAME LINE: a home directory whose known_hosts has that one line.
known_as()
{
    printf '%s\n' "$2" >"$SERVER_DIR/line"
    make_home "$1" "$SERVER_DIR/line"
}

by_password_at()
{
    curl_trusting "$SERVER_DIR/$1" -u "$SERVER_USER:$SERVER_PASSWORD" "${@:2}"
}

# The line of the server's key of this kind, as ssh-keyscan would print it.
line_of()
{
    printf '[127.0.0.1]:%s %s\n' "$SERVER_PORT" "$(cut -d ' ' -f 1,2 "$SERVER_DIR/host/host_$1.pub")"
}

hashed_home()
{
    make_home home-hashed "$SERVER_KNOWN_HOSTS"
    ssh-keygen -q -H -f "$SERVER_DIR/home-hashed/.ssh/known_hosts" 2>/dev/null >/dev/null
    rm -f "$SERVER_DIR/home-hashed/.ssh/known_hosts.old"
    ! grep -q 127.0.0.1 "$SERVER_DIR/home-hashed/.ssh/known_hosts" &&
        gets_hello by_password_at home-hashed
}

known_hosts_cases()
{
    local suite=$1 kind
    for kind in ed25519 ecdsa256 ecdsa384 ecdsa521 rsa3072; do
        known_as "home-$kind" "$(line_of "$kind")"
        expect "$suite: curl: only the host's $kind key is known" 0 \
            gets_hello by_password_at "home-$kind"
    done
    expect "$suite: curl: hashed known_hosts" 0 hashed_home
    known_as home-several "other,[127.0.0.1]:$SERVER_PORT $(line_of ed25519 | cut -d ' ' -f 2-) words"
    expect "$suite: curl: several names and a comment" 0 gets_hello by_password_at home-several
    known_as home-wrong-port "$(line_of ed25519 | sed "s/:$SERVER_PORT/:1/")"
    expect "$suite: curl: the same key at another port is not known" \
        "$CURL_PEER_FAILED_VERIFICATION" by_password_at home-wrong-port "$(url)"
}

# The fingerprint that ssh-keygen knows, of the host's key of that kind.
sha256_of()
{
    ssh-keygen -l -E sha256 -f "$SERVER_DIR/host/host_$1.pub" | sed 's/.*SHA256:\([^ ]*\).*/\1/'
}

md5_of()
{
    ssh-keygen -l -E md5 -f "$SERVER_DIR/host/host_$1.pub" | sed 's/.*MD5:\([^ ]*\).*/\1/' |
        tr -d :
}

# With a fingerprint curl does not look at known_hosts, and the library picks the key.
fingerprint_cases()
{
    local suite=$1 wrong
    wrong=$(sha256_of rsa3072)
    expect "$suite: curl: --hostpubsha256" 0 \
        gets_hello by_password_at home-none --hostpubsha256 "$(sha256_of ed25519)"
    expect "$suite: curl: --hostpubsha256 of another key" "$CURL_PEER_FAILED_VERIFICATION" \
        by_password_at home-none --hostpubsha256 "$wrong" "$(url)"
    expect "$suite: curl: --hostpubmd5" 0 \
        gets_hello by_password_at home-none --hostpubmd5 "$(md5_of ed25519)"
    expect "$suite: curl: --hostpubmd5 of another key" "$CURL_PEER_FAILED_VERIFICATION" \
        by_password_at home-none --hostpubmd5 "$(md5_of rsa3072)" "$(url)"
}

by_agent()
{
    SSH_AUTH_SOCK=$SERVER_AGENT curl_trusting "$SERVER_DIR/home" -u "$SERVER_USER:" "$@"
}

agent_cases()
{
    local suite=$1 kind keys=$SERVER_DIR/keys
    for kind in ed25519 ecdsa256 ecdsa384 ecdsa521 rsa3072; do
        agent_start "$keys/user_$kind"
        expect "$suite: curl: the agent's $kind key" 0 gets_hello by_agent
    done
    make_key "$SERVER_DIR/stranger" ed25519:
    agent_start "$SERVER_DIR/stranger" "$keys/user_ecdsa256"
    expect "$suite: curl: the agent's second key" 0 gets_hello by_agent
    agent_start "$SERVER_DIR/stranger"
    expect "$suite: curl: an agent without the right key" "$CURL_LOGIN_DENIED" by_agent "$(url)"
    agent_stop
    expect "$suite: curl: an agent that has gone" "$CURL_LOGIN_DENIED" by_agent "$(url)"
    rm -f "$SERVER_DIR/stranger" "$SERVER_DIR/stranger.pub"
}

# PAM asks for the password, in a dialogue of its own.
keyboard_interactive_cases()
{
    local suite=$1
    server_start "$suite-keyboard" "$suite" 'UsePAM yes' 'KbdInteractiveAuthentication yes' \
        'AuthenticationMethods keyboard-interactive'
    make_home home "$SERVER_KNOWN_HOSTS"
    expect "$suite: curl: keyboard-interactive" 0 gets_hello by_password
    expect "$suite: curl: keyboard-interactive with a wrong answer" "$CURL_LOGIN_DENIED" \
        curl_trusting "$SERVER_DIR/home" -u "$SERVER_USER:wrong" "$(url)"
    server_stop "$suite-keyboard"
}

several_methods_cases()
{
    local suite=$1 key=$SERVER_DIR/keys/user_ed25519
    server_start "$suite-both" "$suite" 'AuthenticationMethods publickey,password'
    make_home home "$SERVER_KNOWN_HOSTS"
    expect "$suite: curl: a key and then a password, as with Debian's library" 0 same_as_stock \
        by_password --key "$key" --pubkey "$key.pub" "$(url)"
    expect "$suite: curl: a key where a password is wanted too" "$CURL_LOGIN_DENIED" \
        by_key "$key" "$(url)"
    server_stop "$suite-both"
}

cases_against()
{
    local suite=$1
    server_start "$suite" "$suite"
    make_home home "$SERVER_KNOWN_HOSTS"
    make_home home-none /dev/null
    known_hosts_cases "$suite"
    fingerprint_cases "$suite"
    agent_cases "$suite"
    server_stop "$suite"
    keyboard_interactive_cases "$suite"
    several_methods_cases "$suite"
}

main()
{
    local suite
    [ $# -gt 0 ] || set -- bookworm trixie
    harness_start
    expect "curl: uses the library under test" 0 loads_library "$(command -v curl)"
    for suite in "$@"; do
        cases_against "$suite"
    done
    harness_end
}

main "$@"
