#!/usr/bin/env python3
"""Makes hostkey_vectors.h: keys and signatures by ssh-keygen and openssl, for tests only.

Usage: hostkey_vectors.py > hostkey_vectors.h    (other keys each time)
"""
import base64
import os
import struct
import subprocess
import tempfile

MESSAGE = b"what was signed"
# ssh-keygen signs with rsa-sha2-512; the older two are openssl's work.
KEYS = [
    ("ssh-ed25519", ["-t", "ed25519"]),
    ("ecdsa-sha2-nistp256", ["-t", "ecdsa", "-b", "256"]),
    ("ecdsa-sha2-nistp384", ["-t", "ecdsa", "-b", "384"]),
    ("ecdsa-sha2-nistp521", ["-t", "ecdsa", "-b", "521"]),
    ("rsa-sha2-512", ["-t", "rsa", "-b", "2048"]),
]
PKCS8_ED25519 = bytes.fromhex("302e020100300506032b657004220420")


def string(content):
    return struct.pack(">I", len(content)) + content


def take(data):
    (length,) = struct.unpack(">I", data[:4])
    return data[4 : 4 + length], data[4 + length :]


def run(*command, text=None):
    return subprocess.run(command, check=True, input=text, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL).stdout


def unarmor(text):
    return base64.b64decode("".join(line for line in text.split("\n") if not line.startswith("-----")))


def armor(name, data):
    text = base64.b64encode(data).decode()
    lines = [text[i : i + 64] for i in range(0, len(text), 64)]
    return "\n".join([f"-----BEGIN {name}-----", *lines, f"-----END {name}-----", ""])


def pem_of(path):
    """The private key as PEM; ssh-keygen writes Ed25519 in its own format only."""
    text = open(path).read()
    if "OPENSSH" not in text:
        return text
    rest = unarmor(text)[len(b"openssh-key-v1\0") :]
    for _ in range(3):  # cipher, key derivation, its options
        _, rest = take(rest)
    _, rest = take(rest[4:])  # public key
    private, _ = take(rest)
    _, private = take(private[8:])  # behind the check words: the type
    _, private = take(private)
    both_halves, _ = take(private)
    return armor("PRIVATE KEY", PKCS8_ED25519 + both_halves[:32])


def sshsig(path, message_path):
    """Signature blob and signed bytes of `ssh-keygen -Y sign`: OpenSSH's PROTOCOL.sshsig."""
    run("ssh-keygen", "-Y", "sign", "-f", path, "-n", "test", message_path)
    rest = unarmor(open(message_path + ".sig").read())[len(b"SSHSIG") + 4 :]
    os.remove(message_path + ".sig")
    _, rest = take(rest)  # public key
    namespace, rest = take(rest)
    reserved, rest = take(rest)
    hash_name, rest = take(rest)
    signature, _ = take(rest)
    digest = run("openssl", "dgst", "-" + hash_name.decode(), "-binary", message_path)
    return signature, b"SSHSIG" + b"".join(map(string, (namespace, reserved, hash_name, digest)))


def openssl_rsa(name, hash_name, path):
    signature = run("openssl", "dgst", "-" + hash_name, "-sign", path, text=MESSAGE)
    return string(name.encode()) + string(signature), MESSAGE


def c_text(value, indent):
    """A string literal for each 80 characters, or for each line."""
    if "\n" in value:
        pieces = [line + "\\n" for line in value.rstrip("\n").split("\n")]
    else:
        pieces = [value[i : i + 80] for i in range(0, len(value), 80)]
    return ("\n" + " " * indent).join(f'"{piece}"' for piece in pieces)


def emit(name, blob, signature, data, pem):
    print("    {")
    print(f'        .algorithm = "{name}",')
    for field, value in (("key_blob", blob.hex()), ("signature", signature.hex()),
                         ("data", data.hex()), ("pem", pem)):
        print(f"        .{field} =\n            {c_text(value, 12)},")
    print("    },")


def main():
    print("""/* Made by hostkey_vectors.py: keys and signatures of other programs. The private keys protect
 * nothing. */
#ifndef SSH2_TRANSPORT_HOSTKEY_VECTORS_H
#define SSH2_TRANSPORT_HOSTKEY_VECTORS_H

static const struct hostkey_vector {
    const char *algorithm;
    const char *key_blob, *signature, *data; /* in hexadecimal */
    const char *pem;                         /* the private key */
} hostkey_vectors[] = {""")
    with tempfile.TemporaryDirectory() as folder:
        message_path = os.path.join(folder, "message")
        open(message_path, "wb").write(MESSAGE)
        for name, options in KEYS:
            path = os.path.join(folder, name)
            run("ssh-keygen", "-q", "-N", "", "-m", "PEM", "-f", path, *options)
            blob = base64.b64decode(open(path + ".pub").read().split()[1])
            emit(name, blob, *sshsig(path, message_path), pem_of(path))
            if name.startswith("rsa"):
                emit("rsa-sha2-256", blob, *openssl_rsa("rsa-sha2-256", "sha256", path), pem_of(path))
                emit("ssh-rsa", blob, *openssl_rsa("ssh-rsa", "sha1", path), pem_of(path))
        small = os.path.join(folder, "small")
        run("ssh-keygen", "-q", "-N", "", "-t", "rsa", "-b", "1024", "-f", small)
        blob = base64.b64decode(open(small + ".pub").read().split()[1])
    print("};\n\n/* An RSA key of 1024 bits. */")
    print(f"static const char *const small_rsa_blob =\n    {c_text(blob.hex(), 4)};\n")
    print("#endif")


main()
