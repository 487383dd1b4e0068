"""An SSH server on 127.0.0.1 that speaks all that AsyncSSH knows, the oldest of it too.

usage: server.py DIRECTORY

Its host keys are DIRECTORY/host/host_*, whoever has a key of DIRECTORY/host/authorized_keys may log in,
and what is moved by SFTP stays in DIRECTORY/files. Prints its port, and serves until its standard input
ends.
"""

import asyncio
import hashlib
import pathlib
import sys

import asyncssh
from asyncssh import encryption, kex, mac

RIPEMD160_BYTES = 20


def names(algorithms):
    return [name.decode() for name in algorithms]


def add_ripemd160():
    """AsyncSSH has HMAC with any hash of Python's, but not this one under its names in SSH."""
    handler = mac.get_mac(b"hmac-sha1", b"").__class__
    for name in b"hmac-ripemd160", b"hmac-ripemd160@openssh.com":
        mac.register_mac_alg(name, RIPEMD160_BYTES, RIPEMD160_BYTES, False, handler,
                             (lambda data=b"": hashlib.new("ripemd160", data),), False)


async def serve(directory):
    keys = [str(path) for path in sorted((directory / "host").glob("host_*")) if path.suffix != ".pub"]
    server = await asyncssh.listen(
        "127.0.0.1", 0, server_host_keys=keys,
        authorized_client_keys=str(directory / "host" / "authorized_keys"),
        kex_algs=[name for name in names(kex.get_kex_algs()) if not name.startswith("gss-")],
        encryption_algs=names(encryption.get_encryption_algs()),
        mac_algs=names(mac.get_mac_algs()),
        compression_algs=["zlib", "zlib@openssh.com", "none"],
        signature_algs=["ssh-ed25519", "rsa-sha2-512", "rsa-sha2-256", "ssh-rsa", "ssh-dss"],
        sftp_factory=lambda channel: asyncssh.SFTPServer(channel, chroot=str(directory / "files")))
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


def main():
    (directory,) = sys.argv[1:]
    add_ripemd160()
    asyncio.run(serve(pathlib.Path(directory)))


if __name__ == "__main__":
    main()
