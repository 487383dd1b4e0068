"""Captures what ssh-keygen makes: keys, certificates, signatures, revocation lists, text lines."""

import base64
import json
import pathlib
import subprocess

TYPES = {"rsa": ("-b", "2048"), "dsa": (), "ed25519": (), "ecdsa256": ("-b", "256"),
         "ecdsa384": ("-b", "384"), "ecdsa521": ("-b", "521")}
CURVE_NAMES = {"ecdsa256": "nistp256", "ecdsa384": "nistp384", "ecdsa521": "nistp521"}
PASSPHRASE = "passphrase"


def raw(data):
    """Bytes as README.md wants them."""
    printable = all(0x20 <= c <= 0x7E for c in data)
    return data.decode() if printable else {"hex": data.hex()}


def strings(data, count):
    """The first strings of a blob, and where they end."""
    at, found = 0, []
    for _ in range(count):
        length = int.from_bytes(data[at:at + 4], "big")
        found.append(data[at + 4:at + 4 + length])
        at += 4 + length
    return found, at


class Keys:
    def __init__(self, recorder, folder, source):
        self.recorder, self.folder, self.source = recorder, pathlib.Path(folder), source

    def run(self, *command, **options):
        return subprocess.run(command, check=True, capture_output=True, cwd=self.folder,
                              **options).stdout

    def keygen(self, *arguments, **options):
        return self.run("ssh-keygen", "-q", *arguments, **options)

    def add(self, packet, data, fields=None):
        self.recorder.add(packet, self.source, data, None if fields is None else json.dumps(fields))

    def add_line(self, packet, line, names):
        """A line of words: the last name takes all the rest, and may be missing."""
        words = line.split(b" ", len(names) - 1)
        words += [b""] * (len(names) - len(words))
        self.add(packet, line, dict(zip(names, map(raw, words))))

    def blob(self, path):
        return base64.b64decode((self.folder / path).read_bytes().split(b" ")[1])

    def pem(self, data, has_headers=False):
        """The container, and what is in it."""
        lines = data.splitlines(keepends=True)
        label = lines[0][len(b"-----BEGIN "):-len(b"-----\n")]
        body = b"".join(lines[1:-1])
        headers = b""
        if has_headers:
            headers, body = body.split(b"\n\n")
            headers += b"\n"
        self.add("pem_container", data, {"label": raw(label), "headers": raw(headers),
                                         "base64": raw(body)})
        return base64.b64decode(body), headers

    def make(self, name):
        kind = "ecdsa" if name.startswith("ecdsa") else name
        self.keygen("-t", kind, *TYPES[name], "-N", "", "-f", name, "-C", f"{name}@example.com")
        line = (self.folder / f"{name}.pub").read_bytes().rstrip(b"\n")
        self.add_line("public_key_line", line, ("key_type", "base64_key", "comment"))
        blob = self.blob(f"{name}.pub")
        self.add(self.named("pubkey", name), blob)
        self.add("pubkey_unknown", blob)
        self.private_key(name)
        rfc4716 = self.keygen("-e", "-f", name)
        lines = rfc4716.splitlines(keepends=True)
        self.add("rfc4716_header_comment", lines[1],
                 {"value": raw(lines[1][len(b"Comment: "):-1])})
        self.add("rfc4716_public_key", rfc4716,
                 {"headers": raw(lines[1]), "base64_body": raw(b"".join(lines[2:-1]))})
        sha256 = self.keygen("-l", "-f", name).split(b" ")[1]
        self.add("fingerprint_sha256", sha256, {"text": raw(sha256[len(b"SHA256:"):])})
        md5 = self.keygen("-l", "-E", "md5", "-f", name).split(b" ")[1][len(b"MD5:"):]
        self.add("fingerprint_md5", md5, {"text": raw(md5)})
        for line in self.keygen("-r", "a", "-f", name).splitlines():
            algorithm, kind, digest = line.split(b" ")[-3:]
            self.add("sshfp_record", bytes([int(algorithm), int(kind)]) + bytes.fromhex(
                digest.decode()))

    @staticmethod
    def named(prefix, name):
        if name in CURVE_NAMES:
            return f"{prefix}_ecdsa_{CURVE_NAMES[name]}"
        return f"{prefix}_dss" if name == "dsa" else f"{prefix}_{name}"

    def private_key(self, name):
        content, _ = self.pem((self.folder / name).read_bytes())
        self.add("openssh_private_key", content)
        (cipher, kdf, options), _ = strings(content[15:], 3)
        if kdf == b"none":
            self.add("openssh_key_kdf_none", options)
        after = 15 + strings(content[15:], 3)[1] + 4
        (_, private), _ = strings(content[after:], 2)
        assert cipher == b"none"
        self.add("openssh_private_key_list", private)

    def encrypted(self):
        self.keygen("-t", "ed25519", "-N", PASSPHRASE, "-f", "encrypted", "-C", "")
        content, _ = self.pem((self.folder / "encrypted").read_bytes())
        self.add("openssh_private_key", content)
        self.add("openssh_key_kdf_bcrypt", strings(content[15:], 3)[0][2])

    def certify(self, name):
        self.keygen("-s", "ed25519", "-I", f"{name} of alice", "-n", "alice,bob", "-z", "7", "-V",
                    "20200101:20400101", "-O", "force-command=/bin/true", "-O",
                    "source-address=192.0.2.0/24", f"{name}.pub")
        self.certificate(name)
        self.keygen("-s", "rsa", "-h", "-I", "a host", "-n", "host.example.com", f"{name}.pub")
        self.certificate(name)

    def certificate(self, name):
        blob = self.blob(f"{name}-cert.pub")
        self.add(self.named("cert_v01", name), blob)

    def sign(self, name):
        (self.folder / "message").write_bytes(b"a message\n")
        (self.folder / "message.sig").unlink(missing_ok=True)
        self.keygen("-Y", "sign", "-n", "file", "-f", name, "message")
        blob, _ = self.pem((self.folder / "message.sig").read_bytes())
        self.add("sshsig_blob", blob)
        signature = strings(blob[10:], 5)[0][4]
        kind = "sig_rsa_sha2_512" if name == "rsa" else self.named("sig", name)
        self.add(kind, signature)

    def revoke(self):
        (self.folder / "specification").write_text(
            "serial: 1\nserial: 5-900\nserial: 1000\nserial: 1002\nserial: 1004\nid: somebody\n"
            f"sha256: {(self.folder / 'rsa.pub').read_text()}"
            f"sha1: {(self.folder / 'ecdsa256.pub').read_text()}"
            f"key: {(self.folder / 'dsa.pub').read_text()}")
        self.keygen("-k", "-f", "krl", "-s", "ed25519.pub", "-z", "3", "specification")
        krl = (self.folder / "krl").read_bytes()
        self.add("krl_header", krl)
        at = 8 + 4 + 8 * 3 + strings(krl[36:], 2)[1]
        while at < len(krl):
            section = krl[at:at + 5 + int.from_bytes(krl[at + 1:at + 5], "big")]
            self.section(section)
            at += len(section)

    def section(self, section):
        self.add("krl_section", section)
        kinds = {1: "krl_section_certificates", 2: "krl_explicit_key", 3: "krl_fingerprints",
                 5: "krl_fingerprints"}
        content = section[5:]
        self.add(kinds[section[0]], content)
        if section[0] != 1:
            return
        parts = {0x20: "krl_cert_serial_list", 0x21: "krl_cert_serial_range",
                 0x22: "krl_cert_serial_bitmap", 0x23: "krl_cert_key_id"}
        at = strings(content, 2)[1]
        while at < len(content):
            length = int.from_bytes(content[at + 1:at + 5], "big")
            self.add("krl_cert_section", content[at:at + 5 + length])
            self.add(parts[content[at]], content[at + 5:at + 5 + length])
            at += 5 + length

    def known_hosts(self):
        names = ("hosts", "key_type", "base64_key", "comment")
        plain = b"example.com,[example.org]:2222 " + (self.folder / "ed25519.pub").read_bytes()
        (self.folder / "hosts").write_bytes(plain + b"@revoked * " + (
            self.folder / "rsa.pub").read_bytes())
        self.keygen("-H", "-f", "hosts")
        for line in (self.folder / "hosts").read_bytes().splitlines():
            marker, rest = line.split(b" ", 1) if line.startswith(b"@") else (b"", line)
            words = rest.split(b" ", 3)
            fields = dict(zip(names, map(raw, words + [b""] * (4 - len(words)))))
            self.add("known_hosts_line", line, {"marker": raw(marker), **fields})
            if words[0].startswith(b"|1|"):
                _, _, salt, digest = words[0].split(b"|")
                self.add("known_hosts_hashed", words[0],
                         {"salt_base64": raw(salt), "hash_base64": raw(digest)})

    def der(self, name, packet):
        """Other programs' forms of the private and public key. Numbers come from OpenSSL."""
        copy = f"{name}.copy"
        (self.folder / copy).write_bytes((self.folder / name).read_bytes())
        (self.folder / copy).chmod(0o600)
        self.keygen("-p", "-N", "", "-m", "PEM", "-f", copy)
        data = (self.folder / copy).read_bytes()
        if data.startswith(b"-----BEGIN OPENSSH"):
            return
        content, _ = self.pem(data)
        if packet in ("pem_pkcs1_rsa", "pem_dsa"):
            self.add(packet, content, self.numbers(content, packet))
        self.keygen("-p", "-N", PASSPHRASE, "-m", "PEM", "-f", copy)
        _, headers = self.pem((self.folder / copy).read_bytes(), has_headers=True)
        cipher, iv = headers.split(b"DEK-Info: ")[1].strip().split(b",")
        self.add("pem_encrypted_headers", headers, {"dek_info": raw(cipher), "iv_hex": raw(iv)})

    def numbers(self, content, packet):
        listing = self.run("openssl", "asn1parse", "-inform", "DER", input=content).decode()
        values = [line.split(":")[-1].strip() for line in listing.splitlines() if "INTEGER" in line]
        names = {"pem_pkcs1_rsa": ("n", "e", "d", "p", "q", "dp", "dq", "qinv"),
                 "pem_dsa": ("p", "q", "g", "y", "x")}[packet]
        return {"version": int(values[0], 16),
                **{name: {"hex": value.lower()} for name, value in zip(names, values[1:])}}


def capture(recorder, folder, source):
    keys = Keys(recorder, folder, source)
    for name in TYPES:
        keys.make(name)
    keys.encrypted()
    for name in TYPES:
        keys.certify(name)
        if name != "dsa":
            keys.sign(name)
    keys.revoke()
    keys.known_hosts()
    keys.der("rsa", "pem_pkcs1_rsa")
    keys.der("dsa", "pem_dsa")
    keys.der("ecdsa256", "pem_sec1_ec")
