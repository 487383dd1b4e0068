<?php
/* usage: ssh2.php PORT USER PASSWORD KEYS HOST_KEY_MD5 HOST_KEY_SHA1 LIBRARY
 *
 * What php-ssh2 does: connections, every login, commands, shells, SFTP as functions and as streams,
 * SCP, tunnels, forwarded ports, poll. Prints a line a case. */
declare(strict_types=1);
error_reporting(E_ALL);
ini_set('default_socket_timeout', '30');

[, $port, $user, $password, $keys, $md5, $sha1, $library] = $argv;
$port = (int)$port;
$failed = false;
$last_warning = '';

set_error_handler(function (int $number, string $text) use (&$last_warning): bool {
    $last_warning = $text;
    return true;
});

/** Runs a case; it throws, or returns false, to fail. */
function check(string $name, callable $function): void
{
    global $failed, $last_warning;
    $last_warning = '';
    try {
        $reason = $function() === false ? "gives false; $last_warning" : null;
    } catch (Throwable $error) {
        $reason = get_class($error) . ': ' . $error->getMessage() . '; ' . $last_warning;
    }
    $failed = $failed || $reason !== null;
    print $reason === null ? "PASS $name\n" : "FAIL $name: " . strtr($reason, "\n", ' ') . "\n";
}

function same($expected, $found): void
{
    if ($expected !== $found) {
        throw new Exception('expected ' . var_export($expected, true) . ', found ' .
            substr(var_export($found, true), 0, 300));
    }
}

function connect(?array $methods = null, ?array $callbacks = null)
{
    global $port;
    $session = ssh2_connect('127.0.0.1', $port, $methods ?? [], $callbacks ?? []);
    if ($session === false) {
        throw new Exception('no connection');
    }
    return $session;
}

function logged_in()
{
    global $user, $password;
    $session = connect();
    if (!ssh2_auth_password($session, $user, $password)) {
        throw new Exception('no login');
    }
    return $session;
}

/** Everything that a command prints. */
function output_of($session, string $command): string
{
    $stream = ssh2_exec($session, $command);
    stream_set_blocking($stream, true);
    return stream_get_contents($stream);
}

function connection_cases(): void
{
    global $md5, $sha1, $library;
    check('the library under test is in use', function () use ($library) {
        preg_match_all('/\S*libssh2\.so\S*/', file_get_contents('/proc/self/maps'), $found);
        same([realpath($library)], array_values(array_unique(array_map('realpath', $found[0]))));
    });
    check('fingerprint, MD5 and SHA-1', function () use ($md5, $sha1) {
        $session = connect(['hostkey' => 'ssh-ed25519']);
        same($md5, strtolower(ssh2_fingerprint($session, SSH2_FINGERPRINT_MD5 | SSH2_FINGERPRINT_HEX)));
        same($sha1, strtolower(ssh2_fingerprint($session, SSH2_FINGERPRINT_SHA1 | SSH2_FINGERPRINT_HEX)));
        same(hex2bin($sha1), ssh2_fingerprint($session, SSH2_FINGERPRINT_SHA1 | SSH2_FINGERPRINT_RAW));
    });
    check('methods that the program chooses', function () {
        $way = ['crypt' => 'aes256-ctr', 'mac' => 'hmac-sha2-512', 'comp' => 'none'];
        $session = connect(['kex' => 'ecdh-sha2-nistp256', 'hostkey' => 'ssh-ed25519',
            'client_to_server' => $way, 'server_to_client' => $way]);
        $found = ssh2_methods_negotiated($session);
        same('ecdh-sha2-nistp256', $found['kex']);
        same('ssh-ed25519', $found['hostkey']);
        same('aes256-ctr', $found['client_to_server']['crypt']);
        same('hmac-sha2-512', $found['server_to_client']['mac']);
    });
    check('a port where nobody listens', function () {
        same(false, @ssh2_connect('127.0.0.1', 1));
    });
}

function login_cases(): void
{
    global $user, $password, $keys;
    check('none: what the server would take', function () use ($user) {
        $methods = ssh2_auth_none(connect(), $user);
        sort($methods);
        same(['password', 'publickey'], $methods);
    });
    check('password', fn() => ssh2_auth_password(connect(), $user, $password));
    check('a wrong password', fn() => same(false, ssh2_auth_password(connect(), $user, 'wrong')));
    check('a second try after a wrong password', function () use ($user, $password) {
        $session = connect();
        same(false, ssh2_auth_password($session, $user, 'wrong'));
        return ssh2_auth_password($session, $user, $password);
    });
    foreach (['ed25519', 'ecdsa256', 'ecdsa384', 'ecdsa521', 'rsa3072'] as $kind) {
        check("key from files, $kind", fn() => ssh2_auth_pubkey_file(connect(), $user,
            "$keys/user_$kind.pub", "$keys/user_$kind"));
    }
    check('a key that is not there', fn() => same(false, ssh2_auth_pubkey_file(connect(), $user,
        "$keys/missing.pub", "$keys/missing")));
    check('agent', fn() => ssh2_auth_agent(connect(), $user));
}

function command_cases(): void
{
    $session = logged_in();
    check('exec', fn() => same("hello\n", output_of($session, 'echo hello')));
    check('exec of much output', fn() => same(3000000,
        strlen(output_of($session, 'head -c 3000000 /dev/zero'))));
    check('exec with standard error', function () use ($session) {
        $stream = ssh2_exec($session, 'echo out; echo err >&2');
        $errors = ssh2_fetch_stream($stream, SSH2_STREAM_STDERR);
        stream_set_blocking($stream, true);
        stream_set_blocking($errors, true);
        same("out\n", stream_get_contents($stream));
        same("err\n", stream_get_contents($errors));
    });
    check('exec with a terminal and an environment', fn() => same("dumb\r\n", stream_get_contents(
        blocking(ssh2_exec($session, 'echo $TERM', 'dumb', ['LC_TESTER' => 'yes'])))));
    check('standard input and its end', function () use ($session) {
        $stream = blocking(ssh2_exec($session, 'tr a-z A-Z'));
        fwrite($stream, "shout\n");
        ssh2_send_eof($stream);
        same("SHOUT\n", stream_get_contents($stream));
    });
    check('shell', function () use ($session) {
        $shell = blocking(ssh2_shell($session, 'dumb'));
        fwrite($shell, "echo from-\$((40 + 2)); exit\n");
        same(1, preg_match('/from-42/', stream_get_contents($shell)));
    });
    check('two commands at once', function () use ($session) {
        $one = blocking(ssh2_exec($session, 'sleep 0.3; echo one'));
        $two = blocking(ssh2_exec($session, 'echo two'));
        same("two\n", stream_get_contents($two));
        same("one\n", stream_get_contents($one));
    });
    /* This extension takes no stream of PHP 8, and so asks about nothing. */
    check('poll', function () use ($session) {
        $asked = [['resource' => ssh2_exec($session, 'echo ready'), 'events' => SSH2_POLLIN]];
        same(0, ssh2_poll($asked, 1));
    });
    check('disconnect', fn() => ssh2_disconnect(logged_in()));
}

function blocking($stream)
{
    if (!is_resource($stream)) {
        throw new Exception('no stream');
    }
    stream_set_blocking($stream, true);
    return $stream;
}

function sftp_function_cases($session, $sftp, string $d): void
{
    check('SFTP mkdir', fn() => ssh2_sftp_mkdir($sftp, "$d/a/b", 0755, true) !== false
        || ssh2_sftp_mkdir($sftp, "$d/a", 0755));
    check('SFTP stat', fn() => same(23, ssh2_sftp_stat($sftp, "$d/hello.txt")['size']));
    check('SFTP symlink, readlink and lstat', function () use ($sftp, $d) {
        same(true, ssh2_sftp_symlink($sftp, "$d/hello.txt", "$d/link"));
        same("$d/hello.txt", ssh2_sftp_readlink($sftp, "$d/link"));
        same(0120000, ssh2_sftp_lstat($sftp, "$d/link")['mode'] & 0170000);
        same(0100000, ssh2_sftp_stat($sftp, "$d/link")['mode'] & 0170000);
    });
    check('SFTP realpath', fn() => same($d, ssh2_sftp_realpath($sftp, "$d/../" . basename($d) . '/.')));
    check('SFTP chmod', fn() => ssh2_sftp_chmod($sftp, "$d/hello.txt", 0600)
        && same(0600, ssh2_sftp_stat($sftp, "$d/hello.txt")['mode'] & 0777) === null);
    check('SFTP rename', fn() => ssh2_sftp_rename($sftp, "$d/link", "$d/link2"));
    check('SFTP unlink', fn() => ssh2_sftp_unlink($sftp, "$d/link2"));
    check('SFTP rmdir', fn() => ssh2_sftp_mkdir($sftp, "$d/r") && ssh2_sftp_rmdir($sftp, "$d/r"));
    check('SFTP of what is missing', fn() => same(false, @ssh2_sftp_stat($sftp, "$d/missing")));
}

function sftp_stream_cases($session, $sftp, string $d): void
{
    $url = 'ssh2.sftp://' . intval($sftp) . $d;
    $large = random_bytes(2000003);
    check('streams: write and read', function () use ($url, $large) {
        same(strlen($large), file_put_contents("$url/large", $large));
        same(true, file_get_contents("$url/large") === $large);
    });
    check('streams: seek and read', function () use ($url, $large) {
        $file = fopen("$url/large", 'r');
        same(0, fseek($file, 1000000));
        same(substr($large, 1000000, 5000), stream_get_contents($file, 5000));
    });
    check('streams: change a part', function () use ($url) {
        file_put_contents("$url/small", 'onetwo');
        $file = fopen("$url/small", 'r+');
        fwrite($file, 'ONE');
        fclose($file);
        same('ONEtwo', file_get_contents("$url/small"));
    });
    check('streams: a directory', function () use ($url) {
        $names = array_values(array_diff(scandir("$url/documents"), ['.', '..']));
        same(['alpha.txt', 'beta.txt', 'gamma.txt'], $names);
    });
    check('streams: what there is and what not', function () use ($url) {
        same([true, false, true, 23], [file_exists("$url/hello.txt"), file_exists("$url/missing"),
            is_dir("$url/documents"), filesize("$url/hello.txt")]);
    });
    check('streams: mkdir, rename, unlink, rmdir', fn() => mkdir("$url/m") && rmdir("$url/m")
        && rename("$url/small", "$url/small2") && unlink("$url/small2"));
    check('streams: a file that is not there', fn() => same(false, @fopen("$url/missing", 'r')));
}

function scp_cases($session, string $d): void
{
    $local = tempnam(sys_get_temp_dir(), 'php');
    file_put_contents($local, $sent = random_bytes(1234567));
    check('SCP there', fn() => ssh2_scp_send($session, $local, "$d/scp copy", 0640));
    check('SCP back', function () use ($session, $local, $sent, $d) {
        unlink($local);
        same(true, ssh2_scp_recv($session, "$d/scp copy", $local));
        same(true, file_get_contents($local) === $sent);
    });
    check('SCP of what is missing', fn() => same(false, @ssh2_scp_recv($session, "$d/missing", $local)));
    @unlink($local);
}

function forwarding_cases($session): void
{
    global $port;
    check('tunnel to the server itself', function () use ($session, $port) {
        $tunnel = blocking(ssh2_tunnel($session, '127.0.0.1', $port));
        same('SSH-2.0-', substr(fread($tunnel, 100), 0, 8));
    });
    check('tunnel to where nobody listens', fn() => same(false, @ssh2_tunnel($session, '127.0.0.1', 1)));
    check('a port that the server listens on', function () use ($session) {
        $there = random_int(20000, 30000);
        $listener = ssh2_forward_listen($session, $there, '127.0.0.1');
        if ($listener === false) {
            return false;
        }
        $client = ssh2_exec(logged_in(), "bash -c 'echo through >/dev/tcp/127.0.0.1/$there'");
        $accepted = blocking(ssh2_forward_accept($listener));
        same("through\n", fgets($accepted));
    });
}

connection_cases();
login_cases();
command_cases();
$session = logged_in();
$home = trim(output_of($session, 'pwd'));
$sftp = ssh2_sftp($session);
sftp_function_cases($session, $sftp, $home);
sftp_stream_cases($session, $sftp, $home);
scp_cases(logged_in(), $home);
forwarding_cases(logged_in());
exit($failed ? 1 : 0);
