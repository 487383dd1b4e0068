#!/bin/bash
# usage: interop/tests/curl_files.sh [SUITE ...]
#
# What Debian's curl can do with files by SFTP, with the library under test: every command of its
# --quote, ranges, resumed and parallel transfers, odd names, directories. What it prints is
# compared with what it prints with Debian's own library.
# SUITE: whose OpenSSH servers to use; trixie by default.
# shellcheck disable=SC2317  # many functions are called through expect
# shellcheck disable=SC2016  # the server's shell has to see the expressions
set -euo pipefail
# shellcheck source=interop/tests/curl_common.sh
. "$(dirname "$0")/curl_common.sh"

SAMPLE_BYTES=1000003

# quote COMMAND ...: curl's quote commands, one after the other; prints what the server answers.
quote()
{
    local command options=()
    for command in "$@"; do
        options+=(-Q "$command")
    done
    by_password "${options[@]}" -D - -o /dev/null "$URL/hello.txt"
}

# after_quote EXPRESSION COMMAND ...: quotes the commands, then the expression holds on the server.
after_quote()
{
    local expression=$1
    shift
    quote "$@" && on_server "cd ~; $expression"
}

# What statvfs says, without the counts that change from one moment to the next.
file_system()
{
    quote "statvfs $1" | grep -v -e free: -e avail:
}

quote_cases()
{
    local h=/home/$SERVER_USER
    expect "$1: curl: quote mkdir" 0 after_quote 'test -d q && test -d "q/with space"' \
        "mkdir $h/q" "mkdir \"$h/q/with space\""
    expect "$1: curl: quote rmdir" 0 after_quote '! test -e "q/with space"' \
        "rmdir \"$h/q/with space\""
    on_server 'echo one >q/one'
    expect "$1: curl: quote rename" 0 after_quote 'test ! -e q/one && test -e q/two' \
        "rename $h/q/one $h/q/two"
    expect "$1: curl: quote chmod" 0 after_quote '[ $(stat -c %a q/two) = 640 ]' \
        "chmod 640 $h/q/two"
    expect "$1: curl: quote chown and chgrp" 0 after_quote \
        '[ $(stat -c %u:%g q/two) = $(id -u):$(id -g) ]' \
        "chown $(on_server id -u) $h/q/two" "chgrp $(on_server id -g) $h/q/two"
    expect "$1: curl: quote chown to another is refused" 21 quote "chown 0 $h/q/two"
    expect "$1: curl: quote symlink" 0 after_quote '[ "$(readlink q/link)" = '"$h/q/two"' ]' \
        "symlink $h/q/two $h/q/link"
    expect "$1: curl: quote ln" 0 after_quote '[ "$(readlink q/link2)" = '"$h/q/two"' ]' \
        "ln $h/q/two $h/q/link2"
    expect "$1: curl: quote atime" 0 after_quote '[ $(stat -c %X q/two) = 1000000000 ]' \
        "atime \"Sun, 09 Sep 2001 01:46:40 GMT\" $h/q/two"
    expect "$1: curl: quote mtime" 0 after_quote \
        '[ $(stat -c %X:%Y q/two) = 1000000000:1234567890 ]' \
        "mtime \"Fri, 13 Feb 2009 23:31:30 GMT\" $h/q/two"
    expect "$1: curl: quote pwd" 0 same_as_stock quote pwd
    expect "$1: curl: quote statvfs" 0 same_as_stock file_system "$h/hello.txt"
    expect "$1: curl: quote rm" 0 after_quote 'test ! -e q/link && test -e q/two' "rm $h/q/link"
    expect "$1: curl: quote rm of a missing file is refused" 21 quote "rm $h/q/link"
    expect "$1: curl: a refused command that may fail" 0 quote "*rm $h/q/link" pwd
    expect "$1: curl: an unknown command" 0 same_as_stock quote "nonsense $h/q/link"
    expect "$1: curl: commands after the transfer" 0 after_quote 'test ! -e q/two' "-rm $h/q/two"
}

# gets_range RANGE OFFSET COUNT: what curl gets of the sample is COUNT bytes from OFFSET on.
gets_range()
{
    by_password -r "$1" -o "$SERVER_DIR/part" "$URL/sample" &&
        cmp "$SERVER_DIR/part" <(tail -c "+$(($2 + 1))" "$SERVER_DIR/sample" | head -c "$3")
}

resume_download()
{
    head -c 300000 "$SERVER_DIR/sample" >"$SERVER_DIR/part"
    by_password -C - -o "$SERVER_DIR/part" "$URL/sample" &&
        cmp "$SERVER_DIR/part" "$SERVER_DIR/sample"
}

append()
{
    printf 'one' | by_password -T - "$URL/appended" &&
        printf 'two' | by_password -a -T - "$URL/appended" &&
        [ "$(on_server cat appended)" = onetwo ]
}

range_cases()
{
    by_password -T "$SERVER_DIR/sample" "$URL/sample"
    expect "$1: curl: a range from the middle" 0 gets_range 500000-500099 500000 100
    expect "$1: curl: one byte" 0 gets_range 7-7 7 1
    expect "$1: curl: a range to the end" 0 gets_range 999000- 999000 1003
    expect "$1: curl: the last bytes" 0 gets_range -1234 $((SAMPLE_BYTES - 1234)) 1234
    expect "$1: curl: a range past the end is cut" 0 gets_range 1000000-2000000 1000000 3
    expect "$1: curl: a range behind the end" 0 \
        same_as_stock by_password -r 2000000-2000001 "$URL/sample"
    expect "$1: curl: a download goes on where it stopped" 0 resume_download
    expect "$1: curl: an upload is appended" 0 append
}

# name_there_and_back NAME URL_NAME
name_there_and_back()
{
    by_password -T "$SERVER_DIR/small" "$URL/$2" &&
        on_server "cat -- '$1'" | cmp - "$SERVER_DIR/small" &&
        by_password "$URL/$2" | cmp - "$SERVER_DIR/small"
}

empty_there_and_back()
{
    : >"$SERVER_DIR/empty"
    by_password -T "$SERVER_DIR/empty" "$URL/empty" &&
        by_password -o "$SERVER_DIR/part" "$URL/empty" && [ ! -s "$SERVER_DIR/part" ] &&
        [ "$(on_server stat -c %s empty)" = 0 ]
}

name_cases()
{
    printf 'A small file.\n' >"$SERVER_DIR/small"
    expect "$1: curl: a name with a space" 0 name_there_and_back 'a b' 'a%20b'
    expect "$1: curl: a name with UTF-8" 0 name_there_and_back 'é€' '%C3%A9%E2%82%AC'
    expect "$1: curl: a name that the shell would act on" 0 \
        name_there_and_back '$(id);*' '%24(id)%3B*'
    expect "$1: curl: a path from the home directory" 0 \
        same_as_stock by_password "sftp://127.0.0.1:$SERVER_PORT/~/hello.txt"
    expect "$1: curl: an empty file" 0 empty_there_and_back
    expect "$1: curl: a file that may not be read" 0 \
        same_as_stock by_password "sftp://127.0.0.1:$SERVER_PORT/etc/shadow"
    expect "$1: curl: an upload where nobody may write" 0 \
        same_as_stock by_password -T "$SERVER_DIR/small" "sftp://127.0.0.1:$SERVER_PORT/etc/small"
}

several_there_and_back()
{
    local number copies=$SERVER_DIR/copies
    rm -rf "$copies" && mkdir "$copies" && on_server 'rm -rf several; mkdir several'
    for number in 1 2 3 4 5 6 7 8; do
        head -c "$((number * 100000))" "$SERVER_DIR/sample" >"$SERVER_DIR/several$number"
    done
    by_password "$@" -T "$SERVER_DIR/several[1-8]" "$URL/several/" &&
        by_password "$@" -o "$copies/several#1" "$URL/several/several[1-8]" || return
    for number in 1 2 3 4 5 6 7 8; do
        cmp "$SERVER_DIR/several$number" "$copies/several$number" || return
    done
}

new_directories()
{
    by_password --ftp-create-dirs --create-file-mode 0600 -T "$SERVER_DIR/small" \
        "$URL/new/newer/newest/small" &&
        [ "$(on_server stat -c %a new/newer/newest/small)" = 600 ] &&
        by_password --create-dirs -o "$SERVER_DIR/new/newer/small" "$URL/new/newer/newest/small" &&
        cmp "$SERVER_DIR/small" "$SERVER_DIR/new/newer/small"
}

slowly()
{
    by_password --limit-rate 2M -o "$SERVER_DIR/part" "$URL/sample" &&
        cmp "$SERVER_DIR/sample" "$SERVER_DIR/part" &&
        by_password --limit-rate 2M -T "$SERVER_DIR/sample" "$URL/slowly" &&
        on_server cat slowly | cmp - "$SERVER_DIR/sample"
}

# The server's log is the witness.
compressed()
{
    by_password --compressed-ssh -T "$SERVER_DIR/sample" "$URL/compressed" &&
        by_password --compressed-ssh -o "$SERVER_DIR/part" "$URL/compressed" &&
        cmp "$SERVER_DIR/sample" "$SERVER_DIR/part" &&
        server_log "$1" | grep 'kex: client->server .*compression: zlib' >/dev/null
}

many_cases()
{
    expect "$1: curl: --compressed-ssh" 0 compressed "$1"
    expect "$1: curl: several files one after the other" 0 several_there_and_back
    expect "$1: curl: several files at once" 0 several_there_and_back -Z
    expect "$1: curl: directories are made for an upload" 0 new_directories
    expect "$1: curl: with a limited rate" 0 slowly
    expect "$1: curl: a directory in full" 0 same_as_stock by_password "$URL/documents/"
    expect "$1: curl: the names of a directory" 0 same_as_stock by_password -l "$URL/documents/"
    expect "$1: curl: a missing directory" 0 same_as_stock by_password "$URL/missing/"
    on_server 'mkdir crowd; cd crowd; seq 1500 | sed "s/^/a-rather-long-name-of-a-file-/" | xargs touch'
    expect "$1: curl: a directory of 1500 files" 0 same_as_stock by_password "$URL/crowd/"
}

cases_against()
{
    local suite=$1
    server_start "$suite" "$suite" 'LogLevel DEBUG1'
    URL=sftp://127.0.0.1:$SERVER_PORT/home/$SERVER_USER
    make_home home "$SERVER_KNOWN_HOSTS"
    quote_cases "$suite"
    range_cases "$suite"
    name_cases "$suite"
    many_cases "$suite"
    server_stop "$suite"
}

main()
{
    local suite
    [ $# -gt 0 ] || set -- trixie
    harness_start
    head -c "$SAMPLE_BYTES" /dev/urandom >"$SERVER_DIR/sample"
    expect "curl: uses the library under test" 0 loads_library "$(command -v curl)"
    for suite in "$@"; do
        cases_against "$suite"
    done
    harness_end
}

main "$@"
