# shellcheck shell=bash
# Sourced by the tests in which curl is the program.

# shellcheck source=interop/tests/harness.sh
. "$(dirname "${BASH_SOURCE[0]}")/harness.sh"

# What curl's manual calls these.
# shellcheck disable=SC2034  # for those who source this
{
    CURL_UPLOAD_FAILED=25
    CURL_LOGIN_DENIED=67
    CURL_REMOTE_FILE_NOT_FOUND=78
    CURL_PEER_FAILED_VERIFICATION=60
}

curl_trusting()
{
    local home=$1
    shift
    HOME=$home with_library timeout 60 curl -sS "$@"
}

by_password()
{
    curl_trusting "$SERVER_DIR/home" -u "$SERVER_USER:$SERVER_PASSWORD" "$@"
}

by_key()
{
    local key=$1
    shift
    curl_trusting "$SERVER_DIR/home" -u "$SERVER_USER:" --key "$key" --pubkey "$key.pub" "$@"
}

# make_home NAME KNOWN_HOSTS_LINE: a home directory, where curl looks for known_hosts.
make_home()
{
    mkdir -p "$SERVER_DIR/$1/.ssh"
    cp "$2" "$SERVER_DIR/$1/.ssh/known_hosts"
}
