"""Makes the seeds of the targets above the packets: fuzz/corpus/<target>/.

Run from the root of the tree: python3 fuzz/corpus.py. The bytes are those of the test vectors, of the
key files in src/session/keyfile_data and of src/transport/hostkey_vectors.h. What fuzzing has found
stands beside the seeds and is left alone.
"""

import base64
import json
import pathlib
import re
import zlib

CORPUS = pathlib.Path("fuzz/corpus")
VECTORS = pathlib.Path("testvectors")
KEYS = pathlib.Path("src/session/keyfile_data")


def string(content):
    """A string of RFC 4251: its length and its bytes."""
    return len(content).to_bytes(4, "big") + content


def write(target, name, content):
    folder = CORPUS / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ("seed_" + re.sub(r"\W+", "_", name))).write_bytes(content)


def vectors(layer, packet, verdicts=("ok",)):
    """Name and bytes of a packet type's vectors."""
    content = json.loads((VECTORS / layer / f"{packet}.json").read_text(encoding="utf-8"))
    for vector in content["vectors"]:
        if vector["verdict"] in verdicts:
            yield vector["id"].split("/")[1], bytes.fromhex(vector["hex"])


def first(layer, packet):
    return next(vectors(layer, packet))[1]


def identifications():
    lines = {
        "openssh": b"SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n",
        "old": b"SSH-1.99-Cisco-1.25\n",
        "pre_lines": b"Be welcome.\r\nThis is no SSH-2.0- line\r\nSSH-2.0-x\r\nrest",
        "version_1": b"SSH-1.5-1.2.27\r\n",
        "http": b"HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n",
        "nul": b"SSH-2.0-x\0y\r\n",
        "long": b"SSH-2.0-" + b"x" * 250 + b"\r\n",
        "long_pre_line": b"x" * 1030 + b"\nSSH-2.0-x\r\n",
        "lone_returns": b"a\rb\r\r\nSSH-2.0-x\r\n",
    }
    for name, line in lines.items():
        for peer in (0, 1):
            write("identification", f"{name}_{peer}", bytes([peer, 6]) + line)


def protections():
    for cipher in range(10):
        for mac in range(6):
            changes = bytes(4 + cipher) + b"\1" if mac % 2 else b"\0\0\0\x0c\4\1\2\3\4\5\6\7\x08\x09\x0a\x0b"
            write("protection", f"{cipher}_{mac}", bytes([cipher, mac]) + string(b"\x5e payload") + changes)


def negotiations():
    kexinits = list(vectors("kex", "kexinit", ("ok", "not_canonical")))
    ours = kexinits[0][1]
    for name, theirs in kexinits:
        write("negotiate", f"to_{name}", string(ours) + theirs)
        write("negotiate", f"with_itself_{name}", string(theirs) + theirs)
    every = {
        "aead": (b"curve25519-sha256", b"ssh-ed25519", b"aes256-gcm@openssh.com", b"", b"none"),
        "mac": (b"ecdh-sha2-nistp256,curve25519-sha256", b"rsa-sha2-512,ssh-rsa", b"aes128-ctr,aes256-ctr",
                b"hmac-sha2-256,hmac-sha2-512", b"none,zlib"),
        "strict": (b"curve25519-sha256,ext-info-s,kex-strict-s-v00@openssh.com", b"ssh-ed25519",
                   b"chacha20-poly1305@openssh.com", b"hmac-sha2-256-etm@openssh.com", b"none"),
    }
    for name, lists in every.items():
        made = kexinit(*lists)
        write("negotiate", f"{name}_with_itself", string(made) + made)
        write("negotiate", f"{name}_guesses", string(made) + made[:-5] + b"\1\0\0\0\0")
        for other_name, other in every.items():
            write("negotiate", f"{name}_with_{other_name}", string(made) + kexinit(*other))


def kexinit(kex, host_key, cipher, mac, compression):
    lists = [kex, host_key, cipher, cipher, mac, mac, compression, compression, b"", b""]
    return b"\x14" + bytes(16) + b"".join(string(names) for names in lists) + bytes(5)


def host_key_rows():
    """Algorithm, blob, signature and signed data of each row in hostkey_vectors.h."""
    text = pathlib.Path("src/transport/hostkey_vectors.h").read_text(encoding="utf-8")
    for row in re.findall(r"\{\s*\.algorithm = (.*?)\n    \},", text, re.DOTALL):
        parts = re.split(r"\.\w+ =", row)
        words = ["".join(re.findall(r'"([^"]*)"', part)) for part in parts]
        yield words[0], *(bytes.fromhex(word) for word in words[1:4])


def host_keys():
    for number in range(8):
        for name, blob, signature, data in host_key_rows():
            write("hostkey", f"{name}_{number}", bytes([number]) + string(blob) + string(signature) + data)
    for public in KEYS.glob("*.pub"):
        blob = base64.b64decode(public.read_text(encoding="utf-8").split()[1])
        write("hostkey", f"file_{public.stem}", b"\0" + string(blob) + string(b""))


def body(text):
    """What the lines of a PEM file encode; None if there are headers among them."""
    lines = re.search(rb"-----BEGIN [A-Z ]+-----\r?\n(.*?)-----END", text, re.DOTALL).group(1)
    return None if b":" in lines else base64.b64decode(lines)


def key_files():
    layers = {b"OPENSSH PRIVATE": b"o", b"RSA PRIVATE": b"r", b"EC PRIVATE": b"e", b" PRIVATE": b"p"}
    for path in sorted(KEYS.iterdir()):
        text = path.read_bytes()
        if path.suffix == ".pub":
            write("keyfile", path.name, b"u" + text)
        elif path.suffix != ".sh":
            write("keyfile", path.name, b"t" + text)
            layer = next(letter for name, letter in layers.items() if name in text)
            if body(text) is not None and b"ENCRYPTED" not in text:
                write("keyfile", f"{path.name}_body", layer + body(text))
    for name, content in vectors("file", "openssh_private_key_list", ("ok", "not_canonical")):
        write("keyfile", f"list_{name}", b"l" + string(b"") + content)
    for path in (KEYS / "ed25519", KEYS / "ecdsa256", KEYS / "rsa2048", KEYS / "dsa"):
        write("keyfile", f"list_of_{path.name}", b"l" + list_of(body(path.read_bytes())))


def list_of(openssh):
    """The public blob as a string and the list, out of an unencrypted file."""
    strings = []
    at = len("openssh-key-v1\0")
    for kind in "sssnss":
        length = 0 if kind == "n" else int.from_bytes(openssh[at:at + 4], "big")
        strings.append(openssh[at + 4:at + 4 + length])
        at += 4 + length
    return string(strings[4]) + strings[5]


def known_hosts():
    key = (KEYS / "ed25519.pub").read_bytes().split()[:2]
    line = b" ".join(key)
    texts = {
        "plain": b"example.com " + line + b" a comment\n",
        "names": b"example.com,192.0.2.1,[localhost]:2222 " + line + b"\n",
        "patterns": b"*.example.com,!bad.example.com " + line + b"\n",
        "hashed": b"|1|5OPbDyaIT8yWsv7qA304MtGSLgo=|OUpKa2tvjnqh8nTC0Y9YD/mL75M= " + line + b"\n",
        "revoked": b"@revoked * " + line + b"\n@cert-authority *.org " + line + b"\n",
        "ssh1": b"example.com 1024 35 123456789012345678901234567890 old\n",
        "mess": b"# a comment\n\n \t\nexample.com\nexample.com ssh-x AAAA\r\nno newline " + line,
        "revoked_and_known": b"example.com " + line + b"\n@revoked example.com " + line + b"\n",
    }
    for name, text in texts.items():
        write("known_hosts", name, text)
    for packet in ("known_hosts_line", "known_hosts_hashed", "known_hosts_ssh1_line"):
        for name, content in vectors("text", packet):
            write("known_hosts", f"{packet}_{name}", content)


def agents():
    nothing = string(b"") + string(b"")
    for packet in ("agent_identities_answer", "agent_failure", "agent_success", "agent_sign_response",
                   "agent_extension_failure", "agent_failure_sshcom_legacy"):
        for name, content in vectors("agent", packet):
            write("agent_reply", f"{packet}_{name}", nothing + content)
    for algorithm, blob, signature, _ in host_key_rows():
        job = string(blob) + string(algorithm.encode())
        write("agent_reply", f"signature_{algorithm}", job + b"\x0e" + string(signature))


def handshakes():
    line = string(b"SSH-2.0-OpenSSH_9.2\r\n")
    offer = kexinit(b"curve25519-sha256,ecdh-sha2-nistp256,diffie-hellman-group14-sha256", b"ssh-ed25519",
                    b"aes128-ctr", b"hmac-sha2-256", b"none")
    _, blob, signature, _ = next(host_key_rows())
    replies = {
        "curve25519": b"\x1f" + string(blob) + string(bytes(range(32))) + string(signature),
        "small_point": b"\x1f" + string(blob) + string(bytes(32)) + string(signature),
        "newkeys_too_early": b"\x15",
        "disconnect": first("transport", "disconnect"),
        "ignore": first("transport", "ignore"),
        "debug": first("transport", "debug"),
        "unimplemented": first("transport", "unimplemented"),
        "kexinit_again": offer,
        "ext_info": first("transport", "ext_info"),
    }
    for name, reply in replies.items():
        write("handshake", name, line + string(offer) + string(reply))
        write("handshake", f"{name}_twice", line + string(offer) + string(reply) * 2 + string(b"\x15"))
    for name, content in vectors("kex", "kexinit", ("ok", "not_canonical")):
        write("handshake", f"kexinit_{name}", line + string(content))
    for method, packet in (("diffie-hellman-group14-sha256", "kexdh_reply"),
                           ("ecdh-sha2-nistp256", "kex_ecdh_reply_nistp256"),
                           ("ecdh-sha2-nistp384", "kex_ecdh_reply_nistp384"),
                           ("curve25519-sha256", "kex_ecdh_reply_curve25519")):
        offer = kexinit(method.encode(), b"ssh-ed25519,rsa-sha2-256,ecdsa-sha2-nistp256", b"aes128-ctr",
                        b"hmac-sha2-256", b"none")
        write("handshake", packet, line + string(offer) + string(first("kex", packet)))


def edit(skip, kind, content=b""):
    """An edit as fuzz/edits.h has it; content with its length for REPLACE and INSERT."""
    head = bytes([skip, kind])
    return head + (len(content).to_bytes(2, "big") if kind < 2 else b"") + content


def sessions():
    for play in range(9 * 4):
        write("session", f"play_{play}", bytes([play]))
    payloads = [("transport", packet) for packet in ("disconnect", "ignore", "debug", "unimplemented", "ext_info")]
    payloads += [("userauth", packet) for packet in ("userauth_failure", "userauth_success", "userauth_banner",
                                                     "userauth_pk_ok", "userauth_passwd_changereq",
                                                     "userauth_info_request")]
    payloads += [("connection", packet) for packet in
                 ("channel_open_confirmation", "channel_open_failure", "channel_window_adjust", "channel_data",
                  "channel_extended_data", "channel_eof", "channel_close", "chanreq_exit_status",
                  "chanreq_exit_signal", "channel_success", "channel_failure", "request_success",
                  "request_failure", "channel_open_forwarded_tcpip", "channel_open_x11", "global_hostkeys_00",
                  "chanreq_keepalive", "chanreq_xon_xoff")] + [("kex", "kexinit")]
    for number, (layer, packet) in enumerate(payloads):
        for skip in (0, 3, 5, 7):
            write("session", f"{packet}_{skip}", bytes([number % 9]) + edit(skip, skip % 2, first(layer, packet)))
    for kind in range(2, 8):
        for skip in (1, 4, 6):
            write("session", f"edit_{kind}_{skip}", bytes([skip]) + edit(skip, kind, b"\0\5\xff\xff\xff\xff"))


def sftps():
    for play in range(4):
        write("sftp", f"play_{play}", bytes([play]))
        for kind in range(2, 8):
            write("sftp", f"edit_{kind}_{play}", bytes([play]) + edit(kind % 3 + 1, kind, b"\0\5\xff\xff\xff\xff"))
        for packet in ("sftp_version", "sftp_status", "sftp_handle", "sftp_data", "sftp_name", "sftp_attrs_reply",
                       "sftp_extended_reply"):
            for skip in (0, 2, 3):
                write("sftp", f"{packet}_{play}_{skip}", bytes([play]) + edit(skip, 0, first("sftp", packet)))


def compressed(texts, flush=zlib.Z_PARTIAL_FLUSH):
    """Payloads in one context, as RFC 4253, section 6.2 has it."""
    context = zlib.compressobj()
    return [context.compress(text) + context.flush(flush) for text in texts]


def compressions():
    texts = [b"\x02\0\0\0\5hello", b"\x5e\0\0\0\0\0\0\0\x0a0123456789", b"x" * 5000, b"\x5d" + bytes(8), b"end"]
    streams = {
        "payloads": compressed(texts),
        "sync": compressed(texts, zlib.Z_SYNC_FLUSH),
        "full": compressed(texts, zlib.Z_FULL_FLUSH),
        "ended": compressed(texts[:1], zlib.Z_FINISH) + [b"more"],
        "one_stream": [zlib.compress(b"whole" * 20)],
        "longest": compressed([bytes(262144)]),
        "too_long": compressed([bytes(262145)]),
        "bomb": compressed([bytes(1 << 22)]),
        "nothing": compressed([b"", b"x"]),
        "raw": [zlib.compress(b"no header", wbits=-15)],
        "gzip": [zlib.compress(b"another header", wbits=31)],
        "stored": [b"\x78\x01\x00\x05\x00\xfa\xffhello", b"\x00\x01\x00\xfe\xffx"],
        "far_back": [b"\x78\x9c\x4b\x04\x00\x62\x00\x62", b"\x03\xff\xff"],
        "garbage": [b"\xff" * 20],
    }
    for name, payloads in streams.items():
        for how in (0, 1, 2, 255):
            write("decompress", f"{name}_{how}", bytes([how]) + b"".join(map(string, payloads)))


def copies():
    scripts = {
        "file": b"C0644 5 hello.txt\nhello\0",
        "times": b"T1 0 2 0\nC0644 5 hello.txt\nhello\0",
        "other": b"C0644 5 other\n",
        "up": b"C0644 5 ../hello.txt\n",
        "directory": b"D0755 0 hello.txt\nE\n",
        "largest": b"T9223372036854775807 999999 0 0\nC7777 9223372036854775807 hello.txt\n",
        "negative": b"C0644 -1 hello.txt\n",
        "warning": b"\1scp: no such file\n",
        "error": b"\2scp: \x1b[2J\n",
        "ok": b"\0\0\0",
        "ok_slowly": b"\0\0\1no\n",
        "shell": b"Welcome to this host\n",
        "nothing": b"",
        "long": b"C0644 5 " + b"n" * 2100 + b"\n",
        "endless": b"C0644 5 " + b"n" * 2500,
        "blanks": b"C0644 5 a b c\n",
        "backslash": b"C0644 5 hello.txt\n",
    }
    paths = {"backslash": b"C:\\dir\\hello.txt", "blanks": b"dir/a b c", "long": b"n" * 255}
    for name, script in scripts.items():
        path = paths.get(name, b"dir/hello.txt")
        for flags in (0, 2, 2 | 8 | 16, 1, 1 | 4, 2 | 1 << 5, 1 | 4 | 3 << 5):
            write("scp", f"{name}_{flags}", bytes([flags, len(path)]) + path + b"\7not now" + script)


def main():
    for old in CORPUS.glob("*/seed_*"):
        old.unlink()
    for make in (identifications, protections, negotiations, host_keys, key_files, known_hosts, agents,
                 handshakes, sessions, sftps, compressions, copies):
        make()


if __name__ == "__main__":
    main()
