#!/usr/bin/perl
# usage: net_ssh2.pl PORT USER PASSWORD KEYS KNOWN_HOSTS SCRATCH LIBRARY
#
# What Perl's Net::SSH2 does, which hands through nearly all of the library: sessions, every login,
# channels, SFTP, SCP, forwarding, known hosts, keepalive, errors. Prints a line a case.
use strict;
use warnings;
use Cwd 'realpath';
use Fcntl;
use File::Basename;
use MIME::Base64;
use Net::SSH2 ':all';

my ($port, $user, $password, $keys, $known_hosts, $scratch, $library) = @ARGV;
my $failed = 0;
$| = 1;
$SIG{__WARN__} = sub { print STDERR "warning: $_[0]" };

# A case fails when its code dies.
sub check
{
    my ($name, $code) = @_;
    if (eval { $code->(); 1 }) {
        print "PASS $name\n";
        return;
    }
    my $why = $@ || 'died';
    $why =~ s/\s+/ /g;
    $failed = 1;
    print "FAIL $name: $why\n";
}

sub same
{
    my ($expected, $found) = @_;
    $found = '(nothing)' unless defined $found;
    die 'expected ' . substr($expected, 0, 200) . ', found ' . substr($found, 0, 200) . "\n"
        if $expected ne $found;
}

sub true
{
    my ($value, $ssh) = @_;
    die 'false: ' . ($ssh ? join(' ', $ssh->error) : '') . "\n" unless $value;
    return $value;
}

sub connected
{
    my $ssh = Net::SSH2->new(timeout => 20000);
    $_[0]->($ssh) if $_[0];
    $ssh->connect('127.0.0.1', $port) or die 'no connection: ' . join(' ', $ssh->error) . "\n";
    return $ssh;
}

sub logged_in
{
    my $ssh = connected(@_);
    true($ssh->auth_password($user, $password), $ssh);
    return $ssh;
}

sub output_of
{
    my ($ssh, $command) = @_;
    my $channel = true($ssh->channel, $ssh);
    true($channel->exec($command), $ssh);
    my $text = join '', <$channel>;
    $channel->close;
    return $text;
}

sub contents
{
    my ($path) = @_;
    open my $file, '<:raw', $path or die "$path: $!\n";
    local $/;
    return scalar <$file>;
}

sub session_cases
{
    check 'the library under test is in use', sub {
        my %used = map { realpath($_) => 1 } contents('/proc/self/maps') =~ m{(/\S*libssh2\.so\S*)}g;
        same(realpath($library), join ' ', keys %used);
    };
    check 'version, in scalar and list', sub {
        my @version = Net::SSH2->version;
        true($version[0] =~ /^1\./ && $version[1] >= 0x010a00 && $version[2] =~ /^SSH-2\.0-libssh2/);
    };
    check 'methods, set and asked', sub {
        my $ssh = connected(sub {
            $_[0]->method(KEX => 'ecdh-sha2-nistp384');
            $_[0]->method('CRYPT_CS', 'aes192-ctr', 'aes128-ctr');
        });
        same('ecdh-sha2-nistp384 aes192-ctr', join ' ', map { $ssh->method($_) } qw(KEX CRYPT_CS));
    };
    check 'a method that nobody knows', sub {
        my $ssh = Net::SSH2->new;
        die "it was taken\n" if $ssh->method('KEX', 'no-such-method');
        same(LIBSSH2_ERROR_METHOD_NOT_SUPPORTED, ($ssh->error)[0]);
    };
    check 'the identification line', sub {
        my $ssh = connected(sub { $_[0]->banner('Tester_1.0') });
        true($ssh->hostname eq '127.0.0.1' && $ssh->port == $port);
    };
    check 'disconnect with words', sub { true(logged_in()->disconnect('bye')) };
    check 'compression', sub {
        my $ssh = logged_in(sub { $_[0]->flag(LIBSSH2_FLAG_COMPRESS, 1) });
        true($ssh->method('COMP_CS') =~ /^zlib|^none$/);
        same(200000, length output_of($ssh, 'head -c 200000 /dev/zero'));
    };
    check 'hooks that get every packet', sub {
        my $count = 0;
        my $ssh = Net::SSH2->new;
        $ssh->callback(disconnect => sub { $count++ });
        $ssh->connect('127.0.0.1', $port) or die "no connection\n";
        $ssh->callback('disconnect', undef);
    };
    check 'keepalive', sub {
        my $ssh = logged_in();
        $ssh->keepalive_config(1, 1);
        sleep 2;
        true(defined $ssh->keepalive_send, $ssh);
        same('still', output_of($ssh, 'printf still'));
    };
}

sub host_key_cases
{
    my ($key) = contents("$scratch/../host/host_ed25519.pub") =~ /^\S+ (\S+)/;
    my $named = sub { $_[0]->method(HOSTKEY => 'ssh-ed25519') };
    check 'the host key', sub {
        my ($blob, $type) = connected($named)->remote_hostkey;
        same($key, encode_base64($blob, ''));
    };
    check 'fingerprints', sub {
        require Digest::MD5;
        require Digest::SHA;
        my $ssh = connected($named);
        same(Digest::MD5::md5(decode_base64($key)), $ssh->hostkey_hash(LIBSSH2_HOSTKEY_HASH_MD5));
        same(Digest::SHA::sha1(decode_base64($key)), $ssh->hostkey_hash(LIBSSH2_HOSTKEY_HASH_SHA1));
    };
    check 'a known host', sub {
        my $ssh = connected();
        true(defined $ssh->check_hostkey(LIBSSH2_HOSTKEY_POLICY_STRICT, $known_hosts), $ssh);
    };
    check 'an unknown host', sub {
        my $ssh = connected();
        die "it was taken\n"
            if defined $ssh->check_hostkey(LIBSSH2_HOSTKEY_POLICY_STRICT, '/dev/null');
    };
    check 'trust on first use', sub {
        my $file = "$scratch/tofu";
        open my $new, '>', $file or die;
        close $new;
        my $ssh = connected($named);
        true(defined $ssh->check_hostkey(LIBSSH2_HOSTKEY_POLICY_TOFU, $file, 'first'), $ssh);
        $ssh = connected($named);
        true(defined $ssh->check_hostkey(LIBSSH2_HOSTKEY_POLICY_STRICT, $file), $ssh);
        same("127.0.0.1 ssh-ed25519 $key first\n", contents($file));
    };
}

sub known_hosts_cases
{
    my $mask = LIBSSH2_KNOWNHOST_TYPE_PLAIN | LIBSSH2_KNOWNHOST_KEYENC_BASE64
        | LIBSSH2_KNOWNHOST_KEY_SSHRSA;
    check 'known hosts: read, add, check, write', sub {
        my $ssh = Net::SSH2->new;
        my $hosts = true($ssh->known_hosts, $ssh);
        true($hosts->readfile($known_hosts) >= 5, $ssh);
        true($hosts->add('here', '', 'AAAA', 'a comment', $mask), $ssh);
        same(LIBSSH2_KNOWNHOST_CHECK_MATCH, $hosts->check('here', 22, 'AAAA', $mask));
        same(LIBSSH2_KNOWNHOST_CHECK_MISMATCH, $hosts->check('here', 22, 'AAAB', $mask));
        same(LIBSSH2_KNOWNHOST_CHECK_NOTFOUND, $hosts->check('there', 22, 'AAAA', $mask));
        true(defined $hosts->writefile("$scratch/written"), $ssh);
        true(contents("$scratch/written") =~ /^here ssh-rsa AAAA a comment$/m);
    };
    check 'known hosts: a line', sub {
        my $ssh = Net::SSH2->new;
        my $hosts = true($ssh->known_hosts, $ssh);
        my ($key) = contents("$keys/user_rsa3072.pub") =~ /^\S+ (\S+)/;
        true(defined $hosts->readline("one,two ssh-rsa $key words"), $ssh);
        same("two ssh-rsa $key words\n", $hosts->writeline('two', 22, $key, $mask));
    };
}

sub login_cases
{
    check 'the list of methods', sub {
        same('password,publickey', join ',', sort split /,/, connected()->auth_list($user));
    };
    check 'a wrong password, then the right one', sub {
        my $ssh = connected();
        die "it was taken\n" if $ssh->auth_password($user, 'wrong') || $ssh->auth_ok;
        same('LIBSSH2_ERROR_AUTHENTICATION_FAILED', ($ssh->error)[1]);
        true($ssh->auth_password($user, $password) && $ssh->auth_ok, $ssh);
    };
    for my $kind (qw(ed25519 ecdsa256 ecdsa384 ecdsa521 rsa3072)) {
        my $path = "$keys/user_$kind";
        check "key from files, $kind", sub {
            my $ssh = connected();
            true($ssh->auth_publickey($user, "$path.pub", $path), $ssh);
        };
        check "key from the private file alone, $kind", sub {
            my $ssh = connected();
            true($ssh->auth_publickey($user, undef, $path), $ssh);
        };
        check "key from memory, $kind", sub {
            my $ssh = connected();
            true($ssh->auth_publickey_frommemory($user, contents("$path.pub"), contents($path)),
                $ssh);
        };
    }
    check 'the agent', sub {
        my $ssh = connected();
        true($ssh->auth_agent($user), $ssh);
    };
    check 'the best of several ways', sub {
        my $ssh = connected();
        same('publickey', $ssh->auth(username => $user, password => $password, passphrase => undef,
            publickey => "$keys/user_ed25519.pub", privatekey => "$keys/user_ed25519"));
    };
}

sub keyboard_cases
{
    check 'keyboard-interactive by password', sub {
        my $ssh = connected();
        true($ssh->auth_keyboard($user, $password), $ssh);
    };
    check 'keyboard-interactive by a callback', sub {
        my ($ssh, $asked) = (connected(), '');
        true($ssh->auth_keyboard($user, sub {
            my ($self, $name, $title, $instruction, @prompts) = @_;
            $asked .= "$_->{text}" for @prompts;
            return map { $password } @prompts;
        }), $ssh);
        true($asked =~ /password/i);
    };
    check 'keyboard-interactive with a wrong answer', sub {
        my $ssh = connected();
        die "it was taken\n" if $ssh->auth_keyboard($user, 'wrong');
    };
}

sub channel_cases
{
    my $ssh = logged_in();
    check 'a command', sub { same("hello\n", output_of($ssh, 'echo hello')) };
    check 'much output', sub { same(5000000, length output_of($ssh, 'head -c 5000000 /dev/zero')) };
    check 'exit status', sub {
        my $channel = $ssh->channel;
        $channel->exec('exit 42');
        $channel->wait_closed;
        same(42, $channel->exit_status);
    };
    check 'exit signal', sub {
        my $channel = $ssh->channel;
        $channel->exec('kill -TERM $$');
        $channel->wait_closed;
        same('TERM', scalar $channel->exit_signal);
    };
    check 'both outputs', sub {
        my $channel = $ssh->channel;
        $channel->exec('echo out; echo err >&2');
        my @texts = ('', '');
        while (!$channel->eof) {
            for my $stream (0, 1) {
                my $part = '';
                $texts[$stream] .= $part if $channel->read($part, 100, $stream);
            }
        }
        same("out\nerr\n", join '', @texts);
    };
    check 'error output merged', sub {
        my $channel = $ssh->channel;
        $channel->ext_data('merge');
        $channel->exec('echo out; echo err >&2');
        same("err\nout\n", join '', sort <$channel>);
    };
    check 'standard input and its end', sub {
        my $channel = $ssh->channel;
        $channel->exec('sha1sum');
        my $data = 'x' x 3000000;
        print $channel $data;
        $channel->send_eof;
        require Digest::SHA;
        same(Digest::SHA::sha1_hex($data) . "  -\n", scalar <$channel>);
    };
    check 'a terminal, its size and a shell', sub {
        my $channel = $ssh->channel;
        true($channel->pty('xterm', undef, 100, 30), $ssh);
        true($channel->pty_size(120, 40), $ssh);
        true($channel->shell, $ssh);
        print $channel "stty size; exit\n";
        my $text = join '', <$channel>;
        die "the shell says: $text\n" if $text !~ /\b40 120\b/;
    };
    check 'an environment variable is refused, and the channel lives', sub {
        my $channel = $ssh->channel;
        $channel->setenv(TESTER => 1);
        true($channel->exec('echo alive'), $ssh);
        same("alive\n", join '', <$channel>);
    };
    check 'a subsystem that is not there', sub {
        my $channel = $ssh->channel;
        die "it is there\n" if $channel->subsystem('no-such-subsystem');
        same('LIBSSH2_ERROR_CHANNEL_REQUEST_DENIED', ($ssh->error)[1]);
    };
    check 'windows', sub {
        my $channel = $ssh->channel;
        my $before = $channel->window_read;
        true($before > 0);
        true(defined $channel->receive_window_adjust(100000), $ssh);
        same($before + 100000, scalar $channel->window_read);
    };
    check 'unread output thrown away', sub {
        my $channel = $ssh->channel;
        $channel->exec('echo 12345; cat >/dev/null; echo end');
        sleep 1;
        $channel->blocking(0);
        $channel->read(my $first, 1);
        $channel->blocking(1);
        same('1', $first);
        $channel->flush;
        $channel->send_eof;
        same("end\n", join '', <$channel>);
    };
    check 'not blocking', sub {
        my $channel = $ssh->channel;
        $channel->exec('sleep 1; echo late');
        $ssh->blocking(0);
        die "something came\n" if $channel->read(my $early, 100);
        same('LIBSSH2_ERROR_EAGAIN', ($ssh->error)[1]);
        true($ssh->block_directions & LIBSSH2_SESSION_BLOCK_INBOUND);
        $ssh->blocking(1);
        same("late\n", scalar <$channel>);
    };
    check 'twenty channels at once', sub {
        my @channels = map { $ssh->channel or die join(' ', $ssh->error) . "\n" } 1 .. 20;
        $channels[$_]->exec("echo number $_") for 0 .. 19;
        for my $number (reverse 0 .. 19) {
            my $channel = $channels[$number];
            same("number $number\n", scalar <$channel>);
        }
    };
    check 'poll', sub {
        my $channel = $ssh->channel;
        $channel->exec('echo ready');
        my @asked = ({ handle => $channel, events => 'in' });
        same(1, $ssh->poll(5000, \@asked));
        true($asked[0]{revents}{in});
    };
}

sub sftp_cases
{
    my $ssh = logged_in();
    my $sftp = true($ssh->sftp, $ssh);
    my $data = join '', map { pack 'N', $_ * 2654435761 % 4294967296 } 1 .. 500000;
    check 'SFTP: write, read, seek and tell', sub {
        my $file = true($sftp->open('data', O_RDWR | O_CREAT | O_TRUNC, 0640), $ssh);
        my $written = 0;
        while ($written < length $data) {
            $written += $file->write(substr $data, $written) // die join(' ', $ssh->error) . "\n";
        }
        same(length $data, $file->tell);
        $file->seek(1000000);
        $file->read(my $middle, 8);
        same(substr($data, 1000000, 8), $middle);
        $file->seek(0);
        my $all = '';
        $all .= $_ while $file->read($_, 100000);
        die "the data differ\n" if $all ne $data;
        same(length $data, $file->stat->{size});
    };
    check 'SFTP: lines', sub {
        my $file = true($sftp->open('documents/alpha.txt'), $ssh);
        same("This is alpha.\n", join '', <$file>);
    };
    check 'SFTP: a directory', sub {
        my $dir = true($sftp->opendir('documents'), $ssh);
        my @names;
        while (my $entry = $dir->read) {
            push @names, $entry->{name};
        }
        same('. .. alpha.txt beta.txt gamma.txt', join ' ', sort @names);
    };
    check 'SFTP: stat and setstat', sub {
        true($sftp->setstat('data', mode => 0600, mtime => 1234567890, atime => 1000000000), $ssh);
        my %found = $sftp->stat('data');
        same('600 1234567890', sprintf '%o %d', $found{mode} & 0777, $found{mtime});
    };
    check 'SFTP: directories and names', sub {
        true($sftp->mkdir('made', 0700), $ssh);
        true($sftp->rename('made', 'renamed'), $ssh);
        true($sftp->symlink('renamed', 'link'), $ssh);
        same('renamed', $sftp->readlink('link'));
        same('/renamed', substr $sftp->realpath('renamed/.'), -8);
        true($sftp->unlink('link') && $sftp->rmdir('renamed'), $ssh);
    };
    check 'SFTP: errors', sub {
        die "it is there\n" if $sftp->open('missing');
        same('LIBSSH2_ERROR_SFTP_PROTOCOL', ($ssh->error)[1]);
        same('SSH_FX_NO_SUCH_FILE', ($sftp->error)[1]);
        die "it was taken\n" if $sftp->mkdir('/etc/made');
        same('SSH_FX_PERMISSION_DENIED', ($sftp->error)[1]);
    };
}

sub scp_cases
{
    my $ssh = logged_in();
    my $data = join '', map { chr($_ * 7 % 256) } 1 .. 1000001;
    my $local = "$scratch/scp";
    open my $file, '>:raw', $local or die;
    print $file $data;
    close $file;
    check 'SCP: there and back', sub {
        true($ssh->scp_put($local, 'with space'), $ssh);
        true($ssh->scp_get('with space', "$local.back"), $ssh);
        die "the data differ\n" if contents("$local.back") ne $data;
    };
    check 'SCP: from and into handles', sub {
        open my $in, '<:raw', $local or die;
        true($ssh->scp_put($in, 'handle'), $ssh);
        open my $out, '>:raw', "$local.handle" or die;
        true($ssh->scp_get('handle', $out), $ssh);
        close $out;
        die "the data differ\n" if contents("$local.handle") ne $data;
    };
    check 'SCP: what is missing', sub {
        die "it is there\n" if $ssh->scp_get('missing', "$local.missing");
        same('LIBSSH2_ERROR_SCP_PROTOCOL', ($ssh->error)[1]);
    };
}

sub forwarding_cases
{
    my $ssh = logged_in();
    check 'a connection through the server', sub {
        my $channel = true($ssh->tcpip('127.0.0.1', $port), $ssh);
        $channel->read(my $greeting, 8);
        same('SSH-2.0-', $greeting);
    };
    check 'a connection to where nobody listens', sub {
        die "somebody does\n" if $ssh->tcpip('127.0.0.1', 1);
        same('LIBSSH2_ERROR_CHANNEL_FAILURE', ($ssh->error)[1]);
    };
    check 'no publickey subsystem', sub {
        die "there is one\n" if $ssh->public_key;
        true(($ssh->error)[0] < 0);
    };
}

if (@ARGV > 7 && $ARGV[7] eq 'keyboard') {
    keyboard_cases();
} else {
    session_cases();
    host_key_cases();
    known_hosts_cases();
    login_cases();
    channel_cases();
    sftp_cases();
    scp_cases();
    forwarding_cases();
}
exit $failed;
