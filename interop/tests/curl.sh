#!/bin/bash
# usage: interop/tests/curl.sh [SUITE ...]
#
# Debian's curl, which was built for libssh2, moves files with the library under test.
# SUITE: whose OpenSSH servers to use; bookworm and trixie by default.
# shellcheck disable=SC2317  # many functions are called through expect
set -euo pipefail
# shellcheck source=interop/tests/curl_common.sh
. "$(dirname "$0")/curl_common.sh"

SAMPLE_BYTES=5000001

# The same addresses with keys that are not theirs.
make_wrong_known_hosts()
{
    local file
    make_key "$SERVER_DIR/other_ed25519" ed25519:
    make_key "$SERVER_DIR/other_ecdsa256" ecdsa:256
    make_key "$SERVER_DIR/other_ecdsa384" ecdsa:384
    make_key "$SERVER_DIR/other_ecdsa521" ecdsa:521
    make_key "$SERVER_DIR/other_rsa" rsa:3072
    for file in "$SERVER_DIR"/other_*.pub; do
        printf '[127.0.0.1]:%s %s\n' "$SERVER_PORT" "$(cut -d ' ' -f 1,2 "$file")"
        rm "$file" "${file%.pub}"
    done >"$SERVER_DIR/wrong_known_hosts"
}

# The user's keys in the other formats that OpenSSH writes.
make_key_formats()
{
    local keys=$SERVER_DIR/keys format
    for format in PEM PKCS8; do
        for kind in rsa3072 ecdsa256; do
            cp "$keys/user_$kind" "$keys/user_$kind.$format"
            cp "$keys/user_$kind.pub" "$keys/user_$kind.$format.pub"
            ssh-keygen -q -p -P '' -N '' -m "$format" -f "$keys/user_$kind.$format" >/dev/null
        done
    done
    cp "$keys/user_ed25519" "$keys/encrypted"
    cp "$keys/user_ed25519.pub" "$keys/encrypted.pub"
    ssh-keygen -q -p -P '' -N 'pass phrase' -f "$keys/encrypted" >/dev/null
}

# there_and_back SCHEME NAME LOGIN ...: puts the sample, gets it and compares.
there_and_back()
{
    local url=$1://127.0.0.1:$SERVER_PORT/home/$SERVER_USER/$2 copy=$SERVER_DIR/copy
    shift 2
    rm -f "$copy"
    "$@" -T "$SERVER_DIR/sample" "$url" && "$@" -o "$copy" "$url" && cmp "$SERVER_DIR/sample" "$copy"
}

get_middle()
{
    by_password -r 3000000-3000999 -o "$SERVER_DIR/middle" "$1" &&
        cmp "$SERVER_DIR/middle" <(tail -c +3000001 "$SERVER_DIR/sample" | head -c 1000)
}

resume_upload()
{
    head -c 2000000 "$SERVER_DIR/sample" >"$SERVER_DIR/part"
    by_password -T "$SERVER_DIR/part" "$1" && by_password -C - -T "$SERVER_DIR/sample" "$1" &&
        by_password -o "$SERVER_DIR/copy" "$1" && cmp "$SERVER_DIR/sample" "$SERVER_DIR/copy"
}

list_names()
{
    [ "$(by_password -l "$1/documents/" | sort | tr '\n' ' ')" = ". .. alpha.txt beta.txt gamma.txt " ]
}

# What a remote shell would take for something else, as it stands and as it stands in an address.
ODD_NAME="it's \"odd\" \$HOME \`id\` !! * ~ a\\b;c"
ODD_NAME_IN_URL='it%27s%20%22odd%22%20%24HOME%20%60id%60%20!!%20*%20~%20a%5Cb%3Bc'

is_listed()
{
    by_password -l "sftp://127.0.0.1:$SERVER_PORT/home/$SERVER_USER/" | grep -xF -- "$1" >/dev/null
}

odd_name_by_scp()
{
    there_and_back scp "$ODD_NAME_IN_URL" by_password && is_listed "$ODD_NAME"
}

empty_by_scp()
{
    : >"$SERVER_DIR/nothing"
    by_password -T "$SERVER_DIR/nothing" "$1/nothing" && is_listed nothing
}

make_and_remove()
{
    by_password -o "$SERVER_DIR/copy" -Q "mkdir $2/d" -Q "rename $2/d $2/e" -Q "rmdir $2/e" "$1/hello.txt"
}

login_cases()
{
    local suite=$1 key
    expect "$suite: curl: SFTP by password" 0 there_and_back sftp by-password by_password
    for key in ed25519 ecdsa256 ecdsa384 ecdsa521 rsa3072 rsa3072.PEM rsa3072.PKCS8 ecdsa256.PEM \
        ecdsa256.PKCS8; do
        expect "$suite: curl: SFTP with a key, $key" 0 \
            there_and_back sftp "by-$key" by_key "$SERVER_DIR/keys/user_$key"
    done
    expect "$suite: curl: SFTP with an encrypted key" 0 \
        there_and_back sftp by-encrypted by_key "$SERVER_DIR/keys/encrypted" --pass 'pass phrase'
    expect "$suite: curl: a wrong passphrase is refused" "$CURL_LOGIN_DENIED" \
        by_key "$SERVER_DIR/keys/encrypted" --pass 'wrong' "$2/hello.txt"
    expect "$suite: curl: a wrong password is refused" "$CURL_LOGIN_DENIED" \
        curl_trusting "$SERVER_DIR/home" -u "$SERVER_USER:wrong" "$2/hello.txt"
}

file_cases()
{
    local suite=$1 url=$2 home=/home/$SERVER_USER
    expect "$suite: curl: a range of a file" 0 get_middle "$url/by-password"
    expect "$suite: curl: an upload goes on where it stopped" 0 resume_upload "$url/resumed"
    expect "$suite: curl: a directory is listed" 0 list_names "$url"
    expect "$suite: curl: directories are made, renamed and removed" 0 \
        make_and_remove "$url" "$home"
    expect "$suite: curl: a missing file is reported" "$CURL_REMOTE_FILE_NOT_FOUND" \
        by_password "$url/missing"
}

scp_cases()
{
    local suite=$1 place=127.0.0.1:$SERVER_PORT/home/$SERVER_USER
    expect "$suite: curl: SCP by password" 0 there_and_back scp scp-by-password by_password
    expect "$suite: curl: SCP with a key" 0 \
        there_and_back scp scp-by-key by_key "$SERVER_DIR/keys/user_ed25519"
    expect "$suite: curl: SCP of a name that a shell would not leave alone" 0 odd_name_by_scp
    expect "$suite: curl: SCP of an empty file" 0 empty_by_scp "scp://$place"
    expect "$suite: curl: SCP reports a missing file" "$CURL_REMOTE_FILE_NOT_FOUND" \
        by_password "scp://$place/missing"
    expect "$suite: curl: SCP reports a missing directory" "$CURL_UPLOAD_FAILED" \
        by_password -T "$SERVER_DIR/part" "scp://$place/missing/file"
}

host_key_cases()
{
    local suite=$1 url=$2
    expect "$suite: curl: a changed host key is refused" "$CURL_PEER_FAILED_VERIFICATION" \
        curl_trusting "$SERVER_DIR/home-of-the-misled" -u "$SERVER_USER:$SERVER_PASSWORD" \
        "$url/hello.txt"
    expect "$suite: curl: an unknown host is refused" "$CURL_PEER_FAILED_VERIFICATION" \
        curl_trusting "$SERVER_DIR/home-of-the-ignorant" -u "$SERVER_USER:$SERVER_PASSWORD" \
        "$url/hello.txt"
}

cases_against()
{
    local suite=$1 url
    server_start "$suite" "$suite"
    url=sftp://127.0.0.1:$SERVER_PORT/home/$SERVER_USER
    make_wrong_known_hosts
    make_home home "$SERVER_KNOWN_HOSTS"
    make_home home-of-the-misled "$SERVER_DIR/wrong_known_hosts"
    make_home home-of-the-ignorant /dev/null
    login_cases "$suite" "$url"
    file_cases "$suite" "$url"
    scp_cases "$suite"
    host_key_cases "$suite" "$url"
    server_stop "$suite"
}

main()
{
    local suite
    [ $# -gt 0 ] || set -- bookworm trixie
    harness_start
    make_key_formats
    head -c "$SAMPLE_BYTES" /dev/urandom >"$SERVER_DIR/sample"
    expect "curl: uses the library under test" 0 loads_library "$(command -v curl)"
    for suite in "$@"; do
        cases_against "$suite"
    done
    harness_end
}

main "$@"
